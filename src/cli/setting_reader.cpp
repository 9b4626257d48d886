#include "cli/setting_reader.h"

#include <charconv>

namespace leaksift::cli {

namespace {

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return number;
}

unsigned shift_of(char suffix) {
  switch (suffix) {
    case 'K':
    case 'k':
      return 10;
    case 'M':
    case 'm':
      return 20;
    case 'G':
    case 'g':
      return 30;
    default:
      return 0;
  }
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  const unsigned shift = text.empty() ? 0 : shift_of(text.back());
  if (shift != 0) text.remove_suffix(1);
  const auto number = parse_count(text);
  if (!number || *number > (UINT64_MAX >> shift)) return std::nullopt;
  return *number << shift;
}

bool SettingReader::flag(const Typed& typed, bool otherwise) const {
  return typed.given() ? typed.words.back() == "true" : otherwise;
}

std::string SettingReader::word(const Typed& typed, const std::string& otherwise) const {
  return typed.given() ? typed.words.back() : otherwise;
}

std::uint64_t SettingReader::count(const Typed& typed, std::uint64_t otherwise, std::uint64_t least,
                                   std::uint64_t most) {
  if (!typed.given()) return otherwise;
  const auto number = parse_count(typed.words.back());
  if (number && *number >= least && *number <= most) return *number;
  fail(typed.origin, "must be a whole number from " + std::to_string(least) + " to " +
                         std::to_string(most) + ", not '" + typed.words.back() + "'");
  return otherwise;
}

std::uint64_t SettingReader::size(const Typed& typed, std::uint64_t otherwise, std::uint64_t least,
                                  std::uint64_t most) {
  if (!typed.given()) return otherwise;
  const auto bytes = parse_size(typed.words.back());
  if (bytes && *bytes >= least && *bytes <= most) return *bytes;
  std::string message = "must be a size such as 4096, 64K, 8M or 1G";
  if (bytes) {
    message =
        "must be a size from " + std::to_string(least) + " to " + std::to_string(most) + " bytes";
  }
  fail(typed.origin, message + ", not '" + typed.words.back() + "'");
  return otherwise;
}

std::size_t SettingReader::choice(const Typed& typed, std::span<const std::string_view> names,
                                  std::size_t otherwise) {
  if (!typed.given()) return otherwise;
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == typed.words.back()) return i;
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += names[i];
  }
  fail(typed.origin, "must be " + list + ", not '" + typed.words.back() + "'");
  return otherwise;
}

void SettingReader::fail(const std::string& origin, const std::string& message) {
  if (!error_) error_ = base::Error{origin + " " + message};
}

}  // namespace leaksift::cli
