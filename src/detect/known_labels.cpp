#include "detect/known_labels.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace leaksift::detect {

// A label reaches back to the first byte that none is made of. That of a key directly before '='
// reaches no farther than to a space, but whether an apostrophe behind that belongs to it depends
// on what is before, and so does what a key says that says little alone. What is before a remark in
// parentheses, and the pair that names a "value", may be farther away.
void KnownLabels::learn(std::string_view text, std::size_t value, const Label& label,
                        const pattern::FieldVerdict& verdict) {
  const auto begin = static_cast<std::size_t>(label.text.data() - text.data());
  if (value < kBytes || begin + kBytes <= value) return;
  const std::size_t end = begin + label.text.size();
  if (end > value || text.substr(end, value - end).find(')') != std::string_view::npos) return;
  if (is_pair_value(label.text.substr(label.text.rfind(' ') + 1))) return;
  const char before = text[begin - 1];
  const bool adjacent = text[value - 1] == '=' && is_word(text[value - 2]);
  const bool one = label.text.find(' ') == std::string_view::npos;
  const bool word = adjacent && one && is_word(label.text.front()) && !says_little(label.text);
  if (is_label_byte(before) && !(before == ' ' && word)) return;
  // The bytes that count are the last ones, whatever their order in a word is.
  const std::size_t needed = value - begin + 1;
  std::array<unsigned char, kBytes> counts{};
  std::fill(counts.end() - static_cast<std::ptrdiff_t>(needed), counts.end(), 0xFF);
  Entry entry = {bytes_before(text, value), 0, &verdict};
  std::memcpy(&entry.counts, counts.data(), sizeof entry.counts);
  entry.bytes.far &= entry.counts;
  known_[slot_of(entry.bytes)] = entry;
}

}  // namespace leaksift::detect
