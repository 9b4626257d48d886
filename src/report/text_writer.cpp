#include "report/text_writer.h"

#include "core/file_status.h"
#include "core/provenance.h"
#include "core/sensitivity.h"
#include "report/printable.h"
#include "report/text_page.h"
#include "report/text_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace leaksift::report {
namespace {

constexpr std::size_t kLeastWidth = 60;
/// More gaps than this are for a program to read.
constexpr std::size_t kMostGapsShown = 20;
constexpr std::size_t kSensitivityWidth = 14;
constexpr std::size_t kStatusWidth = 9;

constexpr std::array<Style, 4> kSensitivityStyles = {Style::kPlain, Style::kCyan, Style::kYellow,
                                                     Style::kRed};

Style style_of(core::Sensitivity sensitivity) {
  return kSensitivityStyles[static_cast<std::size_t>(sensitivity)];
}

/// "1 file", "2,000 files".
std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", with_separators(count), noun, count == 1 ? "" : "s");
}

/// Sensitivities, worst first.
constexpr std::array<core::Sensitivity, 4> kWorstFirst = {
    core::Sensitivity::kRestricted, core::Sensitivity::kConfidential, core::Sensitivity::kInternal,
    core::Sensitivity::kPublic};

void headline(TextPage& page, const core::Summary& summary, std::uint64_t files) {
  std::uint64_t findings = 0;
  std::string parts;
  for (const core::Sensitivity sensitivity : kWorstFirst) {
    const std::uint64_t count = summary.by_sensitivity[static_cast<std::size_t>(sensitivity)];
    findings += count;
    if (count == 0) continue;
    parts += parts.empty() ? ": " : ", ";
    parts += with_separators(count) + " " + std::string(core::name_of(sensitivity));
  }
  if (findings == 0) {
    page.prose("No findings.", 12, Style::kBold);
    return;
  }
  const std::string bold = counted(findings, "finding") + " in " + counted(files, "file");
  page.prose(bold + parts + ".", bold.size(), Style::kBold);
}

struct TypeRow {
  core::Sensitivity sensitivity;
  std::string name;
  Row numbers;
};

/// A row for each sensitivity that a type's findings have; what is known of the type as a whole
/// stands in the first.
std::vector<TypeRow> type_rows(const core::Summary& summary,
                               const std::vector<core::TypeInfo>& types) {
  std::vector<TypeRow> rows;
  std::vector<bool> told(summary.types.size());
  for (const core::Sensitivity sensitivity : kWorstFirst) {
    for (std::size_t i = 0; i < summary.types.size(); ++i) {
      const core::TypeCount& type = summary.types[i];
      const std::uint64_t count = type.by_sensitivity[static_cast<std::size_t>(sensitivity)];
      if (count == 0) continue;
      Row numbers = {with_separators(count), "", ""};
      if (!told[i]) {
        numbers[1] = (type.distinct_exact ? "" : "~") + with_separators(type.distinct);
        numbers[2] = with_separators(type.files);
      }
      told[i] = true;
      rows.push_back({sensitivity, types[i].title + " (" + types[i].id + ")", std::move(numbers)});
    }
  }
  return rows;
}

void what_leaked(TextPage& page, const core::Summary& summary,
                 const std::vector<core::TypeInfo>& types) {
  const std::vector<TypeRow> rows = type_rows(summary, types);
  if (rows.empty()) return;
  const Row titles = {"findings", "distinct", "files"};
  std::vector<Row> all = {titles};
  for (const TypeRow& row : rows) all.push_back(row.numbers);
  const std::vector<std::size_t> columns = columns_for(all);
  page.blank();
  page.row(0, "WHAT LEAKED", titles, columns, Style::kBold);
  const TypeRow* before = nullptr;
  for (const TypeRow& row : rows) {
    if (before == nullptr || before->sensitivity != row.sensitivity) {
      page.row(0, core::name_of(row.sensitivity), {}, {}, style_of(row.sensitivity));
    }
    page.row(2, row.name, row.numbers, columns);
    before = &row;
  }
}

void worst_files(TextPage& page, const core::Summary& summary) {
  if (summary.worst_files.empty()) return;
  const Row titles = {"at level", "in all"};
  std::vector<Row> rows = {titles};
  for (const core::WorstFile& file : summary.worst_files) {
    rows.push_back({with_separators(file.findings), with_separators(file.all_findings)});
  }
  const std::vector<std::size_t> columns = columns_for(rows);
  page.blank();
  page.row(0, "WORST FILES", titles, columns, Style::kBold);
  for (std::size_t i = 0; i < summary.worst_files.size(); ++i) {
    const core::WorstFile& file = summary.worst_files[i];
    page.row_behind(core::name_of(file.sensitivity), kSensitivityWidth, style_of(file.sensitivity),
                    file.path, rows[i + 1], columns);
  }
}

void not_covered(TextPage& page, const core::Summary& summary) {
  if (summary.gap_count == 0) return;
  const std::size_t shown = std::min(summary.gaps.size(), kMostGapsShown);
  const Row titles = {"bytes not scanned"};
  std::vector<Row> rows = {titles};
  for (std::size_t i = 0; i < shown; ++i) {
    const core::FileLine& gap = summary.gaps[i];
    rows.push_back({with_separators(gap.bytes - std::min(gap.scanned, gap.bytes))});
  }
  const std::vector<std::size_t> columns = columns_for(rows);
  page.blank();
  page.row(0, "NOT COVERED", titles, columns, Style::kBold);
  for (std::size_t i = 0; i < shown; ++i) {
    const core::FileLine& gap = summary.gaps[i];
    page.row_behind(core::name_of(gap.status), kStatusWidth,
                    gap.incomplete ? Style::kRed : Style::kYellow, core::full_path(*gap.provenance),
                    rows[i + 1], columns);
    if (!gap.reason.empty()) page.row(2 + kStatusWidth, gap.reason, {}, {});
  }
  if (summary.gap_count > shown) {
    page.prose("  and " + with_separators(summary.gap_count - shown) +
               " more: --format ndjson names every one");
  }
}

void verdict(TextPage& page, const core::Summary& summary) {
  if (!summary.complete) {
    std::string text = "INCOMPLETE: ";
    if (!summary.stopped_by.empty()) text += "stopped by " + summary.stopped_by + "; ";
    page.prose(text + "there may be more than is told here.", 11, Style::kRed);
  } else if (summary.gap_count > 0) {
    page.prose("COMPLETE: all was scanned but what the rules leave out (above).", 9, Style::kGreen);
  } else {
    page.prose("COMPLETE: all was scanned.", 9, Style::kGreen);
  }
}

void coverage(TextPage& page, const core::Summary& summary) {
  page.blank();
  verdict(page, summary);
  std::string files = "Files:";
  for (std::size_t i = 0; i < summary.files.size(); ++i) {
    files += i == 0 ? " " : ", ";
    files += with_separators(summary.files[i]) + " " + std::string(core::kFileStatusNames[i]);
  }
  page.prose(files + "; " + counted(summary.members, "member") + " of containers.");
  page.prose(fmt::format("Bytes: {} of {} scanned, {} not; {:.1f} seconds.",
                         with_separators(summary.bytes_scanned),
                         with_separators(summary.bytes_total),
                         with_separators(summary.bytes_skipped), summary.seconds));
}

void notes(TextPage& page, const core::Summary& summary) {
  const bool estimated =
      std::any_of(summary.types.begin(), summary.types.end(),
                  [](const core::TypeCount& type) { return !type.distinct_exact; });
  if (estimated) page.prose("~ marks an estimate, within about one percent.");
  page.prose(
      "This report shows no values; --format ndjson and json mask them (***-**-6789) unless "
      "--show-values is given.");
}

}  // namespace

TextWriter::TextWriter(Sink& sink, WriterOptions options) : sink_(sink), options_(options) {}

base::Status TextWriter::header(const core::ScanHeader& header) {
  types_ = header.types;
  return base::Ok{};
}

base::Status TextWriter::entries(std::string_view) {
  return base::Ok{};
}

base::Status TextWriter::file(const core::FileLine& file) {
  files_with_findings_ += file.findings.empty() ? 0 : 1;
  return base::Ok{};
}

base::Status TextWriter::summary(const core::Summary& summary) {
  TextPage page(std::max(options_.width, kLeastWidth), options_.color);
  headline(page, summary, files_with_findings_);
  what_leaked(page, summary, types_);
  write_records(page, summary.records);
  write_columns(page, summary, types_);
  worst_files(page, summary);
  not_covered(page, summary);
  coverage(page, summary);
  notes(page, summary);
  return sink_.write(page.text());
}

}  // namespace leaksift::report
