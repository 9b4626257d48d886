#include "content/sqlite_versions.h"

#include <algorithm>
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
  const auto& latest = log.latest();
  const auto end = std::find_if(latest.begin(), latest.end(),
                                [&](const auto& version) { return version.page > log.pages(); });
  const auto place = [&](std::uint64_t index) { return log.offset_of(latest[index].frame); };
  leave_out(log_file, static_cast<std::uint64_t>(end - latest.begin()), place, time);
}

void SqliteVersions::leave_out(ReplayStream& file, std::uint64_t count, const Places& places,
                               const core::WorkTime* time) {
  for (std::uint64_t i = 0; i < count && (time == nullptr || !time->passed()); ++i) {
    add_page(file, places(i));
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
