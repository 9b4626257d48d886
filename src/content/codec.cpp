#include "content/codec.h"

#include "content/lzma_codec.h"

#include <algorithm>
#include <bit>
#include <bzlib.h>
#include <lz4frame.h>
#include <string>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

/// What libraries that count in 32 bits take at a time.
constexpr std::size_t kMostAtOnce = 1U << 30;

unsigned count_of(std::size_t bytes) {
  return static_cast<unsigned>(std::min(bytes, kMostAtOnce));
}

/// The libraries of zlib and bzip2 take non-const pointers to bytes that they only read.
template <typename Byte>
Byte* input_of(std::string_view bytes) {
  return reinterpret_cast<Byte*>(const_cast<char*>(bytes.data()));
}

template <typename Byte>
Byte* output_of(std::span<char> bytes) {
  return reinterpret_cast<Byte*>(bytes.data());
}

/// Skippable frames (RFC 8878, 3.1.2; LZ4 has the same).
bool is_skippable(std::string_view head) {
  return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50 &&
         head.substr(1).starts_with("\x2a\x4d\x18"sv);
}

/// Deflate in one of the frames that zlib knows.
class InflateCodec final : public Codec {
 public:
  /// `window_bits`: as inflateInit2 takes them, which say the frame; `magic`: how that begins.
  InflateCodec(int window_bits, std::string_view magic)
      : magic_(magic), ready_(::inflateInit2(&stream_, window_bits) == Z_OK) {}
  ~InflateCodec() override { ::inflateEnd(&stream_); }
  InflateCodec(const InflateCodec&) = delete;
  InflateCodec& operator=(const InflateCodec&) = delete;

  base::Result<Step> decode(std::string_view& input, std::span<char>& output) override {
    if (!ready_) return base::Error{"no memory"};
    stream_.next_in = input_of<Bytef>(input);
    stream_.avail_in = count_of(input.size());
    stream_.next_out = output_of<Bytef>(output);
    stream_.avail_out = count_of(output.size());
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    input.remove_prefix(count_of(input.size()) - stream_.avail_in);
    output = output.subspan(count_of(output.size()) - stream_.avail_out);
    if (code == Z_STREAM_END) return Step::kStreamEnded;
    if (code == Z_OK || code == Z_BUF_ERROR) return Step::kGoesOn;
    return base::Error{stream_.msg != nullptr ? stream_.msg : "damaged"};
  }
  bool restart() override { return ::inflateReset(&stream_) == Z_OK; }
  bool begins(std::string_view head) const override { return head.starts_with(magic_); }
  std::size_t memory() const override { return 48 << 10; }

 private:
  std::string_view magic_;
  z_stream stream_ = {};
  bool ready_;
};

class Bzip2Codec final : public Codec {
 public:
  Bzip2Codec() : ready_(::BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK) {}
  ~Bzip2Codec() override { ::BZ2_bzDecompressEnd(&stream_); }
  Bzip2Codec(const Bzip2Codec&) = delete;
  Bzip2Codec& operator=(const Bzip2Codec&) = delete;

  base::Result<Step> decode(std::string_view& input, std::span<char>& output) override {
    if (!ready_) return base::Error{"no memory"};
    stream_.next_in = input_of<char>(input);
    stream_.avail_in = count_of(input.size());
    stream_.next_out = output.data();
    stream_.avail_out = count_of(output.size());
    const int code = ::BZ2_bzDecompress(&stream_);
    input.remove_prefix(count_of(input.size()) - stream_.avail_in);
    output = output.subspan(count_of(output.size()) - stream_.avail_out);
    if (code == BZ_STREAM_END) return Step::kStreamEnded;
    if (code == BZ_OK) return Step::kGoesOn;
    return base::Error{"damaged"};
  }
  bool restart() override {
    ::BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    ready_ = ::BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
    return ready_;
  }
  bool begins(std::string_view head) const override { return head.starts_with("BZh"sv); }
  std::size_t memory() const override { return 4 << 20; }

 private:
  bz_stream stream_ = {};
  bool ready_;
};

/// Frames, among them skippable ones, which ZSTD_decompressStream passes over.
class ZstdCodec final : public Codec {
 public:
  explicit ZstdCodec(std::size_t memory) : stream_(::ZSTD_createDStream()) {
    // The default, 2^27, is what `zstd --long` makes and what its manual promises to be readable.
    constexpr int kMostLog = 27;
    const int log = static_cast<int>(std::bit_width(std::max<std::size_t>(memory, 1))) - 1;
    window_log_ = std::clamp(log, 10, kMostLog);
    ::ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, window_log_);
  }
  ~ZstdCodec() override { ::ZSTD_freeDStream(stream_); }
  ZstdCodec(const ZstdCodec&) = delete;
  ZstdCodec& operator=(const ZstdCodec&) = delete;

  base::Result<Step> decode(std::string_view& input, std::span<char>& output) override {
    if (stream_ == nullptr) return base::Error{"no memory"};
    ZSTD_inBuffer in = {input.data(), input.size(), 0};
    ZSTD_outBuffer out = {output.data(), output.size(), 0};
    const std::size_t code = ::ZSTD_decompressStream(stream_, &out, &in);
    input.remove_prefix(in.pos);
    output = output.subspan(out.pos);
    if (::ZSTD_isError(code) == 0) return code == 0 ? Step::kStreamEnded : Step::kGoesOn;
    if (::ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge) {
      return base::Error{"needs a window of more than " +
                         std::to_string(std::uint64_t{1} << window_log_) + " bytes of memory"};
    }
    return base::Error{::ZSTD_getErrorName(code)};
  }
  bool restart() override { return true; }
  bool begins(std::string_view head) const override {
    return head.starts_with("\x28\xb5\x2f\xfd"sv) || is_skippable(head);
  }
  std::size_t memory() const override { return ::ZSTD_sizeof_DStream(stream_); }

 private:
  ZSTD_DStream* stream_;
  int window_log_ = 0;
};

class Lz4Codec final : public Codec {
 public:
  Lz4Codec() {
    if (::LZ4F_isError(::LZ4F_createDecompressionContext(&context_, LZ4F_VERSION)) != 0) {
      context_ = nullptr;
    }
  }
  ~Lz4Codec() override { ::LZ4F_freeDecompressionContext(context_); }
  Lz4Codec(const Lz4Codec&) = delete;
  Lz4Codec& operator=(const Lz4Codec&) = delete;

  base::Result<Step> decode(std::string_view& input, std::span<char>& output) override {
    if (context_ == nullptr) return base::Error{"no memory"};
    std::size_t taken = input.size();
    std::size_t written = output.size();
    const std::size_t code =
        ::LZ4F_decompress(context_, output.data(), &written, input.data(), &taken, nullptr);
    // After an error the counts say nothing.
    if (::LZ4F_isError(code) != 0) return base::Error{::LZ4F_getErrorName(code)};
    input.remove_prefix(taken);
    output = output.subspan(written);
    return code == 0 ? Step::kStreamEnded : Step::kGoesOn;
  }
  bool restart() override {
    ::LZ4F_resetDecompressionContext(context_);
    return true;
  }
  bool begins(std::string_view head) const override {
    return head.starts_with("\x04\x22\x4d\x18"sv) || is_skippable(head);
  }
  std::size_t memory() const override { return 8 << 20; }  // Two blocks of at most 4 MiB.

 private:
  LZ4F_dctx* context_ = nullptr;
};

}  // namespace

std::unique_ptr<Codec> make_zlib_codec() {
  return std::make_unique<InflateCodec>(MAX_WBITS, "\x78"sv);
}

std::unique_ptr<Codec> make_codec(FormatId format, std::size_t memory) {
  switch (format) {
    case FormatId::kGzip:
      return std::make_unique<InflateCodec>(MAX_WBITS + 16, "\x1f\x8b"sv);
    case FormatId::kZlib:
      return make_zlib_codec();
    case FormatId::kBzip2:
      return std::make_unique<Bzip2Codec>();
    case FormatId::kXz:
    case FormatId::kLzma:
    case FormatId::kLzip:
      return make_lzma_codec(format, memory);
    case FormatId::kZstd:
      return std::make_unique<ZstdCodec>(memory);
    case FormatId::kLz4:
      return std::make_unique<Lz4Codec>();
    default:
      return nullptr;
  }
}

}  // namespace leaksift::content
