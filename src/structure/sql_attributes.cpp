#include "structure/sql_attributes.h"

#include "structure/field_judge.h"

#include <algorithm>

namespace leaksift::structure {

void SqlAttributes::enter(const SharedHeading& heading) {
  heading_ = heading;
  const bool judged = judge_ != nullptr && heading_->attributes.has_value();
  columns_ = judged ? &*heading_->attributes : nullptr;
  judged_ = 0;
  known_ = false;
}

void SqlAttributes::begin_row(std::uint64_t begin, std::uint64_t number) {
  row_ = Row::kFront;
  row_begin_ = begin;
  row_number_ = number;
  front_.clear();
  kept_.assign(begin < window_.position ? 1 : 0, last_byte_);
}

bool SqlAttributes::front_is_whole() const {
  constexpr std::size_t kMaxCells = 64;
  const std::uint32_t last = std::max(columns_->entity, columns_->attribute);
  return front_.back().column >= last || front_.size() == kMaxCells;
}

void SqlAttributes::read_front() {
  entity_ = text_of(columns_->entity);
  attribute_ = text_of(columns_->attribute);
  if (attribute_.empty()) entity_.clear();
  if (!known_ && !attribute_.empty()) {
    ++judged_;
    known_ = judge_->names_field(attribute_);
  }
}

void SqlAttributes::leave_window() {
  if (window_.first == window_.end) return;
  if (row_ == Row::kFront) {
    const std::uint64_t begin = std::max(row_begin_, window_.position);
    kept_.append(window_.first + window_.place(begin), window_.end);
  }
  last_byte_ = *(window_.end - 1);
  window_.close();
}

std::string SqlAttributes::text_of(std::uint32_t column) const {
  const auto cell = std::ranges::find(front_, column, &Cell::column);
  if (cell == front_.end()) return {};
  std::string text;
  if (cell->begin < window_.position) {
    const std::uint64_t end = std::min(cell->end, window_.position);
    text = kept_.substr(cell->begin - row_begin_, end - cell->begin);
  }
  if (cell->end > window_.position) {
    const std::uint64_t begin = std::max(cell->begin, window_.position);
    text.append(window_.first + window_.place(begin), window_.first + window_.place(cell->end));
  }
  return text;
}

bool SqlAttributes::joins_record() const {
  const bool begins_anew = attribute_ == record_first_ && attribute_ != record_latest_;
  return record_ && !begins_anew && known_ && !entity_.empty() && entity_ == record_entity_ &&
         row_begin_ - record_end_ <= kMaxGap;
}

void SqlAttributes::begin_record() {
  record_ = true;
  record_begin_ = row_begin_;
  record_number_ = row_number_;
  record_entity_ = entity_;
  record_first_ = record_latest_ = attribute_;
}

}  // namespace leaksift::structure
