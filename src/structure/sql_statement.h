// The grammar of a SQL dump, as far as it tells where rows of values stand and what they are
// called.
#pragma once

#include "structure/cell_writer.h"
#include "structure/copy_on_write.h"
#include "structure/parser.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

/// The tables of a dump: their columns and how many rows each has had. Tables are told apart by
/// their names in lower case: the last part, and what qualifies it where two have that. Beyond
/// kMaxTables tables, and beyond kMaxKnownColumns columns of all tables together, nothing more is
/// remembered.
class SqlCatalog {
 public:
  static constexpr std::size_t kMaxTables = 4096;
  static constexpr std::size_t kMaxKnownColumns = 64 * 1024;
  using TableNumber = std::uint32_t;

  SqlCatalog();

  /// Stands for all tables that there is no room for; its columns have no names.
  static constexpr TableNumber kOthers = 0;

  /// The number of a table, which is remembered if there is room; otherwise kOthers. Without a
  /// qualifier, the first of its name is meant; one of the same name that has another is told as
  /// qualifier.name.
  TableNumber number_of(std::string_view name, std::string_view qualifier);
  /// What a table is told as.
  const std::string& name_of(TableNumber table) const {
    return tables_.read().headings[table]->table;
  }
  /// Keeps what CREATE TABLE says.
  void create(TableNumber table, std::string_view name, const std::vector<std::string>& columns);
  /// The heading of a statement that names no columns, and of one that does. The columns of a table
  /// that was not created before are numbered: "column_1".
  SharedHeading created(TableNumber table);
  SharedHeading listed(TableNumber table, std::string_view name,
                       const std::vector<std::string>& columns);
  /// The heading of all columns that SET has assigned so far, with `column` among them; of a table
  /// with too many, a heading without it.
  SharedHeading assigned(TableNumber table, std::string_view name, std::string_view column);
  /// Counts a row, from 1.
  std::uint64_t next_row(TableNumber table) { return ++rows_[table]; }

 private:
  struct Tables {
    std::unordered_map<std::string, TableNumber> numbers;
    std::vector<SharedHeading> headings;  ///< From CREATE TABLE; [kOthers] is empty.
    std::vector<std::string> qualifiers;  ///< Empty while none was given.
    std::vector<SharedHeading> lists;     ///< The latest column list of a statement, or null.
    std::vector<SharedHeading> assigned;  ///< What SET assigned, or null.
    std::size_t known_columns = 0;
  };
  /// Columns are added one by one, each time to a new copy.
  static constexpr std::size_t kMaxAssigned = 256;
  static constexpr std::size_t kNumberedColumns = 64;

  TableNumber add(std::string name, std::string_view qualifier);
  void remember(std::vector<SharedHeading> Tables::*headings, TableNumber table,
                std::string_view name, const std::vector<std::string>& columns);

  CopyOnWrite<Tables> tables_;
  std::vector<std::uint64_t> rows_;
};

/// Follows statements token by token: INSERT and REPLACE with VALUES, SET or a SELECT of literals,
/// UPDATE … SET, what WHERE asks for in UPDATE and DELETE, the arguments of EXEC (a record of what
/// is called), CREATE TABLE, COPY … FROM stdin; anything else is skipped to its ';' or to a line
/// that begins with one of these verbs, since scripts for SQL Server end statements with a newline.
/// The lexer asks place() how to read the next bytes.
///
/// A table is told by the last part of its name. Once USE or psql's \connect has chosen a database,
/// the tables of statements that name none are told as database.table: after USE those without a
/// qualifier or with that database for one, as in MySQL, or with SQL Server's schema dbo; after
/// \connect all, since what stands before a table there is its schema.
class SqlStatement {
 public:
  enum class Place : std::uint8_t {
    kStart,     ///< Before a statement.
    kSkip,      ///< In a statement without interest.
    kTarget,    ///< Before or in the table's name of INSERT or COPY.
    kColumns,   ///< In the list of columns of INSERT or COPY.
    kTail,      ///< Before VALUES, or after FROM.
    kRows,      ///< Between the rows of VALUES.
    kCopyLine,  ///< After the ';' of COPY … FROM stdin, up to the newline.
    kCopyRows,  ///< In COPY's rows.
    kCreate,    ///< Between CREATE and TABLE.
    kCreateName,
    kItem,         ///< Before a column or constraint of CREATE TABLE.
    kItemRest,     ///< In the rest of it.
    kDatabase,     ///< After USE or \connect.
    kAssign,       ///< Before the '=' of a column that SET assigns or WHERE asks for.
    kAssignValue,  ///< Behind it, or among the values of SELECT.
  };

  Place place() const { return place_; }
  /// Whether a '#' here belongs to a name (#temporary in SQL Server) and begins no comment.
  bool expects_name() const;
  bool assigns() const { return place_ == Place::kAssign || place_ == Place::kAssignValue; }
  /// Between the values of SELECT, and in none.
  bool selects() const { return place_ == Place::kAssignValue && selected_ && depth_ == 0; }
  /// In kAssignValue: the number of the column in the heading.
  std::uint32_t assigned_column() const { return assigned_column_; }
  /// The columns of the rows; set in kRows, kCopyRows and kAssignValue.
  const SharedHeading& heading() const { return heading_; }
  /// Counts a row that begins now, and gives its number in its table.
  std::uint64_t next_row() {
    has_rows_ = true;
    return catalog_.next_row(table_);
  }

  /// A bare word; `line_start` when nothing but space stands before it on its line.
  void word(std::string_view text, bool line_start);
  /// A quoted identifier, without its quotes.
  void name(std::string_view text);
  /// Any other character outside strings and comments, '\n' included.
  void mark(char c, bool line_start);
  /// The rows of COPY are over.
  void end_copy() { place_ = Place::kStart; }
  /// An INSERT INTO was found where a string should have ended long ago.
  void restart_insert() { begin_target(false); }

  /// For sniffing: whether the first word, if there was one yet, begins a statement of SQL.
  bool may_be_sql() const { return !first_word_seen_ || begins_like_sql_; }
  /// Whether rows or columns were found.
  bool has_tables() const { return has_rows_ || has_columns_; }

 private:
  bool begin_statement(std::string_view verb);
  void begin_target(bool copy);
  void target_word(std::string_view text);
  void create_word(std::string_view text);
  /// After KEY in CREATE TABLE: before a type, that is a column, and before all else an index.
  void key_word(std::string_view text);
  void assign_word(std::string_view text, bool line_start);
  void assign_mark(char c);
  void begin_assignments();
  void begin_selection();
  void expect_column();
  void begin_value();
  void take_database(std::string_view text);
  std::string shown_table() const;
  void tail_word(std::string_view text);
  void name_part(std::string_view text);
  void column_part(std::string_view text);
  void target_mark(char c);
  void columns_mark(char c);
  void item_mark(char c);
  void begin_rows();
  void finish_create();
  void add_column(std::string_view text);

  Place place_ = Place::kStart;
  bool copy_ = false;  ///< The statement is COPY.
  bool from_stdin_ = false;
  bool listed_ = false;     ///< The statement has a column list.
  bool part_open_ = false;  ///< A column's name has begun; only a '.' may add to it.
  bool after_dot_ = false;
  bool first_word_seen_ = false;
  bool begins_like_sql_ = false;
  bool has_rows_ = false;
  bool has_columns_ = false;
  bool condition_ = false;     ///< What is assigned stands in WHERE.
  bool selected_ = false;      ///< What is assigned stands in the list of SELECT.
  bool called_ = false;        ///< The statement is EXEC.
  bool psql_command_ = false;  ///< A backslash stands before the next word.
  bool schemas_ = false;       ///< The database was chosen by \connect.
  std::uint32_t depth_ = 0;    ///< Of brackets in CREATE TABLE or in an assigned value.
  std::uint32_t assigned_column_ = 0;
  std::string database_;   ///< Chosen by USE or \connect.
  std::string qualifier_;  ///< What stands before the table's name.
  std::uint32_t table_ = 0;
  std::string table_name_;
  std::vector<std::string> list_;
  std::string key_;        ///< KEY as it is written, right behind it.
  bool identity_ = false;  ///< Right behind IDENTITY.
  SharedHeading heading_;
  SqlCatalog catalog_;
};

}  // namespace leaksift::structure
