// Labels: the words right before a value that say what it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pattern/pattern.h"

namespace leaksift::detect {

/// The label of a value: "SSN" in `SSN: 536…`, "ssn" in `"ssn": "536…"`, `ssn=536…`, `<ssn>536…`.
struct Label {
  std::string_view text;
  /// A key of structured text (quoted, a tag, or an identifier directly before '='), rather than
  /// words of prose.
  bool key = false;
};

/// The label that ends right before `value`, if there is one. Looks back at most kMaxLabelReach
/// bytes, never over the end of a line or beyond the beginning of `text`.
inline constexpr std::size_t kMaxLabelReach = 96;
std::optional<Label> label_before(std::string_view text, std::size_t value);

/// Where a labelled value can stand: from behind the separator and quotes to the closing quote, or
/// to what ends an unquoted value.
struct ValueRegion {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;  ///< The value must then fill it.
};

/// The region behind a separator that ends at `after`; empty if nothing is there. At most `limit`
/// bytes long.
ValueRegion value_after(std::string_view text, std::size_t after, std::size_t limit);

/// Expressions that match the last word of a label with its separator: where to look for labelled
/// values. One for each last word of a field phrase of a pattern with labelled regexes, and for each
/// abbreviation that stands for one.
std::vector<std::string> label_triggers(const pattern::PatternSet& set);

}  // namespace leaksift::detect
