// The state machine of delimited tables: RFC 4180 made lenient and resumable.
#pragma once

#include "core/record.h"
#include "structure/bytes.h"
#include "structure/parser.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::structure {

/// Follows rows and cells. A cell that begins with a quote (spaces may stand before it) runs to its
/// closing quote, over delimiters, newlines and doubled quotes. LF, CR and CRLF end a row; a blank
/// line is none. What follows a closing quote, up to the delimiter, is another cell of the same
/// column. In a quoted cell longer than kMaxQuotedLength a newline ends the row, so that a
/// quote without its partner cannot swallow the rest of a blob.
///
/// Sink: open_record(begin, number), cell(begin, end, column, encoding) for every non-empty cell,
/// and end_row(cells, offset after the row's newline), with offsets in the window given to run();
/// a row that is open at its beginning is opened again.
class DelimitedMachine {
 public:
  explicit DelimitedMachine(char delimiter) : delimiter_(delimiter) {}

  /// Moves over `bytes`, which stand `shift` bytes into the window. With `flush`, the cell that is
  /// still open at their end is handed out too.
  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush, std::size_t shift = 0) {
    // A copy on the stack, which the sink's writes cannot alias.
    DelimitedMachine machine = *this;
    machine.window_ = static_cast<std::int64_t>(position_) - static_cast<std::int64_t>(shift);
    if (row_open_) sink.open_record(machine.in_window(row_begin_), record_);
    machine.follow(bytes, sink);
    if (flush) machine.hand_out_open_cell(bytes, sink);
    machine.position_ += bytes.size();
    *this = machine;
  }

 private:
  enum class State : std::uint8_t { kCellStart, kBare, kQuoted, kQuoteSeen, kAfterQuote };

  template <class Sink>
  void follow(std::string_view bytes, Sink& sink) {
    const char* const first = bytes.data();
    const char* const end = first + bytes.size();
    const char* p = first;
    while (p != end) {
      switch (state_) {
        case State::kCellStart:
        case State::kAfterQuote:
          p = begin_cell(first, p, end, sink);
          break;
        case State::kBare:
          p = find_any(p, end, delimiter_, '\n', '\r');
          if (p != end) {
            hand_out(offset(first, p), sink);
            p = end_cell(first, p, sink);
          }
          break;
        case State::kQuoted:
          p = follow_quoted(first, p, end, sink);
          break;
        case State::kQuoteSeen:
          if (*p == '"') {
            state_ = State::kQuoted;
            doubled_ = true;
            ++p;
          } else {
            hand_out(offset(first, p) - 1, sink);
            state_ = State::kAfterQuote;
          }
          break;
      }
    }
  }

  template <class Sink>
  const char* begin_cell(const char* first, const char* p, const char* end, Sink& sink) {
    while (p != end && *p == ' ') ++p;
    if (p == end) return p;
    const bool blank = column_ == 0 && state_ == State::kCellStart && is_newline(*p);
    if (!row_open_ && !blank) open_row(offset(first, p), sink);
    if (*p == delimiter_ || is_newline(*p)) return end_cell(first, p, sink);
    doubled_ = false;
    const bool quoted = *p == '"' && state_ == State::kCellStart;
    if (quoted) ++p;
    state_ = quoted ? State::kQuoted : State::kBare;
    cell_begin_ = offset(first, p);
    return p;
  }

  template <class Sink>
  const char* follow_quoted(const char* first, const char* p, const char* end, Sink& sink) {
    const std::uint64_t length = offset(first, p) - cell_begin_;
    if (length < kMaxQuotedLength) {
      const auto left = std::min<std::uint64_t>(kMaxQuotedLength - length, end - p);
      const void* const quote = std::memchr(p, '"', left);
      if (quote == nullptr) return p + left;
      p = static_cast<const char*>(quote);
    } else {
      p = find_any(p, end, '"', '\n', '\r');
      if (p == end) return p;
    }
    if (*p == '"') {
      state_ = State::kQuoteSeen;
      return p + 1;
    }
    hand_out(offset(first, p), sink);
    return end_cell(first, p, sink);
  }

  /// Passes the delimiter or newline at `p`.
  template <class Sink>
  const char* end_cell(const char* first, const char* p, Sink& sink) {
    if (*p == delimiter_) {
      if (column_ < kMaxColumns) ++column_;
    } else {
      if (row_open_) {
        sink.end_row(column_ + 1, in_window(offset(first, p) + 1));
        row_open_ = false;
        ++record_;
      }
      column_ = 0;
    }
    state_ = State::kCellStart;
    return p + 1;
  }

  template <class Sink>
  void open_row(std::uint64_t begin, Sink& sink) {
    row_begin_ = begin;
    row_open_ = true;
    sink.open_record(in_window(begin), record_);
  }

  /// The open cell, which ends at offset `end` of the table.
  template <class Sink>
  void hand_out(std::uint64_t end, Sink& sink) {
    if (cell_begin_ >= end) return;
    sink.cell(in_window(cell_begin_), in_window(end), column_,
              doubled_ ? core::Encoding::kDoubled : core::Encoding::kPlain);
  }

  template <class Sink>
  void hand_out_open_cell(std::string_view bytes, Sink& sink) {
    const std::uint64_t end = position_ + bytes.size();
    if (state_ == State::kBare || state_ == State::kQuoted) hand_out(end, sink);
    if (state_ == State::kQuoteSeen) hand_out(end - 1, sink);
  }

  std::uint64_t offset(const char* first, const char* p) const {
    return position_ + static_cast<std::uint64_t>(p - first);
  }

  std::int64_t in_window(std::uint64_t offset) const {
    return static_cast<std::int64_t>(offset) - window_;
  }

  std::uint64_t position_ = 0;    ///< Offset in the table of the bytes that come next.
  std::int64_t window_ = 0;       ///< Of the window; valid within run() only.
  std::uint64_t row_begin_ = 0;   ///< Offset of the open row in the table.
  std::uint64_t cell_begin_ = 0;  ///< Offset of the open cell in the table.
  std::uint64_t record_ = 1;
  std::uint32_t column_ = 0;
  State state_ = State::kCellStart;
  bool row_open_ = false;
  bool doubled_ = false;  ///< The open cell holds doubled quotes.
  char delimiter_;
};

}  // namespace leaksift::structure
