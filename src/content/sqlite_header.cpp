#include "content/sqlite_header.h"

#include <bit>

namespace leaksift::content {

std::optional<SqliteHeader> SqliteHeader::parse(std::string_view bytes) {
  constexpr std::uint32_t kLeastUsable = 480;
  if (bytes.size() < kBytes) return std::nullopt;
  SqliteHeader header;
  header.page_size = sqlite_u16(bytes, 16);
  if (header.page_size == 1) header.page_size = 65536;
  if (header.page_size < 512 || !std::has_single_bit(header.page_size)) return std::nullopt;
  header.usable_size = header.page_size - static_cast<std::uint8_t>(bytes[20]);
  if (header.usable_size < kLeastUsable) return std::nullopt;
  // A program from before 3.7.0 leaves the count as it was; then its two counters differ.
  if (sqlite_u32(bytes, 24) == sqlite_u32(bytes, 92)) header.page_count = sqlite_u32(bytes, 28);
  header.first_trunk = sqlite_u32(bytes, 32);
  header.has_pointer_maps = sqlite_u32(bytes, 52) != 0;
  header.is_utf16 = sqlite_u32(bytes, 56) > 1;
  return header;
}

}  // namespace leaksift::content
