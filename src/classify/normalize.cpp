#include "classify/normalize.h"

#include "base/ascii.h"
#include "base/sip_hash.h"
#include "validate/eight.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace leaksift::classify {
namespace {

/// What a form is written in, the last of which may reach beyond its end.
constexpr std::size_t kWordSize = 8;

constexpr base::CharacterSet kSeparatesWords([](char c) {
  return !base::is_alnum(c) && !base::is_beyond_ascii(c);
});

/// For each byte, what kAlnum makes of it; 0 where it leaves the byte out.
constexpr std::array<char, 256> kAlnumForm = [] {
  std::array<char, 256> table{};
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    if (base::is_alnum(c)) table[static_cast<std::size_t>(byte)] = base::to_upper(c);
  }
  return table;
}();

/// Runs of digits as words, each from behind the separator that ended the one before.
char* write_digits(char* out, std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const std::uint64_t word = validate::load_eight_at_most(value, at);
    base::write_word(out, word);
    const std::size_t digits = validate::leading_digits(word);
    out += digits;
    at += std::min(digits + 1, kWordSize);
  }
  return out;
}

/// Writes each byte's form without asking whether it stays: only then does the next one move on.
char* write_alnum(char* out, std::string_view value) {
  for (const char c : value) {
    const char form = kAlnumForm[static_cast<unsigned char>(c)];
    *out = form;
    out += form != '\0' ? 1 : 0;
  }
  return out;
}

char* write_lower(char* out, std::string_view value) {
  return std::transform(value.begin(), value.end(), out, base::to_lower);
}

/// How many bytes of what separates words are at `at`.
std::size_t separator_at(std::string_view value, std::size_t at) {
  if (value[at] == kNoBreakSpace[0] && value.substr(at, 2) == kNoBreakSpace) return 2;
  return kSeparatesWords(value[at]) ? 1 : 0;
}

/// Letters as words, everything else byte by byte.
char* write_words(char* const begin, std::string_view value) {
  char* out = begin;
  bool gap = false;
  for (std::size_t at = 0; at < value.size();) {
    if (const std::size_t separator = separator_at(value, at); separator > 0) {
      gap = true;
      at += separator;
      continue;
    }
    if (gap && out != begin) *out++ = ' ';
    gap = false;
    if (!base::is_letter(value[at])) {
      *out++ = value[at++];
      continue;
    }
    const std::uint64_t word = validate::load_eight_at_most(value, at);
    base::write_word(out, word | validate::eight_times(0x20));
    const std::size_t letters = validate::leading_letters(word);
    out += letters;
    at += letters;
  }
  return out;
}

char* write_form(char* out, std::string_view value, pattern::Normalize form) {
  switch (form) {
    case pattern::Normalize::kDigits:
      return write_digits(out, value);
    case pattern::Normalize::kAlnum:
      return write_alnum(out, value);
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

std::string_view Normalizer::written(std::string_view value, pattern::Normalize form) {
  if (room_.size() < value.size() + kWordSize) room_.resize(value.size() + kWordSize);
  const char* const end = write_form(room_.data(), value, form);
  const std::string_view written(room_.data(), static_cast<std::size_t>(end - room_.data()));
  return written.empty() ? value : written;
}

}  // namespace leaksift::classify
