#include "detect/byte_row.h"

#include <cstddef>

namespace leaksift::detect {

void find_rows(const ByteRow& row, std::string_view text, std::vector<std::uint32_t>& ends) {
  const char first = static_cast<char>(row[0]._Find_first());
  for (std::size_t at = text.find(first); at != std::string_view::npos;
       at = text.find(first, at + 1)) {
    if (at + row.size() > text.size()) return;
    std::size_t place = 1;
    while (place < row.size() && row[place][static_cast<unsigned char>(text[at + place])]) ++place;
    if (place == row.size()) ends.push_back(static_cast<std::uint32_t>(at + place));
  }
}

}  // namespace leaksift::detect
