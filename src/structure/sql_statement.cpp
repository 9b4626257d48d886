#include "structure/sql_statement.h"

#include "structure/bytes.h"

#include <algorithm>
#include <initializer_list>

namespace leaksift::structure {

namespace {

/// Whether `text`, not empty, is one of `words`, which are in lower case.
bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (word.size() == text.size() && to_lower(text.front()) == word.front() &&
        std::equal(text.begin(), text.end(), word.begin(),
                   [](char a, char b) { return to_lower(a) == b; })) {
      return true;
    }
  }
  return false;
}

/// How dumps and scripts begin. `restrict` and `connect` are commands of psql (after a backslash);
/// the last two begin a warning that dump programs print in front.
bool is_statement_word(std::string_view text) {
  return is_one_of(
      text,
      {"insert", "replace", "create",    "copy",     "set",     "use",   "drop",      "lock",
       "begin",  "start",   "pragma",    "select",   "alter",   "go",    "delete",    "truncate",
       "update", "grant",   "declare",   "restrict", "connect", "if",    "comment",   "exec",
       "rem",    "prompt",  "delimiter", "commit",   "unlock",  "print", "mysqldump", "pg_dump"});
}

}  // namespace

bool SqlStatement::expects_name() const {
  return (place_ == Place::kTarget || place_ == Place::kCreateName) &&
         (table_name_.empty() || after_dot_);
}

void SqlStatement::word(std::string_view text, bool line_start) {
  if (!first_word_seen_) {
    first_word_seen_ = true;
    begins_like_sql_ = is_statement_word(text);
  }
  switch (place_) {
    case Place::kStart:
      if (!begin_statement(text)) place_ = Place::kSkip;
      break;
    case Place::kSkip:
      if (line_start) begin_statement(text);
      break;
    case Place::kTarget:
      target_word(text);
      break;
    case Place::kColumns:
      column_part(text);
      break;
    case Place::kTail:
      tail_word(text);
      break;
    case Place::kRows:
      if (!begin_statement(text) && !is_one_of(text, {"values"})) place_ = Place::kSkip;
      break;
    case Place::kCreate:
    case Place::kCreateName:
    case Place::kItem:
      create_word(text);
      break;
    case Place::kItemRest:
    case Place::kCopyLine:
    case Place::kCopyRows:
      break;
  }
}

void SqlStatement::create_word(std::string_view text) {
  if (place_ == Place::kCreate) {
    if (is_one_of(text, {"table"})) {
      place_ = Place::kCreateName;
    } else if (!is_one_of(text, {"temporary", "temp", "unlogged", "global", "local", "or",
                                 "replace", "external", "foreign"})) {
      place_ = Place::kSkip;
    }
  } else if (place_ == Place::kCreateName) {
    if (!expects_name() || !is_one_of(text, {"if", "not", "exists"})) name_part(text);
  } else {
    // A constraint never comes first, so that `key` can be the first column's name.
    if (list_.empty() ||
        !is_one_of(text, {"primary", "key", "constraint", "unique", "foreign", "index", "check",
                          "fulltext", "spatial", "exclude", "period", "like"})) {
      add_column(text);
    }
    place_ = Place::kItemRest;
  }
}

void SqlStatement::name(std::string_view text) {
  switch (place_) {
    case Place::kStart:
    case Place::kRows:
      place_ = Place::kSkip;
      break;
    case Place::kTarget:
    case Place::kCreateName:
      name_part(text);
      break;
    case Place::kColumns:
      column_part(text);
      break;
    case Place::kItem:
      add_column(text);
      place_ = Place::kItemRest;
      break;
    default:
      break;
  }
}

void SqlStatement::mark(char c) {
  if (place_ == Place::kCopyLine) {
    if (c == '\n') begin_rows();
    return;
  }
  if (is_newline(c)) return;
  if (c == ';') {
    if (place_ == Place::kItemRest) finish_create();
    const bool rows_follow = place_ == Place::kTail && copy_ && from_stdin_;
    place_ = rows_follow ? Place::kCopyLine : Place::kStart;
    return;
  }
  switch (place_) {
    case Place::kStart:
      place_ = Place::kSkip;
      break;
    case Place::kTarget:
    case Place::kCreateName:
      target_mark(c);
      break;
    case Place::kColumns:
      columns_mark(c);
      break;
    case Place::kItem:
    case Place::kItemRest:
      item_mark(c);
      break;
    default:
      break;
  }
}

bool SqlStatement::begin_statement(std::string_view verb) {
  if (is_one_of(verb, {"insert", "replace"})) {
    begin_target(false);
  } else if (is_one_of(verb, {"copy"})) {
    begin_target(true);
  } else if (is_one_of(verb, {"create"})) {
    begin_target(false);
    place_ = Place::kCreate;
  } else {
    return false;
  }
  return true;
}

void SqlStatement::begin_target(bool copy) {
  place_ = Place::kTarget;
  copy_ = copy;
  from_stdin_ = listed_ = part_open_ = after_dot_ = false;
  table_name_.clear();
  list_.clear();
}

void SqlStatement::target_word(std::string_view text) {
  if (!expects_name()) {
    tail_word(text);
  } else if (after_dot_ || !is_one_of(text, {"into", "ignore", "low_priority", "delayed",
                                             "high_priority", "or", "replace", "only"})) {
    name_part(text);
  }
}

/// After the table and its columns: what brings the rows. INSERT … SELECT has none; a word that is
/// not known (OVERRIDING, an alias) changes nothing.
void SqlStatement::tail_word(std::string_view text) {
  if (copy_) {
    if (is_one_of(text, {"stdin"})) from_stdin_ = true;
    place_ = is_one_of(text, {"to", "csv", "binary"}) ? Place::kSkip : Place::kTail;
  } else if (is_one_of(text, {"values", "value"})) {
    begin_rows();
  } else if (is_one_of(text, {"select", "set", "exec", "execute", "default", "with"})) {
    place_ = Place::kSkip;
  }
}

/// Of a.b.c, the last part names the table.
void SqlStatement::name_part(std::string_view text) {
  if (expects_name()) {
    table_name_ = text.substr(0, kMaxNameLength);
    after_dot_ = false;
  } else if (place_ == Place::kCreateName) {
    place_ = Place::kSkip;
  }
}

void SqlStatement::column_part(std::string_view text) {
  if (part_open_ && !after_dot_) {
    place_ = Place::kSkip;  // Two words with no comma between: INSERT INTO t (SELECT a …).
    return;
  }
  if (after_dot_ && !list_.empty()) list_.pop_back();
  after_dot_ = false;
  part_open_ = true;
  add_column(text);
}

void SqlStatement::target_mark(char c) {
  if (c == '.') {
    after_dot_ = true;
  } else if (c != '(' || table_name_.empty()) {
    place_ = Place::kSkip;
  } else if (place_ == Place::kCreateName) {
    place_ = Place::kItem;
    depth_ = 1;
  } else {
    place_ = Place::kColumns;
    listed_ = true;
  }
}

void SqlStatement::columns_mark(char c) {
  if (c == '.') {
    after_dot_ = true;
  } else if (c == ',') {
    part_open_ = after_dot_ = false;
  } else {
    place_ = c == ')' ? Place::kTail : Place::kSkip;
  }
}

void SqlStatement::item_mark(char c) {
  if (c == '(') {
    ++depth_;
    place_ = Place::kItemRest;
  } else if (c == ')') {
    if (--depth_ == 0) finish_create();
  } else if (c == ',' && depth_ == 1) {
    place_ = Place::kItem;
  }
}

void SqlStatement::begin_rows() {
  table_ = catalog_.number_of(table_name_);
  heading_ = listed_ ? catalog_.listed(table_, table_name_, list_) : catalog_.created(table_);
  place_ = copy_ ? Place::kCopyRows : Place::kRows;
}

void SqlStatement::finish_create() {
  has_columns_ = has_columns_ || !list_.empty();
  catalog_.create(catalog_.number_of(table_name_), table_name_, list_);
  place_ = Place::kSkip;
}

void SqlStatement::add_column(std::string_view text) {
  if (list_.size() < kMaxColumns) list_.emplace_back(text.substr(0, kMaxNameLength));
}

}  // namespace leaksift::structure
