// CharsetStream: text in any charset, as UTF-8.
#pragma once

#include "content/charset_decoder.h"
#include "core/byte_stream.h"
#include "core/translated_stream.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Gives a stream as UTF-8. Bytes that are no text in the charset come as they are. Whoever named
/// the charset may be wrong: what begins with good UTF-8 that is more than ASCII is read as UTF-8,
/// whatever the decoder is for. Used by one thread.
class CharsetStream final : public core::TranslatedStream {
 public:
  /// `inner` must outlive it.
  CharsetStream(core::ByteStream& inner, std::unique_ptr<CharsetDecoder> decoder)
      : inner_(inner), decoder_(std::move(decoder)) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  core::OffsetMap& origins() override { return decoded_.origins; }
  std::string_view encoding() const override { return decoder_->encoding(); }

 private:
  std::size_t take(char* buffer, std::size_t capacity);
  std::size_t read_plain(char* buffer, std::size_t capacity);
  void decode_more();

  core::ByteStream& inner_;
  std::unique_ptr<CharsetDecoder> decoder_;
  std::string bytes_;     ///< Read and not decoded yet.
  DecodedText decoded_;   ///< Of its text...
  std::size_t next_ = 0;  ///< ...this is to be handed out next.
  bool begun_ = false;
  bool ended_ = false;
  std::optional<base::Error> error_;
};

/// `inner`, in the charset that somebody has declared, as UTF-8. An unknown or empty name, and one
/// of UTF-8 or ASCII, means UTF-8 with windows-1252 where that makes sense. `inner` must outlive
/// it.
std::unique_ptr<core::TranslatedStream> charset_stream(std::string_view charset,
                                                       core::ByteStream& inner);

}  // namespace leaksift::content
