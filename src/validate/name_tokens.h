// How much a word looks like a name, and how much like another word: lists of patterns/names, which
// the build compiles into a table. Read-only, so threads share it; nothing is loaded or allocated.
#pragma once

#include <cstdint>
#include <string_view>

namespace leaksift::validate {

/// From 0, in none of the lists, to 9, the commonest; patterns/names/README.md says what a class
/// is.
struct NameToken {
  std::uint8_t given = 0;    ///< As a given name.
  std::uint8_t surname = 0;  ///< As a surname.
  std::uint8_t word = 0;     ///< As an English word, a place, a brand or a month.

  friend bool operator==(const NameToken&, const NameToken&) = default;
};

/// What the lists know of one token of a name, as it stands in a text: UTF-8 in any case, without
/// spaces, hyphens and particles, which stand between tokens. Apostrophes do not count: "O'Brien".
/// Letters of Latin-1 and Latin Extended-A are looked up as they are, then without their marks:
/// "Muñoz", "MUNOZ". Bytes that are no UTF-8 are letters that no name has.
NameToken name_token(std::string_view token) noexcept;

}  // namespace leaksift::validate
