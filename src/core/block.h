// Block: a window of a blob's bytes, small enough to scan at once, with margins on both sides.
#pragma once

#include "base/raw_bytes.h"
#include "core/line_map.h"
#include "core/offset_map.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

/// The longest match any pattern may have, in bytes. Pattern loading enforces it.
inline constexpr std::size_t kMaxMatchLength = 4096;
/// The farthest that context evidence may stand from a match, in bytes. Enforced likewise.
inline constexpr std::size_t kMaxContext = 512;
/// Bytes before and after the owned part of a block. Candidates that begin up to kMaxMatchLength
/// outside the owned part are judged too, so that both neighbours of an edge resolve overlaps
/// alike; the rest lets these candidates end and see their context.
inline constexpr std::size_t kBlockMargin = 2 * kMaxMatchLength + 2 * kMaxContext;

/// A window of a blob. A match belongs to the block that owns its first byte.
/// Owned by one thread at a time; views into it die with it.
struct Block {
  /// The bytes: [left margin | owned | right margin].
  base::RawBytes bytes;
  /// Offset of bytes[0] in the blob, or in its text if that was decoded.
  std::uint64_t offset = 0;
  /// The owned part, as indices into `bytes`.
  std::size_t own_begin = 0;
  std::size_t own_end = 0;
  /// Line and column (both from 1, columns in the blob's own bytes) of bytes[0]; the line is
  /// that of the text.
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  /// Position of the block in its blob, from 0.
  std::uint64_t number = 0;
  /// True for the block that ends the blob.
  bool last = false;

  /// Of a blob that was decoded: where its text stands in its own bytes. Offsets in it count as
  /// `offset` does. Else empty.
  OffsetMap origins;
  /// The same for the numbers of lines.
  LineMap lines;

  std::string_view view() const { return {bytes.data(), bytes.size()}; }

  /// The number that line `line_in_text`, in which bytes[at] stands, has in the blob.
  std::uint64_t line_in_blob(std::uint64_t line_in_text, std::uint64_t at) const {
    return lines.empty() ? line_in_text
                         : line_in_text + static_cast<std::uint64_t>(lines.at(offset + at));
  }
  /// Where the character that bytes[at] belongs to begins in the blob's own bytes...
  std::uint64_t begin_in_blob(std::uint64_t at) const {
    return origins.empty() ? offset + at : origins.begin_of(offset + at);
  }
  /// ...and where the one that bytes[at - 1] belongs to ends.
  std::uint64_t end_in_blob(std::uint64_t at) const {
    return origins.empty() ? offset + at : origins.end_of(offset + at);
  }
};

}  // namespace leaksift::core
