// CfbReader: a compound file as a container of its streams.
#pragma once

#include "content/cfb_file.h"
#include "content/container_reader.h"
#include "content/xls_sheets.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Its members: the streams by their paths ("WordDocument", "1Table"), each in one piece, and at
/// last "free sectors", in which lies what was deleted. Sheets of a workbook are tables (see
/// XlsSheets). A message of Outlook is one too
/// ("message"), and its attachments have their own names. Used by one thread at a time.
class CfbReader final : public ContainerReader {
 public:
  /// `source` must be seekable and outlive it. Fails with kEncrypted if it is a document that
  /// is encrypted ([MS-OFFCRYPTO] 2.3).
  static base::Result<std::unique_ptr<CfbReader>> open(ReplayStream& source);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::string_view label() const override { return label_; }

 private:
  enum class Kind : std::uint8_t { kStream, kSheets, kMessage, kFree };
  struct Part {
    Kind kind = Kind::kStream;
    std::string name;
    CfbFile::Entry entry;  ///< Of a message, its path is that of the folder.
  };

  explicit CfbReader(CfbFile file) : file_(std::move(file)) {}
  bool is_encrypted();
  void plan();
  void plan_messages();
  base::Result<std::size_t> read_free(char* buffer, std::size_t capacity);

  CfbFile file_;
  std::string_view label_;
  std::unique_ptr<XlsSheets> sheets_;  ///< Until all are out.
  std::vector<Part> parts_;
  std::size_t next_part_ = 0;
  Kind kind_ = Kind::kStream;
  std::optional<CfbFile::Pieces> pieces_;
  std::string text_;
  std::size_t handed_out_ = 0;
  std::vector<std::uint64_t> free_;
  std::size_t next_free_ = 0;
};

}  // namespace leaksift::content
