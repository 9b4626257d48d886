// NameRules: words that tell names of persons from other words, and what each kind of evidence
// weighs: patterns/name_words.toml, as data.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {

/// What a word can be within or beside a name. The lists of name_words.toml, in this order.
enum class NameRole : std::uint8_t {
  kHonorific,
  kParticle,
  kSuffix,
  kTitle,
  kCue,
  kWeakCue,
  kClosing,
  kVerb,
  kThing,
  kLead,
  kAgainst,
  kEponym,  ///< Two words written together.
  kNoName,
  kIdentity,  ///< Said of persons, right behind their names.
};
inline constexpr std::size_t kNameRoles = static_cast<std::size_t>(NameRole::kIdentity) + 1;

/// A set of roles.
class NameRoles {
 public:
  void add(NameRole role) { bits_ |= bit(role); }
  void add(NameRoles roles) { bits_ |= roles.bits_; }
  bool has(NameRole role) const { return (bits_ & bit(role)) != 0; }
  bool empty() const { return bits_ == 0; }

  /// For snapshots: base/snapshot.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(bits_);
  }

 private:
  static constexpr std::uint16_t bit(NameRole role) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(role));
  }
  std::uint16_t bits_ = 0;
};

/// Words of at most kLongestRoleWord letters a-z and their roles: open addressing, two loads and a
/// comparison for most words. Constant after loading; shared by threads.
class NameWords {
 public:
  static constexpr std::size_t kLongestRoleWord = 15;

  /// False if `word` is no such word.
  bool add(std::string_view word, NameRole role);
  /// Without regard to ASCII case. Words of other bytes have no roles.
  NameRoles find(std::string_view word) const;

  /// False of most words, which is not empty, that do not have this role: cheaper than `find`.
  bool may_have(std::string_view word, NameRole role) const {
    const auto front = static_cast<unsigned char>(word.front());
    const auto& lengths = lengths_[static_cast<std::size_t>(role)];
    return word.size() <= kLongestRoleWord && (lengths[front % 32] >> word.size() & 1) != 0;
  }

  /// For snapshots: base/snapshot.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(slots_, size_, lengths_, fronts_);
  }

 private:
  struct Slot {
    std::array<std::uint64_t, 2> key{};  ///< The letters in lower case; all zeros: free.
    NameRoles roles;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(key, roles);
    }
  };
  static bool key_of(std::string_view word, std::array<std::uint64_t, 2>& key);
  /// Where `key` stands, or would.
  std::size_t slot_of(const std::array<std::uint64_t, 2>& key) const;

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  static constexpr std::size_t kLeastJudged = 3;  ///< Shorter words have no place in fronts_.
  /// A number below 32,768 of the first three letters, whatever their case, and the length.
  static std::size_t front_of(std::string_view word) {
    const auto letter = [word](std::size_t i) { return static_cast<unsigned char>(word[i]) % 32U; };
    const std::size_t letters = letter(0) << 10U | letter(1) << 5U | letter(2);
    return (letters + word.size() * 0x6E5U) % 32768U;
  }

  /// By role, and by the first letter, whatever its case: a bit for each length of a word.
  std::array<std::array<std::uint16_t, 32>, kNameRoles> lengths_{};
  std::bitset<32768> fronts_;  ///< Those of all words: most other words have another.
};

/// Log-odds; patterns/name_words.toml has the meaning of each.
struct NameTextWeights {
  double given_class = 0, given_unknown = 0, surname_class = 0, surname_unknown = 0,
         surname_none = 0;
  double given_word = 0, surname_word = 0, middle_name = 0, middle_word = 0, middle_cost = 0;
  double initial = 0, nickname = 0, particle = 0, particle_unknown = 0, suffix = 0, honorific = 0,
         title = 0;
  double cue = 0, weak_cue = 0, closing = 0, verb = 0, address = 0, address_agrees = 0;
  double neighbour = 0, identity = 0, identity_unknown = 0, above_street = 0, second_mention = 0,
         thing = 0, lead = 0, against = 0;
  double capital_before = 0, capital_behind = 0, all_caps = 0, last_first = 0, last_first_tight = 0,
         reversed = 0, labelled = 0;
  double both_unknown = 0, both_words = 0, mixed_case = 0;
};

struct NameFieldWeights {
  double name_class = 0, unknown = 0, word = 0, single = 0, form = 0, thing = 0, generic = 0;
  double part = 0, column = 0, column_other = 0, mixed_case = 0;
  double unlisted_whole = 0, beside_person = 0;
};

struct NameRules {
  NameWords words;
  NameTextWeights text;
  NameFieldWeights field;
};

}  // namespace leaksift::pattern
