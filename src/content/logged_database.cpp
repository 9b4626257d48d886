#include "content/logged_database.h"

#include <algorithm>
#include <cstring>

namespace leaksift::content {

base::Result<std::size_t> LoggedDatabase::read(char* buffer, std::size_t capacity) {
  const std::uint64_t page_size = index_.page_size();
  const std::uint64_t in_page = offset_ % page_size;
  const std::uint64_t left = size() - std::min(size(), offset_);
  const auto most =
      static_cast<std::size_t>(std::min<std::uint64_t>({capacity, page_size - in_page, left}));
  if (most == 0) return most;
  const auto logged = index_.find(offset_ / page_size + 1);
  ReplayStream& source = logged ? log_ : database_;
  const std::uint64_t at = logged ? *logged + in_page : offset_;
  std::size_t got = most;
  if (logged || at < database_.size()) {
    got = read_at(source, at, buffer, most);
    if (got == 0 && source.error()) return *source.error();
    if (got == 0) return base::Error{"shrank while read"};
  } else {
    std::memset(buffer, 0, most);
  }
  offset_ += got;
  return got;
}

base::Status LoggedDatabase::seek(std::uint64_t offset) {
  offset_ = offset;
  return base::Ok{};
}

std::uint64_t LoggedDatabase::size() const {
  return std::uint64_t{index_.pages()} * index_.page_size();
}

}  // namespace leaksift::content
