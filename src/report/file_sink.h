// FileSink and StreamSink: the two places where reports go.
#pragma once

#include "base/result.h"
#include "report/writer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::report {

/// A file that appears under its name only when it is complete. Until then the bytes go to a
/// temporary file beside it (made with O_EXCL, mode 0600), which vanishes unless `commit` is
/// called.
class FileSink : public Sink {
 public:
  /// Makes the temporary file. The Error names `path` and the reason.
  static base::Result<std::unique_ptr<FileSink>> create(const std::string& path);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  /// Small pieces are put together first, so that a write may fail with a later one.
  base::Status write(std::string_view bytes) override;
  /// Brings the bytes to disk and puts the file in place, over one that may have been there. After
  /// a failed write nothing is put in place, and the Error is that of the write.
  base::Status commit();
  /// Device and inode, for the walker, which must not read what the scan writes.
  std::pair<std::uint64_t, std::uint64_t> identity() const;

 private:
  FileSink(int descriptor, std::string path, std::string temporary);
  base::Error failure() const;
  void flush();

  int descriptor_;
  std::string pending_;  ///< Not yet written.
  std::string path_;
  std::string temporary_;  ///< Empty once it has been renamed.
  int error_ = 0;          ///< The first error number, if anything failed.
};

/// A file descriptor that belongs to somebody else, such as standard output. SIGPIPE must be
/// ignored.
class StreamSink : public Sink {
 public:
  /// `name` is for messages. `outlive_reader`: when the other end of the pipe is closed, swallow
  /// what is still to be written rather than fail, because the scan has other work to do.
  StreamSink(int descriptor, std::string name, bool outlive_reader);

  base::Status write(std::string_view bytes) override;
  /// A write failed because nobody reads any more (EPIPE).
  bool reader_gone() const { return reader_gone_; }

 private:
  int descriptor_;
  std::string name_;
  bool outlive_reader_;
  bool reader_gone_ = false;
  bool swallows_ = false;
};

}  // namespace leaksift::report
