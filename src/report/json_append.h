// Appends the members of a JSON object to a text.
#pragma once

#include "base/json_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

/// Appends `,"name":` or, at the beginning of an object, `"name":`.
inline void append_key(std::string& out, std::string_view name) {
  if (out.back() != '{') out.push_back(',');
  base::append_json(out, name);
  out.push_back(':');
}

inline void append_text(std::string& out, std::string_view name, std::string_view text) {
  append_key(out, name);
  base::append_json(out, text);
}

inline void append_number(std::string& out, std::string_view name, std::uint64_t number) {
  append_key(out, name);
  fmt::format_to(std::back_inserter(out), "{}", number);
}

inline void append_truth(std::string& out, std::string_view name, bool truth) {
  append_key(out, name);
  out.append(truth ? "true" : "false");
}

inline void append_list(std::string& out, std::string_view name,
                        const std::vector<std::string>& texts) {
  append_key(out, name);
  out.push_back('[');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out.push_back(',');
    base::append_json(out, texts[i]);
  }
  out.push_back(']');
}

}  // namespace leaksift::report
