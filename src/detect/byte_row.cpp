#include "detect/byte_row.h"

#include <cstddef>

namespace leaksift::detect {

void find_rows(const ByteRow& row, std::string_view text, std::vector<std::uint32_t>& ends) {
  const char first = static_cast<char>(row[0]._Find_first());
  const bool repeats = row[1][static_cast<unsigned char>(first)];
  const auto fits = [&](std::size_t at, std::size_t place) {
    return row[place][static_cast<unsigned char>(text[at + place])];
  };
  for (std::size_t at = text.find(first); at != std::string_view::npos;
       at = text.find(first, at + 1)) {
    // Of many in a row only the last one can begin one, as a rule.
    while (!repeats && at + 1 < text.size() && text[at + 1] == first) ++at;
    if (at + row.size() > text.size()) return;
    // From the last place, since lines begin alike.
    std::size_t place = row.size() - 1;
    while (place > 0 && fits(at, place)) --place;
    if (place == 0) ends.push_back(static_cast<std::uint32_t>(at + row.size()));
  }
}

}  // namespace leaksift::detect
