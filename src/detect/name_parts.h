// The parts of names in text: given names, surnames, initials, particles, forms of address.
#pragma once

#include "detect/idle_runs.h"
#include "pattern/name_rules.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::detect {

/// How a part is written. Letters beyond Latin, Greek and Cyrillic have no case: kCapital.
enum class Spelling : std::uint8_t {
  kLower,
  kCapital,  ///< "Lee", "O'Brien", "McDonald", "DeShawn".
  kCaps,     ///< "LEE": two letters or more.
  kInitial,  ///< "J", "J.", "J.R.".
  kMixed,    ///< "JavaScript", "iPhone".
};

/// Bytes [begin, end) of a text without a period that ends it, as of "Dr."; [end, next) is that.
struct NamePart {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t next = 0;
  Spelling spelling = Spelling::kLower;
  bool nicknamed = false;  ///< A nickname stands before it: "Teague" of `Randall "Randy" Teague`.
  pattern::NameRoles roles;

  bool empty() const { return begin == end; }
  bool is(pattern::NameRole role) const { return roles.has(role); }
  bool is_particle() const { return is(pattern::NameRole::kParticle); }
  /// Written as names are in running text.
  bool has_capital() const { return spelling != Spelling::kLower; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// Longer words are parts of no name, in bytes.
inline constexpr std::size_t kLongestNamePart = 40;
/// Of a run that is read.
inline constexpr std::size_t kMostNameParts = 12;
/// Text with more parts in a row is a heading or a list, which has no names in it. Fewer than are
/// read, so that where reading begins makes no difference.
inline constexpr std::size_t kLongestNameRun = 9;

/// The part that begins at `at`; empty if there is none, or if digits, slashes or the like go on
/// behind it. A possessive "'s" is not part of it. A period belongs to it if its roles or its
/// being an initial say so.
NamePart part_at(std::string_view text, std::size_t at, const pattern::NameWords& words);

/// The part that ends right before `end`, its period included; empty if there is none.
NamePart part_before(std::string_view text, std::size_t end, const pattern::NameWords& words);

/// Where the part behind a nickname begins, if one stands at `at` in quotes or parentheses, a word
/// with a capital, and a space behind it; else `at`. And where the space stands before the nickname
/// that ends right before the space at `end`, if anything stands before that; else `end`.
std::size_t behind_nickname(std::string_view text, std::size_t at);
std::size_t before_nickname(std::string_view text, std::size_t end);

/// Capitalised parts with single spaces between them, particles and nicknames among them.
struct NameRun {
  std::array<NamePart, kMostNameParts> parts;
  std::size_t size = 0;
  std::size_t end = 0;    ///< Text before this need not be looked at for another run.
  bool too_long = false;  ///< More than kLongestNameRun.
  /// What was looked at; of a run that is too long, not all.
  DecidingBytes deciding;

  const NamePart& operator[](std::size_t index) const { return parts[index]; }
  /// The run that the part at `begin` belongs to. Depends on its bytes and their neighbours alone.
  void read(std::string_view text, std::size_t begin, const pattern::NameWords& words);

 private:
  bool read_back(std::string_view text, std::size_t begin, const pattern::NameWords& words);
};

}  // namespace leaksift::detect
