// MailLines: the lines of a stream, with a look at what follows.
#pragma once

#include "base/result.h"
#include "content/replay_stream.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// A line with its newline, or a piece of one that is longer than the buffer.
struct MailLine {
  std::string_view bytes;
  bool begins = true;        ///< At the front of a line.
  std::uint64_t offset = 0;  ///< Of its first byte in the stream.
  std::uint64_t number = 1;  ///< From 1.

  /// Without what ends the line.
  std::string_view text() const {
    std::string_view line = bytes;
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
};

/// Cuts a stream into lines. Views last until the next call. Used by one thread at a time.
class MailLines {
 public:
  /// `source` must outlive it.
  explicit MailLines(ReplayStream& source) : source_(source), buffer_(kBuffer) {}

  /// The next line; false at the end, or when the stream fails.
  bool next(MailLine& line);
  /// What follows the last line, at least kAhead bytes if the stream has them.
  std::string_view ahead() const { return {buffer_.data() + next_, end_ - next_}; }
  /// What ended the stream before its end.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  static constexpr std::size_t kBuffer = 64 << 10;
  static constexpr std::size_t kAhead = 2048;

  void fill();

  ReplayStream& source_;
  std::vector<char> buffer_;
  std::size_t next_ = 0;  ///< What is not handed out yet...
  std::size_t end_ = 0;   ///< ...ends here.
  std::uint64_t offset_ = 0;
  std::uint64_t number_ = 1;
  bool in_line_ = false;  ///< The last piece did not end its line.
  bool ended_ = false;
  std::optional<base::Error> error_;
};

}  // namespace leaksift::content
