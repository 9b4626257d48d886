// The state machine of HTML: the rows of its tables.
#pragma once

#include "structure/copy_on_write.h"
#include "structure/field_judge.h"
#include "structure/markup_lexer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Follows <table>, <tr>, <td> and <th> (HTML Living Standard, section 4.9), whose end tags may be
/// missing, and passes over whatever else there is; the contents of <script> and <style> are no
/// text. Tables nest up to kMaxDepth; the cells of deeper ones belong to the row around them.
///
/// The first row names the columns and is no record, unless a <td> follows a <th> in it; then each
/// row has its name in its <th>: <tr><th>SSN<td>123-45-6789. Where rows have both, columns win.
/// Rows with such names are one record, up to where the first name stands again, as long as one
/// <td> follows each of them. All tables together count as one without a name.
///
/// With `sheets`, <dl> is a table too, each <dt> the name of a row and <dd> its value.
class HtmlMachine : public MarkupLexer<HtmlMachine> {
 public:
  static constexpr std::size_t kMaxDepth = 16;
  /// Cells of further columns have no name but that of their row.
  static constexpr std::size_t kMaxNamedColumns = 256;

  /// With `sheets`, a table without <th> is read as if the first cell of each row were one; what it
  /// says names the row only if it is known as the name of a field. `sheets` must outlive it.
  explicit HtmlMachine(std::size_t skip, const FieldJudge* sheets = nullptr)
      : MarkupLexer(skip), sheets_(sheets) {}

  static std::string_view format() { return "html"; }
  static std::string damage() { return {}; }

  /// Moves over `bytes`. With `flush`, the value still open at their end is handed out too.
  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    for (const Table& table : tables_) {
      if (table.row_open) reopen(table, sink);
    }
    follow(bytes, sink, flush);
  }

  /// Whether there was a row of a table.
  bool has_rows() const { return has_rows_; }

 private:
  friend class MarkupLexer<HtmlMachine>;

  enum class Tag : std::uint8_t {
    kOther,
    kTable,
    kRow,
    kCell,
    kHeaderCell,
    kList,
    kTerm,
    kDescription,
    kRaw
  };

  struct Table {
    CopyOnWrite<std::vector<std::string>> names;  ///< Of the columns.
    std::string label;                            ///< What the latest <th> of the row says.
    std::string first_label;                      ///< The first one of the open record.
    std::uint64_t row_begin = 0;
    std::uint64_t number = 0;  ///< Of the open record.
    std::uint32_t column = 0;  ///< Of the current or next cell.
    std::uint32_t span = 0;    ///< Columns of the current cell; 0 before a row's first.
    bool settled = false;      ///< The first row is over, or has turned out to be a record.
    bool in_row = false;
    bool row_open = false;  ///< The row is a record.
    bool in_cell = false;
    bool header = false;       ///< The cell is a <th>.
    bool row_header = false;   ///< The row has had one.
    bool new_row = false;      ///< No value of the row was seen yet.
    bool bare = false;         ///< No <th> names its rows, but their first cells.
    bool list = false;         ///< A <dl>.
    bool sheet = false;        ///< The rows are fields of one record.
    bool behind_cell = false;  ///< A <td> stands right before, and no <th>.
  };

  static std::uint32_t name_key(std::string_view name);
  static Tag tag_of(std::uint32_t key);

  template <class Sink>
  void start(std::uint64_t begin, std::string_view name, Sink& sink) {
    key_ = name_key(name);
    tag_ = tag_of(key_);
    raw_ = tag_ == Tag::kRaw;
    if (tag_ == Tag::kTable || (tag_ == Tag::kList && sheets_ != nullptr)) {
      return begin_table(tag_ == Tag::kList, sink);
    }
    if (tables_.empty() || skipped_ > 0 || !is_part(tag_, tables_.back())) return;
    if (tag_ == Tag::kRow || tag_ == Tag::kTerm) {
      end_row(begin, sink);
      begin_row(begin);
    }
    if (tag_ != Tag::kRow) {
      if (!tables_.back().in_row) begin_row(begin);
      begin_cell(tag_ == Tag::kHeaderCell || tag_ == Tag::kTerm);
    }
  }

  /// Whether a tag begins or ends what a table, or a list, consists of.
  static bool is_part(Tag tag, const Table& table) {
    if (table.list) return tag == Tag::kTerm || (tag == Tag::kDescription && table.in_row);
    return tag == Tag::kRow || tag == Tag::kCell || tag == Tag::kHeaderCell;
  }

  static void prefix(std::string_view) {}

  template <class Sink>
  void attribute(std::string_view name, Sink&) {
    const bool cell = tag_ == Tag::kCell || tag_ == Tag::kHeaderCell;
    in_span_ = cell && name_key(name) == name_key("colspan");
  }

  template <class Sink>
  void value(std::uint64_t, std::uint64_t, core::Encoding, std::string_view text, Sink&) {
    if (in_span_) set_span(text);
    in_span_ = false;
  }
  template <class Sink>
  static void open_value(std::uint64_t, std::uint64_t, core::Encoding, Sink&) {}

  template <class Sink>
  void finish_start(std::uint64_t, bool empty, Sink&) {
    if (empty) raw_ = false;
    in_span_ = false;
    tag_ = Tag::kOther;
  }

  bool begins_raw_text() const { return raw_; }
  bool ends_raw_text(std::uint32_t key) const { return key == key_; }

  /// Whether a text names a column or row, or an attribute counts columns.
  bool wants_text() const {
    if (in_span_) return true;
    return skipped_ == 0 && !tables_.empty() && tables_.back().in_cell && is_name(tables_.back());
  }

  template <class Sink>
  void text(std::uint64_t begin, std::uint64_t end, core::Encoding encoding, std::string_view text,
            Sink& sink) {
    if (tables_.empty() || !tables_.back().in_cell) return;
    if (skipped_ == 0 && is_name(tables_.back())) return add_to_name(text, encoding);
    Table& table = tables_.back();
    if (table.sheet) follow_sheet(table, begin, sink);
    open_record(table, sink);
    sink.value(window().place(begin), window().place(end), column_name(), encoding);
  }

  static std::optional<std::string_view> innermost_tag() { return std::nullopt; }
  template <class Sink>
  static void end(std::uint64_t, Sink&) {}

  template <class Sink>
  void end(std::uint32_t key, std::uint64_t, std::uint64_t end, Sink& sink) {
    const Tag tag = tag_of(key);
    raw_ = false;
    const bool list = tag == Tag::kList && sheets_ != nullptr;
    if ((tag == Tag::kTable || list) && skipped_ > 0) {
      --skipped_;
    } else if (tag == Tag::kTable || list) {
      end_table(list, end, sink);
    } else if (!tables_.empty() && skipped_ == 0 && is_part(tag, tables_.back())) {
      tables_.back().in_cell = false;
      if (tag == Tag::kRow) end_row(end, sink);
    }
  }

  /// The innermost table ends, and the lists in it that were left open; or the innermost list.
  template <class Sink>
  void end_table(bool list, std::uint64_t end, Sink& sink) {
    while (!tables_.empty()) {
      const bool is_list = tables_.back().list;
      if (list && !is_list) return;
      tables_.back().sheet = false;
      end_row(end, sink);
      tables_.pop_back();
      if (list == is_list) return;
    }
  }

  template <class Sink>
  void begin_table(bool list, Sink& sink) {
    if (tables_.size() == kMaxDepth) {
      ++skipped_;
      return;
    }
    // The record around the table is listed before those in it.
    if (!tables_.empty() && tables_.back().in_cell && !is_name(tables_.back())) {
      open_record(tables_.back(), sink);
    }
    tables_.emplace_back();
    tables_.back().list = tables_.back().bare = list;
  }

  template <class Sink>
  void end_row(std::uint64_t end, Sink& sink) {
    Table& table = tables_.back();
    if (table.span > 0) table.settled = true;
    table.in_row = table.in_cell = false;
    if (!table.sheet) close_record(table, end, sink);
  }

  template <class Sink>
  void close_record(Table& table, std::uint64_t end, Sink& sink) {
    if (table.row_open) sink.close_record(window().place(end));
    table.row_open = false;
    table.first_label.clear();
  }

  /// A value of a named row begins at `begin`: the record ends before it if the name is its first
  /// one, from another row.
  template <class Sink>
  void follow_sheet(Table& table, std::uint64_t begin, Sink& sink) {
    if (table.first_label.empty()) {
      table.first_label = table.label;
    } else if (table.label == table.first_label && table.new_row) {
      close_record(table, begin, sink);
      table.row_begin = begin;
      table.first_label = table.label;
    }
    table.new_row = false;
  }

  template <class Sink>
  void open_record(Table& table, Sink& sink) {
    if (table.row_open) return;
    table.row_open = true;
    table.number = ++records_;
    reopen(table, sink);
  }

  template <class Sink>
  void reopen(const Table& table, Sink& sink) {
    sink.select_table({});
    sink.open_record(window().place(table.row_begin), table.number);
  }

  static void broken(std::uint64_t) {}
  static void lax() {}

  /// Whether the current cell's text is the name of a column or row.
  static bool is_name(const Table& table) {
    return !table.settled || (table.header && table.names.read().empty());
  }
  void begin_row(std::uint64_t begin);
  void begin_cell(bool header);
  void set_span(std::string_view digits);
  void add_to_name(std::string_view text, core::Encoding encoding);
  std::string_view column_name() const;

  const FieldJudge* sheets_;
  std::vector<Table> tables_;  ///< Open, outermost first.
  std::uint64_t skipped_ = 0;  ///< Tables open beyond kMaxDepth.
  std::uint64_t records_ = 0;  ///< So far.
  std::uint32_t key_ = 0;      ///< Of the latest start tag.
  Tag tag_ = Tag::kOther;      ///< The start tag that is open.
  bool raw_ = false;           ///< In <script> or <style>.
  bool in_span_ = false;       ///< In the value of colspan.
  bool has_rows_ = false;
};

}  // namespace leaksift::structure
