// SqlCopy: the lines behind PostgreSQL's COPY … FROM stdin.
#pragma once

#include "structure/bytes.h"
#include "structure/sql_row.h"
#include "structure/sql_statement.h"
#include "structure/window.h"

#include <cstdint>

namespace leaksift::structure {

/// Fields stand between tabs, \N is null, and \. on a line of its own ends them (PostgreSQL, COPY,
/// "Text Format"). A line is a row from its first byte to its newline; blank lines are none.
class SqlCopy {
 public:
  void begin_line(SqlRow& row) {
    row.column = 0;
    place_ = Place::kField;
  }
  bool done() const { return place_ == Place::kDone; }

  /// Moves on from `p`, which is before the window's end.
  template <class Sink>
  const char* step(const char* p, const Window& window, SqlStatement& statement, SqlRow& row,
                   Sink& sink) {
    const char c = *p;
    switch (place_) {
      case Place::kField:
        if (c == '\t' || is_newline(c)) return end_field(p, window, statement, row, sink);
        row.begin_value(window.offset(p));
        if (c != '\\') open_line(row.value, window, statement, row, sink);
        place_ = c == '\\' ? Place::kBackslash : Place::kText;
        return p + 1;
      case Place::kText:
        p = find_any(p, window.end, '\t', '\n', '\r', '\\');
        if (p == window.end) return p;
        if (*p == '\\') {
          row.encoding = core::Encoding::kBackslash;
          place_ = Place::kEscape;
          return p + 1;
        }
        row.hand_out(window.offset(p), window, sink);
        return end_field(p, window, statement, row, sink);
      case Place::kBackslash:
        if (c == '.' && row.column == 0) {
          place_ = Place::kDone;
          return p + 1;
        }
        open_line(row.value, window, statement, row, sink);
        row.encoding = core::Encoding::kBackslash;
        place_ = c == 'N' ? Place::kNull : c == '\\' ? Place::kHexMark : Place::kText;
        return p + 1;
      case Place::kHexMark:
        if (c == 'x') row.encoding = core::Encoding::kHex;
        place_ = Place::kText;
        return p;
      case Place::kNull:
        p = find_any(p, window.end, '\t', '\n', '\r');
        return p == window.end ? p : end_field(p, window, statement, row, sink);
      default:
        place_ = Place::kText;
        return p + 1;
    }
  }

  /// The window ends within a field.
  template <class Sink>
  void hand_out_open_value(const Window& window, const SqlRow& row, Sink& sink) const {
    const bool within =
        place_ == Place::kText || place_ == Place::kEscape || place_ == Place::kHexMark;
    if (!within) return;
    row.hand_out(window.offset(window.end), window, sink);
  }

 private:
  enum class Place : std::uint8_t {
    kField,      ///< Before a field.
    kText,       ///< In it.
    kEscape,     ///< After a backslash in it.
    kBackslash,  ///< After a backslash at its front.
    kNull,       ///< After \N.
    kHexMark,    ///< After two backslashes at its front, as bytea has them before its digits.
    kDone,       ///< After \. at the front of a line.
  };

  /// Passes the tab or newline at `p`.
  template <class Sink>
  const char* end_field(const char* p, const Window& window, SqlStatement& statement, SqlRow& row,
                        Sink& sink) {
    if (*p == '\t') {
      open_line(window.offset(p), window, statement, row, sink);
      row.next_column();
      place_ = Place::kField;
    } else {
      row.end(window.offset(p) + 1, window, sink);
      begin_line(row);
    }
    return p + 1;
  }

  /// The line turns out to be a row.
  template <class Sink>
  static void open_line(std::uint64_t begin, const Window& window, SqlStatement& statement,
                        SqlRow& row, Sink& sink) {
    if (!row.open) row.start(begin, statement.next_row(), window, sink);
  }

  Place place_ = Place::kField;
};

}  // namespace leaksift::structure
