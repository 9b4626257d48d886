// FlatOfficeReader: office documents that are one file of XML.
#pragma once

#include "content/container_reader.h"
#include "content/office_text.h"
#include "content/replay_stream.h"

#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Reads flat OpenDocument (1.3 part 3, 2.1.1), and XML of Word and Excel 2003 and of Word as one
/// file (Flat OPC). Its one member is "document" or "sheets", as text; pictures in it are passed
/// over.
class FlatOfficeReader final : public ContainerReader {
 public:
  enum class Kind : std::uint8_t { kNone, kOdfText, kOdfSheets, kWord, kExcel };

  /// What a document that begins with `prefix` is, by its root element.
  static Kind kind_of(std::string_view prefix);

  /// `source` must outlive it, and be of a kind.
  FlatOfficeReader(ReplayStream& source, Kind kind);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::string_view label() const override;
  std::uint64_t bytes_kept_back() const override { return reader_.bytes_taken(); }

 private:
  Kind kind_;
  XmlReader reader_;
  std::unique_ptr<OfficePart> part_;
  bool begun_ = false;
  bool ended_ = false;
  std::string out_;
  std::size_t handed_out_ = 0;
};

}  // namespace leaksift::content
