#include "content/bson_reader.h"

#include "content/bson_document.h"

#include <utility>
#include <vector>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBsonMagicBytes = 4;
constexpr std::string_view kTerminator = "\xff\xff\xff\xff"sv;

}  // namespace

base::Error BsonReader::damage(std::string_view why) const {
  return {std::string(name()) + ": damaged at byte " + std::to_string(begin_) + ": " +
          std::string(why)};
}

// The same, and nothing more can be read.
base::Error BsonReader::damaged(std::string_view why) {
  error_ = damage(why);
  return *error_;
}

// Whether there are more bytes.
base::Result<bool> BsonReader::fill() {
  if (!input_.empty()) return true;
  const base::Result<std::string_view> block = window_.next_block();
  if (!block) {
    error_ = block.error();
    return *error_;
  }
  input_ = *block;
  return !input_.empty();
}

// Appends as many of the next bytes to bytes_ as `count` says, or all there are.
base::Status BsonReader::take(std::size_t count) {
  while (count > 0) {
    const base::Result<bool> more = fill();
    if (!more) return more.error();
    if (!*more) return base::Ok{};
    const std::string_view piece = input_.substr(0, count);
    bytes_ += piece;
    input_.remove_prefix(piece.size());
    count -= piece.size();
  }
  return base::Ok{};
}

// Takes what stands at the front into bytes_.
base::Result<BsonReader::Found> BsonReader::next_document() {
  begin_ = window_.position() - input_.size();
  bytes_.clear();
  if (const base::Status head = take(4); !head) return head.error();
  if (bytes_.empty()) return Found::kEnd;
  if (kind_ == Kind::kArchive && bytes_ == kTerminator) return Found::kTerminator;
  const std::optional<std::size_t> length = bson_length(bytes_);
  if (!length) return damaged("no document begins there");
  if (const base::Status rest = take(*length - bytes_.size()); !rest) return rest.error();
  if (bytes_.size() < *length) return damaged("the document is cut off");
  return Found::kDocument;
}

base::Result<bool> BsonReader::next(Member& member) {
  member = {};
  member.is_text = true;
  if (!started_) {
    started_ = true;
    if (kind_ == Kind::kArchive) {
      if (const base::Status magic = take(kBsonMagicBytes); !magic) return magic.error();
    }
    begin_run(kind_ == Kind::kArchive ? "metadata" : "documents", member);
    return true;
  }
  pass_over();
  if (error_) return *error_;
  if (senseless_ == Senseless::kMet) {
    // A text, so to say: it would be opened as a document again.
    senseless_ = Senseless::kHandedOut;
    text_ = bytes_;
    member.name = "raw from byte " + std::to_string(begin_);
    return true;
  }
  if (senseless_ == Senseless::kHandedOut) {
    senseless_ = Senseless::kNone;
    const base::Result<bool> more = fill();
    if (!more) return more.error();
    if (!*more && kind_ == Kind::kDocuments) return false;
    begin_run(run_, member);
    return true;
  }
  return kind_ == Kind::kArchive ? next_run(member) : base::Result<bool>(false);
}

void BsonReader::begin_run(std::string name, Member& member) {
  run_ = std::move(name);
  member.name = run_;
  in_run_ = true;
}

// Reads what is left of the member at hand.
void BsonReader::pass_over() {
  std::vector<char> buffer(4096);
  while (true) {
    const base::Result<std::size_t> got = read(buffer.data(), buffer.size());
    if (!got || *got == 0) return;
  }
}

// Behind the end of a run there is a header, which names the collection of the next one; one that
// says EOF has none.
base::Result<bool> BsonReader::next_run(Member& member) {
  while (true) {
    const base::Result<Found> found = next_document();
    if (!found) return found.error();
    if (*found == Found::kEnd) return false;
    const std::string database = *found == Found::kDocument ? text_field(bytes_, "db") : "";
    if (database.empty()) return damaged("no header of a collection begins there");
    if (!is_set(bytes_, "EOF")) {
      begin_run(database + "." + text_field(bytes_, "collection"), member);
      return true;
    }
    const base::Result<Found> end = next_document();
    if (!end) return end.error();
    if (*end != Found::kTerminator) return damaged("a collection goes on behind its end");
  }
}

base::Result<std::size_t> BsonReader::read(char* buffer, std::size_t capacity) {
  if (error_) return *error_;
  if (handed_out_ == text_.size()) {
    text_.clear();
    handed_out_ = 0;
    if (!in_run_) return std::size_t{0};
    const base::Result<Found> found = next_document();
    if (!found) return found.error();
    in_run_ = *found == Found::kDocument;
    if (*found == Found::kEnd && kind_ == Kind::kArchive) return damaged("the archive is cut off");
    if (!in_run_) return std::size_t{0};
    if (!append_json(bytes_, text_)) {
      in_run_ = false;
      senseless_ = Senseless::kMet;
      return damage("the document makes no sense");
    }
  }
  const std::size_t count = text_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

std::unique_ptr<core::ByteStream> BsonReader::rest(std::uint64_t& offset) {
  offset = begin_;
  if (!error_) return nullptr;
  bytes_ += input_;
  return window_.rest_behind(std::move(bytes_));
}

}  // namespace leaksift::content
