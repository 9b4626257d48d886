#include "structure/json_stack.h"

#include "structure/pair_names.h"

#include <algorithm>
#include <string>

namespace leaksift::structure {

bool JsonStack::pop() {
  const bool record = frames_.back().record;
  frames_.pop_back();
  if (record) {
    record_ = frames_.size();
    do {
      --record_;
    } while (record_ != kNone && !frames_[record_].record);
  }
  named_ = false;
  return record;
}

// `frame` is the one on top. Within elements there are no maps and no arrays of rows.
void JsonStack::look_up(Frame& frame) const {
  if (frame.kind == Kind::kArray && outline_->has_pairs()) {
    frame.pairs = outline_->is_of_pairs(path_of(frames_.size() - 1));
  }
  if (std::any_of(frames_.begin(), frames_.end() - 1, splits)) return;
  const std::string path = path_of(frames_.size() - 1);
  if (frame.kind == Kind::kObject) {
    frame.map = outline_->is_map(path);
  } else {
    frame.columns = outline_->columns_of(path);
  }
}

bool JsonStack::is_node_of_edge() const {
  const std::size_t edge = frames_.size() - 2;
  if (edge == 0 || frames_[edge - 1].kind != Kind::kArray) return false;
  if (frames_.back().kind != Kind::kObject) return false;
  return path_.from(frames_[edge].path) == "/node" &&
         path_.between(frames_[edge - 2].path, frames_[edge - 1].path) == "/edges";
}

std::string_view JsonStack::list_of(const Frame& record) const {
  const auto at = static_cast<std::size_t>(&record - frames_.data());
  const auto around = frames_.begin() + static_cast<std::ptrdiff_t>(at);
  const bool nested =
      std::any_of(frames_.begin(), around, [](const Frame& frame) { return frame.record; });
  if (!nested || splits(frames_[at - 2])) return {};
  std::string_view step = path_.between(frames_[at - 2].path, frames_[at - 1].path);
  step.remove_prefix(std::min<std::size_t>(step.size(), 1));
  return step;
}

bool JsonStack::begin_row() {
  const std::size_t at = frames_.size() - 1;
  if (frames_[at].kind != Kind::kArray || frames_[at - 1].columns == nullptr) return false;
  make_record(at, table_of_elements(at - 1), frames_[at].begin);
  return true;
}

std::string_view JsonStack::pointer() const {
  const bool in_row = record_ > 0 && record_ == frames_.size() - 1;
  const JsonOutline::Columns* const columns = in_row ? frames_[record_ - 1].columns : nullptr;
  const std::uint32_t index = frames_[record_].index;
  if (columns != nullptr && index < columns->size()) return (*columns)[index];
  return json_name(path_.from(frames_[record_].path));
}

bool JsonStack::decide(bool wrapper) {
  frames_.back().keyed = true;
  const std::size_t at = frames_.size() - 1;
  const Frame& parent = frames_[at - 1];
  if (frames_[at].map) return false;
  if (parent.pairs) {
    frames_[at].pair = true;
    frames_[at].by_key = false;
    frames_[at].path = parent.path;
    label_.clear();
    return false;
  }
  if (parent.kind != Kind::kTop && (wrapper || !splits(parent))) return false;
  make_record(at, table_of_elements(at - 1), frames_[at].begin);
  return true;
}

const JsonStack::Frame& JsonStack::open_for_scalar(std::uint64_t begin) {
  std::size_t at = frames_.size() - 1;
  while (frames_[at].kind == Kind::kObject && !frames_[at].map) --at;
  return make_record(at, at == 0 ? TableRegister::kTop : table_of_elements(at - 1), begin);
}

bool JsonStack::end_top_record() {
  if (!frames_.front().record) return false;
  frames_.front().record = false;
  record_ = kNone;
  return true;
}

void JsonStack::reset() {
  frames_.assign(1, Frame());
  record_ = kNone;
  path_.cut(0);
  named_ = false;
}

void JsonStack::set_key(std::string_view key, bool escaped) {
  path_.cut(frames_.back().path);
  if (frames_.back().pair && !label_.empty() && may_be_labelled(key)) {
    path_.add_key(label_, label_escaped_);
  } else {
    path_.add_key(key, escaped);
  }
  named_ = true;
}

void JsonStack::set_label(std::string_view label, bool escaped) {
  if (!label_.empty()) return;
  label_ = label.substr(0, kMaxNameLength + 1);
  label_escaped_ = escaped;
}

void JsonStack::set_wrapper_key() {
  path_.cut(frames_.back().path);
  named_ = true;
}

void JsonStack::set_type_key() {
  constexpr std::string_view kItem = "/Item";
  set_wrapper_key();
  frames_.back().typed = true;
  Frame& record = frames_[record_];
  const std::string_view name = path_.from(record.path);
  if (name.starts_with(kItem) && name.substr(kItem.size()).starts_with('/')) {
    record.path += static_cast<std::uint16_t>(kItem.size());
  }
}

bool JsonStack::may_be_typed(bool map) const {
  if (!has_record() || frames_.size() < 3) return false;
  const Frame& parent = frames_[frames_.size() - 2];
  return parent.kind == Kind::kObject ? !parent.map : !map && frames_[frames_.size() - 3].typed;
}

void JsonStack::set_index() {
  path_.cut(frames_.back().path);
  if (frames_.back().kind == Kind::kArray) path_.add_index(frames_.back().index);
  named_ = true;
}

const JsonStack::Frame& JsonStack::make_record(std::size_t at, TableRegister::Number table,
                                               std::uint64_t begin) {
  Frame& frame = frames_[at];
  frame.begin = begin;
  frame.table = table;
  frame.number = tables_.next_record(table);
  frame.record = true;
  record_ = at;
  return frame;
}

TableRegister::Number JsonStack::table_of_elements(std::size_t at) {
  if (frames_[at].kind == Kind::kTop) return TableRegister::kTop;
  if (frames_[at].elements == kUnknown) {
    frames_[at].elements = tables_.number_of(std::string(json_name(path_of(at))));
  }
  return frames_[at].elements;
}

// The steps of arrays and maps become '*', those of other objects stay.
std::string JsonStack::path_of(std::size_t at) const {
  std::string path;
  for (std::size_t i = 1; i < at; ++i) {
    if (splits(frames_[i])) {
      path += "/*";
    } else {
      path += path_.between(frames_[i].path, frames_[i + 1].path);
    }
  }
  return path;
}

}  // namespace leaksift::structure
