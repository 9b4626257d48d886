// Triggers: the part of an expression that Hyperscan looks for in its place.
//
// Hyperscan only has to say where to look: every match is confirmed by RE2 on the whole run of
// bytes around a hit. So it gets the rarest short part of an expression that stands in every match
// ("X@Y" of an e-mail address) instead of an automaton that counts 64 bytes before it can begin.
#pragma once

#include "detect/regex_syntax.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leaksift::detect {

/// An expression which matches a part of every match of `root`, and ends within it.
struct Trigger {
  std::string expression;
  double bits = 0.0;  ///< How rare it is in text, as a logarithm; less if it is dear to look for.
  std::uint64_t lead = 0;  ///< The most bytes of a match up to the end of that part.
  ByteSet behind;  ///< What may stand behind the part; all bytes if the match may end there.
  /// What the part begins with as a row of sets, if that is the end of a line or a rare byte first,
  /// and no two bytes of it are certain: Hyperscan is slow at such, see ByteRow. `lead` and
  /// `behind` hold for it, too.
  std::vector<ByteSet> row;
};
Trigger trigger_of(const RegexNode& root, bool front_is_word_boundary);

/// Where a match shows that holds a long run of digits: at the byte behind it.
struct RunEnd {
  std::uint64_t lead = 0;  ///< The most bytes of a match up to that byte...
  ByteSet behind;          ///< ...and what it can be; no digit.
};
/// None unless every match of `root` holds kLongRun digits in a row, and goes on behind all that
/// follow these.
std::optional<RunEnd> run_end_of(const RegexNode& root);

/// Whether a byte is punctuation that is seldom in text.
bool is_rare(char c);

/// Every trigger below this is dear: it begins all the time.
inline constexpr double kCheapTrigger = 18.0;

}  // namespace leaksift::detect
