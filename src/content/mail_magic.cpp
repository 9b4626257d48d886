#include "content/mail_magic.h"

#include "base/ascii.h"
#include "core/mail_text.h"

#include <algorithm>
#include <array>

namespace leaksift::content {
namespace {

using base::equal_caseless;
using base::is_digit;

/// Those that next to nothing but messages has, or that two of hardly anything else has.
constexpr std::array<std::string_view, 16> kKnownFields = {
    "from",     "to",          "cc",           "bcc",       "subject",     "date",
    "reply-to", "sender",      "message-id",   "received",  "return-path", "delivered-to",
    "x-mailer", "resent-from", "mime-version", "references"};

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string_view first_line(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// "09:10", with a digit missing in front perhaps.
bool has_time(std::string_view text) {
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    if (at > 0 && at + 2 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]) &&
        is_digit(text[at + 2])) {
      return true;
    }
  }
  return false;
}

/// asctime(3): "Tue Feb  3 09:10:00 2026", whatever stands around it.
bool has_date(std::string_view text) {
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const std::string_view day = text.substr(at + 1, 3);
    const bool known = std::any_of(kDays.begin(), kDays.end(), [day](std::string_view name) {
      return equal_caseless(day, name);
    });
    if (known && has_time(text.substr(at))) return true;
  }
  return false;
}

bool is_address_alone(std::string_view text) {
  return text.find(' ') == std::string_view::npos &&
         (text.find('@') != std::string_view::npos || text == "-" || text == "MAILER-DAEMON");
}

}  // namespace

bool starts_message(std::string_view line, std::string_view ahead, bool after_empty_line) {
  if (!line.starts_with(core::kMessageStart)) return false;
  const std::string_view envelope = line.substr(core::kMessageStart.size() - 1);
  const bool alone = after_empty_line && is_address_alone(envelope.substr(1));
  if (!alone && !has_date(envelope)) return false;
  const std::string_view next = first_line(ahead);
  return ahead.empty() || core::field_name_length(next) > 0 || next.starts_with(">From ");
}

bool begins_like_mailbox(std::string_view prefix) {
  if (!prefix.starts_with(core::kMessageStart)) return false;
  const std::size_t newline = prefix.find('\n');
  if (newline == std::string_view::npos || newline + 1 == prefix.size()) return false;
  return starts_message(first_line(prefix), prefix.substr(newline + 1), true);
}

bool is_length_of_message(std::string_view line) {
  constexpr std::size_t kLongest = 20;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.size() <= kLongest &&
         line.find_first_not_of(' ', digits) == std::string_view::npos;
}

bool begins_like_message(std::string_view prefix) {
  if (prefix.starts_with("\xef\xbb\xbf")) prefix.remove_prefix(3);
  const bool complete = prefix.size() < kMailPrefix;
  if (!prefix.empty() && is_digit(prefix[0]) && is_length_of_message(first_line(prefix))) {
    prefix.remove_prefix(std::min(prefix.find('\n'), prefix.size() - 1) + 1);
  }
  std::array<bool, kKnownFields.size()> seen{};
  bool in_field = false;
  while (!prefix.empty()) {
    const std::size_t newline = prefix.find('\n');
    if (newline == std::string_view::npos && !complete) break;
    const std::string_view line = first_line(prefix);
    if (line.empty()) break;
    const bool folded = in_field && (line[0] == ' ' || line[0] == '\t');
    const std::size_t length = folded ? 0 : core::field_name_length(line);
    if (!folded && length == 0) return false;
    in_field = true;
    for (std::size_t i = 0; i < kKnownFields.size() && !folded; ++i) {
      seen[i] = seen[i] || equal_caseless(line.substr(0, length), kKnownFields[i]);
    }
    prefix.remove_prefix(newline == std::string_view::npos ? prefix.size() : newline + 1);
  }
  return std::count(seen.begin(), seen.end(), true) >= 2;
}

}  // namespace leaksift::content
