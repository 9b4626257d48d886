#include "pattern/name_rules.h"

#include "pattern/word_files.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace leaksift::pattern {
namespace {

// In the order of NameRole.
constexpr std::array<std::string_view, kNameRoles> kLists = {
    "honorifics", "particles", "suffixes", "titles",  "cues",    "weak_cues", "closings",
    "verbs",      "things",    "leads",    "against", "eponyms", "no_names",  "identities"};

struct TextWeight {
  std::string_view key;
  double NameTextWeights::*value;
};

constexpr std::array<TextWeight, 41> kTextWeights = {{
    {"given_class", &NameTextWeights::given_class},
    {"given_unknown", &NameTextWeights::given_unknown},
    {"surname_class", &NameTextWeights::surname_class},
    {"surname_unknown", &NameTextWeights::surname_unknown},
    {"surname_none", &NameTextWeights::surname_none},
    {"given_word", &NameTextWeights::given_word},
    {"surname_word", &NameTextWeights::surname_word},
    {"middle_name", &NameTextWeights::middle_name},
    {"middle_word", &NameTextWeights::middle_word},
    {"middle_cost", &NameTextWeights::middle_cost},
    {"initial", &NameTextWeights::initial},
    {"nickname", &NameTextWeights::nickname},
    {"particle", &NameTextWeights::particle},
    {"particle_unknown", &NameTextWeights::particle_unknown},
    {"suffix", &NameTextWeights::suffix},
    {"honorific", &NameTextWeights::honorific},
    {"title", &NameTextWeights::title},
    {"cue", &NameTextWeights::cue},
    {"weak_cue", &NameTextWeights::weak_cue},
    {"closing", &NameTextWeights::closing},
    {"verb", &NameTextWeights::verb},
    {"address", &NameTextWeights::address},
    {"address_agrees", &NameTextWeights::address_agrees},
    {"neighbour", &NameTextWeights::neighbour},
    {"identity", &NameTextWeights::identity},
    {"identity_unknown", &NameTextWeights::identity_unknown},
    {"above_street", &NameTextWeights::above_street},
    {"second_mention", &NameTextWeights::second_mention},
    {"thing", &NameTextWeights::thing},
    {"lead", &NameTextWeights::lead},
    {"against", &NameTextWeights::against},
    {"capital_before", &NameTextWeights::capital_before},
    {"capital_behind", &NameTextWeights::capital_behind},
    {"all_caps", &NameTextWeights::all_caps},
    {"last_first", &NameTextWeights::last_first},
    {"last_first_tight", &NameTextWeights::last_first_tight},
    {"reversed", &NameTextWeights::reversed},
    {"labelled", &NameTextWeights::labelled},
    {"both_unknown", &NameTextWeights::both_unknown},
    {"both_words", &NameTextWeights::both_words},
    {"mixed_case", &NameTextWeights::mixed_case},
}};

struct FieldWeight {
  std::string_view key;
  double NameFieldWeights::*value;
};

constexpr std::array<FieldWeight, 13> kFieldWeights = {{
    {"class", &NameFieldWeights::name_class},
    {"unknown", &NameFieldWeights::unknown},
    {"word", &NameFieldWeights::word},
    {"single", &NameFieldWeights::single},
    {"form", &NameFieldWeights::form},
    {"mixed_case", &NameFieldWeights::mixed_case},
    {"thing", &NameFieldWeights::thing},
    {"generic", &NameFieldWeights::generic},
    {"part", &NameFieldWeights::part},
    {"column", &NameFieldWeights::column},
    {"column_other", &NameFieldWeights::column_other},
    {"unlisted_whole", &NameFieldWeights::unlisted_whole},
    {"beside_person", &NameFieldWeights::beside_person},
}};

void read_role_words(const toml::table* table, TomlErrors& errors, NameWords& words) {
  if (!table) return;
  TomlReader reader(*table, "words", errors);
  for (std::size_t role = 0; role < kLists.size(); ++role) {
    for (const std::string& word : reader.texts(kLists[role])) {
      if (words.add(word, static_cast<NameRole>(role))) continue;
      reader.fail(kLists[role], "has '" + word + "', but words are 1 to 15 letters a-z");
    }
  }
  reader.finish();
}

template <typename Table, typename Weights>
void read_name_weights(const toml::table* table, std::string_view where, const Table& keys,
                       TomlErrors& errors, Weights& weights) {
  if (!table) return;
  TomlReader reader(*table, std::string(where), errors);
  for (const auto& [key, value] : keys) weights.*value = reader.number(key, weights.*value);
  reader.finish();
}

}  // namespace

bool NameWords::key_of(std::string_view word, std::array<std::uint64_t, 2>& key) {
  if (word.empty() || word.size() > kLongestRoleWord) return false;
  constexpr std::uint64_t kLower = 0x2020202020202020;
  key = {};
  std::memcpy(key.data(), word.data(), word.size());
  // A letter differs from its capital in this bit alone. Other bytes than letters may become one
  // ('[' is '{', no letter; none becomes a-z), so no other word is taken for a key.
  key[0] |= kLower;
  key[1] |= kLower;
  std::memset(reinterpret_cast<char*>(key.data()) + word.size(), 0, sizeof key - word.size());
  return true;
}

std::size_t NameWords::slot_of(const std::array<std::uint64_t, 2>& key) const {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15;
  std::uint64_t hash = (key[0] ^ (key[1] * kFirst)) * kFirst;
  hash ^= hash >> 29;
  std::size_t at = (hash * kFirst >> 32) & (slots_.size() - 1);
  while (slots_[at].key[0] != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

bool NameWords::add(std::string_view word, NameRole role) {
  for (const char c : word) {
    if (c < 'a' || c > 'z') return false;
  }
  std::array<std::uint64_t, 2> key{};
  if (!key_of(word, key)) return false;
  if (2 * (size_ + 1) > slots_.size()) {
    constexpr std::size_t kFirstSlots = 64;
    std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(std::max(kFirstSlots, 4 * slots_.size())));
    for (const Slot& slot : old) {
      if (slot.key[0] != 0) slots_[slot_of(slot.key)] = slot;
    }
  }
  Slot& slot = slots_[slot_of(key)];
  size_ += slot.key[0] == 0;
  slot.key = key;
  slot.roles.add(role);
  lengths_.at(static_cast<std::size_t>(role)).at(static_cast<unsigned char>(word.front()) % 32) |=
      static_cast<std::uint16_t>(1U << word.size());
  if (word.size() >= kLeastJudged) fronts_.set(front_of(word));
  return true;
}

NameRoles NameWords::find(std::string_view word) const {
  if (word.size() >= kLeastJudged && !fronts_[front_of(word)]) return {};
  std::array<std::uint64_t, 2> key{};
  if (size_ == 0 || !key_of(word, key)) return {};
  return slots_[slot_of(key)].roles;
}

void read_name_words(const toml::table& table, TomlErrors& errors, NameRules& rules) {
  TomlReader reader(table, "", errors);
  read_role_words(reader.table("words"), errors, rules.words);
  read_name_weights(reader.table("text"), "text", kTextWeights, errors, rules.text);
  read_name_weights(reader.table("field"), "field", kFieldWeights, errors, rules.field);
  reader.finish();
}

}  // namespace leaksift::pattern
