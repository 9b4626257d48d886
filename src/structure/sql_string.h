// SqlString: a string of SQL, in any of the quotes that dialects have.
#pragma once

#include "structure/bytes.h"
#include "structure/sql_row.h"
#include "structure/window.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// Plain ones end at their quote unless it is doubled or escaped. Oracle's q'[it's]' ends at its
/// bracket and quote (SQL Language Reference, "Text Literals"), PostgreSQL's $$it's$$ and
/// $tag$…$tag$ at the same tag (manual, 4.1.2.4).
///
/// In a string longer than kMaxQuotedLength, a line that begins with "INSERT INTO " ends it too, so
/// that a quote without its partner cannot swallow the rest of a blob.
class SqlString {
 public:
  /// `backslash_escapes`: whether a backslash in a plain string makes the next byte ordinary.
  explicit SqlString(bool backslash_escapes) : backslash_escapes_(backslash_escapes) {}

  /// Behind the quote of a plain string.
  void begin(char quote) {
    escapes_ = backslash_escapes_;
    bracket_ = false;
    quote_ = quote;
    place_ = Place::kText;
  }
  /// Behind the '$' of a tag.
  void begin_tag() {
    tag_.assign(1, '$');
    place_ = Place::kTag;
  }
  /// The string that just began has escapes: E'…'.
  void set_escapes() { escapes_ = true; }
  /// It may be q'[…]'.
  void expect_bracket() {
    if (quote_ == '\'') place_ = Place::kBracketOpen;
  }

  enum class Status : std::uint8_t {
    kOpen,
    kClosed,
    kNone,  ///< The '$' has begun no tag.
    kLost,  ///< Its closing quote is missing: the words "INSERT INTO " have just been passed.
  };
  Status status() const { return status_of(place_); }

  /// Moves on from `p`, which is before the window's end. The value of `row` is told by
  /// `hand_out(end)`, with the offset of its end in the blob: once, or of a tagged string in parts.
  template <class HandOut>
  const char* step(const char* p, const Window& window, SqlRow& row, const HandOut& hand_out) {
    switch (place_) {
      case Place::kText:
        return text(p, window, row);
      case Place::kEscape:
        place_ = Place::kText;
        return p + 1;
      case Place::kQuote:
        return behind_quote(p, window, row, hand_out);
      case Place::kLine:
        return long_line(p, window, hand_out);
      case Place::kTag:
      case Place::kTagged:
      case Place::kTagEnd:
        return tagged(p, window, row, hand_out);
      default:
        return bracketed(p, window, row, hand_out);
    }
  }

  /// The blob ends, at offset `end`, within the string: tells what there is of its value.
  template <class HandOut>
  void hand_out_open_value(std::uint64_t end, const HandOut& hand_out) const {
    if (place_ == Place::kQuote || place_ == Place::kBracketEnd) hand_out(end - 1);
    if (in_text()) hand_out(end);
  }
  /// Whether it needs more than the end of the blob to be whole.
  bool unclosed() const {
    return in_text() || place_ == Place::kBracketEnd || place_ == Place::kTagEnd;
  }

 private:
  enum class Place : std::uint8_t {
    kText,         ///< In a plain string.
    kEscape,       ///< After a backslash in it.
    kQuote,        ///< After its quote, which may be doubled.
    kLine,         ///< At the front of a line of a string that is too long.
    kBracketOpen,  ///< After q'
    kBracketed,    ///< In q'[
    kBracketEnd,   ///< After a ']' in it.
    kTag,          ///< In the $tag$ before PostgreSQL's $tag$…$tag$.
    kTagged,       ///< Behind it.
    kTagEnd,       ///< In a '$' and what follows it there, as far as that is the tag.
    kClosed,
    kNone,
    kLost,
  };

  static constexpr Status status_of(Place place) {
    switch (place) {
      case Place::kClosed:
        return Status::kClosed;
      case Place::kNone:
        return Status::kNone;
      case Place::kLost:
        return Status::kLost;
      default:
        return Status::kOpen;
    }
  }

  bool in_text() const {
    return place_ == Place::kText || place_ == Place::kEscape || place_ == Place::kLine ||
           place_ == Place::kBracketed || place_ == Place::kTagged;
  }

  const char* text(const char* p, const Window& window, SqlRow& row) {
    const std::uint64_t length = window.offset(p) - row.value;
    if (length < 2 && !escapes_ && is_hex_mark(*p, length, row)) return p + 1;
    const char escape = escapes_ ? '\\' : quote_;
    if (length < kMaxQuotedLength) {
      const auto left = std::min<std::uint64_t>(kMaxQuotedLength - length,
                                                static_cast<std::uint64_t>(window.end - p));
      const char* const limit = p + left;
      p = find_any(p, limit, quote_, escape);
      if (p == limit) return p;
    } else {
      p = find_any(p, window.end, quote_, escape, '\n');
      if (p == window.end) return p;
    }
    if (*p == '\n') {
      begin_line();
    } else {
      const bool escape_seen = *p != quote_;
      if (escape_seen) row.encoding = core::Encoding::kSql;
      place_ = escape_seen ? Place::kEscape : Place::kQuote;
    }
    return p + 1;
  }

  /// Whether a byte of a string belongs to the \x that bytea has before its digits.
  bool is_hex_mark(char c, std::uint64_t length, SqlRow& row) {
    if (length == 0) {
      hex_mark_ = c == '\\';
      return hex_mark_;
    }
    if (!hex_mark_ || c != 'x') return false;
    row.encoding = core::Encoding::kHex;
    return true;
  }

  template <class HandOut>
  const char* behind_quote(const char* p, const Window& window, SqlRow& row,
                           const HandOut& hand_out) {
    if (*p == quote_) {
      if (row.encoding == core::Encoding::kPlain) row.encoding = core::Encoding::kDoubled;
      place_ = Place::kText;
      return p + 1;
    }
    hand_out(window.offset(p) - 1);
    place_ = Place::kClosed;
    return p;
  }

  template <class HandOut>
  const char* bracketed(const char* p, const Window& window, SqlRow& row, const HandOut& hand_out) {
    if (place_ == Place::kBracketOpen) {
      bracket_ = *p == '[';
      place_ = bracket_ ? Place::kBracketed : Place::kText;
      if (!bracket_) return p;
      row.value = window.offset(p) + 1;
      return p + 1;
    }
    if (place_ == Place::kBracketEnd) {
      place_ = *p == '\'' ? Place::kClosed : Place::kBracketed;
      if (*p != '\'') return p;
      hand_out(window.offset(p) - 1);
      return p + 1;
    }
    p = window.offset(p) - row.value < kMaxQuotedLength ? find_any(p, window.end, ']')
                                                        : find_any(p, window.end, ']', '\n');
    if (p == window.end) return p;
    if (*p == ']') {
      place_ = Place::kBracketEnd;
    } else {
      begin_line();
    }
    return p + 1;
  }

  /// What may be the end is in no cell, since whether it is shows later.
  template <class HandOut>
  const char* tagged(const char* p, const Window& window, SqlRow& row, const HandOut& hand_out) {
    constexpr std::size_t kLongestTag = 64;
    if (place_ == Place::kTag) {
      const bool tag = *p == '$' || is_letter(*p) || is_digit(*p) || *p == '_';
      if (!tag || tag_.size() == kLongestTag) {
        place_ = Place::kNone;
        return p;
      }
      tag_ += *p;
      if (*p == '$') begin_tagged(window.offset(p) + 1, row);
      return p + 1;
    }
    if (place_ == Place::kTagged) {
      p = find_any(p, window.end, '$');
      if (p == window.end) return p;
      hand_out(window.offset(p));
      matched_ = 0;
      place_ = Place::kTagEnd;
      return p;
    }
    if (*p != tag_[matched_]) {
      begin_tagged(window.offset(p), row);
      return p;
    }
    if (++matched_ == tag_.size()) place_ = Place::kClosed;
    return p + 1;
  }

  void begin_tagged(std::uint64_t begin, SqlRow& row) {
    row.begin_value(begin);
    place_ = Place::kTagged;
  }

  void begin_line() {
    matched_ = 0;
    place_ = Place::kLine;
  }

  template <class HandOut>
  const char* long_line(const char* p, const Window& window, const HandOut& hand_out) {
    static constexpr std::string_view kRestart = "insert into ";
    if (to_lower(*p) != kRestart[matched_]) {
      place_ = bracket_ ? Place::kBracketed : Place::kText;
      return p;
    }
    if (++matched_ == kRestart.size()) {
      hand_out(window.offset(p) + 1);
      place_ = Place::kLost;
    }
    return p + 1;
  }

  Place place_ = Place::kNone;
  char quote_ = '\'';         ///< What closes a plain string.
  std::uint8_t matched_ = 0;  ///< Bytes of "INSERT INTO " or of the tag that were seen.
  bool backslash_escapes_;
  bool escapes_ = true;    ///< The same for the open string.
  bool hex_mark_ = false;  ///< It begins with a backslash that escapes nothing.
  bool bracket_ = false;   ///< It is q'[…]'.
  std::string tag_;        ///< With both of its '$'.
};

}  // namespace leaksift::structure
