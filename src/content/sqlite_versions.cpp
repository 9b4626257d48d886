#include "content/sqlite_versions.h"

#include <utility>

namespace leaksift::content {

SqliteVersions::SqliteVersions(ReplayStream& file, std::uint32_t page_size, std::uint64_t count,
                               Places places)
    : file_(file),
      count_(count),
      places_(std::move(places)),
      page_(page_size),
      carver_(out_, &distinct_) {}

void SqliteVersions::leave_out_latest(const SqliteLog& log, ReplayStream& log_file,
                                      const core::WorkTime* time) {
  for (const SqliteLog::Version& version : log.latest()) {
    if (version.page > log.pages() || (time != nullptr && time->passed())) break;
    add_page(log_file, log.offset_of(version.frame));
    out_.clear();
  }
}

std::size_t SqliteVersions::read(char* buffer, std::size_t capacity) {
  if (!has_more()) return 0;
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

bool SqliteVersions::has_more() {
  while (handed_out_ == out_.size() && next_ < count_) {
    out_.clear();
    handed_out_ = 0;
    add_page(file_, places_(next_++));
  }
  return handed_out_ < out_.size();
}

void SqliteVersions::add_page(ReplayStream& file, std::uint64_t offset) {
  carver_.begin({page_.data(), read_at(file, offset, page_.data(), page_.size())});
  carver_.add_all();
}

}  // namespace leaksift::content
