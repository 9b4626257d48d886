#include "classify/mask.h"

#include "base/utf8.h"
#include "classify/normalize.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace leaksift::classify {
namespace {

constexpr std::string_view kHiddenValue = "********";
constexpr std::string_view kSeparators = " -./:()+";
constexpr std::string_view kWordSeparators = " \t\r\n,;-./:()+";
/// From this many letters and digits on, two thirds of them may be shown instead of half.
constexpr std::size_t kLongValue = 15;

bool may_show(std::size_t shown, std::size_t all) {
  return all >= kLongValue ? 3 * shown <= 2 * all : 2 * shown <= all;
}

/// For each byte, what stands for it where it is not shown; 0 for one that continues a character.
constexpr std::array<char, 256> kStars = [] {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = c >= 0x80 && c < 0xc0 ? '\0' : '*';
  for (const char c : kSeparators) table[static_cast<unsigned char>(c)] = c;
  return table;
}();

/// 1 for an ASCII letter or digit.
constexpr std::array<std::uint8_t, 256> kIsAlnum = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = 1;
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - ('a' - 'A')] = 1;
  return table;
}();

constexpr std::array<bool, 256> kEndsWord = [] {
  std::array<bool, 256> table{};
  for (const char c : kWordSeparators) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

std::size_t index_of(char c) {
  return static_cast<unsigned char>(c);
}

void append_edges(std::string& out, std::string_view value, std::size_t first, std::size_t last) {
  std::size_t all = 0;
  for (const char c : value) all += kIsAlnum[index_of(c)];
  if (!may_show(first + last, all)) first = last = 0;
  const std::size_t before = out.size();
  out.resize(before + value.size());
  char* end = out.data() + before;
  std::size_t seen = 0;
  const std::size_t until = all - last;
  for (const char c : value) {
    const std::size_t alnum = kIsAlnum[index_of(c)];
    const bool shown = alnum != 0 && (seen < first || seen >= until);
    *end = shown ? c : kStars[index_of(c)];
    end += *end != '\0' ? 1 : 0;
    seen += alnum;
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
}

/// Appends the first character of `text`, or a star if it is not UTF-8.
void append_first(std::string& out, std::string_view text) {
  if (is_ascii(text.front())) return out.push_back(text.front());
  const std::size_t length = base::decode_utf8(text, 0).length;
  if (length == 0) {
    out.push_back('*');
  } else {
    out.append(text.substr(0, length));
  }
}

/// Appends what is UTF-8, and a star for every other byte.
void append_valid(std::string& out, std::string_view text) {
  const auto beyond = std::find_if_not(text.begin(), text.end(), is_ascii);
  out.append(text.begin(), beyond);
  text.remove_prefix(static_cast<std::size_t>(beyond - text.begin()));
  while (!text.empty()) {
    append_first(out, text);
    const std::size_t length = base::decode_utf8(text, 0).length;
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

void append_email(std::string& out, std::string_view value) {
  const std::size_t at = value.rfind('@');
  if (at == value.npos || at == 0) {
    out.append(kHiddenValue);
    return;
  }
  append_first(out, value);
  out.append("***");
  append_valid(out, value.substr(at));
}

void append_words(std::string& out, std::string_view value) {
  bool in_word = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == kNoBreakSpace[0] && value.substr(i, 2) == kNoBreakSpace) {
      out.append(kNoBreakSpace);
      in_word = false;
      ++i;
    } else if (kEndsWord[index_of(value[i])]) {
      out.push_back(value[i]);
      in_word = false;
    } else if (!in_word) {
      append_first(out, value.substr(i));
      out.append("**");
      in_word = true;
    }
  }
}

}  // namespace

void append_masked(std::string& out, std::string_view value, const pattern::Mask& mask) {
  switch (mask.style) {
    case pattern::MaskStyle::kEdges:
      return append_edges(out, value, mask.first, mask.last);
    case pattern::MaskStyle::kEmail:
      return append_email(out, value);
    case pattern::MaskStyle::kWords:
      return append_words(out, value);
    case pattern::MaskStyle::kHidden:
      out.append(kHiddenValue);
  }
}

}  // namespace leaksift::classify
