#include "detect/designations.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

// Of one identifier: a use, a system, and three of a code beside its number.
constexpr std::size_t kMostBefore = 6;
constexpr std::size_t kMostBehind = 3;
constexpr std::size_t kReach = 320;  // Bytes.
constexpr std::size_t kLongestWord = 64;

}  // namespace

bool Designations::occur_in(const std::vector<const pattern::FieldVerdict*>& verdicts) {
  return std::ranges::any_of(verdicts, [](const auto* verdict) { return verdict->designated; }) &&
         std::ranges::any_of(verdicts, [](const auto* verdict) { return verdict->designates; });
}

// What a cell of this text says; null if it names no type.
const pattern::FieldVerdict* Designations::read(std::string_view word) {
  if (word.empty() || word.size() > kLongestWord) return nullptr;
  const auto code = codes_.find(std::string(word));
  const auto& verdict = names_.judge(code == codes_.end() ? word : std::string_view(code->second));
  return verdict.patterns.empty() ? nullptr : &verdict;
}

const pattern::FieldVerdict* Designations::find(
    std::string_view text, const core::RecordIndex& records,
    const std::vector<const pattern::FieldVerdict*>& verdicts, std::size_t at) {
  const auto& cells = records.cells;
  const core::Cell& number = cells[at];
  const core::Record& record = records.records[number.record];
  const auto said_by = [&](const core::Cell& cell) {
    const bool says = verdicts[cell.column]->designates && !verdicts[cell.column]->designated;
    return says ? read(text.substr(cell.begin, cell.end - cell.begin)) : nullptr;
  };
  const auto is_another = [&](const core::Cell& cell) { return cell.column == number.column; };
  for (std::size_t i = at; i-- > 0 && at - i <= kMostBefore;) {
    const core::Cell& cell = cells[i];
    const bool within = std::int64_t{cell.begin} >= record.begin;
    if (!within || number.begin - cell.end > kReach || is_another(cell)) break;
    if (const auto* verdict = said_by(cell)) return verdict;
  }
  for (std::size_t i = at + 1; i < cells.size() && i - at <= kMostBehind; ++i) {
    const core::Cell& cell = cells[i];
    const bool within = std::int64_t{cell.end} <= record.end;
    if (!within || cell.begin - number.end > kReach || is_another(cell)) break;
    if (const auto* verdict = said_by(cell)) return verdict;
  }
  return nullptr;
}

}  // namespace leaksift::detect
