#include "structure/json_machine.h"

namespace leaksift::structure {

std::string JsonMachine::damage() const {
  if (tally_.broken == 0) {
    return cells_.stack().depth() == 0 ? std::string()
                                       : "JSON cut off at byte " + std::to_string(window_.position);
  }
  return "JSON broken at byte " + std::to_string(tally_.first_broken);
}

void JsonMachine::end_top_value() {
  if (tally_.values++ == 0) tally_.bare_first = tally_.members == 0;
  state_ = State::kTop;
}

JsonCells::End JsonMachine::place_of_end() const {
  switch (state_ == State::kComment ? behind_comment_ : state_) {
    case State::kKeyText:
    case State::kKeyEscape:
    case State::kBareKey:
      return JsonCells::End::kInKey;
    case State::kColon:
    case State::kMember:
    case State::kText:
    case State::kTextEscape:
    case State::kMinus:
    case State::kNumber:
    case State::kLiteral:
    case State::kCallName:
      return JsonCells::End::kBehindKey;
    default:
      return JsonCells::End::kElsewhere;
  }
}

const char* JsonMachine::behind(const PlainMembers& passed) {
  tally_.members += passed.values;
  switch (passed.before) {
    case PlainMembers::Before::kKey:
      state_ = State::kKey;
      break;
    case PlainMembers::Before::kValue:
      state_ = State::kMember;
      break;
    case PlainMembers::Before::kComma:
      state_ = State::kAfter;
      break;
  }
  return passed.end;
}

const char* JsonMachine::begin_bare_key(const char* p) {
  cells_.begin_key(window_.offset(p), p);
  state_ = State::kBareKey;
  return p + 1;
}

const char* JsonMachine::begin_comment(const char* p) {
  behind_comment_ = state_;
  comment_.begin_slash(true);
  state_ = State::kComment;
  return p + 1;
}

const char* JsonMachine::end_call(const char* p) {
  --open_calls_;
  state_ = State::kAfter;
  return p + 1;
}

const char* JsonMachine::resume(const char* p) {
  if (layout_ != Layout::kDocument) {
    p = find_any(p, window_.end, '\n', kRecordSeparator);
  } else {
    p = rs_seen_ ? find_any(p, window_.end, kRecordSeparator) : window_.end;
  }
  if (p != window_.end) state_ = State::kTop;
  return p;
}

}  // namespace leaksift::structure
