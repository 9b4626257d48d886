// SqlStatement where values stand beside the names of their columns or in a SELECT: SET, WHERE,
// EXEC.
#include "structure/sql_statement.h"
#include "structure/sql_words.h"

#include <algorithm>

namespace leaksift::structure {

void SqlStatement::assign_word(std::string_view text, bool line_start) {
  const bool ends_value = place_ == Place::kAssignValue && depth_ == 0;
  if (ends_value && !selected_ && is_one_of(text, {"where", "and", "or"})) {
    condition_ = true;
    expect_column();
  } else if (ends_value && selected_ && is_one_of(text, {"union"})) {
    place_ = Place::kTail;
  } else if (ends_value && is_one_of(text, {"where", "from", "returning", "on", "limit", "order",
                                            "output", "go"})) {
    place_ = Place::kSkip;
  } else if (place_ == Place::kAssign && condition_ && is_one_of(text, {"like", "in"})) {
    if (!list_.empty()) begin_value();
  } else if (place_ == Place::kAssign) {
    list_.assign(1, std::string(text.substr(0, kMaxNameLength)));
  } else if (line_start) {
    begin_statement(text);
  }
}

/// A condition has signs that are no assignments, and is looked through to its end.
void SqlStatement::assign_mark(char c) {
  if (place_ == Place::kAssign) {
    if (c == '=' && !list_.empty()) {
      begin_value();
    } else if (c != '.' && c != '@' && !condition_) {
      place_ = Place::kSkip;
    }
  } else if (c == '(') {
    ++depth_;
  } else if (c == ')') {
    if (depth_ != 0) --depth_;
  } else if (c == ',' && depth_ == 0 && selected_) {
    ++assigned_column_;
  } else if (c == ',' && depth_ == 0) {
    expect_column();
  }
}

void SqlStatement::expect_column() {
  place_ = Place::kAssign;
  list_.clear();
}

/// Of a.b, the last part names the column.
void SqlStatement::begin_value() {
  heading_ = catalog_.assigned(table_, catalog_.name_of(table_), list_.front());
  const std::vector<std::string>& names = heading_->names;
  const auto place = std::find(names.begin(), names.end(), list_.front());
  assigned_column_ = static_cast<std::uint32_t>(place - names.begin());
  place_ = Place::kAssignValue;
}

void SqlStatement::begin_assignments() {
  table_ = catalog_.number_of(shown_table(), qualifier_);
  depth_ = 0;
  condition_ = selected_ = false;
  expect_column();
}

/// INSERT … SELECT 'a', 'b' UNION ALL SELECT …: each a row whose values stand where the columns do.
void SqlStatement::begin_selection() {
  begin_rows();
  depth_ = 0;
  assigned_column_ = 0;
  selected_ = true;
  place_ = Place::kAssignValue;
}

}  // namespace leaksift::structure
