#include "scan/told_lines.h"

#include "base/hash.h"

namespace leaksift::scan {

std::uint64_t sample_of(const core::Match& match, const core::RecordIndex& records) {
  std::string message;
  base::append_framed(message, std::uint64_t{match.what->pattern});
  if (match.what->column != core::kNoRecord) {
    const core::Column& column = records.columns[match.what->column];
    base::append_framed(message, column.table);
    base::append_framed(message, column.name);
  }
  return base::siphash64(message, {'f', 'i', 'n', 'd', 'i', 'n', 'g'}) | 1;
}

}  // namespace leaksift::scan
