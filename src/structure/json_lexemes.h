// The small tokens of JSON: separators, numbers, literals and wrappers of values.
#pragma once

#include "structure/bytes.h"

#include <cstdint>
#include <string_view>

namespace leaksift::structure {

/// What begins a value in the sequences of RFC 7464.
inline constexpr char kRecordSeparator = '\x1e';

/// Whether `c` may stand between values of the top level: space, RS, commas of arrays that were
/// cut, and the bytes of byte order marks, as they come with files that were joined.
constexpr bool is_json_separator(char c) {
  return c == ' ' || c == '\t' || is_newline(c) || c == ',' || c == kRecordSeparator ||
         c == '\xEF' || c == '\xBB' || c == '\xBF';
}

/// What a string begins with; the single one in JSON5.
constexpr bool is_json_quote(char c) {
  return c == '"' || c == '\'';
}
/// Whether a name without quotes may hold `c` (JSON5, section 3).
constexpr bool is_json_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$';
}

/// The parts of a number (RFC 8259, section 6), by what was read last.
enum class JsonNumberPart : std::uint8_t {
  kInteger,
  kFraction,      ///< After the point.
  kExponent,      ///< After the 'e', which a sign may follow.
  kExponentRest,  ///< After that.
};

/// Whether `c` continues a number that is in `part`, which moves on then.
constexpr bool continues_json_number(JsonNumberPart& part, char c) {
  using Part = JsonNumberPart;
  if (is_digit(c)) {
    if (part == Part::kExponent) part = Part::kExponentRest;
    return true;
  }
  if (c == '.' && part == Part::kInteger) {
    part = Part::kFraction;
    return true;
  }
  if (to_lower(c) == 'e' && (part == Part::kInteger || part == Part::kFraction)) {
    part = Part::kExponent;
    return true;
  }
  if ((c == '-' || c == '+') && part == Part::kExponent) {
    part = Part::kExponentRest;
    return true;
  }
  return false;
}

/// What follows the first letter of true, false, null, NaN and Infinity; null for other letters.
constexpr const char* json_literal(char first) {
  switch (first) {
    case 't':
      return "rue";
    case 'f':
      return "alse";
    case 'n':
      return "ull";
    case 'N':
      return "aN";
    case 'I':
      return "nfinity";
    default:
      return nullptr;
  }
}

/// Whether `key` stands for the type of a value in MongoDB Extended JSON (version 2 and its
/// predecessor), so that {"$oid": "…"} is a value and no object.
constexpr bool is_json_wrapper(std::string_view key) {
  if (key.size() < 4 || key[0] != '$') return false;
  constexpr std::string_view kWrappers[] = {
      "$oid",    "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$date",
      "$binary", "$uuid",       "$symbol",    "$timestamp",    "$code"};
  for (const std::string_view wrapper : kWrappers) {
    if (key == wrapper) return true;
  }
  return false;
}

/// Whether `key` stands for the type of an attribute in DynamoDB's JSON (API Reference,
/// AttributeValue): {"Name": {"S": "Ann"}} is {"Name": "Ann"}.
constexpr bool is_dynamo_type(std::string_view key) {
  constexpr std::string_view kTypes[] = {"S", "N", "B", "M", "L", "SS", "NS", "BS", "BOOL", "NULL"};
  for (const std::string_view type : kTypes) {
    if (key == type) return true;
  }
  return false;
}

}  // namespace leaksift::structure
