#include "content/self_extracting.h"

#include "content/bytes_at.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <zlib.h>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

/// The header of a member (APPNOTE.TXT 4.3.7): a method that is known, and a name without controls.
bool is_zip(std::string_view bytes) {
  constexpr std::size_t kHeader = 30;
  constexpr std::array<std::uint32_t, 8> kMethods = {0, 8, 9, 12, 14, 93, 95, 99};
  constexpr std::uint32_t kNewest = 63;
  const std::uint32_t length = little_endian(bytes, 26, 2);
  if (little_endian(bytes, 4, 1) > kNewest || length == 0 || bytes.size() < kHeader + length) {
    return false;
  }
  const std::string_view name = bytes.substr(kHeader, length);
  return std::find(kMethods.begin(), kMethods.end(), little_endian(bytes, 8, 2)) !=
             kMethods.end() &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; });
}

/// The header of a 7z file, which has a checksum (7zFormat.txt).
bool is_seven_zip(std::string_view bytes) {
  constexpr std::size_t kHeader = 32;
  constexpr std::size_t kChecked = 12;
  if (bytes.size() < kHeader) return false;
  const auto* checked = reinterpret_cast<const Bytef*>(bytes.data() + kChecked);
  return ::crc32(0, checked, kHeader - kChecked) == little_endian(bytes, 8, 4);
}

/// The first block behind the magic of a rar: that of the archive.
bool is_rar(std::string_view bytes) {
  constexpr std::uint32_t kMainBlock = 0x73;
  if (bytes.size() < 16) return false;
  if (bytes[6] == '\0') return little_endian(bytes, 9, 1) == kMainBlock;
  return bytes[6] == '\1' && bytes[7] == '\0' && little_endian(bytes, 12, 1) < 0x80 &&
         (bytes[13] == '\1' || bytes[13] == '\4');
}

struct AppendedKind {
  std::string_view magic;
  bool (*is_one)(std::string_view bytes);
};

constexpr std::array kKinds = {AppendedKind{"PK\3\4"sv, is_zip},
                               AppendedKind{"7z\xbc\xaf\x27\x1c"sv, is_seven_zip},
                               AppendedKind{"Rar!\x1a\7"sv, is_rar}};

}  // namespace

bool begins_like_program(std::string_view prefix) {
  constexpr std::size_t kWhere = 60;
  if (prefix.starts_with("\x7f"
                         "ELF"sv))
    return true;
  if (!prefix.starts_with("MZ"sv) || prefix.size() < kWhere + 4) return false;
  const std::size_t header = little_endian(prefix, kWhere, 4);
  return header < prefix.size() && prefix.substr(header).starts_with("PE\0\0"sv);
}

std::optional<std::size_t> find_appended_archive(std::string_view bytes) {
  std::size_t first = bytes.npos;
  for (const AppendedKind& kind : kKinds) {
    std::size_t at = bytes.find(kind.magic, 1);
    while (at != bytes.npos && !kind.is_one(bytes.substr(at))) at = bytes.find(kind.magic, at + 1);
    first = std::min(first, at);
  }
  return first == bytes.npos ? std::nullopt : std::optional(first);
}

std::unique_ptr<SelfExtractingReader> SelfExtractingReader::open(ReplayStream& source) {
  const std::optional<std::size_t> begin = find_appended_archive(source.peek(kMostProgram));
  if (!begin) return nullptr;
  return std::unique_ptr<SelfExtractingReader>(new SelfExtractingReader(source, *begin));
}

base::Result<bool> SelfExtractingReader::next(Member& member) {
  member = {};
  if (members_ == 2) return false;
  ++members_;
  member.name = members_ == 1 ? "program" : "archive from byte " + std::to_string(begin_);
  member.bytes = members_ == 1 ? begin_ : 0;
  return true;
}

base::Result<std::size_t> SelfExtractingReader::read(char* buffer, std::size_t capacity) {
  if (members_ == 2) return source_.read(buffer, capacity);
  if (left_ == 0) return std::size_t{0};
  base::Result<std::size_t> got = source_.read(buffer, std::min(capacity, left_));
  if (got) left_ -= *got;
  return got;
}

}  // namespace leaksift::content
