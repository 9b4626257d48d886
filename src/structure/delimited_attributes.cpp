#include "structure/delimited_attributes.h"

#include "structure/delimited_line.h"
#include "structure/field_judge.h"
#include "structure/line_parser.h"
#include "structure/pair_names.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::size_t kLeastAttributeColumns = 3;

using Cells = std::vector<std::string_view>;

/// The cells of a line by column; empty ones are empty.
Cells cells_of(std::string_view line, char delimiter) {
  Cells cells;
  each_cell(line, delimiter, [&](auto begin, auto end, auto column, auto) {
    cells.resize(column + std::size_t{1});
    cells[column] = line.substr(begin, end - begin);
  });
  return cells;
}

std::string_view cell_at(const Cells& cells, std::size_t column) {
  return column < cells.size() ? cells[column] : std::string_view();
}

/// The first column whose name may be such, or the number of columns.
std::size_t column_called(const Cells& header, bool (*may_be)(std::string_view)) {
  return static_cast<std::size_t>(std::ranges::find_if(header, may_be) - header.begin());
}

struct AttributeLayout {
  char delimiter = ',';
  std::vector<std::string> names;  ///< The header.
  std::size_t entity = 0;
  std::size_t attribute = 0;
  std::size_t value = 0;
};

class Attributes {
 public:
  explicit Attributes(AttributeLayout layout) : layout_(std::move(layout)) {}

  std::string_view format() const { return delimited_format(layout_.delimiter); }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (!header_passed_) {
      header_passed_ = !line.empty();
      return;
    }
    const Cells cells = cells_of(line, layout_.delimiter);
    // What ends before its attribute may end within the name of its entity.
    if (cells.size() <= layout_.attribute) return;
    if (!out.record_open() || cells[layout_.entity] != entity_) {
      entity_ = cells[layout_.entity];
      out.begin_record();
    }
    if constexpr (!Out::kSilent) give(line, cells[layout_.attribute], out);
  }

 private:
  template <class Out>
  void give(std::string_view line, std::string_view attribute, Out& out) const {
    each_cell(line, layout_.delimiter, [&](auto begin, auto end, auto column, auto encoding) {
      std::string_view name = attribute;
      if (column != layout_.value) {
        name = column < layout_.names.size() ? layout_.names[column] : std::string_view();
      }
      out.value(begin, end, name, encoding);
    });
  }

  AttributeLayout layout_;
  std::string entity_;  ///< Of the latest row.
  bool header_passed_ = false;
};

/// How often a row of `rows` has in `column` what the one before it has.
std::size_t repeats_in(const std::vector<Cells>& rows, std::size_t column) {
  std::size_t repeats = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string_view cell = cell_at(rows[i], column);
    if (!cell.empty() && cell == cell_at(rows[i - 1], column)) ++repeats;
  }
  return repeats;
}

/// The column before `attribute` that tells entities apart: of those that stay the same in a third
/// of all rows, the one that changes most.
std::optional<std::size_t> entity_column(const std::vector<Cells>& rows, std::size_t attribute) {
  std::optional<std::size_t> entity;
  std::size_t fewest = rows.size();
  for (std::size_t column = 0; column < attribute; ++column) {
    const std::size_t repeats = repeats_in(rows, column);
    if (repeats >= fewest || !is_share(repeats, rows.size(), 33)) continue;
    fewest = repeats;
    entity = column;
  }
  return entity;
}

std::optional<AttributeLayout> attribute_layout(const Sample& sample, char delimiter) {
  const Cells header = cells_of(sample.lines().front(), delimiter);
  if (header.size() < kLeastAttributeColumns) return std::nullopt;
  const std::size_t attribute = column_called(header, may_be_label);
  const std::size_t value = column_called(header, may_be_labelled);
  if (attribute == 0 || attribute >= value || value >= header.size()) return std::nullopt;
  std::vector<Cells> rows;
  for (std::size_t i = 1; i < sample.lines().size(); ++i) {
    rows.push_back(cells_of(sample.lines()[i], delimiter));
  }
  const auto narrow = std::ranges::count_if(
      rows, [attribute](const Cells& cells) { return cells.size() <= attribute; });
  if (too_many(static_cast<std::size_t>(narrow), 20, sample)) return std::nullopt;
  const bool known = std::ranges::any_of(rows, [&sample, attribute](const Cells& cells) {
    return sample.judge()->names_field(cell_at(cells, attribute));
  });
  if (!known) return std::nullopt;
  const std::optional<std::size_t> entity = entity_column(rows, attribute);
  if (!entity || is_share(repeats_in(rows, attribute), rows.size(), 10)) return std::nullopt;
  return AttributeLayout{delimiter, {header.begin(), header.end()}, *entity, attribute, value};
}

}  // namespace

std::unique_ptr<Parser> sniff_attributes(const Sample& sample) {
  constexpr std::size_t kLeastLines = 4;
  if (sample.judge() == nullptr || sample.lines().size() < kLeastLines ||
      sample.lines().front().size() > kMaxLine)
    return nullptr;
  for (const char delimiter : kUsualDelimiters) {
    std::optional<AttributeLayout> layout = attribute_layout(sample, delimiter);
    if (!layout) continue;
    return line_parser(Attributes(*std::move(layout)), sample);
  }
  return nullptr;
}

}  // namespace leaksift::structure
