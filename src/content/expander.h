// Expander: turns one input into the blobs it holds, opening containers to any depth within limits.
#pragma once

#include "core/byte_stream.h"
#include "core/file_status.h"
#include "core/limits.h"
#include "core/provenance.h"

#include <cstdint>
#include <memory>
#include <string>

namespace leaksift::content {

/// A blob to be scanned (`stream` set), or the outcome of something that is not scanned itself: a
/// container when all its members are out, a member that cannot be read (`stream` null).
struct Item {
  std::shared_ptr<const core::Provenance> provenance;
  core::ByteStream* stream = nullptr;  ///< Owned by the Expander; valid until the next call.
  /// "zip", "gzip", "tar"..., with what it is compressed by: "tar+gzip". Empty for plain content.
  std::string format;
  std::uint64_t bytes = 0;  ///< If known: size of the member or the container.
  core::FileStatus status = core::FileStatus::kScanned;
  std::string reason;
  bool incomplete = false;  ///< True if this makes the scan incomplete.
};

/// Yields items in the order in which they stand in the input, a container's own item after those
/// of its members. What opens is decided by magic bytes, never by a name. Nothing is written to
/// disk. Bytes of a container that cannot be opened are scanned as they are. Used by one thread at
/// a time.
class Expander {
 public:
  Expander(std::shared_ptr<const core::Provenance> provenance,
           std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes, core::Limits limits);
  ~Expander();
  Expander(Expander&&) noexcept;
  Expander& operator=(Expander&&) noexcept;

  /// The next item; false at the end. What the last item's stream still held is passed over.
  bool next(Item& item);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leaksift::content
