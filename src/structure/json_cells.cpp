#include "structure/json_cells.h"

#include "structure/pair_names.h"

namespace leaksift::structure {

void JsonCells::keep(const Window& window, End end) {
  if (in_label_) label_.keep(window.end);
  if (end == End::kInKey) key_.keep(window.end);
  if (end == End::kBehindKey) name_value();
}

void JsonCells::end_key_of_pair() {
  labels_ = may_be_label(key_.text());
}

// A scalar begins at `p` behind what may be a label.
void JsonCells::begin_label(const char* p) {
  in_label_ = is_json_quote(*p) && stack_.top().pair;
  if (in_label_) label_.begin(p + 1);
}

// The open text, up to offset `end` of the blob, names the value of its pair.
void JsonCells::end_label(std::uint64_t end, const Window& window) {
  label_.end(window.first + window.place(end));
  stack_.set_label(label_.text(), encoding_ == core::Encoding::kJson);
  in_label_ = false;
}

}  // namespace leaksift::structure
