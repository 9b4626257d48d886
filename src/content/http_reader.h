// HttpReader: an answer of a web server, as WARC files and captures hold it.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Whether `prefix` begins an answer (RFC 9112, 4).
bool begins_like_http(std::string_view prefix);

/// Two members: the "headers", and the "body", chunks joined (RFC 9112, 7.1), in the charset that
/// the headers say. What the body is compressed by is seen by its bytes; only brotli has none that
/// tell, and is said not to be read.
class HttpReader final : public ContainerReader {
 public:
  /// Null if the headers have no end. `source` must outlive it.
  static std::unique_ptr<HttpReader> open(ReplayStream& source);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  explicit HttpReader(ReplayStream& source) : source_(source) {}
  bool pass_over(std::size_t count);
  std::string_view header(std::string_view name) const;
  bool begin_chunk();

  ReplayStream& source_;
  std::string headers_;
  std::size_t handed_out_ = 0;
  int members_ = 0;
  bool chunked_ = false;
  std::uint64_t left_ = 0;  ///< Of the chunk.
  bool first_chunk_ = true;
  std::string flaw_;  ///< Told at the end of the body.
};

}  // namespace leaksift::content
