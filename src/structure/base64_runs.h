// Base64Runs: runs of base64 in text, such as tokens in logs and files in JSON.
#pragma once

#include "core/block.h"
#include "structure/text_marks.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Finds the runs that begin in the owned part of a block. One per thread; reused from block to
/// block.
///
/// A run is at least kLeastLength characters of base64 (RFC 4648, section 4 or 5) that no other
/// stands beside, in one line, or in lines of the same length of which the last may be shorter,
/// with the same indentation or none, and no line but the first begins like a container. Some
/// characters and line breaks may be escaped (see base64_signs.h). It has a
/// capital among the characters that TextMarks looks at, as text has that is not one word in small
/// letters. Its first 18 bytes must be free of what texts and the headers of containers do not
/// have. Whether a run is one, and where it begins, depends on the bytes around it alone; of a
/// longer one than kMostLength the first kMostLength bytes are read.
class Base64Runs {
 public:
  static constexpr std::size_t kLeastLength = 24;
  static constexpr std::size_t kMostLength = 8192;

  struct Run {
    std::size_t begin = 0;  ///< In the block's window...
    std::size_t end = 0;    ///< ...up to here it is decoded.
    bool cut = false;       ///< It goes on.
  };

  /// `marks`: of the block.
  void collect(const core::Block& block, const TextMarks& marks);
  const std::vector<Run>& runs() const { return runs_; }

 private:
  std::size_t take_run(const core::Block& block, std::size_t at);

  std::vector<Run> runs_;
};

/// The bytes that a run stands for: white space is passed over, and the end comes with the first
/// padding.
std::string decode_base64(std::string_view run);

}  // namespace leaksift::structure
