#include "content/tnef_reader.h"

#include "content/bytes_at.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leaksift::content {
namespace {

// [MS-OXTNEF] 2.1.3.
constexpr std::size_t kTnefHead = 6;   // The signature and a key.
constexpr std::size_t kAttribute = 9;  // Level, id and length, before the data...
constexpr std::size_t kChecksum = 2;   // ...and behind.
constexpr std::uint32_t kBody = 0x0002800c;
constexpr std::uint32_t kBeginsAttachment = 0x00069002;
constexpr std::uint32_t kTitle = 0x00018010;
constexpr std::uint32_t kData = 0x0006800f;

constexpr std::size_t kLongestTitle = 1024;
/// Shorter ones are numbers and dates.
constexpr std::uint32_t kLeastTextAttribute = 16;

std::string hex_of(std::uint32_t id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[(id >> shift) & 0xfU];
  return text;
}

}  // namespace

base::Result<std::size_t> TnefReader::take_some(char* buffer, std::size_t capacity) {
  base::Result<std::size_t> got = source_.read(buffer, capacity);
  if (got) used_ += *got;
  return got;
}

/// The next bytes; fewer only at the end.
base::Result<std::string> TnefReader::take(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const auto got = take_some(bytes.data() + have, count - have);
    if (!got) return got.error();
    if (*got == 0) break;
    have += *got;
  }
  bytes.resize(have);
  return bytes;
}

/// What is left of the attribute at hand, and its checksum, which says little.
base::Status TnefReader::pass_over() {
  std::array<char, 4096> scratch{};
  if (!std::exchange(in_attribute_, false)) return base::Ok{};
  left_ += kChecksum;
  while (left_ > 0) {
    const auto got = take_some(scratch.data(), std::min<std::uint64_t>(left_, scratch.size()));
    if (!got) return got.error();
    if (*got == 0) return base::Ok{};
    left_ -= *got;
  }
  return base::Ok{};
}

base::Result<bool> TnefReader::next(Member& member) {
  member = {};
  if (!std::exchange(begun_, true)) {
    if (auto head = take(kTnefHead); !head) return head.error();
  }
  while (true) {
    if (base::Status passed = pass_over(); !passed) return passed.error();
    const std::uint64_t begin = used_;
    const auto head = take(kAttribute);
    if (!head) return head.error();
    if (head->empty()) return false;
    const bool is_level = (*head)[0] == '\1' || (*head)[0] == '\2';
    if (head->size() < kAttribute || !is_level) {
      return base::Error{"tnef: damaged at byte " + std::to_string(begin)};
    }
    const std::uint32_t id = little_endian(*head, 1, 4);
    left_ = little_endian(*head, 5, 4);
    in_attribute_ = true;
    if (id == kBeginsAttachment) {
      title_.clear();
      ++attachments_;
    } else if (id == kTitle) {
      const auto title = take(std::min<std::uint64_t>(left_, kLongestTitle));
      if (!title) return title.error();
      left_ -= title->size();
      title_ = title->substr(0, title->find('\0'));
    } else if (id == kData || id == kBody || left_ >= kLeastTextAttribute) {
      member.bytes = left_;
      member.name = "attribute " + hex_of(id);
      if (id == kBody) member.name = "body";
      if (id == kData) member.name = title_;
      if (member.name.empty()) member.name = "attachment " + std::to_string(attachments_);
      return true;
    }
  }
}

base::Result<std::size_t> TnefReader::read(char* buffer, std::size_t capacity) {
  if (left_ == 0) return std::size_t{0};
  const auto got = take_some(buffer, std::min<std::uint64_t>(left_, capacity));
  if (!got) return got.error();
  if (*got == 0) return base::Error{"tnef: truncated at byte " + std::to_string(used_)};
  left_ -= *got;
  return *got;
}

}  // namespace leaksift::content
