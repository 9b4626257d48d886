#include "classify/mask.h"

#include "base/utf8.h"

#include <array>
#include <cstddef>

namespace leaksift::classify {
namespace {

constexpr std::string_view kHiddenValue = "********";
constexpr std::string_view kSeparators = " -./:()+";
constexpr std::string_view kWordSeparators = " \t\r\n,;-./:()+";
constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
/// From this many letters and digits on, two thirds of them may be shown instead of half.
constexpr std::size_t kLongValue = 15;

bool may_show(std::size_t shown, std::size_t all) {
  return all >= kLongValue ? 3 * shown <= 2 * all : 2 * shown <= all;
}

/// What append_edges makes of a byte.
enum class Kind : unsigned char { kOther, kSeparator, kAlnum, kContinuation };

constexpr std::array<Kind, 256> kinds() {
  std::array<Kind, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Kind::kAlnum;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Kind::kAlnum;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = Kind::kAlnum;
  for (std::size_t c = 0x80; c < 0xc0; ++c) table[c] = Kind::kContinuation;
  for (const char c : kSeparators) table[static_cast<unsigned char>(c)] = Kind::kSeparator;
  return table;
}

Kind kind_of(char c) {
  static constexpr std::array<Kind, 256> kKinds = kinds();
  return kKinds[static_cast<unsigned char>(c)];
}

void append_edges(std::string& out, std::string_view value, std::size_t first, std::size_t last) {
  std::size_t all = 0;
  for (const char c : value) all += kind_of(c) == Kind::kAlnum ? 1 : 0;
  if (!may_show(first + last, all)) first = last = 0;
  const std::size_t before = out.size();
  out.resize(before + value.size());
  char* end = out.data() + before;
  std::size_t seen = 0;
  for (const char c : value) {
    const Kind kind = kind_of(c);
    if (kind == Kind::kContinuation) continue;
    const bool shown = kind == Kind::kAlnum && (seen < first || seen >= all - last);
    *end++ = shown || kind == Kind::kSeparator ? c : '*';
    seen += kind == Kind::kAlnum ? 1 : 0;
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
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
