// Folds a token to the form the lists hold, and looks it up in the generated table.
#include "validate/name_tokens.h"

#include "validate/ascii.h"
#include "validate/name_hash.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>

namespace leaksift::validate {
namespace {

// kSeeds, kSlots, kPool: see name_hash.h.
#include "validate/name_table.inc"

constexpr unsigned lower_case(unsigned code) {
  if (code <= 0xDE) return code == 0xD7 ? code : code + 0x20;
  if (code < 0x100) return code;
  if (code == 0x130) return 'i';
  if (code == 0x178) return 0xFF;
  const bool capitals_are_odd = (code >= 0x139 && code <= 0x148) || code >= 0x179;
  if (code == 0x138 || code == 0x149 || code == 0x17F) return code;
  return capitals_are_odd ? code + (code & 1) : code | 1;
}

// ASCII in lower case; 0 for apostrophes and what is beyond ASCII. NUL is one more byte no key has.
constexpr std::array<char, 256> lower_cases() {
  std::array<char, 256> table{};
  table[0] = '\x01';
  for (int code = 1; code < 0x80; ++code) {
    const char c = static_cast<char>(code);
    table[static_cast<std::size_t>(code)] = c == '\'' || c == '`' ? '\0' : to_lower(c);
  }
  return table;
}

constexpr std::array<char, 256> kLowerCase = lower_cases();

// A key in the making, which stops growing when it is longer than any.
class Folded {
 public:
  void add(char c) {
    if (size_ <= kLongestNameToken) bytes_[size_++] = c;
  }
  /// Adds the ASCII at the front of `text`, at most as much as fits; returns its bytes.
  std::size_t add_ascii(std::string_view text) {
    const std::size_t most = std::min(text.size(), kLongestNameToken + 1 - size_);
    std::size_t size = 0;
    for (; size < most; ++size) {
      const char c = kLowerCase[static_cast<unsigned char>(text[size])];
      if (c == '\0') break;
      bytes_[size_ + size] = c;
    }
    size_ += size;
    return size;
  }
  void add(std::string_view text) {
    for (char c : text) add(c);
  }
  void add_code(unsigned code) {
    if (code < 0x80) return add(static_cast<char>(code));
    add(static_cast<char>(0xC0 | code >> 6));
    add(static_cast<char>(0x80 | (code & 0x3F)));
  }
  bool too_long() const { return size_ > kLongestNameToken; }
  std::string_view text() const { return {bytes_.data(), size_}; }
  std::uint64_t hash() const { return hash_of_name(bytes_, size_); }

 private:
  PaddedName bytes_{};
  std::size_t size_ = 0;
};

constexpr bool is_apostrophe(unsigned code) {
  return code == 0xB4 || code == 0x2BC || code == 0x2B9;
}

// Vietnamese letters, U+1EA0 to U+1EFF, have capitals at even codes: only the last bit differs.
bool is_vietnamese(std::string_view text) {
  return text.size() >= 3 && text[0] == '\xE1' && (text[1] == '\xBA' || text[1] == '\xBB') &&
         (text[2] & 0xC0) == 0x80 &&
         (text[1] == '\xBB' || static_cast<unsigned char>(text[2]) >= 0xA0);
}

// Folds the character beyond ASCII at the front of `text`; returns its bytes.
std::size_t fold_beyond_ascii(std::string_view text, Folded& exact, Folded& plain) {
  if (text.starts_with("\xE2\x80\x99")) return 3;  // U+2019, the typographic apostrophe
  if (is_vietnamese(text)) {
    exact.add(text.substr(0, 2));
    exact.add(static_cast<char>(text[2] | 1));
    plain.add(text[0]);  // no table of these: only the exact form is looked up
    return 3;
  }
  const unsigned code = code_of_two_bytes(text);
  if (is_apostrophe(code) || is_combining_mark(code)) return 2;
  if (const std::string_view letters = plain_letters(code); !letters.empty()) {
    exact.add_code(lower_case(code));
    plain.add(letters);
    return 2;
  }
  exact.add(text[0]);
  plain.add(text[0]);
  return 1;
}

NameToken look_up(const Folded& name) {
  const std::string_view key = name.text();
  const std::uint64_t hash = name.hash();
  const std::uint32_t seed = kSeeds[scaled(hash, kSeeds.size())];
  const std::uint32_t slot = kSlots[slot_of(hash, seed, kSlots.size())];
  if (slot >> kOffsetBits != fingerprint_of(hash) || slot == kEmptySlot) return {};
  const char* entry = kPool + (slot & ((1U << kOffsetBits) - 1));
  if (static_cast<unsigned char>(entry[0]) != key.size() ||
      std::memcmp(entry + kEntryHead, key.data(), key.size()) != 0) {
    return {};
  }
  return {static_cast<std::uint8_t>(entry[1]), static_cast<std::uint8_t>(entry[2]),
          static_cast<std::uint8_t>(entry[3])};
}

NameToken folded_token(std::string_view token) noexcept {
  Folded exact;
  token.remove_prefix(exact.add_ascii(token));
  if (exact.too_long()) return {};
  if (token.empty()) return look_up(exact);
  Folded plain = exact;
  while (!token.empty() && !exact.too_long()) {
    if (is_beyond_ascii(token.front())) {
      token.remove_prefix(fold_beyond_ascii(token, exact, plain));
      continue;
    }
    const char c = kLowerCase[static_cast<unsigned char>(token.front())];
    if (c != '\0') {
      exact.add(c);
      plain.add(c);
    }
    token.remove_prefix(1);
  }
  if (exact.too_long()) return {};
  const NameToken found = look_up(exact);
  const bool same = exact.text() == plain.text();
  return same || found != NameToken{} || plain.too_long() ? found : look_up(plain);
}

// A token of 1 to 16 bytes, told by its length and by two words of its bytes, which overlap.
struct ShortToken {
  static constexpr std::size_t kLongest = 16;

  std::array<std::uint64_t, 2> words{};
  std::size_t size = 0;

  ShortToken() = default;
  explicit ShortToken(std::string_view token) : size(token.size()) {
    const char* const bytes = token.data();
    if (size >= 8) {
      std::memcpy(&words[0], bytes, 8);
      std::memcpy(&words[1], bytes + size - 8, 8);
    } else if (size >= 4) {
      std::memcpy(&words[0], bytes, 4);
      std::memcpy(&words[1], bytes + size - 4, 4);
    } else {
      for (const char c : token) words[0] = words[0] << 8 | static_cast<unsigned char>(c);
    }
  }
  friend bool operator==(const ShortToken&, const ShortToken&) = default;
};

// What was looked up lately. A few names are most of all, and the table of them all is larger than
// a CPU's near caches; these 128 KiB are not. Bears on the time alone.
class Recent {
 public:
  /// `look_up` gives the answer for a token that is not known.
  template <typename LookUp>
  NameToken answer(const ShortToken& token, LookUp&& look_up) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    const std::uint64_t hash = (token.words[0] * kOdd ^ token.words[1]) * kOdd;
    Pair& pair = pairs_[hash >> (64 - kPairBits)];
    if (pair.later.token == token) return pair.later.answer;
    if (pair.earlier.token == token) return pair.earlier.answer;
    pair.earlier = pair.later;
    pair.later = {token, look_up()};
    return pair.later.answer;
  }

 private:
  struct Entry {
    ShortToken token;
    NameToken answer;
  };
  /// Two tokens with one place do not drive out each other.
  struct alignas(64) Pair {
    Entry later, earlier;
  };
  static constexpr unsigned kPairBits = 11;
  std::array<Pair, std::size_t{1} << kPairBits> pairs_{};
};

}  // namespace

NameToken name_token(std::string_view token) noexcept {
  if (token.empty() || token.size() > ShortToken::kLongest) return folded_token(token);
  // Not within the thread's own storage, which is cleared whether it looks up names or not.
  thread_local const auto recent = std::make_unique<Recent>();
  return recent->answer(ShortToken(token), [token] { return folded_token(token); });
}

}  // namespace leaksift::validate
