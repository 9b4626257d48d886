#include "structure/sql_machine.h"

#include <algorithm>

namespace leaksift::structure {

namespace {

bool is_word_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$';
}

}  // namespace

std::string SqlMachine::damage() const {
  const auto at = [](std::string_view what, std::uint64_t offset) {
    return std::string(what) + " not closed at byte " + std::to_string(offset);
  };
  if (lost_string_ != kNowhere) return at("string", lost_string_);
  if (state_ == State::kString && string_.unclosed()) return at("string", row_.value - 1);
  if (in_row_) return at("row", row_.begin);
  return state_ == State::kCopy ? at("COPY", window_.position) : std::string();
}

void SqlMachine::heed_prefix(bool bracket) {
  std::string word = word_.substr(0, 8);
  std::transform(word.begin(), word.end(), word.begin(), to_lower);
  if (bracket) {
    // sqlite3 writes newlines so: replace('a\nb','\n',char(10)).
    if (word != "replace" || literal_seen_ || !row_.open) return;
    replaced_ = true;
    row_.encoding = core::Encoding::kSql;
  } else if (word == "e") {  // PostgreSQL's E'…' has escapes whatever plain strings have.
    string_.set_escapes();
  } else if (word == "x") {
    row_.encoding = core::Encoding::kHex;
  } else if (word == "q" || word == "nq") {
    string_.expect_bracket();
  }
}

const char* SqlMachine::begin_token(const char* p) {
  switch (*p) {
    case '-':
      row_.begin_value(window_.offset(p));
      state_ = State::kDash;
      return p + 1;
    case '/':
      comment_.begin_slash(false);
      state_ = State::kComment;
      return p + 1;
    case '`':
      return begin_name(p, '`');
    case '$':
      string_.begin_tag();
      state_ = State::kString;
      return p + 1;
    case '#':
      if (!statement_.expects_name()) {
        comment_.begin_line();
        state_ = State::kComment;
        return p + 1;
      }
      break;
    default:
      if (!is_word_byte(*p)) return p + 1;
  }
  word_.assign(1, *p);
  state_ = State::kWord;
  return word(p + 1);
}

const char* SqlMachine::outside_values(const char* p) {
  switch (state_) {
    case State::kWord:
      return word(p);
    case State::kName:
    case State::kNameQuote:
      return quoted_name(p);
    case State::kDash:
      if (*p == '-') {
        comment_.begin_line();
        state_ = State::kComment;
        return p + 1;
      }
      hex_ = false;
      state_ = row_.open && (is_digit(*p) || *p == '.') ? State::kNumber : State::kCode;
      return p;
    default:  // kComment
      p = comment_.skip(p, window_.end);
      if (comment_.done() || comment_.none()) state_ = State::kCode;
      return p;
  }
}

void SqlMachine::add_to_word(const char* begin, const char* end) {
  const auto length = static_cast<std::size_t>(end - begin);
  word_.append(begin, std::min(length, kMaxNameLength - word_.size()));
}

const char* SqlMachine::word(const char* p) {
  const char* const begin = p;
  while (p != window_.end && is_word_byte(*p)) ++p;
  add_to_word(begin, p);
  if (p == window_.end) return p;
  word_end_ = window_.offset(p);
  if (!in_row_) statement_.word(word_, line_start_);
  line_start_ = false;
  state_ = State::kCode;
  return p;
}

const char* SqlMachine::quoted_name(const char* p) {
  if (state_ == State::kName) {
    const char* const begin = p;
    p = find_any(p, window_.end, quote_, '\n', '\r');
    add_to_word(begin, p);
    if (p == window_.end) return p;
    if (*p == quote_) {
      state_ = State::kNameQuote;
      return p + 1;
    }
  } else if (*p == quote_) {
    add_to_word(p, p + 1);
    state_ = State::kName;
    return p + 1;
  }
  if (!in_row_) statement_.name(word_);
  line_start_ = false;
  state_ = State::kCode;
  return p;
}

}  // namespace leaksift::structure
