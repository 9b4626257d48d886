// CompiledPatterns: what a Database holds, for the parts of this folder.
#pragma once

#include "detect/byte_chain.h"
#include "detect/byte_row.h"
#include "detect/database.h"
#include "detect/hyperscan.h"
#include "detect/label_finder.h"
#include "detect/name_finder.h"
#include "detect/regex_engines.h"
#include "detect/regex_syntax.h"
#include "detect/shape_trie.h"
#include "pattern/field_names.h"
#include "pattern/pattern.h"
#include "validate/validator.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {

/// What finds a regex.
enum class Finder : std::uint8_t {
  kShapes,  ///< The digit runs of its shapes.
  kText,    ///< Hyperscan over the text.
  kLabel,   ///< The value of a field, key or label.
  kNames,   ///< The NameFinder.
};

/// One regex of one pattern, ready to confirm.
struct CompiledRegex {
  std::uint32_t pattern = 0;  ///< Index into PatternSet::patterns.
  std::uint32_t regex = 0;    ///< Index into Pattern::regexes.
  Finder finder = Finder::kText;
  bool has_group = false;
  /// Has no expression, no engines and no widths; a NameFinder says what it matches.
  bool by_grammar = false;
  std::uint32_t width = 0;  ///< The longest match, in bytes.
  std::uint32_t least_width = 0;
  std::uint32_t lead = 0;  ///< The most bytes of a match up to where something tells of it...
  ByteSet behind;          ///< ...and what may stand behind these.
  pattern::Boundary boundary = pattern::Boundary::kWord;
  bool same_cell = false;  ///< As the pattern file has it.
  bool has_floor = false;  ///< Its matches count however unlikely they are.
  validate::Validator validator = nullptr;
  double log_odds = 0.0;   ///< Of the regex's own confidence.
  double most_gain = 0.0;  ///< The most that context can add to it.
  ByteSet alphabet;        ///< Bytes that can stand in a match.
  ByteSet front;           ///< Bytes with which a match can begin...
  ByteSet back;            ///< ...and end.
  ByteSet required;        ///< One of these stands in every match; all bytes if none is special.
  WordEdges edges;         ///< What else a match must keep to.
  std::optional<Pivot> pivot;
  std::optional<std::size_t> behind_group;  ///< See width_behind.
  std::unique_ptr<const RegexEngines> engines;

  /// False if `value`, which is not empty, cannot match as a whole: by its length, or by its first
  /// or last byte.
  bool may_match(std::string_view value) const {
    return value.size() >= least_width && value.size() <= width &&
           front[static_cast<unsigned char>(value.front())] &&
           back[static_cast<unsigned char>(value.back())];
  }
};

/// A keyword phrase and the patterns that it speaks for.
struct Keyword {
  std::string_view phrase;
  std::vector<std::uint32_t> patterns;
};

/// A byte that stands in every match of some regexes, and seldom elsewhere: the '@' of an address.
struct Sign {
  struct Use {
    std::uint32_t regex = 0;
    ByteSet before;  ///< What may stand before it in a match...
    ByteSet behind;  ///< ...and behind it.
  };
  char byte = 0;
  std::vector<Use> uses;
  ByteSet before;  ///< What some use allows before it...
  ByteSet behind;  ///< ...and behind it.
};

/// Constant after building.
struct CompiledPatterns {
  explicit CompiledPatterns(const pattern::PatternSet& patterns)
      : set(patterns), field_names(patterns), labels(patterns), names(patterns.names) {}

  const pattern::PatternSet& set;
  pattern::FieldNames field_names;
  LabelFinder labels;
  NameFinder names;
  std::vector<std::uint32_t> name_regexes;  ///< Those of Finder::kNames.
  Engine engine = Engine::kFast;
  std::vector<CompiledRegex> regexes;
  /// By pattern: its regexes that are anchored to labels, surest first.
  std::vector<std::vector<std::uint32_t>> labelled;
  /// By pattern: all its regexes but those by grammar, surest first.
  std::vector<std::vector<std::uint32_t>> of_pattern;
  ShapeTrie shapes;        ///< kFast only.
  HyperscanDatabase text;  ///< What tells where to look for regexes in text, and by its ids...
  std::vector<std::vector<std::uint32_t>> triggered;  ///< ...for which.
  std::vector<Sign> signs;  ///< Of those that have one instead. kFast only.
  /// Those that have a chain instead. kFast only.
  std::vector<std::pair<std::uint32_t, ByteChain>> chains;
  std::vector<ByteRows> rows;            ///< Of those that have one instead. kFast only.
  std::vector<std::uint32_t> long_runs;  ///< Those that long runs of digits find, kFast only...
  ByteSet behind_long_runs;              ///< ...and what may stand behind these for any of them.
  HyperscanDatabase keyword_text;
  std::vector<Keyword> keywords;  ///< By id in keyword_text.
};

}  // namespace leaksift::detect
