#include "classify/normalize.h"

#include <cstddef>

namespace leaksift::classify {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
}

void append_words(std::string& out, std::string_view value) {
  const std::size_t begin = out.size();
  bool gap = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool no_break_space = value.substr(i, kNoBreakSpace.size()) == kNoBreakSpace;
    const bool word = is_digit(c) || is_upper(c) || is_lower(c) || !is_ascii(c);
    if (no_break_space || !word) {
      gap = true;
      i += no_break_space ? 1 : 0;
      continue;
    }
    if (gap && out.size() > begin) out.push_back(' ');
    gap = false;
    out.push_back(to_lower(c));
  }
}

}  // namespace

void append_normalized(std::string& out, std::string_view value, pattern::Normalize form) {
  const std::size_t before = out.size();
  switch (form) {
    case pattern::Normalize::kDigits:
      for (const char c : value) {
        if (is_digit(c)) out.push_back(c);
      }
      break;
    case pattern::Normalize::kAlnum:
      for (const char c : value) {
        if (is_digit(c) || is_upper(c) || is_lower(c)) out.push_back(to_upper(c));
      }
      break;
    case pattern::Normalize::kLower:
      for (const char c : value) out.push_back(to_lower(c));
      break;
    case pattern::Normalize::kWords:
      append_words(out, value);
      break;
    case pattern::Normalize::kNone:
      break;
  }
  if (out.size() == before) out.append(value);
}

}  // namespace leaksift::classify
