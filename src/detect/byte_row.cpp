#include "detect/byte_row.h"

#include <algorithm>
#include <bit>

namespace leaksift::detect {

bool ByteRows::add(std::uint32_t regex, const ByteRow& row) {
  const char first = static_cast<char>(row[0]._Find_first());
  if (!regexes_.empty() && (first != first_ || regexes_.size() == kMost)) return false;
  first_ = first;
  repeats_ = repeats_ || row[1][static_cast<unsigned char>(first)];
  const Set own = Set{1} << regexes_.size();
  regexes_.push_back(regex);
  lengths_.push_back(row.size());
  // Behind the end of a row, whatever stands there fits.
  if (row.size() - 1 > fits_.size()) {
    std::array<Set, 256> all;
    all.fill(own - 1);
    fits_.resize(row.size() - 1, all);
  }
  for (std::size_t place = 0; place < fits_.size(); ++place) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      if (place + 1 >= row.size() || row[place + 1][byte]) fits_[place][byte] |= own;
    }
  }
  return true;
}

// The rows that begin at `at`, but for the first byte.
ByteRows::Set ByteRows::fitting(std::string_view text, std::size_t at) const {
  std::size_t place = std::min(fits_.size(), text.size() - at - 1);
  Set rows = ~Set{0} >> (kMost - regexes_.size());
  for (std::size_t row = 0; place < fits_.size() && row < lengths_.size(); ++row) {
    if (lengths_[row] > place + 1) rows &= ~(Set{1} << row);
  }
  // From the last place, since lines begin alike.
  while (rows != 0 && place > 0) {
    rows &= fits_[place - 1][static_cast<unsigned char>(text[at + place])];
    --place;
  }
  return rows;
}

void ByteRows::find(std::string_view text, Ends& ends) const {
  for (std::size_t at = text.find(first_); at != std::string_view::npos;
       at = text.find(first_, at + 1)) {
    // Of many in a row only the last one can begin one, as a rule.
    while (!repeats_ && at + 1 < text.size() && text[at + 1] == first_) ++at;
    for (Set rows = fitting(text, at); rows != 0; rows &= rows - 1) {
      const auto row = static_cast<std::size_t>(std::countr_zero(rows));
      ends[row].push_back(static_cast<std::uint32_t>(at + lengths_[row]));
    }
  }
}

}  // namespace leaksift::detect
