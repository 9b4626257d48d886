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
  switch (state_) {
    case State::kString:
    case State::kStringEscape:
    case State::kStringLine:
    case State::kBracketed:
    case State::kBracketEnd:
    case State::kDollarText:
    case State::kDollarEnd:
      return at("string", begin_ - 1);
    default:
      break;
  }
  if (in_row_) return at("row", row_begin_);
  const bool copy = statement_.place() == SqlStatement::Place::kCopyRows;
  return copy && state_ != State::kCopyEnd ? at("COPY", position_) : std::string();
}

void SqlMachine::heed_prefix(bool bracket) {
  std::string word = word_.substr(0, 8);
  std::transform(word.begin(), word.end(), word.begin(), to_lower);
  if (bracket) {
    // sqlite3 writes newlines so: replace('a\nb','\n',char(10)).
    if (word != "replace" || literal_seen_ || !row_open_) return;
    replaced_ = true;
    encoding_ = core::Encoding::kSql;
  } else if (word == "e") {  // PostgreSQL's E'…' has escapes whatever plain strings have.
    escapes_ = true;
  } else if (word == "x") {
    encoding_ = core::Encoding::kHex;
  } else if ((word == "q" || word == "nq") && quote_ == '\'') {
    state_ = State::kBracketOpen;
  }
}

const char* SqlMachine::begin_token(const char* p) {
  switch (*p) {
    case '-':
      begin_ = offset(p);
      encoding_ = core::Encoding::kPlain;
      state_ = State::kDash;
      return p + 1;
    case '/':
      state_ = State::kSlash;
      return p + 1;
    case '`':
      return begin_name(p, '`');
    case '$':
      word_.assign(1, '$');
      state_ = State::kDollarTag;
      return p + 1;
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
        state_ = State::kLineComment;
        return p + 1;
      }
      hex_ = false;
      state_ = row_open_ && (is_digit(*p) || *p == '.') ? State::kNumber : State::kCode;
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

void SqlMachine::add_to_word(const char* begin, const char* end) {
  const auto length = static_cast<std::size_t>(end - begin);
  word_.append(begin, std::min(length, kMaxNameLength - word_.size()));
}

const char* SqlMachine::word(const char* p) {
  const char* const begin = p;
  while (p != end_ && is_word_byte(*p)) ++p;
  add_to_word(begin, p);
  if (p == end_) return p;
  word_end_ = offset(p);
  if (!in_row_) statement_.word(word_, line_start_);
  line_start_ = false;
  state_ = State::kCode;
  return p;
}

const char* SqlMachine::quoted_name(const char* p) {
  if (state_ == State::kName) {
    const char* const begin = p;
    p = find_any(p, end_, quote_, '\n', '\r');
    add_to_word(begin, p);
    if (p == end_) return p;
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
