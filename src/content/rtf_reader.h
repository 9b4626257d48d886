// RtfReader: a document of Rich Text Format as a container of its text.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"
#include "content/rtf_text.h"

#include <string>

namespace leaksift::content {

/// Its one member is "document". Embedded objects are not read, which an error at its end says.
class RtfReader final : public ContainerReader {
 public:
  /// `source` must outlive it.
  explicit RtfReader(ReplayStream& source) : source_(source) {}

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::uint64_t bytes_kept_back() const override { return taken_; }

 private:
  ReplayStream& source_;
  RtfText text_;
  bool begun_ = false;
  bool ended_ = false;
  std::uint64_t taken_ = 0;
  std::string piece_;
  std::string out_;
  std::size_t handed_out_ = 0;
};

}  // namespace leaksift::content
