#include "detect/idle_labels.h"

#include "detect/word_bytes.h"

#include <cstring>

namespace leaksift::detect {

IdleLabels::Bytes IdleLabels::bytes_before(std::string_view text, std::size_t value) {
  Bytes bytes{};
  std::memcpy(bytes.data(), text.data() + value - kBytes, kBytes);
  return bytes;
}

// A label reaches back to the first byte that none is made of. That of a key directly before '='
// reaches no farther than to a space, but whether an apostrophe behind that belongs to it depends
// on what is before. What is before a remark in parentheses, and the pair that names a "value", may
// be farther away.
void IdleLabels::learn(std::string_view text, std::size_t value, const Label& label) {
  const auto begin = static_cast<std::size_t>(label.text.data() - text.data());
  if (value < kBytes || begin + kBytes <= value) return;
  const std::size_t end = begin + label.text.size();
  if (end > value || text.substr(end, value - end).find(')') != std::string_view::npos) return;
  if (is_pair_value(label.text.substr(label.text.rfind(' ') + 1))) return;
  const char before = text[begin - 1];
  const bool adjacent = text[value - 1] == '=' && is_word(text[value - 2]);
  const bool word = adjacent && is_word(label.text.front());
  if (is_label_byte(before) && !(before == ' ' && word)) return;
  Bytes bytes = bytes_before(text, value);
  if (begin + kBytes / 2 > value) bytes[0] = 0;
  known_[slot_of(bytes)] = bytes;
}

}  // namespace leaksift::detect
