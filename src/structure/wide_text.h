// WideText: runs of UTF-16 text in bytes that are something else, such as a memory dump.
#pragma once

#include "core/block.h"
#include "core/record.h"
#include "core/span.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// The runs of UTF-16LE and UTF-16BE text of a block, decoded to UTF-8, one behind the other with
/// gaps between, so that they can be scanned as another text. One per thread; reused from block to
/// block.
///
/// A run is at least kLeastUnits characters of ASCII or Latin-1, printable or white space, with a
/// zero byte between each two: at even or at odd offsets. Which byte order it has shows at its
/// ends: the first character of big-endian text has a zero before it, the last one of little-endian
/// text a zero behind it. Where both have, or the ends are farther from a value than
/// kMaxMatchLength, code units are taken to stand at even offsets. Where neither has, one end is a
/// stray byte beside the text: a short run is then read both ways, once without each end, unless
/// only one end is not ASCII. So the bytes of a value do not depend on the window.
class WideText {
 public:
  static constexpr std::size_t kLeastUnits = 6;

  /// Bytes without a zero are passed at the speed of memory.
  void collect(const core::Block& block);

  bool empty() const { return runs_.empty(); }
  std::string_view text() const { return text_; }
  /// No records: a run stands for itself.
  const core::RecordIndex& records() const { return records_; }

  /// The bytes of the window, that of the block given to collect(), which give bytes [begin, end)
  /// of text(). Values of a run that is read both ways may overlap. An empty span if these lie not
  /// within one run, or are more than kMaxMatchLength.
  core::Span original(std::string_view window, core::Span span) const;

 private:
  enum class Order : std::uint8_t { kByPlace, kLittle, kBig };
  struct Run {
    std::size_t begin = 0;  ///< In text_.
    std::size_t end = 0;
    std::size_t first = 0;  ///< In the window: its first character, the byte that is not zero...
    std::size_t last = 0;   ///< ...and its last.
    Order order = Order::kByPlace;
  };
  /// Characters of text_ that take the same number of bytes each, up to the next stretch.
  struct Stretch {
    std::size_t begin = 0;  ///< In text_.
    std::size_t first = 0;  ///< In the window.
    std::size_t width = 1;  ///< Bytes of a character in text_.
  };

  void read_run(std::string_view window, std::size_t first, std::size_t last);
  void add(std::string_view window, std::size_t first, std::size_t last, Order order);
  std::size_t character_at(std::size_t at) const;
  bool is_big_endian(std::string_view window, const Run& run, std::size_t first,
                     std::size_t last) const;

  std::string text_;
  std::vector<Run> runs_;
  std::vector<Stretch> stretches_;
  core::RecordIndex records_;
  std::uint64_t offset_ = 0;  ///< Of the window in the blob.
};

}  // namespace leaksift::structure
