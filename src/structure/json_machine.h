// The state machine of JSON: RFC 8259 and the streams made of it, resumable at any byte.
#pragma once

#include "structure/bytes.h"
#include "structure/comment.h"
#include "structure/json_cells.h"
#include "structure/json_deep.h"
#include "structure/json_lexemes.h"
#include "structure/json_members.h"
#include "structure/json_stack.h"
#include "structure/window.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::structure {

/// Follows values that stand one behind the other: a document, NDJSON, the sequences of RFC 7464,
/// exports and dumps. Space, RS, commas and byte order marks may stand between them. Strings
/// without their quotes and numbers are cells; keys, true, false, null and empty strings are none.
/// JsonCells tells the sink of them.
///
/// With `calls`, each value may be the argument of a call, as in JSONP: what stands before its '('
/// on the same line is passed over, and so are ')' and ';'.
///
/// More lenient than RFC 8259: commas before a closing bracket, zeros before a number, NaN and
/// Infinity, any escape; comments, names without quotes and texts in single ones as in JSON5, and
/// calls around scalars as the shells of MongoDB print them: ISODate("…"). A newline always ends a
/// string. Where the bytes make no sense, all that is open ends and what follows is text: up to the
/// next newline if values stand on lines, else up to the next RS if there have been any, else to
/// the end of the blob.
///
/// Deeper than kMaxDepth there are no cells, and brackets are only counted.
class JsonMachine {
 public:
  static constexpr std::size_t kMaxDepth = 128;

  /// How values stand on lines.
  enum class Layout : std::uint8_t {
    kDocument,   ///< Over several of them.
    kLines,      ///< Each on one: a newline within makes no sense.
    kUndecided,  ///< As on lines, unless the first value has a newline within.
  };

  explicit JsonMachine(Layout layout, bool calls = false, JsonStack stack = JsonStack())
      : calls_(calls), layout_(layout), cells_(std::move(stack), layout == Layout::kLines) {}

  std::string_view format() const { return layout_ == Layout::kLines ? "ndjson" : "json"; }
  std::string damage() const;

  /// What was seen so far, to tell JSON from what is not.
  struct Tally {
    std::uint64_t members = 0;  ///< Keys that had the begin of a value.
    std::uint64_t values = 0;   ///< Whole values at the top level.
    std::uint64_t broken = 0;   ///< Places that made no sense.
    std::uint64_t first_broken = 0;
    bool bare_first = false;  ///< The first value of the top level had no members.
    bool multiline = false;   ///< A newline stood within a value.
  };
  const Tally& tally() const { return tally_; }

  /// Moves over `bytes`. With `flush`, the value still open at their end is handed out too.
  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    window_.open(bytes);
    cells_.resume(window_, in_key(), sink);
    for (const char* p = window_.first; p != window_.end;) p = step(p, sink);
    if (flush) hand_out_open_value(sink);
    cells_.keep(window_, place_of_end());
    window_.close();
  }

  /// Moves over the value at the front of `bytes` alone, which hold all of the blob, and gives the
  /// offset where it ends or makes no sense. The value still open at their end is handed out too.
  template <class Sink>
  std::size_t run_first(std::string_view bytes, Sink& sink) {
    window_.open(bytes);
    const char* p = window_.first;
    while (p != window_.end && tally_.values == 0 && tally_.broken == 0) p = step(p, sink);
    if (p == window_.end) hand_out_open_value(sink);
    return static_cast<std::size_t>(p - window_.first);
  }

 private:
  enum class State : std::uint8_t {
    kTop,         ///< Between the values of the top level.
    kTopScalar,   ///< Right after one that is no object or array.
    kCall,        ///< Before the '(' of a call.
    kKey,         ///< Before a key or '}'.
    kKeyText,     ///< In a key.
    kKeyEscape,   ///< After a backslash in it.
    kColon,       ///< After a key.
    kMember,      ///< Before the value of a key.
    kElement,     ///< Before an element or ']'.
    kAfter,       ///< After a value: before ',' or a closing bracket.
    kText,        ///< In a string.
    kTextEscape,  ///< After a backslash in it.
    kMinus,       ///< After a '-'.
    kNumber,      ///< In a number.
    kLiteral,     ///< In true, false, null, NaN or Infinity.
    kBareKey,     ///< In a key without quotes.
    kCallName,    ///< In the name of a call around a scalar.
    kComment,     ///< In a comment, or after a '/' that may begin one.
    kDeep,        ///< Deeper than kMaxDepth.
    kBroken,      ///< In bytes that make no sense.
  };

  template <class Sink>
  const char* step(const char* p, Sink& sink) {
    switch (state_) {
      case State::kTop:
        return between_values(p, sink);
      case State::kCall:
        return call(p, sink);
      case State::kTopScalar:
        state_ = State::kTop;
        return is_json_separator(*p) ? p : break_off(p, sink);
      case State::kKey:
        return before_key(p, sink);
      case State::kKeyText:
        return key_text(p, sink);
      case State::kColon:
        return colon(p, sink);
      case State::kMember:
      case State::kElement:
        return before_value(p, sink);
      case State::kAfter:
        return after_value(p, sink);
      case State::kText:
        return text(p, sink);
      case State::kMinus:
      case State::kNumber:
        return number(p, sink);
      case State::kLiteral:
        return literal(p, sink);
      case State::kKeyEscape:
        return escape(p, State::kKeyText);
      case State::kTextEscape:
        return escape(p, State::kText);
      case State::kBareKey:
        return bare_key(p, sink);
      case State::kCallName:
        return call_name(p, sink);
      case State::kComment:
        return comment(p, sink);
      default:
        return past_structure(p, sink);
    }
  }

  /// A newline stands within a value; true if that makes no sense.
  bool breaks_value() {
    tally_.multiline = true;
    if (layout_ == Layout::kUndecided && tally_.values == 0) layout_ = Layout::kDocument;
    return layout_ != Layout::kDocument;
  }

  /// Passes space. Stops at a newline where that makes no sense.
  const char* skip_space(const char* p) {
    for (; p != window_.end; ++p) {
      if (*p == '\n') {
        if (breaks_value()) return p;
      } else if (*p != ' ' && *p != '\t' && *p != '\r') {
        return p;
      }
    }
    return p;
  }

  template <class Sink>
  const char* between_values(const char* p, Sink& sink) {
    while (p != window_.end && (is_json_separator(*p) || (calls_ && (*p == ')' || *p == ';')))) {
      rs_seen_ = rs_seen_ || *p == kRecordSeparator;
      ++p;
    }
    if (p == window_.end) return p;
    if (!calls_ && *p == '/') return begin_comment(p);
    if (!calls_ || *p == '{' || *p == '[') return begin_value(p, sink);
    state_ = State::kCall;
    return p;
  }

  template <class Sink>
  const char* comment(const char* p, Sink& sink) {
    p = comment_.skip(p, window_.end);
    if (comment_.none()) return break_off(p, sink);
    if (comment_.done()) state_ = behind_comment_;
    return p;
  }

  template <class Sink>
  const char* call(const char* p, Sink& sink) {
    p = find_any(p, window_.end, '(', '\n');
    if (p == window_.end) return p;
    if (*p == '\n') return break_off(p, sink);
    state_ = State::kTop;
    return p + 1;
  }

  template <class Sink>
  const char* before_key(const char* p, Sink& sink) {
    if (*p != '"') {
      p = skip_space(p);
      if (p == window_.end) return p;
      if (*p == '}') return close(p, sink);
      if (*p == '/') return begin_comment(p);
      if (is_json_name_byte(*p) && !is_digit(*p)) return begin_bare_key(p);
      if (!is_json_quote(*p)) return break_off(p, sink);
    }
    if constexpr (!JsonCells::kOutlines<Sink>) {
      const PlainMembers passed = pass_plain_members(p, window_, cells_, sink);
      if (passed.end != p) return behind(passed);
    }
    cells_.begin_key(window_.offset(p), p + 1);
    quote_ = *p;
    state_ = State::kKeyText;
    return ++p == window_.end ? p : key_text(p, sink);
  }

  template <class Sink>
  const char* bare_key(const char* p, Sink& sink) {
    while (p != window_.end && is_json_name_byte(*p)) ++p;
    if (p == window_.end) return p;
    cells_.end_key(p, window_, sink);
    state_ = State::kColon;
    return p;
  }

  template <class Sink>
  const char* key_text(const char* p, Sink& sink) {
    p = find_any(p, window_.end, quote_, '\\', '\n');
    if (p == window_.end) return p;
    if (*p == '\n') return break_off(p, sink);
    if (*p == '\\') {
      cells_.set_key_escaped();
      state_ = State::kKeyEscape;
      return p + 1;
    }
    cells_.end_key(p, window_, sink);
    state_ = State::kColon;
    ++p;
    return p == window_.end ? p : colon(p, sink);
  }

  template <class Sink>
  const char* colon(const char* p, Sink& sink) {
    if (*p != ':') {
      p = skip_space(p);
      if (p == window_.end) return p;
      if (*p == '/') return begin_comment(p);
      if (*p != ':') return break_off(p, sink);
    }
    state_ = State::kMember;
    ++p;
    return p == window_.end ? p : before_value(p, sink);
  }

  template <class Sink>
  const char* before_value(const char* p, Sink& sink) {
    if (*p != '"') {
      p = skip_space(p);
      if (p == window_.end) return p;
      if (*p == ']' && state_ == State::kElement) return close(p, sink);
      if (*p == '/') return begin_comment(p);
      if (*p == ')' && open_calls_ > 0) return end_call(p);
    }
    if (state_ == State::kMember) ++tally_.members;
    return begin_value(p, sink);
  }

  template <class Sink>
  const char* begin_value(const char* p, Sink& sink) {
    const char c = *p;
    if ((c == '{' || c == '[') && open_calls_ == 0) return open(p, sink);
    if constexpr (JsonCells::kOutlines<Sink>) sink.scalar();
    const bool quoted = is_json_quote(c);
    if (quoted || c == '-' || is_digit(c)) {
      cells_.begin_scalar(p, window_, sink);
      quote_ = c;
      state_ = quoted ? State::kText : c == '-' ? State::kMinus : State::kNumber;
      part_ = JsonNumberPart::kInteger;
      ++p;
      return quoted && p != window_.end ? text(p, sink) : p;
    }
    word_begin_ = window_.offset(p);
    literal_ = json_literal(c);
    if (literal_ == nullptr && (!is_json_name_byte(c) || cells_.stack().depth() == 0)) {
      return break_off(p, sink);
    }
    state_ = literal_ == nullptr ? State::kCallName : State::kLiteral;
    return p + 1;
  }

  /// "ISODate", "new Date", and then the bracket before what stands for the value.
  template <class Sink>
  const char* call_name(const char* p, Sink& sink) {
    constexpr std::uint8_t kMostCalls = 8;
    constexpr std::size_t kNew = 3;
    while (p != window_.end && (is_json_name_byte(*p) || *p == '.')) ++p;
    if (p == window_.end) return p;
    if (*p == ' ' && window_.offset(p) == word_begin_ + kNew) return p + 1;
    if (*p != '(' || open_calls_ == kMostCalls) return break_off(p, sink, word_begin_);
    ++open_calls_;
    state_ = State::kMember;
    return p + 1;
  }

  template <class Sink>
  const char* text(const char* p, Sink& sink) {
    while ((p = find_any(p, window_.end, quote_, '\\', '\n')) != window_.end && *p == '\\') {
      cells_.set_escaped();
      state_ = State::kTextEscape;
      if (++p == window_.end) return p;
      p = escape(p, State::kText);
    }
    if (p == window_.end) return p;
    cells_.end_scalar(window_.offset(p), window_, sink);
    if (*p == '\n') return break_off(p, sink);
    return end_scalar(p + 1, sink);
  }

  const char* escape(const char* p, State text) {
    state_ = text;
    return *p == '\n' ? p : p + 1;
  }

  template <class Sink>
  const char* number(const char* p, Sink& sink) {
    if (state_ == State::kMinus) {
      state_ = State::kNumber;
      if (*p == 'I') return begin_value(p, sink);
      if (!is_digit(*p)) return end_scalar(p, sink);
    }
    JsonNumberPart part = part_;
    while (p != window_.end && continues_json_number(part, *p)) ++p;
    part_ = part;
    if (p == window_.end) return p;
    cells_.end_scalar(window_.offset(p), window_, sink);
    return end_scalar(p, sink);
  }

  template <class Sink>
  const char* literal(const char* p, Sink& sink) {
    while (p != window_.end && *literal_ != '\0' && *literal_ == *p) {
      ++literal_;
      ++p;
    }
    if (*literal_ == '\0') return end_scalar(p, sink);
    if (p != window_.end && cells_.stack().depth() > 0 && is_json_name_byte(*p)) {
      state_ = State::kCallName;
      return p;
    }
    return p == window_.end ? p : break_off(p, sink);
  }

  template <class Sink>
  const char* end_scalar(const char* p, Sink& sink) {
    if (cells_.stack().depth() == 0) {
      cells_.end_top_scalar(p, window_, sink);
      end_top_value();
      state_ = State::kTopScalar;
      return p;
    }
    state_ = State::kAfter;
    return p == window_.end ? p : after_value(p, sink);
  }

  template <class Sink>
  const char* after_value(const char* p, Sink& sink) {
    if (*p != ',') {
      p = skip_space(p);
      if (p == window_.end) return p;
    }
    if (*p == '/') return begin_comment(p);
    if (open_calls_ > 0) {
      if (*p == ')') return end_call(p);
      if (*p != ',') return break_off(p, sink);
      state_ = State::kMember;
      return p + 1;
    }
    const bool object = cells_.in_object();
    if (*p == ',') {
      if (!object) cells_.next_element();
      state_ = object ? State::kKey : State::kElement;
      return p + 1;
    }
    if (*p == (object ? '}' : ']')) return close(p, sink);
    return break_off(p, sink);
  }

  template <class Sink>
  const char* open(const char* p, Sink& sink) {
    if (cells_.stack().depth() == kMaxDepth) {
      deep_ = JsonDeep();
      state_ = State::kDeep;
      return p + 1;
    }
    cells_.open(p, window_, sink);
    state_ = *p == '{' ? State::kKey : State::kElement;
    return p + 1;
  }

  /// Passes the bracket at `p`, which closes an object or array.
  template <class Sink>
  const char* close(const char* p, Sink& sink) {
    ++p;
    cells_.close(p, window_, sink);
    if (cells_.stack().depth() == 0) {
      end_top_value();
    } else {
      state_ = State::kAfter;
    }
    return p;
  }

  template <class Sink>
  void hand_out_open_value(Sink& sink) {
    const bool open =
        state_ == State::kText || state_ == State::kTextEscape || state_ == State::kNumber;
    if (open) cells_.hand_out_open_scalar(window_, sink);
  }

  bool in_key() const {
    return state_ == State::kKeyText || state_ == State::kKeyEscape || state_ == State::kBareKey;
  }
  JsonCells::End place_of_end() const;

  /// The bytes at `p` make no sense.
  template <class Sink>
  const char* break_off(const char* p, Sink& sink) {
    return break_off(p, sink, window_.offset(p));
  }

  /// The same, which began at `place`.
  template <class Sink>
  const char* break_off(const char* p, Sink& sink, std::uint64_t place) {
    if (tally_.broken++ == 0) tally_.first_broken = place;
    open_calls_ = 0;
    cells_.drop(p, window_, sink);
    state_ = State::kBroken;
    return p;
  }

  template <class Sink>
  const char* past_structure(const char* p, Sink& sink) {
    if (state_ == State::kBroken) return resume(p);
    p = deep_.skip(p, window_.end);
    if (deep_.done()) {
      state_ = State::kAfter;
      return p;
    }
    if (p == window_.end) return p;
    return deep_.in_text() || breaks_value() ? break_off(p, sink) : p + 1;
  }

  const char* begin_comment(const char* p);
  const char* begin_bare_key(const char* p);
  const char* end_call(const char* p);
  const char* behind(const PlainMembers& passed);
  void end_top_value();
  const char* resume(const char* p);

  Window window_;
  std::uint64_t word_begin_ = 0;   ///< Offset of the open literal or name of a call.
  const char* literal_ = nullptr;  ///< What is left of the open literal; static.
  State state_ = State::kTop;
  State behind_comment_ = State::kTop;
  char quote_ = '"';             ///< What closes the open key or string.
  std::uint8_t open_calls_ = 0;  ///< Around the current value.
  JsonNumberPart part_ = JsonNumberPart::kInteger;
  bool rs_seen_ = false;
  bool calls_;
  Layout layout_;
  Comment comment_;
  JsonDeep deep_;
  Tally tally_;
  JsonCells cells_;
};

}  // namespace leaksift::structure
