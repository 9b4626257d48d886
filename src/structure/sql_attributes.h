// SqlAttributes: the rows of a dump that are attributes of one entity, as one record.
#pragma once

#include "core/block.h"
#include "core/record.h"
#include "structure/attribute_columns.h"
#include "structure/cell_writer.h"
#include "structure/parser.h"
#include "structure/window.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

class FieldJudge;

/// The rows of tables of attributes (attribute_columns.h):
///   INSERT INTO `wp_usermeta` VALUES (1,7,'first_name','Ann'),(2,7,'ssn','536-90-4399');
/// Rows of an entity that follow each other, with at most kMaxGap bytes between two, are one
/// record, from the first byte of the first to the end of the last, with the number of the first; a
/// value is called what its attribute is. That holds from the row on whose attribute is known as
/// the name of a field; a table of which none of kMaxJudged rows has such is as any other. Where
/// the attribute of the first row comes again, but not in the next row as of values that are
/// several, another record begins: what was taken for the entity holds many.
///
/// A row belongs to no record before its entity and its attribute are read, and until then has no
/// cells. One that does not have both within its first kMaxFront bytes is a record of its own.
/// So all that is owned by a block is known within its margin.
///
/// What is kept from window to window; offsets are those in the blob.
class SqlAttributes {
 public:
  static constexpr std::size_t kMaxGap = 1024;
  static constexpr std::size_t kMaxFront = 4096;
  static_assert(kMaxGap + kMaxFront <= core::kBlockMargin);
  static constexpr std::uint32_t kMaxJudged = 400;

  /// `judge` may be null: then no table is one of attributes. Otherwise it must outlive this.
  explicit SqlAttributes(const FieldJudge* judge) : judge_(judge) {}

 private:
  template <class Sink>
  friend class SqlAttributeSink;

  enum class Row : std::uint8_t {
    kNone,   ///< Between rows, or in one of another table.
    kFront,  ///< In a row of which it is not yet known what it belongs to.
    kBody,   ///< In a row of the open record.
  };
  struct Cell {
    std::uint64_t begin;
    std::uint64_t end;
    std::uint32_t column;
    core::Encoding encoding;
  };

  /// The rows that follow are those of `heading`.
  void enter(const SharedHeading& heading);
  /// Whether they may be attributes.
  bool may_be_attributes() const { return columns_ != nullptr && (known_ || judged_ < kMaxJudged); }
  /// `begin`: in the window, or the last byte before it.
  void begin_row(std::uint64_t begin, std::uint64_t number);
  /// Whether a row that has come to `end` may still be in its front.
  bool within_front(std::uint64_t end) const { return end - row_begin_ <= kMaxFront; }
  /// Whether the front has all that tells what the row belongs to.
  bool front_is_whole() const;
  /// Reads the entity and the attribute in it.
  void read_front();
  /// Keeps what is needed of the window, which ends.
  void leave_window();
  std::string text_of(std::uint32_t column) const;
  /// Whether the row's value is called what its attribute is.
  bool names_value() const { return known_ && !attribute_.empty(); }
  bool joins_record() const;
  /// The row is the first of a record, or the next of the open one.
  void begin_record();
  void join_record() { record_latest_ = attribute_; }

  const FieldJudge* judge_;
  Window window_;
  SharedHeading heading_;                      ///< Of the latest rows; null before them.
  const AttributeColumns* columns_ = nullptr;  ///< Those of heading_; null if it has none.
  std::uint32_t judged_ = 0;                   ///< Attributes under it that were not known.
  bool known_ = false;                         ///< One was.

  bool record_ = false;
  std::uint64_t record_begin_ = 0;
  std::uint64_t record_end_ = 0;  ///< Behind its latest row that has ended.
  std::uint64_t record_number_ = 0;
  std::string record_entity_;  ///< Empty if no other row may belong to the record.
  std::string record_first_;   ///< The attribute of its first row.
  std::string record_latest_;  ///< That of its latest one.

  Row row_ = Row::kNone;
  std::uint64_t row_begin_ = 0;
  std::uint64_t row_number_ = 0;
  std::vector<Cell> front_;  ///< Its cells while it is in kFront.
  std::string kept_;         ///< Its bytes before the window, likewise.
  char last_byte_ = 0;       ///< Of the window before this one.
  std::string entity_;       ///< Empty if the row does not tell it and the attribute.
  std::string attribute_;    ///< Empty if it tells none.
};

/// Between SqlMachine and its sink, for one window: hands records and cells of other tables on, and
/// those of tables of attributes as SqlAttributes says.
template <class Sink>
class SqlAttributeSink {
 public:
  /// `clips`: what is open at the window's end is handed out there.
  SqlAttributeSink(SqlAttributes& rows, Sink& sink, std::string_view window, bool clips)
      : rows_(rows), sink_(sink), clips_(clips), passes_(rows.heading_ && rows_pass()) {
    rows_.window_.open(window);
  }

  void select(const SharedHeading& heading) {
    if (heading != rows_.heading_) passes_ = false;
    selected_ = &heading;
    sink_.select(heading);
  }

  void open_record(std::int64_t begin, std::uint64_t number) {
    if (passes_) {
      sink_.open_record(begin, number);
    } else {
      open_row(begin, number);
    }
  }
  void close_record(std::int64_t end) {
    if (passes_) {
      sink_.close_record(end);
    } else {
      close_row(end);
    }
  }
  void cell(std::int64_t begin, std::int64_t end, std::uint32_t column,
            core::Encoding encoding = core::Encoding::kPlain) {
    if (passes_) {
      sink_.cell(begin, end, column, encoding);
    } else {
      row_cell(begin, end, column, encoding);
    }
  }

  /// The window ends.
  void finish() {
    const bool in_front = rows_.row_ == Row::kFront && !cut_;
    if (in_front && !rows_.within_front(rows_.window_.offset(rows_.window_.end))) end_front();
    // Another row may still belong to the record, but then the record ends behind the window.
    if (rows_.row_ != Row::kBody) hide_record();
    rows_.leave_window();
  }

 private:
  std::uint64_t offset(std::int64_t place) const {
    return rows_.window_.position + static_cast<std::uint64_t>(place);
  }

  using Row = SqlAttributes::Row;

  /// Whether the rows of the latest heading are as those of any table.
  bool rows_pass() const { return rows_.row_ == Row::kNone && !rows_.may_be_attributes(); }

  void open_row(std::int64_t begin, std::uint64_t number) {
    if (rows_.row_ != Row::kNone) {  // The window begins within this row.
      if (rows_.row_ == Row::kBody) show_record();
      return;
    }
    if (*selected_ != rows_.heading_) {
      end_record();
      rows_.enter(*selected_);
    }
    passes_ = rows_pass();
    if (passes_) {
      end_record();
      sink_.open_record(begin, number);
    } else {
      rows_.begin_row(offset(begin), number);
    }
  }

  void close_row(std::int64_t end) {
    if (rows_.row_ == Row::kNone) {
      sink_.close_record(end);
    } else if (!cut_) {
      if (rows_.row_ == Row::kFront) end_front();
      rows_.record_end_ = offset(end);
      rows_.row_ = Row::kNone;
    }
  }

  void row_cell(std::int64_t begin, std::int64_t end, std::uint32_t column,
                core::Encoding encoding) {
    switch (rows_.row_) {
      case Row::kNone:
        sink_.cell(begin, end, column, encoding);
        break;
      case Row::kFront:
        front_cell({offset(begin), offset(end), column, encoding});
        break;
      case Row::kBody:
        give({offset(begin), offset(end), column, encoding});
        break;
    }
  }

  void front_cell(const SqlAttributes::Cell& cell) {
    if (!rows_.within_front(cell.end)) {
      end_front();
      give(cell);
      return;
    }
    // The window's last byte may be a quote that is doubled behind it.
    cut_ = clips_ && cell.end + 1 >= rows_.window_.offset(rows_.window_.end);
    if (cut_) return;
    rows_.front_.push_back(cell);
    if (rows_.front_is_whole()) end_front();
  }

  /// It shows what the row belongs to.
  void end_front() {
    rows_.read_front();
    if (rows_.joins_record()) {
      rows_.join_record();
    } else {
      end_record();
      rows_.begin_record();
    }
    show_record();
    rows_.row_ = Row::kBody;
    for (const SqlAttributes::Cell& cell : rows_.front_) give(cell);
  }

  void give(const SqlAttributes::Cell& cell) {
    const std::int64_t begin = rows_.window_.place(cell.begin);
    const std::int64_t end = rows_.window_.place(cell.end);
    if (cell.column == rows_.columns_->value && rows_.names_value()) {
      sink_.value(begin, end, std::string_view(rows_.attribute_).substr(0, kMaxNameLength),
                  cell.encoding);
    } else {
      sink_.cell(begin, end, cell.column, cell.encoding);
    }
  }

  void show_record() {
    if (!shown_) sink_.open_record(rows_.window_.place(rows_.record_begin_), rows_.record_number_);
    shown_ = true;
  }
  void hide_record() {
    if (shown_) sink_.close_record(rows_.window_.place(rows_.record_end_));
    shown_ = false;
  }
  void end_record() {
    hide_record();
    rows_.record_ = false;
  }

  SqlAttributes& rows_;
  Sink& sink_;
  const SharedHeading* selected_ = nullptr;
  bool clips_;
  bool passes_;         ///< Rows, and the open one, are handed on: those of another table.
  bool cut_ = false;    ///< The window ends within a cell of the row's front, or right behind it.
  bool shown_ = false;  ///< The sink knows the open record.
};

}  // namespace leaksift::structure
