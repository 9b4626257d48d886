// RegexAnalysis: what one regex of a pattern is made of, and so how it is looked for.
#pragma once

#include "base/result.h"
#include "detect/byte_chain.h"
#include "detect/byte_row.h"
#include "detect/compiled.h"
#include "detect/hyperscan.h"
#include "detect/shapes.h"
#include "pattern/pattern.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leaksift::detect {

/// A Sign, as one regex has it.
struct RareByte {
  char byte = 0;
  ByteSet before;
  ByteSet behind;
};

/// Of `compiled`, what `equip` adds is missing. Of `shapes`, `head`, `chain`, `rare_byte`, `row`,
/// `long_run` and `trigger`, those are there that find the regex. The reference engine has triggers
/// besides.
struct RegexAnalysis {
  CompiledRegex compiled;
  std::vector<Shape> shapes;
  std::optional<ShapeHead> head;
  std::optional<ByteChain> chain;
  std::optional<RareByte> rare_byte;
  ByteRow row;                                 ///< Empty if there is none.
  bool long_run = false;                       ///< The ends of long runs of digits find it.
  std::optional<HyperscanExpression> trigger;  ///< Without an id.
};

/// Analyses regex number `regex` of pattern number `pattern` for `engine`. Touches nothing else, so
/// that many can go on at a time. An Error names pattern, file, line and what to do.
base::Result<RegexAnalysis> analyse(const pattern::PatternSet& set, std::uint32_t pattern,
                                    std::uint32_t regex, Engine engine);

/// Gives an analysed regex its validator and engines.
void equip(const pattern::PatternSet& set, CompiledRegex& compiled);

/// "FILE:LINE: pattern 'ID', regex 'NAME' ", to begin an error with.
std::string place_of(const pattern::Pattern& pattern, const pattern::Regex& regex);

}  // namespace leaksift::detect
