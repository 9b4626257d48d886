// CompiledPatterns: what a Database holds, for the parts of this folder.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "detect/database.h"
#include "detect/hyperscan.h"
#include "detect/regex_syntax.h"
#include "detect/shape_trie.h"
#include "pattern/field_names.h"
#include "pattern/pattern.h"

namespace leaksift::detect {

/// What finds a regex.
enum class Finder : std::uint8_t {
  kShapes,  ///< The digit runs of its shapes.
  kText,    ///< Hyperscan over the text.
  kLabel,   ///< The value of a field, key or label.
};

/// One regex of one pattern, ready to confirm.
struct CompiledRegex {
  std::uint32_t pattern = 0;  ///< Index into PatternSet::patterns.
  std::uint32_t regex = 0;    ///< Index into Pattern::regexes.
  Finder finder = Finder::kText;
  bool has_group = false;
  std::uint32_t width = 0;    ///< The longest match, in bytes.
  ByteSet alphabet;           ///< Bytes that can stand in a match.
  double log_odds = 0.0;      ///< Of the regex's own confidence.
  std::unique_ptr<const re2::RE2> re2;
};

/// A keyword phrase and the patterns that it speaks for.
struct Keyword {
  std::string_view phrase;
  std::vector<std::uint32_t> patterns;
};

/// Ids of the text database above this are label triggers; below, regexes.
inline constexpr std::uint32_t kLabelTrigger = 1U << 30;

/// Constant after building.
struct CompiledPatterns {
  explicit CompiledPatterns(const pattern::PatternSet& patterns)
      : set(patterns), field_names(patterns) {}

  const pattern::PatternSet& set;
  pattern::FieldNames field_names;
  Engine engine = Engine::kFast;
  std::vector<CompiledRegex> regexes;
  /// By pattern: its regexes that are anchored to labels.
  std::vector<std::vector<std::uint32_t>> labelled;
  ShapeTrie shapes;               ///< kFast only.
  HyperscanDatabase text;         ///< Regexes that Hyperscan finds, and label triggers.
  HyperscanDatabase keyword_text;
  std::vector<Keyword> keywords;  ///< By id in keyword_text.
  std::unique_ptr<const re2::RE2> trigger;  ///< All label triggers, for Engine::kRe2.
};

}  // namespace leaksift::detect
