#include "content/pgp_magic.h"

#include "content/bytes_at.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace leaksift::content {
namespace {

constexpr unsigned kKeyForPublicKey = 1;
constexpr unsigned kKeyForPassword = 3;

struct Packet {
  unsigned tag = 0;
  std::string_view body;
  std::string_view rest;
};

bool is_of_data(unsigned tag) {
  return tag == 9 || tag == 18 || tag == 20;
}

/// The first packet of `bytes`: its tag, and its body if it is short and whole (RFC 4880, 4.2).
std::optional<Packet> first_packet(std::string_view bytes) {
  if (bytes.size() < 4 || byte_at(bytes, 0) < 0x80) return std::nullopt;
  const std::size_t head = byte_at(bytes, 0);
  const bool is_new = (head & 0x40) != 0;
  Packet packet{static_cast<unsigned>(is_new ? head & 0x3f : (head >> 2) & 0xf), {}, {}};
  if (is_of_data(packet.tag)) return packet;
  const std::size_t first = byte_at(bytes, 1);
  const bool two = is_new ? first >= 192 && first < 224 : (head & 3) == 1;
  const bool one = is_new ? first < 192 : (head & 3) == 0;
  if (!one && !two) return std::nullopt;
  const std::size_t second = byte_at(bytes, 2);
  const std::size_t length = one      ? first
                             : is_new ? ((first - 192) << 8) + second + 192
                                      : first << 8 | second;
  const std::size_t begin = one ? 2 : 3;
  if (bytes.size() < begin + length) return std::nullopt;
  packet.body = bytes.substr(begin, length);
  packet.rest = bytes.substr(begin + length);
  return packet;
}

}  // namespace

bool begins_like_pgp(std::string_view prefix) {
  bool has_key = false;
  for (std::optional<Packet> packet = first_packet(prefix); packet;) {
    if (is_of_data(packet->tag)) return has_key;
    if (packet->tag != kKeyForPublicKey && packet->tag != kKeyForPassword) return false;
    const std::size_t version = packet->body.empty() ? 0 : byte_at(packet->body, 0);
    if (version < 3 || version > 6) return false;
    has_key = true;
    packet = first_packet(packet->rest);
  }
  return false;
}

}  // namespace leaksift::content
