#include "report/text_records.h"

#include "report/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::report {
namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

constexpr std::size_t kMostColumnsShown = 20;
constexpr std::size_t kMostRegionsShown = 12;

void write_counts(TextPage& page, const Counts& counts, std::size_t most) {
  std::vector<Row> rows;
  for (const auto& [name, count] : counts) rows.push_back({with_separators(count)});
  const std::vector<std::size_t> columns = columns_for(rows);
  const std::size_t shown = std::min(counts.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    page.row(4, counts[i].first.empty() ? "unknown" : counts[i].first, rows[i], columns);
  }
  if (shown < counts.size()) {
    page.row(4, fmt::format("and {} more", counts.size() - shown), {}, {});
  }
}

// "ssn: US Social Security number".
std::string name_of(const core::ColumnLine& column, const core::TypeInfo& type) {
  const std::string field = column.field.empty() ? "(a column without a name)" : column.field;
  return field + ": " + type.title;
}

std::string place_of(const core::WorstColumn& entry) {
  return entry.column.table.empty() ? entry.path : entry.path + ", " + entry.column.table;
}

Row numbers_of(const core::ColumnLine& column) {
  return {with_separators(column.rows), fmt::format("{:.0f} %", column.share() * 100),
          (column.distinct_exact ? "" : "~") + with_separators(column.distinct)};
}

}  // namespace

void write_records(TextPage& page, const core::RecordSummary& records) {
  if (records.total == 0) return;
  const Row titles = {"records"};
  const std::vector<Row> rows = {titles,
                                 {with_separators(records.total)},
                                 {with_separators(records.with_findings)},
                                 {with_separators(records.notifiable)}};
  const std::vector<std::size_t> columns = columns_for(rows);
  page.blank();
  page.row(0, "RECORDS", titles, columns, Style::kBold);
  page.row(2, "all", rows[1], columns);
  page.row(2, "with findings", rows[2], columns);
  page.row(2, "that hold what breach laws name", rows[3], columns,
           records.notifiable > 0 ? Style::kRed : Style::kPlain);
  if (records.notifiable == 0) return;
  write_counts(page, records.by_combination, records.by_combination.size());
  Counts regions = records.by_region;
  std::stable_sort(regions.begin(), regions.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  page.row(2, "by where the person lives", {}, {});
  write_counts(page, regions, kMostRegionsShown);
}

void write_columns(TextPage& page, const core::Summary& summary,
                   const std::vector<core::TypeInfo>& types) {
  const std::size_t shown = std::min(summary.worst_columns.size(), kMostColumnsShown);
  if (shown == 0) return;
  const Row titles = {"rows", "hold it", "distinct"};
  std::vector<Row> rows = {titles};
  for (std::size_t i = 0; i < shown; ++i) {
    rows.push_back(numbers_of(summary.worst_columns[i].column));
  }
  const std::vector<std::size_t> columns = columns_for(rows);
  page.blank();
  page.row(0, "COLUMNS", titles, columns, Style::kBold);
  std::string before;
  for (std::size_t i = 0; i < shown; ++i) {
    const core::WorstColumn& entry = summary.worst_columns[i];
    const std::string place = place_of(entry);
    if (place != before) page.row(0, place, {}, {});
    before = place;
    page.row(2, name_of(entry.column, types[entry.column.type]), rows[i + 1], columns);
  }
  if (summary.column_count > shown) {
    page.prose("  and " + with_separators(summary.column_count - shown) +
               " more: --format ndjson names every one");
  }
}

}  // namespace leaksift::report
