// How mail is told from other text.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::content {

/// How many bytes are enough to know.
inline constexpr std::size_t kMailPrefix = 32768;

/// Whether content that begins with `prefix` is a mailbox: a line such as "From ann@example.com Tue
/// Feb  3 09:10:00 2026", then header fields.
bool begins_like_mailbox(std::string_view prefix);

/// Whether it is a message (RFC 5322): header fields alone, up to an empty line or the end, two
/// different ones of which are those of messages. A line in front may say its length.
bool begins_like_message(std::string_view prefix);

/// Whether `line` is what Apple Mail (.emlx) puts in front of a message: its length, and spaces.
bool is_length_of_message(std::string_view line);

/// Whether `line` of a mailbox starts a message: "From ", a sender and a date or, behind an empty
/// line, an address alone; and a header field at the front of what follows.
bool starts_message(std::string_view line, std::string_view ahead, bool after_empty_line);

}  // namespace leaksift::content
