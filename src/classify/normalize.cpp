#include "classify/normalize.h"

#include "validate/eight.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace leaksift::classify {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
}

/// For each byte, what a form makes of it; 0 where it leaves the byte out. No form keeps a zero.
using Table = std::array<char, 256>;

template <typename Form>
constexpr Table table_of(Form form) {
  Table table{};
  for (int byte = 0; byte < 256; ++byte) {
    table[static_cast<std::size_t>(byte)] = form(static_cast<char>(byte));
  }
  return table;
}

constexpr Table kDigits = table_of([](char c) { return is_digit(c) ? c : '\0'; });
constexpr Table kAlnum =
    table_of([](char c) { return is_digit(c) || is_upper(c) || is_lower(c) ? to_upper(c) : '\0'; });
constexpr Table kWord = table_of([](char c) {
  return is_digit(c) || is_upper(c) || is_lower(c) || !is_ascii(c) ? to_lower(c) : '\0';
});

/// Writes each byte's form without asking whether it stays: only then does the next one move on.
char* write_kept(char* out, std::string_view value, const Table& table) {
  for (const char c : value) {
    const char form = table[static_cast<unsigned char>(c)];
    *out = form;
    out += form != '\0' ? 1 : 0;
  }
  return out;
}

/// Most numbers are written without separators and are their own form.
char* write_number(char* out, std::string_view value, const Table& table) {
  if (!validate::all_digits(value)) return write_kept(out, value, table);
  value.copy(out, value.size());
  return out + value.size();
}

/// In blocks of a fixed size, which compilers turn into SIMD. The last may overlap the one before.
char* write_lower(char* out, std::string_view value) {
  std::array<char, 16> block;
  const auto write_at = [&](std::size_t at) {
    std::memcpy(block.data(), value.data() + at, block.size());
    for (char& c : block) c = to_lower(c);
    std::memcpy(out + at, block.data(), block.size());
  };
  if (value.size() < block.size()) {
    return std::transform(value.begin(), value.end(), out, to_lower);
  }
  for (std::size_t at = 0; at + block.size() < value.size(); at += block.size()) write_at(at);
  write_at(value.size() - block.size());
  return out + value.size();
}

char* write_words(char* const begin, std::string_view value) {
  char* out = begin;
  bool gap = false;
  std::size_t i = 0;
  while (i < value.size()) {
    const char form = kWord[static_cast<unsigned char>(value[i])];
    const bool no_break_space = value[i] == kNoBreakSpace[0] && value.substr(i, 2) == kNoBreakSpace;
    if (form == '\0' || no_break_space) {
      gap = true;
      i += no_break_space ? 2 : 1;
      continue;
    }
    if (gap && out != begin) *out++ = ' ';
    gap = false;
    do {
      *out++ = kWord[static_cast<unsigned char>(value[i++])];
    } while (i < value.size() && value[i] != kNoBreakSpace[0] &&
             kWord[static_cast<unsigned char>(value[i])] != '\0');
  }
  return out;
}

char* write_form(char* out, std::string_view value, pattern::Normalize form) {
  switch (form) {
    case pattern::Normalize::kDigits:
      return write_number(out, value, kDigits);
    case pattern::Normalize::kAlnum:
      return write_number(out, value, kAlnum);
    case pattern::Normalize::kLower:
      return write_lower(out, value);
    case pattern::Normalize::kWords:
      return write_words(out, value);
    case pattern::Normalize::kNone:
      break;
  }
  return out;
}

}  // namespace

std::size_t write_normalized(char* out, std::string_view value, pattern::Normalize form) {
  char* const end = write_form(out, value, form);
  if (end != out) return static_cast<std::size_t>(end - out);
  value.copy(out, value.size());
  return value.size();
}

}  // namespace leaksift::classify
