#include "content/pg_custom_reader.h"

#include <utility>
#include <vector>

namespace leaksift::content {

base::Result<bool> PgCustomReader::next(Member& member) {
  member = {};
  if (part_ == Part::kStart) {
    part_ = Part::kDefinitions;
    member.name = "toc.sql";
    const base::Status header = toc_.read_header(text_);
    return header ? base::Result<bool>(true) : header.error();
  }
  pass_over();
  part_ = Part::kData;
  if (const auto& error = input_.error()) return *error;
  if (is_undecodable_) {
    is_undecodable_ = false;
    data_->stop_decoding();
    member.name = "raw from byte " + std::to_string(input_.position());
    return true;
  }
  data_.reset();
  return next_data(member);
}

/// Reads what is left of the member at hand.
void PgCustomReader::pass_over() {
  std::vector<char> buffer(4096);
  while (true) {
    const base::Result<std::size_t> got = read(buffer.data(), buffer.size());
    if (!got || *got == 0) return;
  }
}

base::Result<bool> PgCustomReader::next_data(Member& member) {
  // pg_backup_custom.c: the kinds of blocks. No version above 1.2 writes kind 2.
  constexpr std::uint8_t kTable = 1;
  constexpr std::uint8_t kBlobs = 3;
  while (true) {
    if (in_blobs_) {
      base::Result<bool> found = next_blob(member);
      if (!found || *found) return found;
    }
    const base::Result<std::string_view> more = input_.peek(1);
    if (!more) return more.error();
    if (more->empty()) return end();
    const std::uint64_t begin = input_.position();
    const auto kind = static_cast<std::uint8_t>(more->front());
    if (!toc_.holds_data() || (kind != kTable && kind != kBlobs)) {
      return input_.damaged(begin, "no data begin there");
    }
    if (!toc_.knows_compression()) {
      return input_.fail(
          begin, {"pg_dump: compression " + std::to_string(toc_.compression()) + " is not known"});
    }
    input_.take(1);
    const base::Result<std::int64_t> id = input_.number();
    if (!id) return id.error();
    const std::optional<PgCustomToc::Data> data = toc_.take_data(*id);
    in_blobs_ = kind == kBlobs;
    if (in_blobs_) continue;
    member.name = data ? data->name : "data " + std::to_string(*id);
    begin_data(toc_.preface() + (data ? data->head : ""));
    return true;
  }
}

/// The next of the large objects of a block; false at their end.
base::Result<bool> PgCustomReader::next_blob(Member& member) {
  const base::Result<std::int64_t> oid = input_.number();
  if (!oid) return oid.error();
  in_blobs_ = *oid != 0;
  if (!in_blobs_) return false;
  // An Oid is unsigned, but goes through an int.
  member.name = "blob " + std::to_string(static_cast<std::uint32_t>(*oid));
  begin_data("");
  return true;
}

/// From here on, with `text` in front.
void PgCustomReader::begin_data(std::string text) {
  text_ = std::move(text);
  handed_out_ = 0;
  data_.emplace(input_, toc_.make_codec(memory_));
}

/// At the end of the archive: false if it is all there.
base::Result<bool> PgCustomReader::end() {
  const std::string place = " at byte " + std::to_string(input_.position()) + ": ";
  if (const std::size_t due = toc_.data_due(); due > 0 && toc_.holds_data()) {
    return base::Error{"pg_dump: truncated" + place + "data are missing for " +
                       std::to_string(due) + " of its entries"};
  }
  if (const std::size_t forgotten = toc_.forgotten(); forgotten > 0) {
    return base::Error{"pg_dump: limit: " + std::to_string(forgotten) +
                       " tables are without the names of their columns"};
  }
  return false;
}

base::Result<std::size_t> PgCustomReader::read(char* buffer, std::size_t capacity) {
  if (handed_out_ == text_.size()) {
    text_.clear();
    handed_out_ = 0;
    if (part_ == Part::kDefinitions) {
      const base::Result<bool> more = toc_.read_entry(text_);
      if (!more && text_.empty()) return more.error();
    }
  }
  if (!text_.empty()) {
    const std::size_t count = text_.copy(buffer, capacity, handed_out_);
    handed_out_ += count;
    return count;
  }
  if (!data_) return std::size_t{0};
  base::Result<std::size_t> got = data_->read(buffer, capacity);
  is_undecodable_ = !got && !input_.error();
  return got;
}

std::size_t PgCustomReader::memory() const {
  return toc_.memory() + text_.capacity() + (data_ ? data_->memory() : 0);
}

}  // namespace leaksift::content
