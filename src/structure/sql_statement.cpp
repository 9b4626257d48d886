#include "structure/sql_statement.h"

#include "structure/bytes.h"
#include "structure/sql_words.h"

#include <algorithm>

namespace leaksift::structure {

namespace {

/// How dumps and scripts begin. `restrict` and `connect` are commands of psql (after a backslash);
/// the last two begin a warning that dump programs print in front.
bool is_statement_word(std::string_view text) {
  return is_one_of(text,
                   {"insert", "replace",  "create", "copy",      "set",     "use",      "drop",
                    "lock",   "begin",    "start",  "pragma",    "select",  "alter",    "go",
                    "delete", "truncate", "update", "grant",     "declare", "restrict", "connect",
                    "if",     "comment",  "exec",   "merge",     "rem",     "prompt",   "delimiter",
                    "commit", "unlock",   "print",  "mysqldump", "pg_dump"});
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
      if (psql_command_ && is_one_of(text, {"connect", "c"})) {
        schemas_ = true;
        place_ = Place::kDatabase;
      } else if (!begin_statement(text)) {
        place_ = Place::kSkip;
      }
      psql_command_ = false;
      break;
    case Place::kDatabase:
      take_database(text);
      break;
    case Place::kAssign:
    case Place::kAssignValue:
      assign_word(text, line_start);
      break;
    case Place::kSkip:
      if (selected_ && is_one_of(text, {"union"})) {
        place_ = Place::kTail;
      } else if (line_start) {
        begin_statement(text);
      }
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
      if (is_one_of(text, {"into"})) {
        begin_target(false);  // Oracle's INSERT ALL INTO a … VALUES … INTO b …
      } else if (!begin_statement(text) && !is_one_of(text, {"values"})) {
        place_ = Place::kSkip;
      }
      break;
    case Place::kCreate:
    case Place::kCreateName:
    case Place::kItem:
      create_word(text);
      break;
    case Place::kItemRest:
      key_word(text);
      break;
    case Place::kCopyLine:
    case Place::kCopyRows:
      break;
  }
}

void SqlStatement::key_word(std::string_view text) {
  identity_ = is_one_of(text, {"identity"});
  if (key_.empty()) return;
  if (is_one_of(text, {"text", "tinytext", "varchar", "nvarchar", "varchar2", "char", "character",
                       "varbinary", "citext", "string", "name"})) {
    add_column(key_);
  }
  key_.clear();
}

void SqlStatement::create_word(std::string_view text) {
  if (place_ == Place::kCreate) {
    if (is_one_of(text, {"table"})) {
      place_ = Place::kCreateName;
    } else if (!is_one_of(text, {"temporary", "temp",    "unlogged", "global",   "local",
                                 "or",        "replace", "external", "foreign",  "cached",
                                 "memory",    "private", "set",      "multiset", "volatile",
                                 "transient", "column",  "row",      "hybrid",   "persistent"})) {
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
    } else if (is_one_of(text, {"key"})) {
      key_ = text;
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
    case Place::kDatabase:
      take_database(text);
      break;
    case Place::kAssign:
      assign_word(text, false);
      break;
    case Place::kItem:
      add_column(text);
      place_ = Place::kItemRest;
      break;
    default:
      break;
  }
}

void SqlStatement::mark(char c, bool line_start) {
  if (place_ == Place::kCopyLine) {
    if (c == '\n') begin_rows();
    return;
  }
  if (is_newline(c)) return;
  if (c == '\\' && line_start && (place_ == Place::kStart || place_ == Place::kSkip)) {
    place_ = Place::kStart;
    psql_command_ = true;
    return;
  }
  if (c == ';') {
    if (place_ == Place::kItemRest) finish_create();
    const bool rows_follow = place_ == Place::kTail && copy_ && from_stdin_;
    place_ = rows_follow ? Place::kCopyLine : Place::kStart;
    selected_ = false;
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
    case Place::kDatabase:
      place_ = Place::kSkip;
      break;
    case Place::kAssign:
    case Place::kAssignValue:
      assign_mark(c);
      break;
    default:
      break;
  }
}

bool SqlStatement::begin_statement(std::string_view verb) {
  if (is_one_of(verb, {"use"})) {
    schemas_ = false;
    place_ = Place::kDatabase;
  } else if (is_one_of(verb, {"insert", "replace", "update", "delete"})) {
    begin_target(false);
  } else if (is_one_of(verb, {"exec", "execute"})) {
    begin_target(false);
    called_ = true;
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
  from_stdin_ = listed_ = part_open_ = after_dot_ = selected_ = called_ = false;
  table_name_.clear();
  qualifier_.clear();
  list_.clear();
}

void SqlStatement::target_word(std::string_view text) {
  if (!expects_name()) {
    tail_word(text);
  } else if (after_dot_ || !is_one_of(text, {"into", "all", "ignore", "low_priority", "delayed",
                                             "high_priority", "or", "replace", "only", "from"})) {
    name_part(text);
  }
}

/// After the table and its columns: what brings the rows. A word that is not known (OVERRIDING, an
/// alias, UNION ALL) changes nothing.
void SqlStatement::tail_word(std::string_view text) {
  if (copy_) {
    if (is_one_of(text, {"stdin"})) from_stdin_ = true;
    place_ = is_one_of(text, {"to", "csv", "binary"}) ? Place::kSkip : Place::kTail;
  } else if (is_one_of(text, {"values", "value"})) {
    begin_rows();
  } else if (is_one_of(text, {"set", "where"})) {
    begin_assignments();
    condition_ = is_one_of(text, {"where"});
  } else if (is_one_of(text, {"select"})) {
    begin_selection();
  } else if (is_one_of(text, {"exec", "execute", "default", "with"})) {
    place_ = Place::kSkip;
  }
}

/// Of a.b.c, the last part names the table.
void SqlStatement::name_part(std::string_view text) {
  if (expects_name()) {
    qualifier_ = table_name_;
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
  } else if (c == '@' && called_ && !table_name_.empty()) {
    begin_assignments();
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
  if (c != '\n') key_.clear();
  // SQL Server gives IDENTITY(1,1) its values itself: no row without names of columns has one.
  if (c == '(' && identity_ && depth_ == 1 && !list_.empty()) list_.pop_back();
  identity_ = false;
  if (c == '(') {
    ++depth_;
    place_ = Place::kItemRest;
  } else if (c == ')') {
    if (--depth_ == 0) finish_create();
  } else if (c == ',' && depth_ == 1) {
    place_ = Place::kItem;
  }
}

void SqlStatement::take_database(std::string_view text) {
  database_ = text.substr(0, kMaxNameLength);
  place_ = Place::kSkip;
}

std::string SqlStatement::shown_table() const {
  const bool named =
      !schemas_ && !qualifier_.empty() && qualifier_ != "dbo" && qualifier_ != database_;
  if (database_.empty() || named) return table_name_;
  return (database_ + '.' + table_name_).substr(0, kMaxNameLength);
}

void SqlStatement::begin_rows() {
  table_ = catalog_.number_of(shown_table(), qualifier_);
  heading_ =
      listed_ ? catalog_.listed(table_, catalog_.name_of(table_), list_) : catalog_.created(table_);
  place_ = copy_ ? Place::kCopyRows : Place::kRows;
}

void SqlStatement::finish_create() {
  has_columns_ = has_columns_ || !list_.empty();
  const SqlCatalog::TableNumber table = catalog_.number_of(shown_table(), qualifier_);
  catalog_.create(table, catalog_.name_of(table), list_);
  place_ = Place::kSkip;
}

void SqlStatement::add_column(std::string_view text) {
  if (list_.size() < kMaxColumns) list_.emplace_back(text.substr(0, kMaxNameLength));
}

}  // namespace leaksift::structure
