#include "base/json_text.h"

#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace leaksift::base {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

/// True if one of eight bytes is not ASCII, a control character, DEL, '"' or '\\'. May be true for
/// none; never false for one.
bool needs_care(std::uint64_t word) {
  const auto has_zero = [](std::uint64_t w) { return (w - kOnes) & ~w; };
  const std::uint64_t below_space = word - kOnes * 0x20;
  return ((word | below_space | has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\')) |
           has_zero(word ^ (kOnes * 0x7f))) &
          kHighs) != 0;
}

bool plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

std::uint64_t load(const char* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// Copies up to eight bytes; false if one of them needs care, and then `out` holds anything.
bool copy_short(char* out, const char* from, std::size_t size) {
  if (size < 4) {
    for (std::size_t i = 0; i < size; ++i) {
      if (!plain(from[i])) return false;
      out[i] = from[i];
    }
    return true;
  }
  // Two halves that may overlap.
  std::uint32_t first;
  std::uint32_t last;
  std::memcpy(&first, from, sizeof first);
  std::memcpy(&last, from + size - sizeof last, sizeof last);
  if (needs_care(std::uint64_t{first} << 32 | last)) return false;
  std::memcpy(out, &first, sizeof first);
  std::memcpy(out + size - sizeof last, &last, sizeof last);
  return true;
}

/// Copies the bytes from `at` on up to the first that needs an escape; returns how many.
std::size_t copy_plain(char* out, std::string_view text, std::size_t at) {
  std::size_t i = at;
  for (; text.size() - i >= 8; i += 8) {
    const std::uint64_t word = load(text.data() + i);
    if (needs_care(word)) break;
    std::memcpy(out + (i - at), &word, sizeof word);
  }
  const std::size_t rest = text.size() - i;
  if (rest < 8 && copy_short(out + (i - at), text.data() + i, rest)) return text.size() - at;
  for (; i < text.size() && plain(text[i]); ++i) out[i - at] = text[i];
  return i - at;
}

char* write_escape(char* out, char32_t value) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  const std::size_t named = value < 0x80 ? kNamed.find(static_cast<char>(value)) : kNamed.npos;
  *out++ = '\\';
  if (named != kNamed.npos) {
    *out++ = kNames[named];
    return out;
  }
  *out++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) {
    *out++ = "0123456789abcdef"[(value >> shift) & 15];
  }
  return out;
}

bool needs_escape(char32_t value) {
  return value < 0x20 || value == '"' || value == '\\' || (value >= 0x7f && value < 0xa0) ||
         value == 0x2028 || value == 0x2029;
}

char* write_base64(char* out, std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::size_t count = text.size() - i < 3 ? text.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<unsigned char>(text[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      *out++ = k <= count ? kAlphabet[(group >> (18 - 6 * k)) & 63] : '=';
    }
  }
  return out;
}

}  // namespace

char* write_json(char* out, std::string_view text) {
  char* const begin = out;
  *out++ = '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t copied = copy_plain(out, text, i);
    out += copied;
    i += copied;
    if (i == text.size()) break;
    const CodePoint next = decode_utf8(text, i);
    if (next.length == 0) {
      out = put(begin, R"({"bytes":")");
      out = write_base64(out, text);
      return put(out, R"("})");
    }
    if (needs_escape(next.value)) {
      out = write_escape(out, next.value);
    } else {
      out = put(out, text.substr(i, next.length));
    }
    i += next.length;
  }
  *out++ = '"';
  return out;
}

void append_json(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out.resize(before + json_bound(text.size()));
  const char* const end = write_json(out.data() + before, text);
  out.resize(static_cast<std::size_t>(end - out.data()));
}

}  // namespace leaksift::base
