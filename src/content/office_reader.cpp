#include "content/office_reader.h"

#include "content/piece.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace leaksift::content {
namespace {

using Kind = XmlEvent::Kind;

constexpr std::uint64_t kMostPart = 16 << 20;  ///< Of a part that is kept, such as styles.
constexpr std::size_t kMostEntries = 100'000;
constexpr std::string_view kOdfType = "application/vnd.oasis.opendocument.";
constexpr std::string_view kContentTypes = "[Content_Types].xml";
constexpr std::string_view kShared = "xl/sharedStrings.xml";

/// Whether the zip may be a document at all, so that others need not be gone through twice.
bool may_be_document(ReplayStream& source) {
  const auto has_mark = [&source] {
    const std::string_view bytes = source.peek(kPiece);
    return bytes.find(kContentTypes) != std::string_view::npos ||
           bytes.find(kOdfType) != std::string_view::npos;
  };
  if (!source.seek(0)) return false;
  bool found = has_mark();
  if (!found && source.size() > kPiece && source.seek(source.size() - kPiece)) found = has_mark();
  return source.seek(0) && found;
}

/// "header 12" of "word/header12.xml".
std::string title_of(std::string_view path, std::string_view prefix, std::string_view title) {
  path.remove_prefix(prefix.size());
  path = path.substr(0, path.rfind('.'));
  return std::string(title) + (path.empty() ? "" : " ") + std::string(path);
}

struct Titled {
  std::string_view prefix;
  std::string_view title;
};

constexpr std::array kTextParts = {
    Titled{"word/document", "document"},
    Titled{"word/comments", "comments"},
    Titled{"word/header", "header"},
    Titled{"word/footer", "footer"},
    Titled{"word/footnotes", "footnotes"},
    Titled{"word/endnotes", "endnotes"},
    Titled{"ppt/slides/slide", "slide"},
    Titled{"ppt/notesSlides/notesSlide", "notes"},
    Titled{"ppt/comments/comment", "comments"},
    Titled{"xl/comments", "comments"},
    Titled{"xl/drawings/drawing", "drawing"},
};

}  // namespace

std::unique_ptr<OfficeReader> OfficeReader::open(const Format& zip, ReplayStream& source) {
  if (!may_be_document(source)) return nullptr;
  std::unique_ptr<OfficeReader> reader(new OfficeReader());
  if (!reader->survey(zip, source) || !source.seek(0)) return nullptr;
  auto archive = ArchiveReader::open(zip, source);
  if (!archive) return nullptr;
  reader->archive_ = *std::move(archive);
  return reader;
}

/// Goes through the zip for what it is and what sheets need to know; false if it is no document.
bool OfficeReader::survey(const Format& zip, ReplayStream& source) {
  auto archive = ArchiveReader::open(zip, source);
  if (!archive) return false;
  archive_ = *std::move(archive);
  bool has_types = false;
  std::string folder;
  Member member;
  for (std::size_t i = 0; i < kMostEntries; ++i) {
    const auto more = archive_->next(member);
    if (!more || !*more) break;
    if (member.encrypted) return false;
    if (i == 0 && member.name == "mimetype") {
      std::string type(kOdfType.size() + 16, '\0');
      const auto got = archive_->read(type.data(), type.size());
      type.resize(got ? *got : 0);
      if (type.starts_with(kOdfType)) label_ = type.substr(kOdfType.size());
    }
    has_types = has_types || member.name == kContentTypes;
    if (member.name.starts_with("word/")) folder = "docx";
    if (member.name.starts_with("xl/")) folder = "xlsx";
    if (member.name.starts_with("ppt/")) folder = "pptx";
    learn(member.name);
  }
  archive_.reset();
  if (label_ == "text" || label_ == "spreadsheet" || label_ == "presentation") {
    label_ = label_ == "text" ? "odt" : label_ == "spreadsheet" ? "ods" : "odp";
    return true;
  }
  label_ = has_types ? folder : "";
  return !label_.empty();
}

XmlReader OfficeReader::xml() {
  return XmlReader(
      [this](char* buffer, std::size_t capacity) { return archive_->read(buffer, capacity); });
}

/// Keeps what the part says that sheets need.
void OfficeReader::learn(const std::string& name) {
  const bool is_shared = name == kShared;
  const bool is_styles = name == "xl/styles.xml";
  const bool is_book = name == "xl/workbook.xml";
  if (!is_shared && !is_styles && !is_book && name != "xl/_rels/workbook.xml.rels") return;
  XmlReader reader = xml();
  std::map<std::string, std::string> formats;
  std::string text;
  bool in_formats = false;
  bool in_text = false;
  int phonetic = 0;
  for (XmlEvent event; reader.next(event);) {
    if (!is_shared && reader.bytes_taken() > kMostPart) break;
    if (reader.bytes_taken() > surveyed_left_) {
      book_.is_complete = book_.is_complete && !is_shared;
      break;
    }
    const bool starts = event.kind == Kind::kStart;
    if (event.kind == Kind::kText || event.kind == Kind::kRaw) {
      if (in_text && text.size() < Workbook::kMostShared) text += event.text;
      continue;
    }
    if (is_shared) {
      if (event.name == "rPh") phonetic += starts ? 1 : -1;
      if (event.name == "t") in_text = starts && phonetic <= 0;
      if (event.name == "si" && !starts) {
        book_.add_shared(text);
        text.clear();
        if (!book_.is_complete) break;
      }
    } else if (is_styles) {
      if (event.name == "cellXfs") in_formats = starts;
      if (starts && event.name == "numFmt") {
        formats[attribute(event.attributes, "numFmtId")] =
            attribute(event.attributes, "formatCode");
      }
      if (starts && in_formats && event.name == "xf") {
        const std::string id = attribute(event.attributes, "numFmtId");
        std::uint32_t number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        const auto custom = formats.find(id);
        book_.date_styles.push_back(custom != formats.end() ? is_date_format(custom->second)
                                                            : is_date_format(number));
      }
    } else if (starts && is_book) {
      if (event.name == "workbookPr") {
        const std::string given = attribute(event.attributes, "date1904");
        book_.from_1904 = given == "1" || given == "true";
      }
      // "id" alone, as prefixes are not told apart, is r:id: the other one is sheetId.
      if (event.name == "sheet") {
        sheet_names_[attribute(event.attributes, "id")] = attribute(event.attributes, "name");
      }
    } else if (starts && event.name == "Relationship") {
      std::string target = attribute(event.attributes, "Target");
      target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
      sheet_targets_[target] = attribute(event.attributes, "Id");
    }
  }
  surveyed_left_ -= std::min(surveyed_left_, reader.bytes_taken());
}

base::Result<bool> OfficeReader::next(Member& member) {
  part_.reset();
  reader_.reset();
  out_.clear();
  handed_out_ = 0;
  while (!ended_) {
    auto more = archive_->next(member);
    if (!more) {
      ended_ = true;
      return more;
    }
    if (!*more) {
      ended_ = true;
      if (next_unused(member)) return true;
      break;
    }
    if (member.encrypted) return true;
    if (is_passed_over(member.name)) continue;
    begin_part(member);
    return true;
  }
  in_unused_ = false;
  if (std::exchange(book_.is_complete, true)) return false;
  return base::Error{"xlsx: more shared strings than are kept, cells without their text"};
}

bool OfficeReader::is_passed_over(const std::string& name) const {
  constexpr std::array<std::string_view, 12> kOoxml = {
      kContentTypes,         "word/styles.xml",      "word/fontTable.xml",
      "word/settings.xml",   "word/webSettings.xml", "xl/styles.xml",
      "xl/calcChain.xml",    "ppt/presProps.xml",    "ppt/viewProps.xml",
      "ppt/tableStyles.xml", "word/numbering.xml",   "docProps/thumbnail.jpeg"};
  constexpr std::array<std::string_view, 4> kOdf = {"mimetype", "settings.xml", "manifest.rdf",
                                                    "META-INF/manifest.xml"};
  if (label_.starts_with("od")) return std::find(kOdf.begin(), kOdf.end(), name) != kOdf.end();
  if (name == kShared) return book_.is_complete && !book_.ends.empty();
  return std::find(kOoxml.begin(), kOoxml.end(), name) != kOoxml.end() ||
         name.find("/theme/") != std::string::npos;
}

void OfficeReader::begin_part(Member& member) {
  part_ = part_for(member.name);
  if (part_ == nullptr) return;
  member.bytes = 0;
  member.is_text = true;
  reader_ = std::make_unique<XmlReader>(xml());
}

/// What reads the part, and the name that it then has; null if it comes as it is.
std::unique_ptr<OfficePart> OfficeReader::part_for(std::string& name) {
  const auto renamed = [&name](std::string given, std::unique_ptr<OfficePart> part) {
    name = std::move(given);
    return part;
  };
  if (label_.starts_with("od")) {
    if (name == "meta.xml") return renamed("properties", std::make_unique<OfficeProperties>());
    if (name == "styles.xml") return renamed("headers", std::make_unique<OfficeText>(true));
    if (name != "content.xml") return nullptr;
    if (label_ == "ods") return renamed("sheets", std::make_unique<OdsSheets>());
    return renamed("document", std::make_unique<OfficeText>(true));
  }
  if (!name.ends_with(".xml")) return nullptr;
  if (name == "docProps/core.xml") {
    return renamed("properties", std::make_unique<OfficeProperties>());
  }
  if (name.starts_with("docProps/")) {
    return renamed(title_of(name, "docProps/", "properties"), std::make_unique<OfficeProperties>());
  }
  for (const Titled& part : kTextParts) {
    if (!name.starts_with(part.prefix)) continue;
    if (name.find('/', part.prefix.size()) != std::string::npos) continue;
    return renamed(title_of(name, part.prefix, part.title), std::make_unique<OfficeText>(false));
  }
  return label_ == "xlsx" && name.starts_with("xl/worksheets/sheet") ? sheet_for(name) : nullptr;
}

std::unique_ptr<OfficePart> OfficeReader::sheet_for(std::string& name) {
  const auto target = sheet_targets_.find(name);
  const auto named =
      target == sheet_targets_.end() ? sheet_names_.end() : sheet_names_.find(target->second);
  const std::string title = named != sheet_names_.end()
                                ? named->second
                                : title_of(name, "xl/worksheets/sheet", "").substr(1);
  name = "sheet " + title;
  return std::make_unique<XlsxSheet>(book_, title);
}

/// Begins the texts that no cell has, if there are any.
bool OfficeReader::next_unused(Member& member) {
  in_unused_ = book_.is_complete &&
               std::find(book_.used.begin(), book_.used.end(), false) != book_.used.end();
  member = {};
  member.name = "unused strings";
  member.is_text = true;
  return in_unused_;
}

base::Result<std::size_t> OfficeReader::read(char* buffer, std::size_t capacity) {
  if (part_ == nullptr && !in_unused_) return archive_->read(buffer, capacity);
  if (handed_out_ == out_.size()) {
    out_.clear();
    handed_out_ = 0;
    for (; in_unused_ && next_unused_ < book_.used.size() && out_.size() < kPiece; ++next_unused_) {
      if (book_.used[next_unused_]) continue;
      out_ += book_.shared(next_unused_);
      out_ += '\n';
    }
    const std::uint64_t before = reader_ != nullptr ? reader_->bytes_taken() : 0;
    XmlEvent event;
    while (reader_ != nullptr && out_.size() < kPiece) {
      if (!reader_->next(event)) {
        part_->finish(out_);
        if (out_.empty() && reader_->error()) return *reader_->error();
        if (out_.empty()) break;
        kept_back_ += reader_->bytes_taken() - before;
        const auto error = reader_->error();
        reader_ = nullptr;
        if (error)
          reader_ = std::make_unique<XmlReader>(
              [error](char*, std::size_t) { return base::Result<std::size_t>(*error); });
        break;
      }
      part_->take(event, out_);
      // An empty answer would be the end, and all that is read must be charged.
      if (out_.empty() && reader_->bytes_taken() - before > kMostMarkup) out_ += '\n';
    }
    if (reader_ != nullptr)
      kept_back_ += reader_->bytes_taken() - std::min(before, reader_->bytes_taken());
  }
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

}  // namespace leaksift::content
