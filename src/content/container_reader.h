// ContainerReader: the members of one container, one after the other.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content {

/// A regular file in a container, or a part of a document. `name` is bytes as they stand there:
/// never a path to be opened.
struct Member {
  std::string name;
  std::uint64_t bytes = 0;  ///< 0 if unknown.
  bool encrypted = false;
  bool is_text = false;  ///< Made by the reader: never a container, whatever it begins with.
};

/// Reads a container from first to last. Errors read "zip: truncated ZIP file data"; when the
/// source itself fails, its own message comes instead. Used by one thread at a time.
class ContainerReader {
 public:
  virtual ~ContainerReader() = default;

  /// Goes to the next member and says whether there is one. After an error nothing more comes.
  virtual base::Result<bool> next(Member& member) = 0;

  /// Reads the current member; 0 at its end.
  virtual base::Result<std::size_t> read(char* buffer, std::size_t capacity) = 0;

  /// What the container is, where that says more than its format: a zip that is a "docx".
  virtual std::string_view label() const { return {}; }

  /// Bytes decoded so far that read() did not hand out, such as markup; they count as decoded too.
  virtual std::uint64_t bytes_kept_back() const { return 0; }
};

}  // namespace leaksift::content
