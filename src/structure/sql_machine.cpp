#include "structure/sql_machine.h"

namespace leaksift::structure {

namespace {

bool is_word_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$';
}

}  // namespace

const char* SqlMachine::begin_token(const char* p) {
  switch (*p) {
    case '-':
      begin_ = offset(p);
      state_ = State::kDash;
      return p + 1;
    case '/':
      state_ = State::kSlash;
      return p + 1;
    case '`':
      return begin_name(p, '`');
    case '#':
      if (!statement_.expects_name()) {
        state_ = State::kLineComment;
        return p + 1;
      }
      break;
    default:
      if (!is_word_byte(*p)) return p + 1;
  }
  word_.assign(1, *p);
  state_ = State::kWord;
  return p + 1;
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
        state_ = State::kLineComment;
        return p + 1;
      }
      state_ = in_row_ && (is_digit(*p) || *p == '.') ? State::kNumber : State::kCode;
      return p;
    case State::kSlash:
      state_ = *p == '*' ? State::kBlockComment : State::kCode;
      return *p == '*' ? p + 1 : p;
    case State::kLineComment:
      p = find_any(p, end_, '\n');
      if (p != end_) state_ = State::kCode;
      return p;
    case State::kBlockComment:
      p = find_any(p, end_, '*');
      if (p == end_) return p;
      state_ = State::kBlockStar;
      return p + 1;
    default:  // kBlockStar
      if (*p == '*') return p + 1;
      state_ = *p == '/' ? State::kCode : State::kBlockComment;
      return p + 1;
  }
}

const char* SqlMachine::word(const char* p) {
  for (; p != end_ && is_word_byte(*p); ++p) {
    if (word_.size() < kMaxNameLength) word_.push_back(*p);
  }
  if (p == end_) return p;
  word_end_ = offset(p);
  if (!in_row_) statement_.word(word_, line_start_);
  line_start_ = false;
  state_ = State::kCode;
  return p;
}

const char* SqlMachine::quoted_name(const char* p) {
  const bool closed = state_ == State::kNameQuote && *p != quote_;
  if (closed || is_newline(*p)) {
    if (!in_row_) statement_.name(word_);
    line_start_ = false;
    state_ = State::kCode;
    return p;
  }
  if (state_ == State::kName && *p == quote_) {
    state_ = State::kNameQuote;
    return p + 1;
  }
  state_ = State::kName;
  if (word_.size() < kMaxNameLength) word_.push_back(*p);
  return p + 1;
}

}  // namespace leaksift::structure
