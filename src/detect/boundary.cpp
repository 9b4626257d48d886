#include "detect/boundary.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

constexpr std::size_t kPathReach = 256;  // How far back a URL or path may begin.

bool is_hex(char c) {
  return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

// The byte `distance` away from an edge; a space beyond the text.
char before(std::string_view text, std::size_t begin, std::size_t distance) {
  return begin >= distance ? text[begin - distance] : ' ';
}
char after(std::string_view text, std::size_t end, std::size_t distance) {
  return end + distance - 1 < text.size() ? text[end + distance - 1] : ' ';
}

// "1.5" or "1.2.3" goes on across a dot; so does ".5".
bool joins_decimal(std::string_view text, std::size_t begin, std::size_t end) {
  const bool left = before(text, begin, 1) == '.' && !ends_leader(text, begin) &&
                    (is_digit(before(text, begin, 2)) || !is_word(before(text, begin, 2)));
  return left || (after(text, end, 1) == '.' && is_digit(after(text, end, 2)));
}

// A group of a UUID, a serial or a longer dashed number stands behind or before a hyphen.
bool joins_hyphenated(std::string_view text, std::size_t begin, std::size_t end) {
  if (before(text, begin, 1) == '-') {
    for (std::size_t i = 2; i <= 13 && is_word(before(text, begin, i)); ++i) {
      if (is_digit(before(text, begin, i))) return true;
    }
  }
  if (after(text, end, 1) != '-') return false;
  std::size_t hex = 0;
  for (std::size_t i = 2; i <= 13 && is_word(after(text, end, i)); ++i) {
    if (is_digit(after(text, end, i))) return true;
    hex += is_hex(after(text, end, i));
  }
  return hex >= 4;
}

// The number at the end of a name of many words: "fuzz-minimized-subset-fuzzer-5072358514753536". A
// shorter one may be of whom the words name: "jane-doe-ssn-536904399".
bool ends_slug(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLeastDigits = 13;
  constexpr std::size_t kLeastWords = 3;
  constexpr std::size_t kLongestWord = 16;
  if (end - begin < kLeastDigits) return false;
  std::size_t words = 0;
  while (words < kLeastWords && before(text, begin, 1) == '-') {
    std::size_t size = 0;
    while (size <= kLongestWord && is_letter(before(text, begin, size + 2))) ++size;
    if (size == 0 || size > kLongestWord) return false;
    begin -= size + 1;
    ++words;
  }
  return words == kLeastWords;
}

// "11-13 Charleston Road" behind "2014-": the rest of a date.
bool joins_date(std::string_view text, std::size_t begin) {
  return before(text, begin, 1) == '-' && is_digit(before(text, begin, 2)) && begin < text.size() &&
         is_digit(text[begin]);
}

// A word in Latin letters goes on with one beyond ASCII: the U+0105 behind "2014 Piotr Dr".
bool joins_letter(std::string_view text, std::size_t end) {
  constexpr unsigned kFirstLead = 0xc3;  // Of U+00C0 up to U+024F, in UTF-8.
  constexpr unsigned kLastLead = 0xc9;
  const auto lead = static_cast<unsigned char>(after(text, end, 1));
  return lead >= kFirstLead && lead <= kLastLead && is_letter(text[end - 1]);
}

// "12:34:56" and "10:30:15.123": a short first group right behind "digit:".
bool joins_time(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t run = begin;
  while (run < end && is_digit(text[run])) ++run;
  const bool left = before(text, begin, 1) == ':' && is_digit(before(text, begin, 2));
  return left && run - begin <= 2;
}

// What a run of base64 beside a match is made of, from its edge outwards.
struct Base64Run {
  std::size_t size = 0;
  bool upper = false;
  bool lower = false;
  bool digit = false;
  bool plus = false;

  void add(char c) {
    ++size;
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
    digit = digit || is_digit(c);
    plus = plus || c == '+';
  }
  // Beside a '+' little is enough. A '/' parts paths and pairs of keys too.
  bool joins_by(char sign) const {
    constexpr std::size_t kLeastBesideSlash = 16;
    if (sign == '+') return upper && lower;
    return sign == '/' && upper && lower && digit && plus && size >= kLeastBesideSlash;
  }
};

bool is_base64(char c) {
  return (is_word(c) && c != '_' && static_cast<unsigned char>(c) < 0x80) || c == '+' || c == '/';
}

// A key, an id or a code whose letters are but a piece of longer base64.
bool joins_base64(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kReach = 64;
  const auto is_sign = [](char c) { return c == '+' || c == '/'; };
  const char left = before(text, begin, 1);
  const char right = after(text, end, 1);
  if (!is_sign(left) && !is_sign(right)) return false;
  const std::string_view value = text.substr(begin, end - begin);
  if (value.find_first_of(" @.") != std::string_view::npos) return false;
  Base64Run left_run;
  for (std::size_t i = 2; i <= kReach && is_base64(before(text, begin, i)); ++i) {
    left_run.add(before(text, begin, i));
  }
  Base64Run right_run;
  for (std::size_t i = 2; i <= kReach && is_base64(after(text, end, i)); ++i) {
    right_run.add(after(text, end, i));
  }
  return left_run.joins_by(left) || right_run.joins_by(right);
}

// "IPV4/UDP/92.28.73.180/5060": where a connection ends, as telephone exchanges write it.
bool is_behind_transport(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 5> kTransports = {"UDP/", "TCP/", "TLS/", "WS/", "WSS/"};
  return std::ranges::any_of(kTransports, [&](std::string_view transport) {
    return text.substr(0, begin).ends_with(transport);
  });
}

// In a URL's path or a file's path, but not in a query: "/orders/536904399",
// "https://x.de/a-5369…".
bool in_path(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  const std::size_t stop = begin - std::min(begin, kPathReach);
  std::size_t slashes = 0;
  while (at > stop) {
    const char c = text[at - 1];
    const bool path_byte = is_word(c) || c == '/' || c == '.' || c == '-' || c == '%' || c == '~' ||
                           c == ':' || c == '@' || c == '+';
    if (!path_byte) break;
    if (c == ':' && text.substr(at, 2) != "//") break;
    slashes += c == '/';
    --at;
  }
  if (slashes == 0)
    return after(text, end, 1) == '/' && is_word(after(text, end, 2)) &&
           !is_digit(after(text, end, 2));
  return text[at] == '/' || slashes >= 2;
}

constexpr std::size_t kGroup = 3;  // So many digits are a group.
constexpr std::size_t kHexGroup = 4;

bool is_hex_word(std::string_view word) {
  return word.size() == kHexGroup && std::all_of(word.begin(), word.end(), is_hex);
}

// The word one space before `at`, or behind it; longer ones only as far as tells that they are.
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  if (at == 0 || text[at - 1] != ' ') return {};
  while (size <= kHexGroup && is_word(before(text, at, size + 2))) ++size;
  return text.substr(at - 1 - size, size);
}
std::string_view word_after(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  if (at >= text.size() || text[at] != ' ') return {};
  while (size <= kHexGroup && is_word(after(text, at, size + 2))) ++size;
  return text.substr(at + 1, size);
}

// "56F7", a group of a table in hexadecimal, in which others are but digits; or "4e00" beside one
// more, for alone it may be a word.
bool is_hex_group(std::string_view word, std::string_view farther) {
  const auto is_lower = [](char c) { return c >= 'a'; };
  return is_hex_word(word) && std::any_of(word.begin(), word.end(), is_digit) &&
         (std::none_of(word.begin(), word.end(), is_lower) || is_hex_word(farther));
}

// How many digits stand one space away, up to three, as which a group of hexadecimal digits counts.
std::size_t digits_one_space_before(std::string_view text, std::size_t begin) {
  const std::string_view word = word_before(text, begin);
  std::size_t digits = 0;
  while (digits < std::min(kGroup, word.size()) && is_digit(word[word.size() - 1 - digits])) {
    ++digits;
  }
  return is_hex_group(word, word_before(text, begin - std::min(begin, word.size() + 1))) ? kGroup
                                                                                         : digits;
}
std::size_t digits_one_space_after(std::string_view text, std::size_t end) {
  const std::string_view word = word_after(text, end);
  std::size_t digits = 0;
  while (digits < std::min(kGroup, word.size()) && is_digit(word[digits])) ++digits;
  return is_hex_group(word, word_after(text, end + word.size() + 1)) ? kGroup : digits;
}

// Whether two numbers or more in a row stand before `begin` or behind `end`, a space between.
bool is_in_list(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongest = 12;
  constexpr std::size_t kLeast = 2;
  std::size_t numbers = 0;
  for (std::size_t at = begin; numbers < kLeast && at > 1 && text[at - 1] == ' '; ++numbers) {
    std::size_t size = 0;
    while (size < kLongest && is_digit(before(text, at, size + 2))) ++size;
    if (size == 0 || before(text, at, size + 2) != ' ') break;
    at -= size + 1;
  }
  if (numbers == kLeast) return true;
  numbers = 0;
  for (std::size_t at = end; numbers < kLeast && after(text, at, 1) == ' '; ++numbers) {
    std::size_t size = 0;
    while (size < kLongest && is_digit(after(text, at, size + 2))) ++size;
    if (size == 0 || is_word(after(text, at, size + 2))) break;
    at += size + 1;
  }
  return numbers == kLeast;
}

// Groups of a longer spaced number, or of a table of numbers: whatever a value proves, not with
// such groups on both sides; with one, only what proves itself.
bool joins_spaced(std::string_view text, std::size_t begin, std::size_t end, bool lone) {
  if (text.substr(begin, end - begin).find(' ') == std::string_view::npos) return false;
  const std::size_t left = digits_one_space_before(text, begin);
  const std::size_t right = digits_one_space_after(text, end);
  return (left == kGroup && right == kGroup) || (lone && (left >= 2 || right >= 2)) ||
         is_in_list(text, begin, end);
}

bool is_of_dotted(char c) {
  return is_digit(c) || c == '.' || c == '-';
}

// What stands beside a number, a blank or a comma and a blank between: digits, '.' and '-'.
std::string_view dotted_before(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongest = 16;
  if (begin > 0 && text[begin - 1] == ' ') --begin;
  if (begin > 0 && text[begin - 1] == ',') --begin;
  std::size_t size = 0;
  while (size < kLongest && is_of_dotted(before(text, begin, size + 1))) ++size;
  return text.substr(begin - size, size);
}
std::string_view dotted_after(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongest = 16;
  if (end < text.size() && text[end] == ',') ++end;
  if (end < text.size() && text[end] == ' ') ++end;
  std::size_t size = 0;
  while (size < kLongest && is_of_dotted(after(text, end, size + 1))) ++size;
  return text.substr(end, size);
}

std::size_t dots_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
}

// "3.33.2" beside "3.33.4.2": another version of the same.
bool is_version_beside(std::string_view beside, std::string_view value) {
  const std::string_view first = value.substr(0, value.find('.') + 1);
  return dots_of(beside) == 2 && beside.starts_with(first) && is_digit(beside.back()) &&
         beside.find('-') == std::string_view::npos;
}

// Four numbers with dots between among versions, or in the path of a drawing, where ".5" and "-2.1"
// need no space before them: "c0-1.5.8 3.51.98.32 2.03.5 3.1".
bool joins_dotted(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kDots = 3;
  const std::string_view value = text.substr(begin, end - begin);
  if (dots_of(value) != kDots) return false;
  const std::string_view left = dotted_before(text, begin);
  const std::string_view right = dotted_after(text, end);
  if (is_version_beside(left, value) || is_version_beside(right, value)) return true;
  const auto is_of_path = [](std::string_view beside) {
    return dots_of(beside) > 0 && dots_of(beside) < kDots;
  };
  const auto is_run_on = [](std::string_view beside) {
    return dots_of(beside) == 2 || beside.find('-', 1) != std::string_view::npos;
  };
  return is_of_path(left) && is_of_path(right) && (is_run_on(left) || is_run_on(right));
}

// Bytes that say nothing about a number beside them, as between the cells of a table.
constexpr std::array<bool, 256> bytes_between_cells() {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(",;|\t\n\r\"'=<>()[]{}")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}
constexpr std::array<bool, 256> kBetweenCells = bytes_between_cells();

// "536904399.0" in a cell: a whole number of a column with gaps, as pandas and spreadsheets write
// it.
bool ends_as_float(std::string_view text, std::size_t end) {
  return is_digit(text[end - 1]) && text.substr(end, 2) == ".0" &&
         is_between_cells(after(text, end, 3));
}

// "(-2251797666199552", "$-536904399": no number of a person is negative.
bool is_negative(std::string_view text, std::size_t begin) {
  return before(text, begin, 1) == '-' &&
         std::string_view("$([{=,").find(before(text, begin, 2)) != std::string_view::npos;
}

bool number_stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const char left = before(text, begin, 1);
  const char right = after(text, end, 1);
  if (left == '$' || left == '+' || right == '%' || right == '@') return false;
  if (is_negative(text, begin)) return false;
  const bool endpoint = left == '/' && is_behind_transport(text, begin);
  if (!endpoint && ((left == '/' && right == '/') || in_path(text, begin, end))) return false;
  return !joins_decimal(text, begin, end) && !joins_hyphenated(text, begin, end) &&
         !joins_time(text, begin, end) && !ends_slug(text, begin, end) &&
         !joins_dotted(text, begin, end);
}

}  // namespace

bool is_between_cells(char c) {
  return kBetweenCells[static_cast<unsigned char>(c)];
}

std::size_t behind_prefix(std::string_view text, std::size_t begin, std::size_t end) {
  if (after(text, end, 1) != '\'' || before(text, begin, 1) == '\'') return begin;
  std::size_t quote = begin;
  while (quote < end && is_word(text[quote])) ++quote;
  const bool opens = quote + 1 < end && text[quote] == '\'' && is_word(text[quote + 1]);
  return opens && quote > begin ? quote + 1 : begin;
}

bool stands_alone(pattern::Boundary boundary, std::string_view text, std::size_t begin,
                  std::size_t end, bool lone) {
  if (boundary == pattern::Boundary::kNone) return true;
  const char left = before(text, begin, 1);
  const char right = after(text, end, 1);
  if (is_between_cells(left)) {
    if (is_between_cells(right)) return true;
    if (boundary == pattern::Boundary::kNumber && ends_as_float(text, end)) return true;
  }
  if (is_word(left) || is_word(right) || joins_letter(text, end)) return false;
  if (boundary == pattern::Boundary::kWord) {
    return !joins_date(text, begin) && !joins_base64(text, begin, end);
  }
  if (joins_spaced(text, begin, end, lone)) return false;
  return number_stands_alone(text, begin, end);
}

}  // namespace leaksift::detect
