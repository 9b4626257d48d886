// Codec: undoes one kind of compression, by the library that defines it.
#pragma once

#include "base/result.h"
#include "content/magic.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace leaksift::content {

/// Decodes streams of one format, one after the other. Hands out every byte as soon as it is known,
/// so that of a stream that breaks all is had that stands before the break. Used by one thread at a
/// time.
class Codec {
 public:
  virtual ~Codec() = default;

  enum class Step : std::uint8_t { kGoesOn, kStreamEnded };
  /// Takes what it can from the front of `input`, and writes to `output`, from whose front it takes
  /// what it has written. If it does neither, it needs more input. After an error, what it has
  /// taken and written is valid; the message says what is wrong, without the format's name.
  virtual base::Result<Step> decode(std::string_view& input, std::span<char>& output) = 0;

  /// Makes ready for another stream, after one has ended.
  virtual bool restart() = 0;

  /// Whether `head`, the first kCodecMagic bytes or all there are, begins another stream.
  virtual bool begins(std::string_view head) const = 0;

  /// Bytes of memory that it uses now.
  virtual std::size_t memory() const = 0;
};

/// How many bytes Codec::begins() wants to see.
inline constexpr std::size_t kCodecMagic = 6;

/// How the message of an error begins that says how much memory is needed.
inline constexpr std::string_view kNeedsMemory = "needs ";

/// A codec for `format` that uses at most about `memory` bytes, and else fails with an error that
/// says so; null for the formats that libarchive undoes.
std::unique_ptr<Codec> make_codec(FormatId format, std::size_t memory);

/// A codec for zlib's own format (RFC 1950), which mostly stands within others.
std::unique_ptr<Codec> make_zlib_codec();

}  // namespace leaksift::content
