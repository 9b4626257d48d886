#include "classify/mask.h"

#include "base/utf8.h"

#include <cstddef>

namespace leaksift::classify {
namespace {

constexpr std::string_view kHiddenValue = "********";
constexpr std::string_view kSeparators = " -./:()+";
constexpr std::string_view kWordSeparators = " \t\r\n,;-./:()+";
constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
/// From this many letters and digits on, two thirds of them may be shown instead of half.
constexpr std::size_t kLongValue = 15;

bool is_alnum(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80;
}

bool may_show(std::size_t shown, std::size_t all) {
  return all >= kLongValue ? 3 * shown <= 2 * all : 2 * shown <= all;
}

void append_edges(std::string& out, std::string_view value, std::size_t first, std::size_t last) {
  std::size_t all = 0;
  for (const char c : value) all += is_alnum(c) ? 1 : 0;
  if (!may_show(first + last, all)) first = last = 0;
  std::size_t seen = 0;
  for (const char c : value) {
    if (is_alnum(c)) {
      const bool shown = seen < first || seen >= all - last;
      out.push_back(shown ? c : '*');
      ++seen;
    } else if (kSeparators.find(c) != kSeparators.npos) {
      out.push_back(c);
    } else if (!continues_character(c)) {
      out.push_back('*');
    }
  }
}

/// Appends the first character of `text`, or a star if it is not UTF-8.
void append_first(std::string& out, std::string_view text) {
  const std::size_t length = base::decode_utf8(text, 0).length;
  if (length == 0) {
    out.push_back('*');
  } else {
    out.append(text.substr(0, length));
  }
}

/// Appends what is UTF-8, and a star for every other byte.
void append_valid(std::string& out, std::string_view text) {
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
    if (value.substr(i, kNoBreakSpace.size()) == kNoBreakSpace) {
      out.append(kNoBreakSpace);
      in_word = false;
      ++i;
    } else if (kWordSeparators.find(value[i]) != kWordSeparators.npos) {
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
