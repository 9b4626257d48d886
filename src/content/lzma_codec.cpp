#include "content/lzma_codec.h"

#include <lzma.h>
#include <string>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

std::string error_text(lzma_ret code, const lzma_stream& stream) {
  switch (code) {
    case LZMA_MEMLIMIT_ERROR:
      return "needs " + std::to_string(::lzma_memusage(&stream)) + " bytes of memory";
    case LZMA_MEM_ERROR:
      return "no memory";
    case LZMA_OPTIONS_ERROR:
      return "unknown options";
    case LZMA_FORMAT_ERROR:
      return "no such stream";
    default:
      return "damaged";
  }
}

class LzmaCodec final : public Codec {
 public:
  LzmaCodec(FormatId format, std::size_t memory) : format_(format), limit_(memory) {
    ready_ = start();
  }
  ~LzmaCodec() override { ::lzma_end(&stream_); }
  LzmaCodec(const LzmaCodec&) = delete;
  LzmaCodec& operator=(const LzmaCodec&) = delete;

  base::Result<Step> decode(std::string_view& input, std::span<char>& output) override {
    if (!ready_) return base::Error{"no memory"};
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(input.data());
    stream_.avail_in = input.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(output.data());
    stream_.avail_out = output.size();
    const lzma_ret code = ::lzma_code(&stream_, LZMA_RUN);
    input.remove_prefix(input.size() - stream_.avail_in);
    output = output.subspan(output.size() - stream_.avail_out);
    if (code == LZMA_STREAM_END) return Step::kStreamEnded;
    if (code == LZMA_OK || code == LZMA_BUF_ERROR) return Step::kGoesOn;
    return base::Error{error_text(code, stream_)};
  }
  bool restart() override { return ready_ = start(); }
  bool begins(std::string_view head) const override {
    if (format_ == FormatId::kXz) return head.starts_with("\xfd\x37zXZ\0"sv);
    return format_ == FormatId::kLzip && head.starts_with("LZIP"sv);
  }
  std::size_t memory() const override {
    return static_cast<std::size_t>(::lzma_memusage(&stream_));
  }

 private:
  bool start() {
    switch (format_) {
      case FormatId::kXz:
        return ::lzma_stream_decoder(&stream_, limit_, 0) == LZMA_OK;
      case FormatId::kLzip:
        return ::lzma_lzip_decoder(&stream_, limit_, 0) == LZMA_OK;
      default:
        return ::lzma_alone_decoder(&stream_, limit_) == LZMA_OK;
    }
  }

  FormatId format_;
  std::uint64_t limit_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ready_;
};

}  // namespace

std::unique_ptr<Codec> make_lzma_codec(FormatId format, std::size_t memory) {
  return std::make_unique<LzmaCodec>(format, memory);
}

}  // namespace leaksift::content
