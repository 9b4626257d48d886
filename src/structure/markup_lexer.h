// The lexer of markup: the tags, attributes and texts of XML and its relatives, resumable anywhere.
#pragma once

#include "core/record.h"
#include "structure/bytes.h"
#include "structure/markup_name.h"
#include "structure/parser.h"
#include "structure/window.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::structure {

/// Reads the productions of XML 1.0 that divide a document into markup and text (sections 2.4 to
/// 2.8, 3.1), leniently: attributes may lack values or their quotes. Comments, processing
/// instructions and declarations are passed over; the internal subset of a DOCTYPE with them, so
/// entities are never declared. A text is one line of character data without the space before it,
/// as no more can be told of a window's last bytes; a CDATA section is one text, ended by "]]".
///
/// A '<' that begins no tag is broken, and so is a quoted value longer than kMaxQuotedLength, which
/// the next '<' ends.
///
/// `Derived` is told, with offsets in the blob:
///   start(begin, name, sink)                     a start tag, once its local name is known;
///   prefix(name)                                 the prefix of an attribute's name, if any;
///   attribute(name, sink)                        the local name of one of its attributes;
///   value(begin, end, encoding, text, sink)      and its value, of which `text` holds as much as
///                                                a name may have; only if wants_text();
///   finish_start(end, empty, sink)               the tag's end; `empty`: "/>";
///   end(end, sink)                               an end tag called innermost_tag();
///   end(key, begin, end, sink)                   any end tag; `key` is name_key(name);
///   begins_raw_text()                            then: whether a text without tags follows,
///   ends_raw_text(key)                           and whether an end tag ends it;
///   text(begin, end, encoding, text, sink)       a text; `text` as of value(), but for CDATA;
///   open_value(begin, end, encoding, sink)       at the end of a window, the value so far;
///   broken(begin)                                a tag that is none;
///   lax()                                        an attribute without a value, or its quotes.
template <class Derived>
class MarkupLexer {
 protected:
  explicit MarkupLexer(std::size_t skip) : skip_(skip) {}

  /// Moves over `bytes`. With `flush`, the text or value open at their end is handed out too.
  template <class Sink>
  void follow(std::string_view bytes, Sink& sink, bool flush) {
    window_.open(bytes);
    name_begin_ = window_.first;
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    for (const char* p = window_.first + skipped; p != window_.end;) p = step(p, sink);
    if (flush) hand_out_open(sink);
    if (in_name()) kept_.add(name_begin_, window_.end);
    window_.close();
  }

  const Window& window() const { return window_; }

 private:
  enum class State : std::uint8_t {
    kText,             ///< Before a text or tag.
    kTextRun,          ///< In a text.
    kOpen,             ///< After '<'.
    kStartName,        ///< In the name of a start tag.
    kEndName,          ///< In that of an end tag.
    kEndRest,          ///< Behind it.
    kTag,              ///< Between attributes.
    kSlash,            ///< After a '/' there.
    kAttributeName,    ///< In the name of an attribute.
    kAfterName,        ///< Behind it.
    kBeforeValue,      ///< After its '='.
    kValue,            ///< Between its quotes.
    kBareValue,        ///< In a value without quotes.
    kBang,             ///< After "<!" and part of what may follow.
    kComment,          ///< In a comment.
    kCommentDash,      ///< After a '-' in it.
    kCommentDashes,    ///< After two or more.
    kInstruction,      ///< In a processing instruction.
    kInstructionMark,  ///< After a '?' in it.
    kDeclaration,      ///< In a DOCTYPE.
    kRaw,              ///< In a text without tags, as in <script>.
    kRawOpen,          ///< After a '<' in it.
    kRawName,          ///< After "</" in it.
    kCData,            ///< In a CDATA section, before a text.
    kCDataRun,         ///< In a text of it.
    kCDataBracket,     ///< After a ']' in that.
    kCDataBrackets,    ///< After two or more.
  };

  template <class Sink>
  const char* step(const char* p, Sink& sink) {
    switch (state_) {
      case State::kText:
        return between(p, sink);
      case State::kTextRun:
        return text_run(p, sink);
      case State::kOpen:
        return open(p, sink);
      case State::kStartName:
      case State::kEndName:
      case State::kAttributeName:
        return name(p, sink);
      case State::kEndRest:
        return end_rest(p, sink);
      case State::kTag:
      case State::kSlash:
        return tag(p, sink);
      case State::kAfterName:
      case State::kBeforeValue:
        return before_value(p);
      case State::kValue:
      case State::kBareValue:
        return value(p, sink);
      case State::kCData:
      case State::kCDataRun:
      case State::kCDataBracket:
      case State::kCDataBrackets:
        return cdata(p, sink);
      case State::kRaw:
      case State::kRawOpen:
      case State::kRawName:
        return raw(p);
      default:
        return passed_over(p);
    }
  }

  // A function calls the next one where more bytes are at hand: cheaper than going by step().
  template <class Sink>
  const char* between(const char* p, Sink& sink) {
    p = skip_markup_space(p, window_.end);
    if (p == window_.end) return p;
    begin_ = window_.offset(p);
    if (*p == '<') {
      tag_begin_ = begin_;
      state_ = State::kOpen;
      return p + 1 == window_.end ? window_.end : open(p + 1, sink);
    }
    encoding_ = core::Encoding::kPlain;
    begin_name(p);
    state_ = State::kTextRun;
    return text_run(p, sink);
  }

  template <class Sink>
  const char* text_run(const char* p, Sink& sink) {
    p = find_any(p, window_.end, '<', '&', '\n', '\r');
    if (p == window_.end) return p;
    if (*p == '&') {
      encoding_ = core::Encoding::kXml;
      return p + 1;
    }
    derived().text(begin_, window_.offset(p), encoding_, take_name(p), sink);
    state_ = State::kText;
    return between(p, sink);
  }

  template <class Sink>
  const char* open(const char* p, Sink& sink) {
    if (is_letter(*p) || *p == '_' || *p == ':') {
      begin_name(p);
      state_ = State::kStartName;
      return name(p, sink);
    }
    if (*p == '/') {
      const std::optional<std::string_view> tag = derived().innermost_tag();
      const std::string_view rest(p + 1, static_cast<std::size_t>(window_.end - p - 1));
      if (tag && rest.size() > tag->size() && rest[tag->size()] == '>' && rest.starts_with(*tag)) {
        p += tag->size() + 2;
        state_ = State::kText;
        derived().end(window_.offset(p), sink);
        return p;
      }
      begin_name(p + 1);
      state_ = State::kEndName;
      return p + 1;
    }
    if (*p == '?') {
      state_ = State::kInstruction;
      return p + 1;
    }
    if (*p == '!') {
      begin_name(p + 1);
      state_ = State::kBang;
      return p + 1;
    }
    derived().broken(tag_begin_);
    state_ = State::kText;
    return p;
  }

  template <class Sink>
  const char* name(const char* p, Sink& sink) {
    p = skip_markup_name(p, window_.end);
    if (p == window_.end) return p;
    const std::string_view name = take_name(p);
    if (*p == ':') {
      if (state_ == State::kAttributeName) derived().prefix(name);
      begin_name(p + 1);
      return p + 1;
    }
    if (state_ == State::kStartName) {
      derived().start(tag_begin_, name, sink);
      state_ = State::kTag;
      return tag(p, sink);
    }
    if (state_ == State::kAttributeName) {
      derived().attribute(name, sink);
      state_ = State::kAfterName;
    } else {
      closing_ = Derived::name_key(name);
      state_ = State::kEndRest;
    }
    return p;
  }

  template <class Sink>
  const char* end_rest(const char* p, Sink& sink) {
    p = find_any(p, window_.end, '>', '<');
    if (p == window_.end) return p;
    const bool whole = *p == '>';
    if (!whole) derived().broken(tag_begin_);
    state_ = State::kText;
    if (whole) ++p;
    derived().end(closing_, tag_begin_, window_.offset(p), sink);
    return p;
  }

  template <class Sink>
  const char* tag(const char* p, Sink& sink) {
    p = skip_markup_space(p, window_.end);
    if (p == window_.end) return p;
    if (*p == '>') {
      const bool empty = state_ == State::kSlash;
      state_ = State::kText;
      derived().finish_start(window_.offset(p) + 1, empty, sink);
      if (derived().begins_raw_text()) state_ = State::kRaw;
      return p + 1;
    }
    if (*p == '<') {
      derived().broken(tag_begin_);
      state_ = State::kText;
      derived().finish_start(window_.offset(p), false, sink);
      return p;
    }
    if (is_markup_name_byte(*p)) {
      begin_name(p);
      state_ = State::kAttributeName;
    } else {
      state_ = *p == '/' ? State::kSlash : State::kTag;
    }
    return p + 1;
  }

  const char* before_value(const char* p) {
    p = skip_markup_space(p, window_.end);
    if (p == window_.end) return p;
    if (state_ == State::kAfterName) {
      if (*p != '=') derived().lax();
      state_ = *p == '=' ? State::kBeforeValue : State::kTag;
      return *p == '=' ? p + 1 : p;
    }
    encoding_ = core::Encoding::kPlain;
    const bool quoted = *p == '"' || *p == '\'';
    if (quoted) {
      quote_ = *p;
      ++p;
    } else {
      derived().lax();
    }
    begin_ = window_.offset(p);
    begin_name(p);
    state_ = quoted ? State::kValue : State::kBareValue;
    return p;
  }

  template <class Sink>
  const char* value(const char* p, Sink& sink) {
    p = state_ == State::kValue ? find_quote(p)
                                : find_any(p, window_.end, ' ', '\n', '\r', '\t', '>', '&');
    if (p == window_.end) return p;
    if (*p == '&') {
      encoding_ = core::Encoding::kXml;
      return p + 1;
    }
    derived().value(begin_, window_.offset(p), encoding_, take_name(p), sink);
    const bool quoted = state_ == State::kValue;
    state_ = State::kTag;
    return quoted && *p == quote_ ? p + 1 : p;
  }

  /// The quote or '&' that ends what is known of a value, or the '<' that ends an overlong one.
  const char* find_quote(const char* p) const {
    const std::uint64_t length = window_.offset(p) - begin_;
    if (length < kMaxQuotedLength) {
      const auto left = std::min<std::uint64_t>(kMaxQuotedLength - length,
                                                static_cast<std::uint64_t>(window_.end - p));
      const char* const limit = p + left;
      p = find_any(p, limit, quote_, '&');
      if (p != limit || p == window_.end) return p;
    }
    return find_any(p, window_.end, quote_, '&', '<');
  }

  const char* raw(const char* p) {
    if (state_ == State::kRaw) {
      p = find_any(p, window_.end, '<');
      if (p == window_.end) return p;
      tag_begin_ = window_.offset(p);
      state_ = State::kRawOpen;
      return p + 1;
    }
    if (state_ == State::kRawOpen) {
      begin_name(p + 1);
      state_ = *p == '/' ? State::kRawName : State::kRaw;
      return *p == '/' ? p + 1 : p;
    }
    p = skip_markup_name(p, window_.end);
    if (p == window_.end) return p;
    closing_ = Derived::name_key(take_name(p));
    state_ = derived().ends_raw_text(closing_) ? State::kEndRest : State::kRaw;
    return p;
  }

  template <class Sink>
  const char* cdata(const char* p, Sink& sink) {
    switch (state_) {
      case State::kCData:
        p = skip_markup_space(p, window_.end);
        if (p == window_.end) return p;
        begin_ = window_.offset(p);
        state_ = *p == ']' ? State::kCDataBracket : State::kCDataRun;
        return p + (*p == ']' ? 1 : 0);
      case State::kCDataRun:
        p = find_any(p, window_.end, ']');
        if (p == window_.end) return p;
        state_ = State::kCDataBracket;
        return p + 1;
      case State::kCDataBracket:
        if (*p != ']') {
          state_ = State::kCDataRun;
          return p;
        }
        hand_out_cdata(window_.offset(p) - 1, sink);
        state_ = State::kCDataBrackets;
        return p + 1;
      default:  // kCDataBrackets
        if (*p == ']') return p + 1;
        state_ = *p == '>' ? State::kText : State::kCData;
        return *p == '>' ? p + 1 : p;
    }
  }

  template <class Sink>
  void hand_out_cdata(std::uint64_t end, Sink& sink) {
    if (begin_ < end) derived().text(begin_, end, core::Encoding::kPlain, {}, sink);
  }

  /// Comments, processing instructions and declarations, up to the next byte that counts.
  const char* passed_over(const char* p) {
    switch (state_) {
      case State::kBang:
        return bang(p);
      case State::kComment:
        p = find_any(p, window_.end, '-');
        if (p == window_.end) return p;
        state_ = State::kCommentDash;
        return p + 1;
      case State::kCommentDash:
        state_ = *p == '-' ? State::kCommentDashes : State::kComment;
        return p + 1;
      case State::kCommentDashes:
        if (*p == '-') return p + 1;
        state_ = *p != '>' ? State::kComment : declaring_ ? State::kDeclaration : State::kText;
        return p + 1;
      case State::kInstruction:
        p = find_any(p, window_.end, '?');
        if (p == window_.end) return p;
        state_ = State::kInstructionMark;
        return p + 1;
      case State::kInstructionMark:
        if (*p == '?') return p + 1;
        state_ = *p == '>' ? State::kText : State::kInstruction;
        return p + 1;
      default:
        return declaration(p);
    }
  }

  /// After "<!": tells "--", "[CDATA[" and declarations apart.
  const char* bang(const char* p) {
    static constexpr std::string_view kCDataMark = "[CDATA[";
    const std::string_view seen = take_name(p + 1);
    if (seen == "--") {
      state_ = State::kComment;
      declaring_ = false;
    } else if (seen == kCDataMark) {
      state_ = State::kCData;
    } else if (seen != "-" && !kCDataMark.starts_with(seen)) {
      state_ = State::kDeclaration;
      quote_ = 0;
      subset_ = false;
      matched_ = 0;
      kept_.clear();
      return p;
    }
    // What was taken is kept as the whole, however the bytes are divided.
    kept_.assign(seen);
    name_begin_ = p + 1;
    return p + 1;
  }

  /// One byte of a declaration.
  const char* declaration(const char* p) {
    static constexpr std::string_view kCommentMark = "<!--";
    const char c = *p;
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
      return p + 1;
    }
    matched_ = c == kCommentMark[matched_] ? static_cast<std::uint8_t>(matched_ + 1) : c == '<';
    if (matched_ == kCommentMark.size()) {
      matched_ = 0;
      declaring_ = true;
      state_ = State::kComment;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '[' || c == ']') {
      subset_ = c == '[';
    } else if (c == '>' && !subset_) {
      state_ = State::kText;
    }
    return p + 1;
  }

  template <class Sink>
  void hand_out_open(Sink& sink) {
    const std::uint64_t end = window_.offset(window_.end);
    if (state_ == State::kTextRun) derived().text(begin_, end, encoding_, {}, sink);
    if (state_ == State::kCDataRun) hand_out_cdata(end, sink);
    if (state_ == State::kCDataBracket) hand_out_cdata(end - 1, sink);
    if (state_ == State::kValue || state_ == State::kBareValue) {
      derived().open_value(begin_, end, encoding_, sink);
    }
  }

  void begin_name(const char* p) {
    kept_.clear();
    name_begin_ = p;
  }

  /// The name or value that began at begin_name() and ends at `p`, cut at kMaxNameLength.
  std::string_view take_name(const char* p) {
    if (kept_.empty()) {
      const auto length = static_cast<std::size_t>(p - name_begin_);
      return {name_begin_, std::min(length, kMaxNameLength)};
    }
    kept_.add(name_begin_, p);
    return kept_.view();
  }

  bool in_name() const {
    return state_ == State::kStartName || state_ == State::kEndName ||
           state_ == State::kAttributeName || state_ == State::kBang || state_ == State::kRawName ||
           ((state_ == State::kValue || state_ == State::kBareValue || state_ == State::kTextRun) &&
            derived().wants_text());
  }

  Derived& derived() { return static_cast<Derived&>(*this); }
  const Derived& derived() const { return static_cast<const Derived&>(*this); }

  Window window_;
  const char* name_begin_ = nullptr;  ///< What of the open name is not kept yet; likewise.
  std::uint64_t begin_ = 0;           ///< Offset of the open text or value in the blob.
  std::uint64_t tag_begin_ = 0;       ///< Offset of the latest '<' in the blob.
  std::size_t skip_;                  ///< Bytes yet to pass over at the front.
  std::uint32_t closing_ = 0;         ///< The key of the open end tag's name.
  State state_ = State::kText;
  core::Encoding encoding_ = core::Encoding::kPlain;  ///< Of the open text or value.
  char quote_ = 0;            ///< What closes the open value, or literal of a declaration; or 0.
  std::uint8_t matched_ = 0;  ///< Bytes of "<!--" seen in a declaration.
  bool subset_ = false;       ///< In the internal subset of a DOCTYPE.
  bool declaring_ = false;    ///< The open comment stands in a declaration.
  MarkupName kept_;           ///< The open name as far as it stands before the window.
};

}  // namespace leaksift::structure
