#include "scan/log_pair.h"

#include "content/sqlite_header.h"
#include "content/sqlite_log.h"
#include "core/seekable_stream.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::scan {

std::shared_ptr<content::ReplayStream> open_log_pair(const source::Input& input,
                                                     core::ByteStream& stream) {
  constexpr std::string_view kSuffix = "-wal";
  auto* const file = dynamic_cast<core::SeekableStream*>(&stream);
  if (file == nullptr) return nullptr;
  std::array<char, content::SqliteLogHeader::kBytes> bytes;
  const base::Result<std::size_t> got = file->read(bytes.data(), bytes.size());
  if (!file->seek(0) || !got) return nullptr;
  const std::string_view first(bytes.data(), *got);
  std::string path = input.path;
  if (first.starts_with(content::SqliteHeader::kMagic)) {
    path += kSuffix;
  } else if (input.base_is_input && content::SqliteLogHeader::parse(first)) {
    path.resize(path.size() - kSuffix.size());
  } else {
    return nullptr;
  }
  auto beside = source::open_beside(input, path);
  return beside ? std::make_shared<content::ReplayStream>(std::move(beside)) : nullptr;
}

}  // namespace leaksift::scan
