// The members of objects that are as most are, passed without a state machine.
#pragma once

#include "structure/bytes.h"
#include "structure/json_cells.h"
#include "structure/json_lexemes.h"
#include "structure/window.h"

#include <cstdint>

namespace leaksift::structure {

/// The plain members at some place: wholly at hand, the key and the text without escapes, at most
/// one space behind a sign.
struct PlainMembers {
  enum class Before : std::uint8_t { kKey, kValue, kComma };

  const char* end;  ///< Where something else begins: what they began with if none is.
  Before before;    ///< What is to come there.
  std::uint64_t values;
};

namespace plain_json {

using Signs = SignWalk<char, char, char>;

inline const char* behind_space(const char* p) {
  return p + (*p == ' ' ? 1 : 0);
}

/// Where the text ends whose first quote is the next sign; null if not at hand or not plain.
inline const char* end_of_text(Signs& signs) {
  signs.next();
  const char* const end = signs.next();
  return end != nullptr && *end == '"' ? end : nullptr;
}

/// Where the number at `p` ends; null if not at hand, or if no digit begins one there.
inline const char* end_of_number(const char* p, const char* window_end) {
  if (!is_digit(*p)) return nullptr;
  JsonNumberPart part = JsonNumberPart::kInteger;
  while (p != window_end && continues_json_number(part, *p)) ++p;
  return window_end - p < Signs::kRoom ? nullptr : p;
}

}  // namespace plain_json

/// Passes the plain members from `p` on, the quote before a key, and tells `cells` of them.
template <class Sink>
PlainMembers pass_plain_members(const char* p, const Window& window, JsonCells& cells, Sink& sink) {
  using Before = PlainMembers::Before;
  Before before = Before::kKey;
  std::uint64_t values = 0;
  plain_json::Signs signs(p, window.end, '"', '\\', '\n');
  while (signs.next() == p && *p == '"') {
    const char* const key_end = signs.next();
    if (key_end == nullptr || *key_end != '"' || key_end[1] != ':') break;
    cells.begin_key(window.offset(p), p + 1);
    cells.end_key(key_end, window, sink);
    before = Before::kValue;
    p = plain_json::behind_space(key_end + 2);
    const char* const end =
        *p == '"' ? plain_json::end_of_text(signs) : plain_json::end_of_number(p, window.end);
    if (end == nullptr) break;
    ++values;
    cells.begin_scalar(p, window, sink);
    cells.end_scalar(window.offset(end), window, sink);
    before = Before::kComma;
    p = end + (*p == '"' ? 1 : 0);
    if (*p != ',') break;
    before = Before::kKey;
    p = plain_json::behind_space(p + 1);
  }
  return {p, before, values};
}

}  // namespace leaksift::structure
