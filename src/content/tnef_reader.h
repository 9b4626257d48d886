// TnefReader: winmail.dat, in which Outlook packs what it attaches to mail.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"

#include <cstdint>
#include <string>

namespace leaksift::content {

/// Reads [MS-OXTNEF]. Its members: attachments by their names, the "body", and, as they stand,
/// other attributes that may hold text ("attribute 9003"). Reads forward alone, in little memory.
class TnefReader final : public ContainerReader {
 public:
  /// `source` must outlive it.
  explicit TnefReader(ReplayStream& source) : source_(source) {}

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::uint64_t bytes_used() const override { return used_; }

 private:
  base::Result<std::string> take(std::size_t count);
  base::Status pass_over();
  base::Result<std::size_t> take_some(char* buffer, std::size_t capacity);

  ReplayStream& source_;
  std::uint64_t used_ = 0;
  std::uint64_t left_ = 0;  ///< Of the attribute at hand.
  bool in_attribute_ = false;
  bool begun_ = false;
  std::string title_;  ///< Of the attachment at hand.
  std::uint32_t attachments_ = 0;
};

}  // namespace leaksift::content
