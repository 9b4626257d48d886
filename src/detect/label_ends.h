// What may stand between the words of a label and the separator behind them.
#pragma once

#include "detect/word_bytes.h"

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// The letters of labels: those of ASCII, and all bytes beyond it.
constexpr bool is_label_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || static_cast<unsigned char>((byte | 0x20) - 'a') < 26;
}
/// What words of labels are made of: these letters, digits and '_'.
constexpr bool is_label_word(char c) {
  return is_label_letter(c) || is_digit(c) || c == '_';
}

/// What may stand between the letters of a label and its separator, in this order, each at most so
/// often; blanks right before the separator may pad a column (kMaxPadding).
inline constexpr std::string_view kLabelBlanks = " \t";
inline constexpr std::string_view kLabelQuotes = "\"'])*";  ///< '*' as in Markdown: "**SSN:** 5".
inline constexpr std::string_view kLabelDots = ".";
inline constexpr std::string_view kLabelDigits = "0123456789";
inline constexpr std::size_t kMostBlanks = 4;
inline constexpr std::size_t kMostQuotes = 2;
inline constexpr std::size_t kMostDots = 1;
inline constexpr std::size_t kMostDigits = 2;

/// Spaces, quotes and brackets between a separator and a value, at most.
inline constexpr std::size_t kMaxGap = 8;
/// Blanks that line up labels, separators and values in columns, at most.
inline constexpr std::size_t kMaxPadding = 40;
/// What '#' behind the words of a label reads as.
inline constexpr char kNumberSign = '#';
inline constexpr std::string_view kNumberWord = " number";

/// Steps back from `at` over at most `most` bytes of `set`.
constexpr std::size_t back_over(std::string_view text, std::size_t at, std::string_view set,
                                std::size_t most) {
  const std::size_t stop = at - (at < most ? at : most);
  while (at > stop && is_in(text[at - 1], set)) --at;
  return at;
}

/// Where what stands before the blanks that end at `at` ends, be they padding.
constexpr std::size_t before_padding(std::string_view text, std::size_t at) {
  return back_over(text, at, kLabelBlanks, kMaxPadding);
}

/// Where the dots begin that lead from a label to its separator, "Birth date . . . . :", if three
/// or more end at `at`; else `at`.
std::size_t before_leader(std::string_view text, std::size_t at);

/// Where an assignment begins whose '=' stands at `at`: ":=" of Go and Pascal, "?=" of make, "||="
/// of Ruby; else `at`.
constexpr std::size_t before_assignment(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostSigns = 2;
  return back_over(text, at, ":?|", kMostSigns);
}

/// Where the sign begins that stands for a colon and ends at `at`, if there is one: the hyphen or
/// dash behind a blank of "DOB - 3/2/1974", the dots of "DOB ...... 3/2/1974" and "DOB ..
/// 3/2/1974"; else `at`.
std::size_t before_spaced_sign(std::string_view text, std::size_t at);

/// Where the text before a remark in parentheses ends, as in "Date of birth (DD/MM/YYYY)", if one
/// ends right before `end` or right before its closing parenthesis; else `end`. Right behind a word
/// only how something is written is a remark, for "ln(NaN)" is a call. The form of a date needs no
/// parentheses: "Date of birth DD MM YYYY".
std::size_t before_remark(std::string_view text, std::size_t end);

/// Where a call begins that makes a date of a text, or holds what may be missing, as in
/// `dob: date('1968-06-30')`, `dob = DATE '1968-06-30'` or `ssn: Some("5")`, if its parenthesis or
/// blank ends at `at`, or where the prefix of a string does, as in `N'5'`; else `at`.
std::size_t before_call(std::string_view text, std::size_t at);
/// Where the quote, or the digit behind a parenthesis, stands behind such a call that begins at
/// `at`; else `at`.
std::size_t behind_call(std::string_view text, std::size_t at);

/// Whether a period ends at `end` that is not of "No." or "D.O.B.": behind a word of more letters
/// than abbreviations have.
bool ends_sentence(std::string_view text, std::size_t end, std::size_t abbreviation = 3);

/// How a label ends whose colon, '#', remark and quotes end at a layout.
struct LabelEnd {
  std::size_t words = 0;  ///< Where its words end.
  std::size_t sign = 0;   ///< Where the '#' ends, if there is one.
  bool colon = false;
};

/// The end of the label whose layout (see label_layout.h) begins at `end`.
LabelEnd label_end(std::string_view text, std::size_t end);

}  // namespace leaksift::detect
