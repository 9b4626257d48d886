#include "content/flat_office.h"

#include "content/office_sheet.h"
#include "content/piece.h"

#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kRoot = 4096;  ///< Where the root element is looked for.

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

FlatOfficeReader::Kind FlatOfficeReader::kind_of(std::string_view prefix) {
  if (prefix.starts_with("\xef\xbb\xbf")) prefix.remove_prefix(3);
  if (!prefix.starts_with("<?xml")) return Kind::kNone;
  const std::string_view head = prefix.substr(0, kRoot);
  if (has(head, "<office:document")) {
    if (has(head, "opendocument.spreadsheet\"")) return Kind::kOdfSheets;
    return has(head, "opendocument.text\"") || has(head, "opendocument.presentation\"")
               ? Kind::kOdfText
               : Kind::kNone;
  }
  if (has(head, "\"urn:schemas-microsoft-com:office:spreadsheet\"")) return Kind::kExcel;
  const bool word = has(head, "<w:wordDocument") ||
                    (has(head, "<pkg:package") && has(head, "progid=\"Word.Document\""));
  return word ? Kind::kWord : Kind::kNone;
}

FlatOfficeReader::FlatOfficeReader(ReplayStream& source, Kind kind)
    : kind_(kind), reader_([&source](char* buffer, std::size_t capacity) {
        return source.read(buffer, capacity);
      }) {
  if (kind == Kind::kOdfSheets) part_ = std::make_unique<OdsSheets>();
  if (kind == Kind::kExcel) part_ = std::make_unique<SpreadsheetMl>();
  if (part_ == nullptr) part_ = std::make_unique<OfficeText>(kind == Kind::kOdfText);
}

std::string_view FlatOfficeReader::label() const {
  switch (kind_) {
    case Kind::kOdfText:
      return "fodt";
    case Kind::kOdfSheets:
      return "fods";
    case Kind::kExcel:
      return "spreadsheetml";
    default:
      return "wordml";
  }
}

base::Result<bool> FlatOfficeReader::next(Member& member) {
  member = {};
  member.name = kind_ == Kind::kOdfSheets || kind_ == Kind::kExcel ? "sheets" : "document";
  member.is_text = true;
  return !std::exchange(begun_, true);
}

base::Result<std::size_t> FlatOfficeReader::read(char* buffer, std::size_t capacity) {
  if (handed_out_ == out_.size()) {
    out_.clear();
    handed_out_ = 0;
    const std::uint64_t before = reader_.bytes_taken();
    for (XmlEvent event; !ended_ && out_.size() < kPiece;) {
      if (reader_.next(event)) {
        part_->take(event, out_);
        // An empty answer would be the end, and all that is read must be charged.
        if (out_.empty() && reader_.bytes_taken() - before > kMostMarkup) out_ += '\n';
      } else {
        part_->finish(out_);
        ended_ = true;
      }
    }
    if (out_.empty() && reader_.error()) return *reader_.error();
  }
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

}  // namespace leaksift::content
