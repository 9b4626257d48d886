// OfficeReader: an office document (a zip of XML parts) as a container of text.
#pragma once

#include "content/archive_reader.h"
#include "content/office_sheet.h"

#include <map>
#include <memory>
#include <string>

namespace leaksift::content {

/// Reads docx, xlsx and pptx (ECMA-376) and odt, ods and odp (OpenDocument 1.3). Its members, in
/// the order of the zip: "document", "comments", "header 1", "slide 3", "notes 3", "sheet NAME",
/// "sheets" (of an ods), "properties"... are text; at last, "unused strings" are what no cell of an
/// xlsx shows any more. Theme, styles and fonts are passed over; all else are members as they stand
/// in the zip, to be opened in turn.
///
/// Errors are those of the zip. If a workbook has more shared strings than are kept, they come as
/// their XML, the cells that refer to them are empty, and an error says so at the end.
class OfficeReader final : public ContainerReader {
 public:
  /// Null if the zip in `source`, which must be seekable and outlive the reader, is no document.
  static std::unique_ptr<OfficeReader> open(const Format& zip, ReplayStream& source);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::string_view label() const override { return label_; }
  std::uint64_t bytes_kept_back() const override { return kept_back_; }

 private:
  bool survey(const Format& zip, ReplayStream& source);
  void learn(const std::string& name);
  void begin_part(Member& member);
  std::unique_ptr<OfficePart> part_for(std::string& name);
  std::unique_ptr<OfficePart> sheet_for(std::string& name);
  bool is_passed_over(const std::string& name) const;
  bool next_unused(Member& member);
  XmlReader xml();

  std::unique_ptr<ArchiveReader> archive_;
  std::string label_;
  Workbook book_;
  std::uint64_t surveyed_left_ = 512 << 20;           ///< XML that may yet be read in advance.
  std::map<std::string, std::string> sheet_names_;    ///< By relationship.
  std::map<std::string, std::string> sheet_targets_;  ///< Relationships by part.
  std::unique_ptr<OfficePart> part_;                  ///< Null if the member comes as it is.
  std::unique_ptr<XmlReader> reader_;
  bool in_unused_ = false;
  bool ended_ = false;
  std::size_t next_unused_ = 0;
  std::string out_;
  std::size_t handed_out_ = 0;
  std::uint64_t kept_back_ = 0;
};

}  // namespace leaksift::content
