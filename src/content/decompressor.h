// Decompressor: the one member of a compressed file, decoded by a Codec.
#pragma once

#include "content/codec.h"
#include "content/container_reader.h"
#include "content/source_window.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Decodes streams that stand one behind the other as one; zeros between and behind them are
/// padding, as tapes have it. Errors name the byte at which decoding stopped; all that stands
/// before it has come then: "gzip: damaged at byte 812: invalid distance code".
class Decompressor final : public ContainerReader {
 public:
  /// `source` must outlive the reader.
  Decompressor(const Format& format, std::unique_ptr<Codec> codec, ReplayStream& source);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::uint64_t bytes_used() const override { return window_.position() - input_.size(); }
  std::size_t memory() const override { return codec_->memory(); }
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) override;

 private:
  base::Result<std::size_t> refill();
  base::Result<bool> begin_next_stream();
  void stop(base::Error cause);
  void fail(const std::string& cause);
  std::string place() const;

  const Format& format_;
  std::unique_ptr<Codec> codec_;
  SourceWindow window_;
  std::string seam_;        ///< Holds the input where a stream's head reaches over two blocks.
  std::string_view input_;  ///< Not decoded yet.
  bool begun_ = false;
  bool ended_ = false;
  std::optional<base::Error> error_;
};

}  // namespace leaksift::content
