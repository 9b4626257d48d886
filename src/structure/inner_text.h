// InnerText: what cells hold in another form than their bytes: escaped values, and JSON in a cell.
#pragma once

#include "core/record.h"
#include "core/span.h"
#include "structure/decode.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// The decoded values of a block's cells, one behind the other with gaps between, with cells of
/// their own, so that they can be scanned as another text. One per thread; reused from block to
/// block.
class InnerText {
 public:
  /// Collects the values of the cells of `index` that are written otherwise than they read, and
  /// replaces cells that hold a JSON document by the values of that document, as fields of the same
  /// record: column "payload" with {"ssn": …} becomes "payload/ssn". JSON in a JSON string of such
  /// a document is not entered again. Only cells of at most kMaxMatchLength bytes are looked into:
  /// longer ones may be cut by the window, and what is found must not depend on that.
  void collect(std::string_view window, core::RecordIndex& index);

  bool empty() const { return pieces_.empty(); }
  std::string_view text() const { return text_; }
  /// Cells of text(); their records and columns are numbered as in the index given to collect().
  const core::RecordIndex& records() const { return records_; }

  /// The bytes of the window that give bytes [begin, end) of text(), which lie within one value.
  /// An empty span if they do not.
  core::Span original(std::string_view window, core::Span span);

 private:
  /// One value: a cell of the window, decoded, and a part of that, decoded again.
  struct Piece {
    std::size_t begin = 0;  ///< In text_.
    std::size_t end = 0;
    core::Cell cell;
    core::Span part;                                   ///< Of the decoded cell.
    core::Encoding encoding = core::Encoding::kPlain;  ///< Of the part.
  };

  bool enter(std::string_view window, const core::Cell& cell, core::RecordIndex& index);
  void add(const Piece& piece, std::string_view value, std::uint32_t column);
  std::uint32_t column_of(const core::Column& outer, std::string_view field,
                          core::RecordIndex& index);

  std::string text_;
  core::RecordIndex records_;
  std::vector<Piece> pieces_;
  std::vector<core::Cell> cells_;  ///< Those of the index, as they are rewritten.
  std::vector<core::Column> inner_columns_;
  core::RecordIndex json_;
  Decoded outer_;
  Decoded inner_;
};

}  // namespace leaksift::structure
