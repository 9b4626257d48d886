#include "content/cfb_reader.h"

#include "content/archive_reader.h"
#include "content/outlook_message.h"

#include <array>
#include <set>
#include <utility>

namespace leaksift::content {
namespace {

/// Each goes through all streams for its recipients.
constexpr std::size_t kMostMessages = 1000;

/// By the stream that nothing else has.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLabels = {{
    {"WordDocument", "doc"},
    {"Workbook", "xls"},
    {"Book", "xls"},
    {"PowerPoint Document", "ppt"},
    {"VisioDocument", "vsd"},
    {"__properties_version1.0", "msg"},
}};

}  // namespace

base::Result<std::unique_ptr<CfbReader>> CfbReader::open(ReplayStream& source) {
  auto file = CfbFile::open(source);
  if (!file) return file.error();
  std::unique_ptr<CfbReader> reader(new CfbReader(*std::move(file)));
  if (const CfbFile::Entry* book = reader->file_.find("Workbook")) {
    reader->sheets_ = XlsSheets::open(reader->file_, *book);
  }
  if (reader->is_encrypted()) return base::Error{kEncrypted};
  reader->plan();
  return reader;
}

/// By what each kind of document says.
bool CfbReader::is_encrypted() {
  constexpr std::uint32_t kWord = 0xa5ec;
  constexpr std::uint32_t kEncryptedWord = 0x100;         // [MS-DOC] 2.5.2, fEncrypted.
  constexpr std::uint32_t kEncryptedSlides = 0xf3d1c4df;  // [MS-PPT] 2.3.2, headerToken.
  if (file_.find("EncryptedPackage") != nullptr || (sheets_ && sheets_->is_encrypted()))
    return true;
  const auto field = [this](std::string_view stream, std::size_t at, std::size_t width) {
    const CfbFile::Entry* entry = file_.find(stream);
    return entry == nullptr ? 0 : little_endian(file_.head_of(*entry, at + width), at, width);
  };
  return (field("WordDocument", 0, 2) == kWord &&
          (field("WordDocument", 10, 2) & kEncryptedWord)) ||
         field("Current User", 12, 4) == kEncryptedSlides;
}

void CfbReader::plan() {
  label_ = "cfb";
  for (const auto& [stream, label] : kLabels) {
    if (label_ == "cfb" && file_.find(stream) != nullptr) label_ = label;
  }
  if (label_ == "msg") plan_messages();
  for (const CfbFile::Entry& entry : file_.entries()) {
    if (label_ == "msg" && is_told_by_outlook_message(entry.path)) continue;
    if (sheets_ && entry.path == "Workbook") continue;
    const std::string name = outlook_attachment_name(file_, entry.path);
    parts_.push_back({Kind::kStream, name.empty() ? entry.path : name, entry});
  }
  free_ = file_.free_sectors();
  if (!free_.empty()) parts_.push_back({Kind::kFree, "free sectors", {}});
}

/// The message itself, and those that are attached to it.
void CfbReader::plan_messages() {
  constexpr std::string_view kEmbedded = "__substg1.0_3701000D/";
  std::set<std::string> folders;
  for (const CfbFile::Entry& entry : file_.entries()) {
    const std::size_t embedded = entry.path.rfind(kEmbedded);
    const bool is_inner = embedded != std::string::npos;
    folders.insert(is_inner ? entry.path.substr(0, embedded + kEmbedded.size()) : "");
    if (folders.size() == kMostMessages) break;
  }
  for (const std::string& folder : folders) {
    if (!is_outlook_message(file_, folder)) continue;
    parts_.push_back({Kind::kMessage, folder + "message", {folder, 0, 0}});
  }
}

base::Result<bool> CfbReader::next(Member& member) {
  member = {};
  pieces_.reset();
  text_.clear();
  handed_out_ = 0;
  if (sheets_ && sheets_->next(member.name)) {
    kind_ = Kind::kSheets;
    member.is_text = sheets_->is_text();
    return true;
  }
  sheets_.reset();
  if (next_part_ == parts_.size() && file_.is_whole()) return false;
  if (next_part_ == parts_.size()) return base::Error{"cfb: more folders than are kept"};
  const Part& part = parts_[next_part_++];
  kind_ = part.kind;
  member.name = part.name;
  if (kind_ == Kind::kStream) {
    pieces_ = file_.pieces_of(part.entry);
    member.bytes = part.entry.size;
  } else if (kind_ == Kind::kMessage) {
    text_ = outlook_message(file_, part.entry.path);
    member.bytes = text_.size();
    member.is_message = true;
  } else {
    member.bytes = free_.size() * file_.sector_size();
  }
  return true;
}

base::Result<std::size_t> CfbReader::read(char* buffer, std::size_t capacity) {
  if (kind_ == Kind::kStream) return file_.read(*pieces_, buffer, capacity);
  if (kind_ == Kind::kSheets) return sheets_->read(buffer, capacity);
  if (kind_ == Kind::kFree) return read_free(buffer, capacity);
  const std::size_t count = text_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

base::Result<std::size_t> CfbReader::read_free(char* buffer, std::size_t capacity) {
  const std::size_t size = file_.sector_size();
  std::size_t count = 0;
  while (next_free_ < free_.size() && count + size <= capacity) {
    const auto got = file_.read_at(free_[next_free_++], buffer + count, size);
    if (!got) return got.error();
    count += *got;
  }
  return count;
}

}  // namespace leaksift::content
