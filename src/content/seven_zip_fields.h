// SevenZipFields: the numbers in the header of a 7z file (7zFormat.txt of the LZMA SDK).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Takes numbers from the front of bytes; once they do not suffice, gives zeros and is not good.
class SevenZipFields {
 public:
  explicit SevenZipFields(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::uint64_t count) {
    good_ = good_ && count <= bytes_.size();
    const std::string_view taken = good_ ? bytes_.substr(0, count) : std::string_view();
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  std::uint8_t byte() {
    const std::string_view one = take(1);
    return one.empty() ? 0 : static_cast<std::uint8_t>(one[0]);
  }
  /// The byte that is to be taken next; 0 if there is none.
  std::uint8_t peek() const {
    return good_ && !bytes_.empty() ? static_cast<std::uint8_t>(bytes_[0]) : 0;
  }
  std::uint64_t little_endian(std::size_t size) {
    std::uint64_t value = 0;
    const std::string_view bytes = take(size);
    for (std::size_t i = bytes.size(); i > 0; --i) {
      value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
    }
    return value;
  }
  /// As many bytes follow the first as it has leading ones; the rest of its bits are the highest.
  std::uint64_t number() {
    const std::uint8_t first = byte();
    std::size_t more = 0;
    while (more < 8 && (first & (0x80U >> more)) != 0) ++more;
    const std::uint64_t low = little_endian(more);
    return more < 7 ? low | (first & (0x7fULL >> more)) << (8 * more) : low;
  }
  std::string_view rest() const { return good_ ? bytes_ : std::string_view(); }
  bool good() const { return good_; }
  /// What was taken makes no sense.
  void fail() { good_ = false; }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

inline void append_little_endian(std::string& out, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

/// See SevenZipFields::number().
inline void append_number(std::string& out, std::uint64_t value) {
  std::size_t more = 0;
  while (more < 8 && value >> (7 * (more + 1)) != 0) ++more;
  const std::uint64_t ones = 0xff00ULL >> more & 0xff;
  out += static_cast<char>(more < 8 ? ones | value >> (8 * more) : 0xffU);
  append_little_endian(out, value, more);
}

}  // namespace leaksift::content
