// The state machine of delimited tables: RFC 4180 made lenient and resumable.
#pragma once

#include "core/record.h"
#include "structure/bytes.h"
#include "structure/parser.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// How the cells of a table are written.
struct Dialect {
  char delimiter = ',';
  /// Whether a cell may stand in double quotes.
  bool quotes = true;
  /// Whether a backslash in quotes makes the next byte ordinary: "say \"x\"".
  bool quoted_escapes = false;
  /// The same outside of quotes, for delimiters and newlines too; a cell that is \N has no value
  /// (MySQL manual, "SELECT … INTO OUTFILE").
  bool bare_escapes = false;
  /// Whether a line that begins with '#' is a comment.
  bool comments = false;
  /// The column from which on a row has no more delimiters.
  std::uint32_t last_column = ~std::uint32_t{0};
};

/// Follows rows and cells. A cell that begins with a quote (spaces may stand before it) runs to its
/// closing quote, over delimiters, newlines and doubled quotes. LF, CR and CRLF end a row; a blank
/// line is none. What follows a closing quote, up to the delimiter, is another cell of the same
/// column. In a quoted cell longer than kMaxQuotedLength a newline ends the row, so that a
/// quote without its partner cannot swallow the rest of a blob.
///
/// Sink: open_record(begin, number), cell(begin, end, column, encoding) for every non-empty cell,
/// and end_row(cells, offset after the row's newline, whether the row has another width than the
/// table), with offsets in the window given to run(); a row that is open at its beginning is opened
/// again.
class DelimitedMachine {
 public:
  /// `width`: of the table, to count the rows of another one; 0 if that does not matter.
  explicit DelimitedMachine(const Dialect& dialect, std::size_t width = 0)
      : width_(static_cast<std::uint32_t>(width)), dialect_(dialect) {}

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

  /// Offset in the table of the first quote that was given up, or is open now; kNowhere if none.
  static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
  std::uint64_t lost_quote() const {
    const bool open = state_ == State::kQuoted || state_ == State::kQuotedEscape;
    return open ? std::min(lost_quote_, cell_begin_ - 1) : lost_quote_;
  }
  /// How many rows have another width than the table, that of the open row included, and where the
  /// first of them begins in the table.
  std::uint64_t odd_rows() const { return odd_rows_ + (row_open_ && is_odd() ? 1 : 0); }
  std::uint64_t first_odd_row() const { return odd_rows_ == 0 ? row_begin_ : first_odd_; }

 private:
  enum class State : std::uint8_t {
    kCellStart,
    kBare,          ///< In a cell without quotes.
    kBareEscape,    ///< After a backslash in it.
    kFrontEscape,   ///< After a backslash at its front.
    kNull,          ///< After \N at its front.
    kQuoted,        ///< In quotes.
    kQuotedEscape,  ///< After a backslash in them.
    kQuoteSeen,     ///< After a quote in them, which may be doubled.
    kAfterQuote,    ///< Behind the closing quote.
    kComment,
  };

  template <class Sink>
  void follow(std::string_view bytes, Sink& sink) {
    const char* const first = bytes.data();
    const char* const end = first + bytes.size();
    for (const char* p = first; p != end;) {
      switch (state_) {
        case State::kCellStart:
          p = follow_plain(first, p, end, sink);
          if (p != end) p = begin_cell(first, p, end, sink);
          break;
        case State::kAfterQuote:
          p = begin_cell(first, p, end, sink);
          break;
        case State::kBare:
          p = follow_bare(first, p, end, sink);
          break;
        case State::kQuoted:
          p = follow_quoted(first, p, end, sink);
          break;
        case State::kQuoteSeen:
          if (*p == '"') {
            state_ = State::kQuoted;
            encoding_ = core::Encoding::kDoubled;
            ++p;
          } else {
            hand_out(offset(first, p) - 1, sink);
            state_ = State::kAfterQuote;
          }
          break;
        default:
          p = follow_rare(first, p, end, sink);
      }
    }
  }

  /// Passes cells that are as most are: not empty, not quoted, and wholly at hand. Returns the
  /// beginning of the first other one, and does not come far before the end.
  template <class Sink>
  const char* follow_plain(const char* first, const char* p, const char* end, Sink& sink) {
    if (dialect_.bare_escapes) return p;
    const std::uint32_t last = std::min<std::uint32_t>(dialect_.last_column, kMaxColumns);
    const std::int64_t shift = in_window(position_);
    // A cell that goes on behind the bytes looked at is not looked at again.
    for (const char* from = p; end - from >= kMaskBytes; from += kMaskBytes) {
      std::uint64_t stops = mask_any(from, dialect_.delimiter, '\n', '\r');
      for (; stops != 0; stops &= stops - 1) {
        const char* const stop = from + std::countr_zero(stops);
        if (stop == p || *p == ' ' || *p == '"') return p;
        if (!row_open_) {
          if (dialect_.comments && *p == '#') return p;
          open_row(offset(first, p), sink);
        }
        const bool delimiter = *stop == dialect_.delimiter;
        if (delimiter && column_ >= last) return p;
        sink.cell(shift + (p - first), shift + (stop - first), column_, core::Encoding::kPlain);
        if (delimiter) {
          ++column_;
        } else {
          state_ = State::kBare;
          end_cell(first, stop, sink);
        }
        p = stop + 1;
      }
    }
    return p;
  }

  /// The states of the dialects that few tables have.
  template <class Sink>
  const char* follow_rare(const char* first, const char* p, const char* end, Sink& sink) {
    switch (state_) {
      case State::kQuotedEscape:
        state_ = State::kQuoted;
        return p + 1;
      case State::kFrontEscape:
        state_ = *p == 'N' ? State::kNull : State::kBare;
        return p + 1;
      case State::kNull:
        p = find_any(p, end, active_delimiter(), '\n', '\r');
        return p == end ? p : end_cell(first, p, sink);
      case State::kComment:
        p = find_any(p, end, '\n', '\r');
        if (p != end) state_ = State::kCellStart;
        return p;
      default:  // kBareEscape
        state_ = State::kBare;
        return p + 1;
    }
  }

  template <class Sink>
  const char* begin_cell(const char* first, const char* p, const char* end, Sink& sink) {
    while (p != end && *p == ' ') ++p;
    if (p == end) return p;
    const bool at_front = state_ == State::kCellStart;
    if (!row_open_) {
      if (at_front && column_ == 0 && is_newline(*p)) return end_cell(first, p, sink);
      if (dialect_.comments && *p == '#') {
        state_ = State::kComment;
        return p;
      }
      open_row(offset(first, p), sink);
    }
    if (*p == active_delimiter() || is_newline(*p)) return end_cell(first, p, sink);
    encoding_ = core::Encoding::kPlain;
    const bool quoted = *p == '"' && at_front && dialect_.quotes;
    if (quoted) ++p;
    state_ = quoted ? State::kQuoted : State::kBare;
    cell_begin_ = offset(first, p);
    return p;
  }

  template <class Sink>
  const char* follow_bare(const char* first, const char* p, const char* end, Sink& sink) {
    p = dialect_.bare_escapes ? find_any(p, end, active_delimiter(), '\n', '\r', '\\')
                              : find_any(p, end, active_delimiter(), '\n', '\r');
    if (p == end) return p;
    if (*p == '\\' && dialect_.bare_escapes) {
      encoding_ = core::Encoding::kBackslash;
      state_ = offset(first, p) == cell_begin_ ? State::kFrontEscape : State::kBareEscape;
      return p + 1;
    }
    hand_out(offset(first, p), sink);
    return end_cell(first, p, sink);
  }

  template <class Sink>
  const char* follow_quoted(const char* first, const char* p, const char* end, Sink& sink) {
    const char escape = dialect_.quoted_escapes ? '\\' : '"';
    const std::uint64_t length = offset(first, p) - cell_begin_;
    if (length < kMaxQuotedLength) {
      const auto left = std::min<std::uint64_t>(kMaxQuotedLength - length, end - p);
      const char* const limit = p + left;
      p = dialect_.quoted_escapes ? find_any(p, limit, '"', '\\') : find_quote(p, limit);
      if (p == limit) return p;
    } else {
      p = find_any(p, end, '"', escape, '\n', '\r');
      if (p == end) return p;
    }
    if (*p == '"') {
      state_ = State::kQuoteSeen;
      return p + 1;
    }
    if (*p == escape) {
      encoding_ = core::Encoding::kJson;
      state_ = State::kQuotedEscape;
      return p + 1;
    }
    lost_quote_ = std::min(lost_quote_, cell_begin_ - 1);
    hand_out(offset(first, p), sink);
    return end_cell(first, p, sink);
  }

  static const char* find_quote(const char* p, const char* end) {
    const void* const quote = std::memchr(p, '"', static_cast<std::size_t>(end - p));
    return quote == nullptr ? end : static_cast<const char*>(quote);
  }

  /// Passes the delimiter or newline at `p`.
  template <class Sink>
  const char* end_cell(const char* first, const char* p, Sink& sink) {
    if (!is_newline(*p)) {
      if (column_ < kMaxColumns) ++column_;
    } else {
      if (row_open_) {
        const bool odd = is_odd();
        if (odd && odd_rows_++ == 0) first_odd_ = row_begin_;
        sink.end_row(column_ + 1, in_window(offset(first, p) + 1), odd);
        row_open_ = false;
        ++record_;
      }
      column_ = 0;
    }
    state_ = State::kCellStart;
    return p + 1;
  }

  /// One more delimiter at the end of a row is none too many.
  bool is_odd() const {
    const std::uint32_t cells = column_ + 1;
    const bool trailing = cells == width_ + 1 && state_ == State::kCellStart;
    return cells != width_ && !trailing && width_ != 0;
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
    sink.cell(in_window(cell_begin_), in_window(end), column_, encoding_);
  }

  template <class Sink>
  void hand_out_open_cell(std::string_view bytes, Sink& sink) {
    const std::uint64_t end = position_ + bytes.size();
    switch (state_) {
      case State::kBare:
      case State::kBareEscape:
      case State::kQuoted:
      case State::kQuotedEscape:
        return hand_out(end, sink);
      case State::kQuoteSeen:
        return hand_out(end - 1, sink);
      default:
        return;
    }
  }

  /// What ends a cell other than a newline.
  char active_delimiter() const {
    return column_ < dialect_.last_column ? dialect_.delimiter : '\n';
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
  std::uint64_t lost_quote_ = kNowhere;
  std::uint64_t odd_rows_ = 0;
  std::uint64_t first_odd_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t width_;
  State state_ = State::kCellStart;
  bool row_open_ = false;
  core::Encoding encoding_ = core::Encoding::kPlain;  ///< Of the open cell.
  Dialect dialect_;
};

}  // namespace leaksift::structure
