// The text format of PostgreSQL's COPY, in which tables are handed on.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Appends a value, or a piece of one.
inline void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kSpecial = "\\\t\n\r";
  constexpr std::string_view kLetters = "\\tnr";
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of(kSpecial), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    out += '\\';
    out += kLetters[kSpecial.find(text.front())];
    text.remove_prefix(1);
  }
}

}  // namespace leaksift::content
