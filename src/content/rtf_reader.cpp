#include "content/rtf_reader.h"

#include "content/piece.h"

#include <string_view>
#include <utility>

namespace leaksift::content {

base::Result<bool> RtfReader::next(Member& member) {
  member = {};
  member.name = "document";
  member.is_text = true;
  return !std::exchange(begun_, true);
}

base::Result<std::size_t> RtfReader::read(char* buffer, std::size_t capacity) {
  if (handed_out_ == out_.size() && !ended_) {
    out_.clear();
    handed_out_ = 0;
    piece_.resize(kPiece);
    const base::Result<std::size_t> got = source_.read(piece_.data(), piece_.size());
    if (!got) return got.error();
    taken_ += *got;
    ended_ = *got == 0;
    text_.take(std::string_view(piece_).substr(0, *got), out_);
    // An empty answer would be the end.
    if (out_.empty() && !ended_) out_ = "\n";
  }
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  if (count == 0 && text_.is_in_binary()) return base::Error{"rtf: binary data has no end"};
  if (count == 0 && text_.has_objects()) return base::Error{"rtf: embedded objects are not read"};
  return count;
}

}  // namespace leaksift::content
