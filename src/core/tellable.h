// Which names of columns and tables may be told.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::core {

/// Names come from the scanned content: a table without a header may offer its first row, and the
/// keys of an object may be e-mail addresses. A name that might itself be a value is not told: one
/// with '@' within a word or step, a control character, five digits in a step, or more than 128
/// bytes. An '@' in front marks an attribute of XML ("/row/@ssn") or a reserved key ("@timestamp").
inline bool is_tellable(std::string_view name) {
  constexpr std::size_t kMostLength = 128;
  constexpr int kDigitsOfAValue = 5;
  if (name.size() > kMostLength) return false;
  int digits = 0;
  char before = '/';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || (c == '@' && before != '/')) return false;
    if (c == '/' && name.front() == '/') digits = 0;
    digits += c >= '0' && c <= '9' ? 1 : 0;
    if (digits == kDigitsOfAValue) return false;
    before = c;
  }
  return true;
}

/// The name itself, or nothing.
inline std::string_view tellable(std::string_view name) {
  return is_tellable(name) ? name : std::string_view();
}

}  // namespace leaksift::core
