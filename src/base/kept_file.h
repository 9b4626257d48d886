// KeptFile: a file that keeps what took long to make, so that the next start is quick.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::base {

/// One thing that was made, under a key: all that it was made of, but for the program, whose build
/// id is kept beside it. A file of another key or build is passed over, as is one that is damaged
/// or that others could have written; a file that cannot be read or written is no error. A program
/// without a build id keeps nothing. Immutable.
class KeptFile {
 public:
  /// `path` empty: nothing is kept. `key`: a digest, in hex.
  KeptFile(std::string path, const std::string& key);

  /// The bytes of a file, which stay as they are as long as this lives. False: there are none.
  class Bytes {
   public:
    Bytes() = default;
    Bytes(std::shared_ptr<const char> file, std::string_view kept)
        : file_(std::move(file)), kept_(kept) {}
    explicit operator bool() const { return file_ != nullptr; }
    std::string_view view() const { return kept_; }

   private:
    std::shared_ptr<const char> file_;
    std::string_view kept_;
  };
  Bytes load() const;

  /// Writes the file through a temporary one, so that readers never see half of it.
  void store(std::string_view bytes) const;

 private:
  std::string path_;
  std::string front_;  ///< The first bytes of the file: build and key.
};

}  // namespace leaksift::base
