#include "content/seven_zip_reader.h"

#include "content/seven_zip_opening.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {

using Opened = base::Result<std::unique_ptr<ContainerReader>>;

SevenZipReader::SevenZipReader(ReplayStream& source, std::unique_ptr<ReplayStream> view,
                               std::unique_ptr<ArchiveReader> archive, std::string shortfall)
    : source_(&source),
      view_(std::move(view)),
      archive_(std::move(archive)),
      shortfall_(std::move(shortfall)) {}

Opened SevenZipReader::open(const Format& format, ReplayStream& source,
                            const OpenOptions& options) {
  std::unique_ptr<ReplayStream> view;
  std::string shortfall;
  {
    SevenZipOpening opening(format, source, options);
    if (const base::Status read = opening.read_header(); !read) return read.error();
    view = opening.open_view();
    shortfall = opening.shortfall();
  }
  if (!source.seek(0)) return base::Error{"7z: seek failed"};
  auto archive = ArchiveReader::open(format, view != nullptr ? *view : source, options);
  if (!archive) return archive.error();
  return Opened(std::unique_ptr<ContainerReader>(
      new SevenZipReader(source, std::move(view), *std::move(archive), std::move(shortfall))));
}

base::Result<bool> SevenZipReader::next(Member& member) {
  base::Result<bool> more = archive_->next(member);
  if (!more || *more || shortfall_.empty()) return more;
  return base::Error{std::exchange(shortfall_, {})};
}

/// The view has its header as it is, which may make it the longer one.
std::uint64_t SevenZipReader::bytes_used() const {
  return std::min(archive_->bytes_used(), source_->size());
}

}  // namespace leaksift::content
