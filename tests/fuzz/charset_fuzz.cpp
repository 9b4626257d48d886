// Fuzzes the decoders of charsets: every byte is accounted for, in order, and it does not matter
// how the stream was cut.
#include "content/charset.h"
#include "content/charset_stream.h"
#include "content/text_encoding.h"
#include "support/piece_stream.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace leaksift;

constexpr std::string_view kCharsets[] = {"utf-8",    "utf-16le",    "utf-16be", "utf-32le",
                                          "utf-32be", "latin2",      "cp1251",   "koi8-r",
                                          "sjis",     "euc-jp",      "euc-kr",   "gb18030",
                                          "big5",     "iso-2022-jp", "ibm866",   "iso-2022-kr"};

void require(bool condition) {
  if (!condition) std::abort();
}

std::string read_all(core::TranslatedStream& stream, std::size_t capacity) {
  std::string text;
  std::vector<char> buffer(capacity);
  while (true) {
    const auto got = stream.read(buffer.data(), capacity);
    require(got.ok());
    if (*got == 0) return text;
    text.append(buffer.data(), *got);
  }
}

std::string read_all(std::string_view charset, std::string_view bytes, std::size_t capacity) {
  support::PieceStream inner(bytes, capacity);
  const auto stream = content::charset_stream(charset, inner);
  std::string text = read_all(*stream, capacity);
  core::OffsetMap& origins = stream->origins();
  require(origins.text_end() == text.size() && origins.original_end() == bytes.size());
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    require(origins.begin_of(at) >= begin && origins.end_of(at + 1) >= end);
    begin = origins.begin_of(at);
    end = origins.end_of(at + 1);
    require(begin < end && end <= bytes.size());
  }
  return text;
}

}  // namespace

/// The first byte chooses the charset, the second how the stream is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view charset = kCharsets[data[0] % std::size(kCharsets)];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string text = read_all(charset, bytes, 1 << 17);
  require(text == read_all(charset, bytes, 1 + data[1]));
  support::PieceStream inner(bytes, 4096);
  content::CharsetStream sniffed(inner, content::decoder_for(bytes));
  read_all(sniffed, 4096);
  return 0;
}
