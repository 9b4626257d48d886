#include "detect/label_ends.h"

#include <algorithm>
#include <array>
#include <string>

namespace leaksift::detect {
namespace {

// What makes dates of texts in SQL, Cypher, MongoDB, JavaScript and Java, and what a value that may
// be missing stands in where Rust, Scala and Java print it. "new date" comes before "date".
constexpr std::array<std::string_view, 12> kCalls = {
    "to_date",  "to_timestamp", "isodate",   "new date",        "new isodate", "date",
    "datetime", "timestamp",    "localdate", "localdate.parse", "some",        "naivedate"};
constexpr std::string_view kCallBegins = "dDiIlLnNsStT";
constexpr std::string_view kCallEnds = "eEpP";

// Where the text before the form of a date begins, as in "Date of birth DD MM YYYY", if that ends
// at `end`; else `end`.
std::size_t before_date_form(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestForm = 14;
  const std::size_t begin = back_over(text, end, "DMYdmy/.- ", kLongestForm);
  const std::size_t gap = text.substr(begin, end - begin).find(' ');
  if (gap == std::string_view::npos) return end;
  std::string letters;
  for (const char c : text.substr(begin + gap, end - begin - gap)) {
    const char lower = static_cast<char>(c | 0x20);
    if (is_label_letter(c) && (letters.empty() || letters.back() != lower)) letters += lower;
  }
  return letters == "dmy" || letters == "mdy" || letters == "ymd" ? begin + gap : end;
}

bool equal_start(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char l, char c) {
           return l == (is_label_letter(c) ? static_cast<char>(c | 0x20) : c);
         });
}

// Whether the letter at `at` says of what kind the string is whose quote stands behind it: N'5' in
// SQL, u'5' in Python.
bool is_string_prefix(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && is_in(text[at], "NnEeUuBbRr") && is_in(text[at + 1], "'\"") &&
         (at == 0 || !is_label_word(text[at - 1]));
}

}  // namespace

std::size_t before_call(std::string_view text, std::size_t at) {
  if (at > 0 && is_string_prefix(text, at - 1)) return at - 1;
  const std::size_t end = back_over(text, at, " (", 2);
  if (end == at || end == 0 || !is_in(text[end - 1], kCallEnds)) return at;
  for (const std::string_view name : kCalls) {
    if (end < name.size() || !equal_start(text.substr(end - name.size()), name)) continue;
    const std::size_t begin = end - name.size();
    if (begin == 0 || !is_label_word(text[begin - 1])) return begin;
  }
  return at;
}

std::size_t behind_call(std::string_view text, std::size_t at) {
  if (is_string_prefix(text, at)) return at + 1;
  if (at >= text.size() || !is_in(text[at], kCallBegins)) return at;
  for (const std::string_view name : kCalls) {
    if (!equal_start(text.substr(at), name)) continue;
    std::size_t end = at + name.size();
    while (end < text.size() && end < at + name.size() + 2 && is_in(text[end], " (")) ++end;
    const bool called = end > at + name.size() && end < text.size();
    if (called && (is_in(text[end], "\"'") || (text[end - 1] == '(' && is_digit(text[end])))) {
      return end;
    }
  }
  return at;
}

std::size_t before_remark(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestRemark = 24;
  const bool inside = end < text.size() && text[end] == ')';
  if (!inside && end > 0 && is_in(text[end - 1], "Yy")) return before_date_form(text, end);
  if (!inside && (end == 0 || text[end - 1] != ')')) return end;
  const std::size_t last = inside ? end : end - 1;
  const std::size_t stop = last - std::min(last, kLongestRemark);
  for (std::size_t at = last; at > stop && text[at - 1] != '\n'; --at) {
    if (text[at - 1] != '(') continue;
    const bool apart = at < 2 || !is_label_word(text[at - 2]);
    const std::string_view remark = text.substr(at, last - at);
    const bool plural = remark == "s" || remark == "S" || remark == "es" || remark == "ES";
    return apart || plural || remark.find('/') != remark.npos ? at - 1 : end;
  }
  return end;
}

bool ends_sentence(std::string_view text, std::size_t end, std::size_t abbreviation) {
  if (end <= abbreviation + 1 || text[end - 1] != '.') return false;
  const std::string_view word = text.substr(end - abbreviation - 2, abbreviation + 1);
  return std::all_of(word.begin(), word.end(), is_label_letter);
}

std::size_t before_leader(std::string_view text, std::size_t at) {
  constexpr std::ptrdiff_t kLeastDots = 2;
  constexpr std::size_t kLongestLeader = 60;
  const std::size_t begin = back_over(text, at, ". ", kLongestLeader);
  const auto dots = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                               text.begin() + static_cast<std::ptrdiff_t>(at), '.');
  return dots < kLeastDots ? at : begin;
}

std::size_t before_spaced_sign(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 3> kDashes = {"-", "\xE2\x80\x93", "\xE2\x80\x94"};
  const std::string_view before = text.substr(0, at);
  for (const std::string_view dash : kDashes) {
    const std::size_t begin = at - std::min(at, dash.size());
    if (begin > 0 && before.ends_with(dash) && is_in(text[begin - 1], kLabelBlanks)) return begin;
  }
  return ends_leader(text, at) || before.ends_with(" ..") ? before_leader(text, at) : at;
}

LabelEnd label_end(std::string_view text, std::size_t end) {
  LabelEnd label;
  const std::size_t behind = end;
  end = back_over(text, before_padding(text, end), " \t:*", kMaxGap);
  end = before_padding(text, end);
  label.colon = text.substr(end, behind - end).find(':') != std::string_view::npos;
  if (end > 0 && text[end - 1] == kNumberSign) {
    label.sign = end--;
    end = back_over(text, end, kLabelBlanks, kMostBlanks);
  }
  end = back_over(text, end, "\"'*", kMostQuotes);
  label.words = back_over(text, before_remark(text, end), kLabelBlanks, kMostBlanks);
  if (ends_sentence(text, label.words)) label.words = 0;
  return label;
}

}  // namespace leaksift::detect
