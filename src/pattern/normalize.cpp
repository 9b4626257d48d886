#include <cctype>

#include "pattern/load.h"

namespace leaksift::pattern {
namespace {

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
char lower(unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

void append_words(std::string_view value, std::string& out) {
  bool pending_space = false;
  const std::size_t start = out.size();
  for (const unsigned char c : value) {
    if (is_letter(c) || is_digit(c) || c >= 0x80 || c == '\'') {
      if (pending_space && out.size() > start) out += ' ';
      pending_space = false;
      out += lower(c);
    } else {
      pending_space = true;
    }
  }
}

}  // namespace

void normalize(Normalize rule, std::string_view value, std::string& out) {
  switch (rule) {
    case Normalize::kNone:
      out += value;
      return;
    case Normalize::kWords:
      append_words(value, out);
      return;
    case Normalize::kLower:
      for (const unsigned char c : value) out += lower(c);
      return;
    case Normalize::kDigits:
      for (const unsigned char c : value) {
        if (is_digit(c)) out += static_cast<char>(c);
      }
      return;
    case Normalize::kAlnum:
      for (const unsigned char c : value) {
        if (is_digit(c)) out += static_cast<char>(c);
        if (is_letter(c)) out += static_cast<char>(c & ~0x20);
      }
      return;
  }
}

}  // namespace leaksift::pattern
