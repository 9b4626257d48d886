// Labels: the words right before a value that say what it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace leaksift::detect {

/// The label of a value: "SSN" in `SSN: 536…`, "ssn" in `"ssn": "536…"`, `ssn=536…`, `<ssn>536…`.
struct Label {
  std::string_view text;
  /// A key of structured text (quoted, a tag, or an identifier directly before '='), rather than
  /// words of prose.
  bool key = false;
  /// What the pair before it says, which may be a value, and is told only where it names the type.
  bool of_pair = false;
  /// It stands on the line above, as in forms, where it may as well belong to nothing.
  bool above = false;
  /// It stands in the column before, where it may as well be a value of its own.
  bool aside = false;
};

inline constexpr std::size_t kMaxLabelReach = 64;
/// The key that is called what the pair before it says.
inline constexpr std::string_view kPairValue = "value";
/// Whether a key of this name is, in any case of its letters.
bool is_pair_value(std::string_view word);
/// Whether a key says something only with the words before it: the "ID" of `Member ID=5`.
bool says_little(std::string_view key);
/// What labels are made of: letters, digits, "_ .-'" and bytes beyond ASCII.
bool is_label_byte(char c);

/// The label that ends right before `value`, if there is one. Looks back at most twice
/// kMaxLabelReach bytes and twice kMaxPadding blanks, never over the end of a line or beyond the
/// beginning of `text`. Of prose, the last six words without long numbers, and without a remark in
/// parentheses behind them, but with a '#' ("MRN #" of `MRN #: 5` and `MRN # 5`); of a key, the
/// identifier alone, but for one such as the "ID" of `Member ID=5`. A key "value" is called what
/// the pair before it says, as in `<add key="Password" value="…"/>` or
/// {"type": "MRN", "value": "…"}. `**SSN:** 5` is Markdown.
std::optional<Label> label_before(std::string_view text, std::size_t value);
/// The label of prose that a layout, two blanks or more, a tab, or a hyphen, dash or dots between
/// blanks part from `value` (see label_layout.h), with or without a colon, if there is one. Looks
/// back over the layout as far as label_before does.
std::optional<Label> label_apart(std::string_view text, std::size_t value);

/// The words of the label that is text[begin, end): without its number, "9. " of "9. Date of
/// birth", a remark or colon behind them, and but for the last six. Empty if it is none.
std::string_view label_words(std::string_view text, std::size_t begin, std::size_t end);

/// The last `count` words right before `value`, with nothing but blanks and perhaps "is" between:
/// "Part no" of `Part no. 5`, "case number" of `the case number is 5`. Empty if there are fewer.
std::string_view words_before(std::string_view text, std::size_t value, unsigned count);

}  // namespace leaksift::detect
