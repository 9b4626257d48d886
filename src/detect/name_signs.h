// NameSigns: why something is taken for the name of a person.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace leaksift::detect {

/// In the order in which they are told: the first few of those that apply.
enum class NameSign : std::uint8_t {
  kHonorific,
  kAddress,
  kCue,
  kThing,
  kGivenAndSurname,
  kGivenName,
  kSurname,
  kInitial,
  kParticle,
  kSuffix,
  kNeighbour,
  kSecondMention,
  kVerb,
  kColumn,
  kColumnOther,
  kWordLike,
  kPersonFields,
};

inline constexpr std::array<std::string_view, 17> kNameSignNames = {
    "honorific",       "email_agrees",   "name_cue",    "thing_word",      "given_and_surname",
    "given_name",      "surname",        "initial",     "particle",        "name_suffix",
    "identifier_near", "second_mention", "verb_behind", "column_of_names", "column_of_others",
    "word_like",       "person_fields"};

class NameSigns {
 public:
  void add(NameSign sign) { bits_ |= 1U << index(sign); }
  bool has(NameSign sign) const { return (bits_ >> index(sign) & 1U) != 0; }
  bool empty() const { return bits_ == 0; }
  std::uint32_t bits() const { return bits_; }
  friend bool operator==(const NameSigns&, const NameSigns&) = default;

  /// Calls `visit` with the name of each, the most telling first.
  template <typename Visit>
  void for_each(Visit&& visit) const {
    for (std::uint32_t rest = bits_; rest != 0; rest &= rest - 1) {
      visit(kNameSignNames[static_cast<std::size_t>(__builtin_ctz(rest))]);
    }
  }

 private:
  static constexpr unsigned index(NameSign sign) { return static_cast<unsigned>(sign); }
  std::uint32_t bits_ = 0;
};

}  // namespace leaksift::detect
