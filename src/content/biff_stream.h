// BiffStream: the records of a workbook of Excel 97 to 2003.
#pragma once

#include "content/bytes_at.h"
#include "content/cfb_file.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// The records that a reader of sheets knows ([MS-XLS] 2.3).
namespace biff {
inline constexpr std::uint16_t kFormula = 0x06;
inline constexpr std::uint16_t kEof = 0x0a;
inline constexpr std::uint16_t kDate1904 = 0x22;
inline constexpr std::uint16_t kFilePass = 0x2f;
inline constexpr std::uint16_t kContinue = 0x3c;
inline constexpr std::uint16_t kBoundSheet = 0x85;
inline constexpr std::uint16_t kMulRk = 0xbd;
inline constexpr std::uint16_t kXf = 0xe0;
inline constexpr std::uint16_t kSst = 0xfc;
inline constexpr std::uint16_t kLabelSst = 0xfd;
inline constexpr std::uint16_t kNumber = 0x203;
inline constexpr std::uint16_t kLabel = 0x204;
inline constexpr std::uint16_t kString = 0x207;
inline constexpr std::uint16_t kRk = 0x27e;
inline constexpr std::uint16_t kFormat = 0x41e;
inline constexpr std::uint16_t kBof = 0x809;
}  // namespace biff

/// Goes from record to record of a stream. Used by one thread at a time.
class BiffStream {
 public:
  /// `file` must outlive it.
  BiffStream(CfbFile& file, const CfbFile::Entry& entry)
      : file_(&file), pieces_(file.pieces_of(entry)) {}

  /// Goes to the next record; false at the end, and after an error.
  bool next();
  std::uint16_t id() const { return id_; }
  /// Valid until the next call.
  std::string_view data() const { return data_; }
  /// Where the record begins.
  std::uint64_t offset() const { return offset_; }
  /// Whether the next record goes on with this one.
  bool goes_on();
  const std::optional<base::Error>& error() const { return error_; }

 private:
  bool fill(std::size_t count);

  CfbFile* file_;
  CfbFile::Pieces pieces_;
  std::string buffer_;
  std::size_t next_ = 0;      ///< In `buffer_`.
  std::uint64_t passed_ = 0;  ///< Bytes of the stream before `buffer_`.
  std::uint16_t id_ = 0;
  std::string_view data_;
  std::uint64_t offset_ = 0;
  std::optional<base::Error> error_;
};

/// What stands in a record and those that go on with it.
class BiffFields {
 public:
  explicit BiffFields(BiffStream& stream) : stream_(stream), rest_(stream.data()) {}

  std::uint32_t number(std::size_t width);
  void skip(std::size_t count);
  /// A text of as many characters as the number of `width` bytes before it says ([MS-XLS] 2.5.293
  /// and 2.5.294): one byte each, or two. Appends no more of them than `out` may have bytes.
  void text(std::size_t width, std::size_t most, std::string& out);
  /// False once something was asked for behind the end.
  bool ok() const { return ok_; }

 private:
  bool refill();
  void characters(std::size_t count, bool wide, std::size_t most, std::string& out);

  BiffStream& stream_;
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace leaksift::content
