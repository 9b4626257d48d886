#include "structure/json_machine.h"

#include "structure/parser.h"

#include <algorithm>

namespace leaksift::structure {

std::string JsonMachine::damage() const {
  if (tally_.broken == 0) return {};
  return "JSON broken at byte " + std::to_string(tally_.first_broken);
}

void JsonMachine::end_top_value() {
  if (tally_.values++ == 0) tally_.bare_first = tally_.members == 0;
  state_ = State::kTop;
}

std::string_view JsonMachine::key() const {
  if (!key_.empty()) return key_;
  return {key_begin_, static_cast<std::size_t>(key_end_ - key_begin_)};
}

// One byte more than counts is kept: whether the cut goes through a character.
void JsonMachine::add_to_key(const char* end) {
  const auto length = static_cast<std::size_t>(end - key_begin_);
  key_.append(key_begin_, std::min(length, kMaxNameLength + 1 - key_.size()));
}

// The bytes of a window are gone when it ends. What is needed of a key moves into key_ while it is
// open, and into the path while its value is to come.
void JsonMachine::keep_key() {
  switch (state_) {
    case State::kKeyText:
    case State::kKeyEscape:
      add_to_key(end_);
      break;
    case State::kColon:
    case State::kMember:
    case State::kText:
    case State::kTextEscape:
    case State::kMinus:
    case State::kNumber:
      name_value();
      break;
    default:
      break;
  }
}

const char* JsonMachine::resume(const char* p) {
  if (lines_) {
    p = find_any(p, end_, '\n', kRecordSeparator);
  } else {
    p = rs_seen_ ? find_any(p, end_, kRecordSeparator) : end_;
  }
  if (p != end_) state_ = State::kTop;
  return p;
}

const char* JsonMachine::deep(const char* p) {
  if (state_ == State::kDeepEscape) {
    state_ = State::kDeepText;
    return *p == '\n' ? p : p + 1;
  }
  if (state_ == State::kDeepText) {
    p = find_any(p, end_, '"', '\\', '\n');
    if (p == end_ || *p == '\n') return p;
    state_ = *p == '"' ? State::kDeep : State::kDeepEscape;
    return p + 1;
  }
  while (p != end_ && *p != '"' && *p != '\n') {
    if (*p == '{' || *p == '[') ++deep_;
    if ((*p == '}' || *p == ']') && --deep_ == 0) {
      state_ = State::kAfter;
      return p + 1;
    }
    ++p;
  }
  if (p == end_) return p;
  if (*p == '\n') {
    tally_.multiline = true;
    return lines_ ? p : p + 1;
  }
  state_ = State::kDeepText;
  return p + 1;
}

}  // namespace leaksift::structure
