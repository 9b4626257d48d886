// Boundaries: whether a match stands on its own or is part of something larger.
#pragma once

#include "detect/word_bytes.h"
#include "pattern/pattern.h"

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// True for bytes that say nothing about a value beside them, as between the cells of a table.
bool is_between_cells(char c);

/// True if text[begin, end) may be a value under `boundary` (see patterns/README.md). A value with
/// spaces is not alone between two more groups of three digits; with `lone`, which is for shapes
/// that prove little by themselves, not beside one of two digits either.
bool stands_alone(pattern::Boundary boundary, std::string_view text, std::size_t begin,
                  std::size_t end, bool lone);

/// Where the value text[begin, end) begins if its first word is the prefix of a literal, whose
/// closing quote stands behind it: N'ann@…' of SQL Server, E'…' of PostgreSQL, _utf8'…' of MySQL,
/// b'…' of Python. Else `begin`: O'Brien has no quote behind, or another one before.
std::size_t behind_prefix(std::string_view text, std::size_t begin, std::size_t end);

/// Whether a letter or digit at an edge of text[begin, end), which is not empty, has another one
/// beside it.
inline bool adjoins(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin > 0 && is_word(text[begin - 1]) && is_word(text[begin])) ||
         (end < text.size() && is_word(text[end]) && is_word(text[end - 1]));
}

}  // namespace leaksift::detect
