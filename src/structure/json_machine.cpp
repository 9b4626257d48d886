#include "structure/json_machine.h"

#include "structure/pair_names.h"

namespace leaksift::structure {

std::string JsonMachine::damage() const {
  if (tally_.broken == 0) {
    return stack_.depth() == 0 ? std::string()
                               : "JSON cut off at byte " + std::to_string(window_.position);
  }
  return "JSON broken at byte " + std::to_string(tally_.first_broken);
}

void JsonMachine::end_top_value() {
  if (tally_.values++ == 0) tally_.bare_first = tally_.members == 0;
  state_ = State::kTop;
}

void JsonMachine::end_key_of_pair() {
  labels_ = may_be_label(key_.text());
}

// A scalar begins at `p` behind what may be a label.
void JsonMachine::begin_label(const char* p) {
  in_label_ = is_quote(*p) && stack_.top().pair;
  if (in_label_) label_.begin(p + 1);
}

// The open text, up to offset `end` of the blob, names the value of its pair.
void JsonMachine::end_label(std::uint64_t end) {
  label_.end(window_.first + window_.place(end));
  stack_.set_label(label_.text(), encoding_ == core::Encoding::kJson);
  in_label_ = false;
}

// The bytes of a window are gone when it ends. What is needed of a key is kept while it is open,
// and moves into the path while its value is to come.
void JsonMachine::keep_key() {
  if (in_label_) label_.keep(window_.end);
  switch (state_) {
    case State::kKeyText:
    case State::kKeyEscape:
    case State::kBareKey:
      key_.keep(window_.end);
      break;
    case State::kColon:
    case State::kMember:
    case State::kText:
    case State::kTextEscape:
    case State::kMinus:
    case State::kNumber:
    case State::kLiteral:
    case State::kCallName:
      name_value();
      break;
    case State::kComment:
      if (behind_comment_ == State::kColon || behind_comment_ == State::kMember) name_value();
      break;
    default:
      break;
  }
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
