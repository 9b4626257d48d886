// MailText: the form in which mail travels from content, which takes it apart, to structure, which
// finds messages and their header fields in it.
#pragma once

#include "base/ascii.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

/// What has to be known of a text to read it as mail: messages one behind the other, of which a
/// line that begins with "From " starts each, and nothing else; the first one may lack it.
struct MailText {
  std::uint64_t first_message = 1;  ///< The number of the message that the text begins with.
  bool begins_in_body = false;      ///< The text goes on with the body of that message.
};

/// Starts a message, at the front of a line.
inline constexpr std::string_view kMessageStart = "From ";

/// The length of the name in front of the colon of a header field (RFC 5322, 3.6.8 and 4.5.8: with
/// blanks before the colon); 0 if `line` begins no field.
constexpr std::size_t field_name_length(std::string_view line) {
  constexpr std::size_t kMostBytes = 128;
  std::size_t length = 0;
  while (length < line.size() && line[length] > ' ' && line[length] < 0x7f && line[length] != ':') {
    if (++length > kMostBytes) return 0;
  }
  std::size_t colon = length;
  while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')) ++colon;
  return colon < line.size() && line[colon] == ':' ? length : 0;
}

/// Whether the field called `name` holds display names and addresses.
inline bool holds_addresses(std::string_view name) {
  constexpr std::array<std::string_view, 16> kFields = {
      "from",      "to",        "cc",           "bcc",          "reply-to",      "sender",
      "resent-to", "resent-cc", "resent-bcc",   "resent-from",  "resent-sender", "return-path",
      "x-sender",  "errors-to", "delivered-to", "x-original-to"};
  return base::is_one_of_caseless(name, kFields);
}

}  // namespace leaksift::core
