// What the tests of structure/ share: a document's cells in readable form.
#pragma once

#include "structure/cursor.h"
#include "support/few_fields.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// "column=value#record", or "table.column=value#record" where there is a table.
inline std::string show(const core::RecordIndex& index, const core::Cell& cell,
                        std::string_view window) {
  const core::Column& column = index.columns.at(cell.column);
  std::string shown = column.table.empty() ? column.name : column.table + "." + column.name;
  shown += "=";
  shown += window.substr(cell.begin, cell.end - cell.begin);
  return shown + "#" + std::to_string(index.records.at(cell.record).number);
}

inline std::vector<std::string> show(const core::RecordIndex& index, std::string_view window) {
  std::vector<std::string> shown;
  for (const core::Cell& cell : index.cells) shown.push_back(show(index, cell, window));
  return shown;
}

/// As a scan does, with a judge.
inline Cursor sniff(std::string_view document) {
  static const support::FewFields kJudge;
  return Cursor::sniff(document.substr(0, kSniffLength), document.size() <= kSniffLength, &kJudge);
}

inline std::vector<std::string> read_cells(std::string_view document) {
  core::RecordIndex index;
  sniff(document).index(document, index);
  return show(index, document);
}

/// A document of some format, and its cells as read_cells() shows them.
struct CellCase {
  std::string behaviour;
  std::string text;
  std::vector<std::string> cells;
};

inline void expect_cells(const std::vector<CellCase>& documents) {
  for (const CellCase& document : documents) {
    SCOPED_TRACE(document.behaviour);
    EXPECT_EQ(read_cells(document.text), document.cells);
  }
}

/// The same, of documents of this format.
inline void expect_cells(std::string_view format, const std::vector<CellCase>& documents) {
  for (const CellCase& document : documents) {
    EXPECT_EQ(sniff(document.text).format(), format) << document.behaviour;
  }
  expect_cells(documents);
}

/// Expects that no document is taken for one of this format.
inline void expect_other(std::string_view format, const std::vector<std::string>& documents) {
  for (const std::string& document : documents) {
    SCOPED_TRACE(document);
    EXPECT_NE(sniff(document).format(), format);
  }
}

}  // namespace leaksift::structure
