#include "structure/line_pairs.h"

#include "structure/bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace leaksift::structure {

namespace {

enum Role : unsigned char {
  kBeforeKey = 1,  ///< May stand before a key.
  kEndsValue = 2,  ///< Ends a value without quotes.
  kEndsQuery = 4,  ///< Ends the value of a query's parameter.
};

constexpr std::array<unsigned char, 256> make_roles() {
  std::array<unsigned char, 256> roles{};
  for (const char c : {' ', '\t', ',', ';', '(', '[', '{', '|', '&', '?', '"', '\'', '<'}) {
    roles[static_cast<unsigned char>(c)] |= kBeforeKey;
  }
  for (const char c : {' ', '\t', ',', ';', '{', ')', ']', '}', '|', '"', '\'', '<', '>'}) {
    roles[static_cast<unsigned char>(c)] |= kEndsValue | kEndsQuery;
  }
  for (const char c : {'&', '#'}) roles[static_cast<unsigned char>(c)] |= kEndsQuery;
  return roles;
}

constexpr std::array<unsigned char, 256> kRoles = make_roles();

bool has_role(char c, Role role) {
  return (kRoles[static_cast<unsigned char>(c)] & role) != 0;
}

/// A URL, or the first value of a form that is the line, ends where parameters begin: these are
/// pairs too. The byte behind the sign tells; a line that ends there, and may be cut, is read
/// alike.
void leave_query(std::string_view line, LinePair& pair) {
  const char* const end = line.data() + pair.end;
  const char* sign = find_any(line.data() + pair.begin, end, '?', '&');
  if (sign == end) return;
  const char* const path = find_any(line.data() + pair.begin, end, '/');
  for (; sign != end; sign = find_any(sign + 1, end, '?', '&')) {
    const auto at = static_cast<std::size_t>(sign - line.data());
    const bool cut = at + 1 == line.size();
    if (!cut && (sign + 1 == end || !is_letter(sign[1]))) continue;
    const bool form = *sign == '&' && pair.key_begin == 0;
    if (!form && (*sign != '?' || sign < path)) continue;
    if (form) pair.encoding = query_encoding(line.substr(pair.begin, at - pair.begin));
    pair.end = pair.next = at;
    return;
  }
}

/// Values end before a closing bracket, and begin behind an opening one.
std::size_t after_brackets(std::string_view line, std::size_t at) {
  while (at < line.size() && (line[at] == '{' || line[at] == '[')) ++at;
  return at;
}

/// Where a key begins that ends at `end`, and not before `least`.
std::size_t key_begin(std::string_view line, std::size_t end, std::size_t least) {
  std::size_t begin = end;
  if (end >= kChunk) {
    const auto others = static_cast<std::uint16_t>(~key_mask(line.data() + end - kChunk));
    begin = std::max(least, end - static_cast<std::size_t>(std::countl_zero(others)));
    if (others != 0) return begin;
  }
  while (begin > least && is_key(line[begin - 1])) --begin;
  return begin;
}

/// The offset of the first byte that is not plain, from `at` on, or the line's length.
std::size_t plain_end(std::string_view line, std::size_t at) {
  for (; line.size() - at >= kChunk; at += kChunk) {
    const unsigned others = plain_mask(line.data() + at) ^ 0xFFFFU;
    if (others != 0) return at + static_cast<std::size_t>(std::countr_zero(others));
  }
  if (line.size() < kChunk) {
    while (at < line.size() && is_plain(line[at])) ++at;
    return at;
  }
  // The bytes that are left end the line's last chunk; a bit behind them stands for its end.
  const std::size_t last = line.size() - kChunk;
  const unsigned others = (plain_mask(line.data() + last) ^ 0xFFFFU) | 1U << kChunk;
  return at + static_cast<std::size_t>(std::countr_zero(others >> (at - last)));
}

void find_bare_value(std::string_view line, bool query, LinePair& pair) {
  const Role ends = query ? kEndsQuery : kEndsValue;
  std::size_t end = pair.begin;
  bool plain = true;
  for (;; ++end, plain = false) {
    end = plain_end(line, end);
    if (end == line.size() || has_role(line[end], ends)) break;
  }
  pair.end = pair.next = end;
  if (plain) return;
  if (query) pair.encoding = query_encoding(line.substr(pair.begin, pair.end - pair.begin));
  leave_query(line, pair);
}

}  // namespace

core::Encoding query_encoding(std::string_view value) {
  const char* const end = value.data() + value.size();
  const bool escaped = find_any(value.data(), end, '%', '+') != end;
  return escaped ? core::Encoding::kPercent : core::Encoding::kPlain;
}

std::size_t closing_quote(std::string_view line, std::size_t from, char quote, bool& escaped) {
  const char* const end = line.data() + line.size();
  const char* p = line.data() + from;
  while (true) {
    p = find_any(p, end, quote, '\\');
    if (p == end || *p == quote) return static_cast<std::size_t>(p - line.data());
    escaped = true;
    p = std::min(p + 2, end);
  }
}

bool pair_at(std::string_view line, std::size_t equals, std::size_t least, LinePair& pair) {
  const std::size_t key = key_begin(line, equals, equals - std::min(equals - least, kMaxPairKey));
  if (key == equals || is_digit(line[key]) || line[key] == '-' || line[key] == '.') return false;
  if (key != 0 && !has_role(line[key - 1], kBeforeKey)) return false;
  const std::size_t begin = equals + 1;
  if (begin >= line.size()) return false;
  pair.key_begin = key;
  pair.key_end = equals;
  const char first = line[begin];
  if (first == '"' || first == '\'') {
    bool escaped = false;
    pair.begin = begin + 1;
    pair.end = closing_quote(line, pair.begin, first, escaped);
    pair.next = std::min(pair.end + 1, line.size());
    if (escaped) pair.encoding = core::Encoding::kJson;
    leave_query(line, pair);
  } else if (first == '=') {
    return false;
  } else {
    pair.begin = after_brackets(line, begin);
    find_bare_value(line, key != 0 && (line[key - 1] == '?' || line[key - 1] == '&'), pair);
  }
  return pair.begin < pair.end;
}

}  // namespace leaksift::structure
