#include "detect/labels.h"

#include "base/ascii.h"
#include "detect/column_labels.h"
#include "detect/label_ends.h"
#include "detect/label_layout.h"
#include "validate/ascii.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

constexpr std::string_view kSeparators = ":=#>";
constexpr std::string_view kOpening = " \t\"'`([{*";  // What a value may stand behind.

std::string_view trimmed_to_words(std::string_view text) {
  while (!text.empty() && !is_label_word(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_label_word(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<Label> found(std::string_view text, bool key) {
  if (text.empty()) return std::nullopt;
  return Label{text, key};
}

// The name of a value that is called just "value", as in `<add key="Password" value="…"/>` or
// {"type": "MRN", "value": "…"}: that of the pair before it, whose own value it is.
std::string_view name_of_pair(std::string_view text, std::size_t value) {
  constexpr std::size_t kLongestPair = 48;
  const std::size_t first = value - std::min(value, kLongestPair);
  const std::string_view before = text.substr(first, value - first);
  // "…" then ", " or a space, and perhaps the quote of the word "value" itself.
  std::size_t end = before.size();
  while (end > 0 && is_in(before[end - 1], " \t,")) --end;
  if (end == before.size() || end == 0 || !is_in(before[end - 1], "\"'")) return {};
  const char quote = before[--end];
  const std::size_t begin = before.rfind(quote, end - 1);
  if (end == 0 || begin == std::string_view::npos || begin == 0) return {};
  std::size_t key_end = begin;
  while (key_end > 0 && is_in(before[key_end - 1], " \t:=\"'")) --key_end;
  std::size_t key_begin = key_end;
  while (key_begin > 0 && is_label_word(before[key_begin - 1])) --key_begin;
  constexpr std::array<std::string_view, 9> kKeys = {"key",  "name",  "type",     "field", "label",
                                                     "code", "param", "property", "id"};
  const std::string_view key = before.substr(key_begin, key_end - key_begin);
  const bool names = std::any_of(kKeys.begin(), kKeys.end(), [key](std::string_view known) {
    return validate::equal_caseless(key, known);
  });
  return names ? before.substr(begin + 1, end - begin - 1) : std::string_view();
}

// Cuts prose down to its last words: at most six of its last sentence, none with a long number.
std::string_view last_words(std::string_view label) {
  constexpr std::size_t kAbbreviation = 4;  // "Acct. No."
  std::size_t words = 1;
  std::size_t digits = 0;
  for (std::size_t i = label.size(); i-- > 0;) {
    if (label[i] == ' ' && ends_sentence(label, i, kAbbreviation)) return label.substr(i + 1);
    digits = label[i] >= '0' && label[i] <= '9' ? digits + 1 : 0;
    words += label[i] == ' ';
    if (digits == 3 || words > 6) {
      const std::size_t space = label.find(' ', i);
      return space == std::string_view::npos ? std::string_view() : label.substr(space + 1);
    }
  }
  return label;
}

// `label`, a part of `text`, with the '#' before `sign_end` if nothing but blanks and a full stop
// stand between.
std::string_view with_sign(std::string_view text, std::string_view label, std::size_t sign_end) {
  const auto begin = static_cast<std::size_t>(label.data() - text.data());
  if (label.empty() || sign_end <= begin + label.size()) return label;
  const std::string_view gap =
      text.substr(begin + label.size(), sign_end - 1 - begin - label.size());
  const bool close = gap.find_first_not_of(" \t.") == std::string_view::npos;
  return close ? text.substr(begin, sign_end - begin) : label;
}

// Where the words of a label begin that ends at `end`; one in quotes holds none.
std::size_t words_begin(std::string_view text, std::size_t end, bool quoted) {
  const std::size_t stop = end - std::min(end, kMaxLabelReach);
  std::size_t begin = end;
  while (begin > stop && is_label_byte(text[begin - 1]) && !(quoted && text[begin - 1] == '\'')) {
    --begin;
  }
  return begin;
}

// "* agent.c (check_constraints): Say more.": the function that an entry of a change log speaks of.
bool is_entry_of_changes(std::string_view text, std::size_t begin, std::size_t end) {
  const bool in_parentheses = begin > 0 && is_in(text[begin - 1], "(,") && end < text.size() &&
                              text[end] == ')' && text.substr(end + 1, 2) == ": ";
  return in_parentheses && text.substr(begin, end - begin).find('_') != std::string_view::npos;
}

// input[type="password"]:focus, where the state of an element stands behind a selector of CSS.
bool is_selected_value(std::string_view text, std::size_t begin, std::size_t end) {
  return begin > 1 && is_in(text[begin - 1], "\"'") && text[begin - 2] == '=' &&
         text.substr(end + 1, 1) == "]";
}

// "Password.SHA2Crypt.Iterations": the member of a member, in Go and C#, of which the last one
// counts.
std::string_view last_member(std::string_view label) {
  const std::size_t first = label.find('.');
  const std::size_t last = label.rfind('.');
  if (first == last || label.find(' ') != label.npos) return label;
  const bool members = base::is_upper(label[first + 1]) && base::is_upper(label[last + 1]);
  return members ? label.substr(last + 1) : label;
}

// Whether the words of a line that begin at `begin` are the name of a file: "usr/bin/passwd".
bool ends_path(std::string_view text, std::size_t begin, std::string_view words) {
  return begin > 1 && text[begin - 1] == '/' && is_label_word(text[begin - 2]) &&
         words.find(' ') == std::string_view::npos && words.front() >= 'a';
}

// Whether a line is a street, "218 Sycamore Ln": its town stands below, and no last name.
bool is_lane(std::string_view line) {
  return validate::is_digit(line.front()) &&
         validate::equal_caseless(line.substr(line.rfind(' ') + 1), "ln");
}

// Where the underscores begin on which a form is filled in, if two or more end at `at`; else `at`.
std::size_t before_blank_line(std::string_view text, std::size_t at) {
  const std::size_t begin = back_over(text, at, "_", kMaxPadding);
  return at - begin < 2 ? at : begin;
}

// Where what a value at `value` may stand behind begins.
std::size_t before_opening(std::string_view text, std::size_t value) {
  std::size_t at = before_blank_line(text, value);
  if (at > 0 && is_in(text[at - 1], "\"'(")) {
    at = before_call(text, text[at - 1] == '(' ? at : at - 1);
  }
  return before_padding(text, back_over(text, at, kOpening, kMaxGap));
}

// The layout that ends at `end`, or the gap of a column or spaced sign between it and the value.
std::optional<Layout> layout_between(std::string_view text, std::size_t end, std::size_t value) {
  const auto layout = layout_before(text, end);
  if (layout || end == 0 || end == text.size() || spans_line_end(text, end, value)) return layout;
  if (begins_column_gap(text, end) || text[end] == '\t') {
    return Layout{end, Layout::Parts::kColumn};
  }
  const std::size_t sign = end < value ? before_spaced_sign(text, end) : end;
  if (sign == end) return std::nullopt;
  return Layout{before_padding(text, sign), Layout::Parts::kColumn};
}

// Where the last column of text[begin, end) begins.
std::size_t column_begin(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t gap = text.substr(begin, end - begin).rfind("  ");
  return gap == std::string_view::npos ? begin : begin + gap;
}

}  // namespace

bool is_label_byte(char c) {
  return is_label_word(c) || c == ' ' || c == '.' || c == '-' || c == '\'';
}

bool says_little(std::string_view key) {
  constexpr std::array<std::string_view, 7> kWords = {"number", "no",   "num", "nbr",
                                                      "id",     "date", "name"};
  return base::is_one_of_caseless(key, kWords);
}

bool is_pair_value(std::string_view word) {
  return validate::equal_caseless(word, kPairValue);
}

std::optional<Label> label_before(std::string_view text, std::size_t value) {
  // A '>' may itself end "=>".
  std::size_t at = before_opening(text, value);
  if (at == 0 || !is_in(text[at - 1], kSeparators)) return std::nullopt;
  const char separator = text[at - 1];
  --at;
  if (separator == '>' && at > 0 && text[at - 1] == '=') {
    --at;
  } else if (separator == '>' && at > 0 && text[at - 1] == ' ') {
    return std::nullopt;  // A comparison: "size > 1023".
  } else if (separator == '=') {
    at = before_assignment(text, at);
  }
  std::size_t end =
      back_over(text, before_leader(text, before_padding(text, at)), " \t\"'])*", kMaxGap);
  const bool quoted = end < at && is_in(text[end], "\"'");
  // Behind the '#' of "MRN #" and "MRN #:", which is a word of the label.
  std::size_t sign_end = 0;
  if (separator == kNumberSign) {
    sign_end = at + 1;
  } else if (!quoted && end > 0 && text[end - 1] == kNumberSign) {
    sign_end = end--;
  }
  if (!quoted) end = back_over(text, before_remark(text, end), kLabelBlanks, kMostBlanks);
  const std::size_t begin = words_begin(text, end, quoted);
  if (is_entry_of_changes(text, begin, end)) return std::nullopt;
  if (separator == ':' && quoted && is_selected_value(text, begin, end)) return std::nullopt;
  if (separator == '>' && begin > 0 && text[begin - 1] == '/')
    return std::nullopt;  // A closing tag.
  const std::string_view words = trimmed_to_words(text.substr(begin, end - begin));
  const std::string_view last = words.substr(words.rfind(' ') + 1);
  const bool adjacent = end == at && separator == '=';
  if ((quoted || adjacent) && is_pair_value(last)) {
    const std::size_t word = static_cast<std::size_t>(last.data() - text.data());
    const std::string_view name = name_of_pair(text, word - (quoted && word > 0 ? 1 : 0));
    if (!name.empty()) return Label{name, true, true};
  }
  if (quoted || separator == '>') return found(words, true);
  const bool alone = last.size() == words.size() || !says_little(last);
  if ((adjacent && alone) || last.find('_') != std::string_view::npos) return found(last, true);
  return found(with_sign(text, last_member(trimmed_to_words(last_words(words))), sign_end), false);
}

std::optional<Label> label_apart(std::string_view text, std::size_t value) {
  const auto layout = layout_between(text, before_opening(text, value), value);
  if (!layout) return std::nullopt;
  const bool above = layout->parts == Layout::Parts::kLine;
  const auto column = above ? column_above(text, layout->begin, value) : std::nullopt;
  const LabelEnd end = label_end(text, column ? column->end : layout->begin);
  if (layout->parts == Layout::Parts::kLooks && !end.colon) return std::nullopt;
  std::size_t begin = words_begin(text, end.words, false);
  const bool aside = layout->parts == Layout::Parts::kColumn;
  if (aside || column) begin = column_begin(text, begin, end.words);
  const std::string_view line = trimmed_to_words(text.substr(begin, end.words - begin));
  const std::string_view words = trimmed_to_words(last_words(line));
  if (words.empty()) return std::nullopt;
  if (above && (ends_path(text, begin, words) || is_lane(line))) return std::nullopt;
  return Label{with_sign(text, words, end.sign), false, false, above, aside};
}

std::string_view label_words(std::string_view text, std::size_t begin, std::size_t end) {
  const LabelEnd label = label_end(text, end);
  if (label.words <= begin) return {};
  const std::size_t first = std::max(begin, words_begin(text, label.words, false));
  const std::string_view words = trimmed_to_words(text.substr(first, label.words - first));
  return with_sign(text, trimmed_to_words(last_words(words)), label.sign);
}

std::string_view words_before(std::string_view text, std::size_t value, unsigned count) {
  constexpr std::string_view kIs = " is";
  std::size_t end = back_over(text, value, kLabelBlanks, kMostBlanks);
  if (end == value) return {};
  if (text.substr(0, end).ends_with(kIs)) {
    end = back_over(text, end - kIs.size() + 1, kLabelBlanks, kMostBlanks);
  }
  end = back_over(text, end, kLabelDots, kMostDots);
  std::size_t begin = end;
  for (unsigned words = 0; words < count; ++words) {
    const std::size_t gap = words == 0 ? end : back_over(text, begin, kLabelBlanks, 1);
    if (words > 0 && gap == begin) return {};
    const std::size_t word_end = back_over(text, gap, kLabelDots, kMostDots);
    const std::size_t stop = word_end - std::min(word_end, kMaxLabelReach);
    begin = word_end;
    while (begin > stop && is_label_word(text[begin - 1])) --begin;
    if (begin == word_end) return {};
  }
  return text.substr(begin, end - begin);
}

}  // namespace leaksift::detect
