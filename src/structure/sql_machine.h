// The lexer of SQL dumps: a resumable state machine that finds the values.
#pragma once

#include "structure/bytes.h"
#include "structure/comment.h"
#include "structure/sql_copy.h"
#include "structure/sql_row.h"
#include "structure/sql_statement.h"
#include "structure/sql_string.h"
#include "structure/window.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// Reads bytes into tokens for SqlStatement, and the rows of values by itself.
///
/// Sink: that of CellWriter, with offsets in the window given to run(). A row is a record from its
/// bracket to the closing one, a line of COPY from its first byte to its newline, and what SET
/// assigns, WHERE asks for or SELECT lists from its first literal to the end of it.
class SqlMachine {
 public:
  /// `backslash_escapes`: as in SqlString. `skip`: bytes at the front to pass over, as a byte order
  /// mark.
  SqlMachine(bool backslash_escapes, std::size_t skip) : skip_(skip), string_(backslash_escapes) {}

  static std::string_view format() { return "sql"; }
  std::string damage() const;

  const SqlStatement& statement() const { return statement_; }

  /// Moves over `bytes`. With `flush`, the value still open at their end is handed out too.
  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    window_.open(bytes);
    if (statement_.heading() != nullptr) sink.select(statement_.heading());
    if (row_.open) sink.open_record(window_.place(row_.begin), row_.number);
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    for (const char* p = window_.first + skipped; p != window_.end;) p = step(p, sink);
    if (flush) hand_out_open_value(sink);
    window_.close();
  }

 private:
  enum class State : std::uint8_t {
    kCode,       ///< Between tokens of a statement.
    kWord,       ///< In a bare word.
    kName,       ///< In a quoted identifier.
    kNameQuote,  ///< After its quote, which may be doubled.
    kString,     ///< In a string, or in what may begin one.
    kNumber,     ///< In a number of a row.
    kDash,       ///< After a '-': a sign or the first half of a comment's.
    kComment,    ///< In a comment, or after a '/' that may begin one.
    kCopy,       ///< In the lines of COPY.
  };

  template <class Sink>
  const char* step(const char* p, Sink& sink) {
    switch (state_) {
      case State::kCode:
        return in_row_ ? row_code(p, sink) : code(p, sink);
      case State::kString:
        return string(p, sink);
      case State::kNumber:
        if (hex_ && window_.offset(p) == row_.value + 1 && to_lower(*p) == 'x') {
          row_.encoding = core::Encoding::kHex;
        }
        while (p != window_.end && is_number_byte(*p)) ++p;
        if (p != window_.end) end_number(p, sink);
        return p;
      case State::kCopy:
        p = copy_.step(p, window_, statement_, row_, sink);
        if (copy_.done()) end_copy();
        return p;
      default:
        return outside_values(p);
    }
  }

  /// Between the tokens of a row of VALUES, up to the next token.
  template <class Sink>
  const char* row_code(const char* p, Sink& sink) {
    // A word right before a string may be its prefix.
    const bool prefixed = word_end_ + 1 >= window_.offset(p);
    if (depth_ == 1 && !literal_seen_ && !replaced_ && !prefixed) p = plain_values(p, sink);
    for (; p != window_.end; ++p) {
      switch (*p) {
        case ' ':
        case '\n':
          break;
        case '\'':
        case '"':
          return begin_string(p);
        case ',':
          if (depth_ != 1) break;
          next_column();
          return p + 1;
        case '(':
        case '[':
          ++depth_;
          break;
        case ')':
        case ']':
          if (--depth_ != 0) break;
          end_row(window_.offset(p) + 1, sink);
          return p + 1;
        case ';':
          end_row(window_.offset(p), sink);
          return p;
        default:
          return row_token(p);
      }
    }
    return p;
  }

  using Signs = SignWalk<char, char>;

  /// Passes values that are as most are, of this row and those that follow: numbers, NULL, and
  /// strings without escapes, wholly at hand, at most one space or newline behind a comma. Returns
  /// where something else begins, or the end of the last row.
  template <class Sink>
  const char* plain_values(const char* p, Sink& sink) {
    Signs signs(p, window_.end, '\'', '\\');
    while (true) {
      const std::ptrdiff_t quote = *p == '\'' ? 1 : 0;
      const char* const end = quote != 0 ? end_of_string(p, signs) : end_of_bare(p);
      if (end == nullptr) return p;
      const bool null = *p == 'N';
      if (null) {
        line_start_ = false;
      } else if (end - p > 2 * quote) {
        sink.cell(p + quote - window_.first, end - quote - window_.first, row_.column,
                  core::Encoding::kPlain);
      }
      if (*end == ',') {
        row_.next_column();
        p = end + (end[1] == ' ' ? 2 : 1);
        continue;
      }
      p = next_plain_row(end, sink);
      if (p == end) {
        literal_seen_ = !null;
        return p;
      }
    }
  }

  /// Moves from the closing bracket at `p` into the row that follows on it; `p` if none does.
  template <class Sink>
  const char* next_plain_row(const char* p, Sink& sink) {
    const bool on_a_line = p[2] == '\n';
    const char* const bracket = p + (on_a_line ? 3 : 2);
    if (p[1] != ',' || *bracket != '(') return p;
    end_row(window_.offset(p) + 1, sink);
    line_start_ = on_a_line;
    begin_row(window_.offset(bracket), sink);
    return bracket + 1;
  }

  static bool ends_value(char c) { return c == ',' || c == ')'; }

  /// Behind the string whose first quote, at `p`, is the next sign; null if it is not plain.
  static const char* end_of_string(const char* p, Signs& signs) {
    if (signs.next() != p) return nullptr;
    const char* const quote = signs.next();
    if (quote == nullptr || *quote != '\'' || !ends_value(quote[1])) return nullptr;
    return quote - p > static_cast<std::ptrdiff_t>(kMaxQuotedLength) ? nullptr : quote + 1;
  }

  /// Behind the number or NULL at `p`; null if it is neither, or if it is hexadecimal.
  const char* end_of_bare(const char* p) const {
    constexpr std::string_view kNull = "NULL";
    const char* end = p;
    if (is_digit(*p)) {
      while (end != window_.end && is_number_byte(*end)) ++end;
      if (end - p > 1 && to_lower(p[1]) == 'x') return nullptr;
    } else if (std::string_view(p, window_.end).starts_with(kNull)) {
      end += kNull.size();
    }
    return window_.end - end >= Signs::kRoom && end != p && ends_value(*end) ? end : nullptr;
  }

  const char* row_token(const char* p) {
    if (is_digit(*p) || *p == '.' || *p == '+') {
      row_.begin_value(window_.offset(p));
      hex_ = *p == '0';
      state_ = State::kNumber;
      return p + 1;
    }
    return begin_token(p);
  }

  /// Between the tokens of a statement, outside its rows.
  template <class Sink>
  const char* code(const char* p, Sink& sink) {
    using Place = SqlStatement::Place;
    while (*p == ' ') {
      if (++p == window_.end) return p;
    }
    const char c = *p;
    const Place place = statement_.place();
    if (place == Place::kAssignValue &&
        (c == '\'' || c == '"' || is_digit(c) || c == '.' || c == '-')) {
      return assigned_literal(p, sink);
    }
    if (row_.open && !statement_.assigns()) end_row(window_.offset(p), sink);
    if (c == '(' && place == Place::kRows) {
      begin_row(window_.offset(p), sink);
      return p + 1;
    }
    if (c == '\'') {
      line_start_ = false;
      end_row(window_.offset(p), sink);  // Behind WHERE: a string that is no column's value.
      return begin_string(p);
    }
    if (c == '"' || c == '[') return begin_name(p, c == '[' ? ']' : c);
    if (is_letter(c) || is_digit(c) || c == '_' || c == '`' || c == '-' || c == '/' || c == '#' ||
        c == '$') {
      return begin_token(p);
    }
    if (c == '\n' || !is_space(c)) statement_.mark(c, line_start_);
    if (c == '\n') line_start_ = true;
    if (!is_space(c)) line_start_ = false;
    if (c == '=' || (c == ',' && statement_.selects())) begin_value();
    if (statement_.place() == Place::kCopyRows) {
      sink.select(statement_.heading());
      copy_.begin_line(row_);
      state_ = State::kCopy;
    }
    return p + 1;
  }

  /// A value of `column = value`. Its heading may have grown since the row began.
  template <class Sink>
  const char* assigned_literal(const char* p, Sink& sink) {
    line_start_ = false;
    sink.select(statement_.heading());
    if (!row_.open) {
      open_record(window_.offset(p), sink);
      begin_value();
    }
    row_.column = statement_.assigned_column();
    return *p == '\'' || *p == '"' ? begin_string(p) : row_token(p);
  }

  template <class Sink>
  void begin_row(std::uint64_t begin, Sink& sink) {
    sink.select(statement_.heading());
    open_record(begin, sink);
    in_row_ = true;
    depth_ = 1;
    row_.column = 0;
    begin_value();
  }

  void begin_value() { literal_seen_ = replaced_ = false; }

  template <class Sink>
  void open_record(std::uint64_t begin, Sink& sink) {
    row_.start(begin, statement_.next_row(), window_, sink);
  }

  template <class Sink>
  void end_row(std::uint64_t end, Sink& sink) {
    in_row_ = false;
    row_.end(end, window_, sink);
  }

  void next_column() {
    row_.next_column();
    begin_value();
  }

  const char* begin_string(const char* p) {
    row_.begin_value(window_.offset(p) + 1);
    string_.begin(*p);
    state_ = State::kString;
    if (word_end_ + 1 >= window_.offset(p)) heed_prefix(word_end_ + 1 == window_.offset(p));
    return p + 1;
  }

  const char* begin_name(const char* p, char quote) {
    quote_ = quote;
    word_.clear();
    state_ = State::kName;
    return p + 1;
  }

  template <class Sink>
  const char* string(const char* p, Sink& sink) {
    p = string_.step(p, window_, row_, [&](std::uint64_t end) { hand_out(end, sink); });
    const SqlString::Status status = string_.status();
    if (status == SqlString::Status::kOpen) return p;
    state_ = State::kCode;
    if (status == SqlString::Status::kClosed) literal_seen_ = true;
    if (status == SqlString::Status::kLost) {
      lost_string_ = std::min(lost_string_, row_.value - 1);
      end_row(window_.offset(p), sink);
      statement_.restart_insert();
    }
    return p;
  }

  template <class Sink>
  void end_number(const char* p, Sink& sink) {
    if (!literal_seen_) hand_out(window_.offset(p), sink);
    literal_seen_ = true;
    state_ = State::kCode;
  }

  void end_copy() {
    statement_.end_copy();
    line_start_ = false;
    state_ = State::kCode;
  }

  template <class Sink>
  void hand_out(std::uint64_t end, Sink& sink) {
    if (!replaced_ || !literal_seen_) row_.hand_out(end, window_, sink);
  }

  template <class Sink>
  void hand_out_open_value(Sink& sink) {
    const std::uint64_t end = window_.offset(window_.end);
    switch (state_) {
      case State::kString:
        string_.hand_out_open_value(end, [&](std::uint64_t at) { hand_out(at, sink); });
        break;
      case State::kCopy:
        copy_.hand_out_open_value(window_, row_, sink);
        break;
      case State::kNumber:
        if (!literal_seen_) hand_out(end, sink);
        break;
      default:
        break;
    }
  }

  static constexpr bool is_number_byte(char c) {
    const char lower = to_lower(c);
    return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '.' || c == '_' || c == '+' ||
           c == '-';
  }

  /// What the word before a string says about it; `bracket` when a bracket stands between them.
  void heed_prefix(bool bracket);

  /// Words, names and comments: whatever holds no value. See sql_machine.cpp.
  const char* begin_token(const char* p);
  const char* outside_values(const char* p);
  const char* word(const char* p);
  const char* quoted_name(const char* p);
  void add_to_word(const char* begin, const char* end);

  Window window_;
  SqlRow row_;
  std::uint64_t word_end_ = 0;  ///< Offset behind the latest word.
  static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
  std::uint64_t lost_string_ = kNowhere;  ///< Offset of the first string that was given up.
  std::size_t skip_;
  std::uint32_t depth_ = 0;  ///< Of brackets in a row.
  State state_ = State::kCode;
  char quote_ = '"';           ///< What closes the open name.
  bool in_row_ = false;        ///< Between the brackets of a row of VALUES.
  bool hex_ = false;           ///< The open number began with a 0.
  bool replaced_ = false;      ///< The value is replace('…', '\\n', …): only the first is data.
  bool literal_seen_ = false;  ///< The value has had a literal: numbers then are its arguments.
  bool line_start_ = true;     ///< Only space since the last newline.
  std::string word_;           ///< The open word or name, cut at kMaxNameLength.
  SqlString string_;
  Comment comment_;
  SqlCopy copy_;
  SqlStatement statement_;
};

}  // namespace leaksift::structure
