// EscapedText: what text says behind escapes that no format accounts for, such as `%40` in a log.
#pragma once

#include "core/block.h"
#include "core/offset_map.h"
#include "core/record.h"
#include "core/span.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// The stretches of a block that have escapes, decoded, one behind the other with gaps between, so
/// that they can be scanned as another text. One per thread; reused from block to block.
///
/// Percent-encoding, entities, the escapes of C and JSON, and quoted-printable are undone together,
/// once: see read_escape(). So are the plus signs of queries and forms ("a=x+y&b=z"), which stand
/// for blanks (application/x-www-form-urlencoded). Escapes in cells that have an encoding of their
/// own are InnerText's.
class EscapedText {
 public:
  /// `index`: of the block.
  void collect(const core::Block& block, const core::RecordIndex& index);

  bool empty() const { return escapes_.empty(); }
  std::string_view text() const { return text_; }
  /// No records: fields are those of the cells that the original stands in.
  const core::RecordIndex& records() const { return records_; }

  /// The bytes of the window that give bytes [begin, end) of text(). An empty span if no escape is
  /// among them or beside them, so that they say nothing new, or if they are too many.
  core::Span original(std::string_view window, core::Span span) const;

 private:
  void add_blanks_beside(std::string_view window, std::size_t sign);
  void add_stretch(std::string_view window, std::size_t begin, std::size_t end);

  std::string text_;
  core::OffsetMap origins_;
  std::vector<std::uint32_t> signs_;  ///< Where they may.
  std::vector<std::size_t> places_;   ///< Where in the window escapes begin.
  std::vector<std::size_t> escapes_;  ///< Where in the text they do.
  core::RecordIndex records_;
};

}  // namespace leaksift::structure
