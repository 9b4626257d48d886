// IP addresses of both versions, and the ranges that no person's device has on the Internet
// (IANA special-purpose registries; RFC 1918, 3849, 3927, 4193, 4291, 5737, 6598, 6890, 9637).
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>

namespace leaksift::validate::rules {
namespace {

constexpr std::string_view kPrivate = "placeholder:private_address";
constexpr std::string_view kLoopback = "placeholder:loopback_address";
constexpr std::string_view kLinkLocal = "placeholder:link_local_address";
constexpr std::string_view kMulticast = "placeholder:multicast_address";
constexpr std::string_view kDocumentation = "placeholder:documentation_address";
constexpr std::string_view kUnspecified = "placeholder:unspecified_address";
constexpr std::string_view kBroadcast = "placeholder:broadcast_address";
constexpr std::string_view kShared = "placeholder:shared_address";
constexpr std::string_view kReserved = "placeholder:reserved_address";
constexpr std::string_view kNetwork = "placeholder:network_address";
constexpr std::string_view kSample = "placeholder:sample_address";

struct Range4 {
  std::uint32_t address;
  int bits;
  std::string_view reason;
};

constexpr std::uint32_t quad(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The first range that holds an address names it. 1.2.3.4 is what manuals write.
constexpr std::array<Range4, 17> kRanges4 = {{
    {quad(1, 2, 3, 4), 32, kSample},
    {quad(0, 0, 0, 0), 32, kUnspecified},
    {quad(0, 0, 0, 0), 8, kReserved},
    {quad(10, 0, 0, 0), 8, kPrivate},
    {quad(100, 64, 0, 0), 10, kShared},
    {quad(127, 0, 0, 0), 8, kLoopback},
    {quad(169, 254, 0, 0), 16, kLinkLocal},
    {quad(172, 16, 0, 0), 12, kPrivate},
    {quad(192, 0, 0, 0), 24, kReserved},
    {quad(192, 0, 2, 0), 24, kDocumentation},
    {quad(192, 168, 0, 0), 16, kPrivate},
    {quad(198, 18, 0, 0), 15, kReserved},
    {quad(198, 51, 100, 0), 24, kDocumentation},
    {quad(203, 0, 113, 0), 24, kDocumentation},
    {quad(224, 0, 0, 0), 4, kMulticast},
    {quad(255, 255, 255, 255), 32, kBroadcast},
    {quad(240, 0, 0, 0), 4, kReserved},
}};

// Versions, sections and object identifiers are written like addresses: their parts are small (of
// public addresses, one in 500 has three octets below 32 in front, and one in 250 two below 16), or
// they end with two zeros as no machine's address does. Four equal octets are well-known resolvers.
constexpr double kVersionWeight = -2.0;

constexpr bool looks_like_version(std::uint32_t address) {
  constexpr std::uint32_t kLargeOctets = 0xe0e0e000;
  constexpr std::uint32_t kLargerPair = 0xf0f00000;
  if (address == (address & 0xff) * 0x01010101U) return false;
  return (address & kLargeOctets) == 0 || (address & kLargerPair) == 0 || (address & 0xffff) == 0;
}

Verdict judge_v4(std::uint32_t address) {
  for (const Range4& range : kRanges4) {
    const int shift = 32 - range.bits;
    if (address >> shift == range.address >> shift) return placeholder(range.reason);
  }
  return valid("public_address", looks_like_version(address) ? kVersionWeight : 0.0);
}

// Four decimal octets without leading zeros, which some readers take for octal (RFC 6943, 3.1.1).
bool parse_v4(std::string_view text, std::uint32_t& address) {
  std::size_t at = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0 && (at == text.size() || text[at++] != '.')) return false;
    const std::size_t begin = at;
    std::uint32_t value = 0;
    while (at < text.size() && at - begin < 3 && is_digit(text[at])) {
      value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
    }
    const std::size_t length = at - begin;
    if (length == 0 || value > 255 || (length > 1 && text[begin] == '0')) return false;
    address = address << 8 | value;
  }
  return at == text.size();
}

using Bytes = std::array<std::uint8_t, 16>;

bool parse_v6(std::string_view text, Bytes& bytes) {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (text.size() >= buffer.size() || text.find('\0') != std::string_view::npos) return false;
  std::memcpy(buffer.data(), text.data(), text.size());
  return inet_pton(AF_INET6, buffer.data(), bytes.data()) == 1;
}

struct Range6 {
  std::array<std::uint8_t, 4> prefix;
  int bits;
  std::string_view reason;
};

constexpr std::array<Range6, 5> kRanges6 = {{
    {{0x20, 0x01, 0x0d, 0xb8}, 32, kDocumentation},
    {{0x3f, 0xff, 0x00, 0x00}, 20, kDocumentation},
    {{0xfe, 0x80, 0x00, 0x00}, 10, kLinkLocal},
    {{0xfc, 0x00, 0x00, 0x00}, 7, kPrivate},
    {{0xff, 0x00, 0x00, 0x00}, 8, kMulticast},
}};

constexpr std::uint32_t leading_word(const std::uint8_t* bytes) {
  return quad(bytes[0], bytes[1], bytes[2], bytes[3]);
}

// IPv4 in the last four bytes: mapped (::ffff:0:0/96) or translated (64:ff9b::/96).
bool embeds_v4(const Bytes& bytes) {
  constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr std::array<std::uint8_t, 12> kTranslated = {0, 0x64, 0xff, 0x9b};
  return std::memcmp(bytes.data(), kMapped.data(), kMapped.size()) == 0 ||
         std::memcmp(bytes.data(), kTranslated.data(), kTranslated.size()) == 0;
}

// Global unicast is 2000::/3 alone; what is outside and has no name here is not assigned, and is
// more often a scope operator of a programming language than an address.
Verdict judge_v6(const Bytes& bytes) {
  if (embeds_v4(bytes)) return judge_v4(leading_word(bytes.data() + 12));
  bool zero = true;
  for (std::size_t i = 0; i < 15; ++i) zero = zero && bytes[i] == 0;
  if (zero && bytes[15] == 0) return placeholder(kUnspecified);
  if (zero && bytes[15] == 1) return placeholder(kLoopback);
  const std::uint32_t word = leading_word(bytes.data());
  for (const Range6& range : kRanges6) {
    const int shift = 32 - range.bits;
    if (word >> shift == leading_word(range.prefix.data()) >> shift) {
      return placeholder(range.reason);
    }
  }
  if (word >> 29 != 1) return placeholder(kReserved);
  // Nothing but the router of a network has an interface of zeros (RFC 4291, 2.6.1).
  const auto is_zero = [](std::uint8_t byte) { return byte == 0; };
  if (std::all_of(bytes.begin() + 8, bytes.end(), is_zero)) return placeholder(kNetwork);
  return valid("public_address");
}

}  // namespace

Verdict ip_address(std::string_view text) noexcept {
  std::uint32_t address = 0;
  if (parse_v4(text, address)) return judge_v4(address);
  const std::string_view without_zone = text.substr(0, text.find('%'));
  if (without_zone.find(':') == std::string_view::npos) return invalid();
  Bytes bytes{};
  return parse_v6(without_zone, bytes) ? judge_v6(bytes) : invalid();
}

}  // namespace leaksift::validate::rules
