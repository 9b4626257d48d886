#include "structure/base64_signs.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {
namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t kPlus = 62;
constexpr std::uint8_t kSlash = 63;

struct EscapedDigit {
  std::string_view text;
  std::uint8_t value = 0;
};

constexpr std::array kEscapedDigits = {
    EscapedDigit{"\\/", kSlash},     EscapedDigit{"\\u002b", kPlus},
    EscapedDigit{"\\u002B", kPlus},  EscapedDigit{"\\u002f", kSlash},
    EscapedDigit{"\\u002F", kSlash}, EscapedDigit{"%2b", kPlus},
    EscapedDigit{"%2B", kPlus},      EscapedDigit{"%2f", kSlash},
    EscapedDigit{"%2F", kSlash}};

constexpr std::array kReturns = {"\r"sv,    "\\r"sv,   "%0D"sv,  "%0d"sv,
                                 "&#13;"sv, "&#xD;"sv, "&#xd;"sv};
constexpr std::array kLineFeeds = {"\n"sv,    "\\n"sv,   "%0A"sv,  "%0a"sv,
                                   "&#10;"sv, "&#xA;"sv, "&#xa;"sv};
constexpr std::array kPaddings = {"="sv, "%3D"sv, "%3d"sv, "\\u003D"sv, "\\u003d"sv};

template <std::size_t N>
std::size_t length_of_any(std::string_view text, const std::array<std::string_view, N>& signs) {
  const auto found = std::find_if(signs.begin(), signs.end(),
                                  [text](std::string_view sign) { return text.starts_with(sign); });
  return found == signs.end() ? 0 : found->size();
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// How many bytes of `text` belong to the escape that the backslash or '%' before it begins.
std::size_t tail_of_escape(char sign, std::string_view text) {
  if (sign == '\\') return !text.empty() && "nrt"sv.find(text[0]) != "nrt"sv.npos ? 1 : 0;
  return text.size() >= 2 && is_hex(text[0]) && is_hex(text[1]) ? 2 : 0;
}

}  // namespace

Base64Sign base64_sign(std::string_view text, std::size_t at) {
  const std::uint8_t value = kBase64Digits[static_cast<std::uint8_t>(text[at])];
  if (value != base::kNotBase64) return {value, 1};
  if (text[at] != '\\' && text[at] != '%') return {};
  const std::string_view here = text.substr(at);
  for (const EscapedDigit& digit : kEscapedDigits) {
    if (here.starts_with(digit.text)) {
      return {digit.value, static_cast<std::uint8_t>(digit.text.size())};
    }
  }
  return {};
}

std::size_t base64_line_break(std::string_view text, std::size_t at) {
  const std::size_t back = length_of_any(text.substr(at), kReturns);
  const std::size_t feed = length_of_any(text.substr(at + back), kLineFeeds);
  return feed == 0 ? 0 : back + feed;
}

std::size_t base64_padding(std::string_view text, std::size_t at) {
  return length_of_any(text.substr(at), kPaddings);
}

std::size_t base64_begin(std::string_view text, std::size_t at) {
  while (true) {
    while (at > 0 && is_base64_digit(text[at - 1])) --at;
    if (at == 0 || (text[at - 1] != '\\' && text[at - 1] != '%')) return at;
    const Base64Sign escaped = base64_sign(text, at - 1);
    if (escaped.length == 0) return at + tail_of_escape(text[at - 1], text.substr(at));
    // A slash that is escaped at the very beginning begins with itself.
    const bool slash = text[at - 1] == '\\' && escaped.length == 2;
    if (slash && (at < 2 || !is_base64_digit(text[at - 2]))) return at;
    --at;
  }
}

}  // namespace leaksift::structure
