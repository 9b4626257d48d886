#include "detect/open_uses.h"

namespace leaksift::detect {
namespace {

bool holds(const ByteSet& bytes, char byte) {
  return bytes[static_cast<unsigned char>(byte)];
}

}  // namespace

std::span<const Sign::Use* const> OpenUses::in(std::string_view text, std::size_t sign,
                                               const SettledCell& cell) {
  Known& known = known_[sign];
  const bool has_edges = cell.begin >= 2 && cell.end + 2 <= text.size();
  if (!has_edges) {
    known.any = false;
    find(text, sign, cell, known);
    return known.open;
  }
  const Edges edges{text[cell.begin - 2], text[cell.begin - 1], text[cell.end], text[cell.end + 1]};
  if (!known.any || known.regex != cell.regex || !known.is_like(edges)) {
    known.any = true;
    known.regex = cell.regex;
    known.edges = edges;
    find(text, sign, cell, known);
  }
  return known.open;
}

void OpenUses::find(std::string_view text, std::size_t sign, const SettledCell& cell,
                    Known& known) {
  known.left_goes_on = known.right_goes_on = false;
  known.open.clear();
  const ByteSet& cell_bytes = patterns_.regexes[cell.regex].alphabet;
  for (const Sign::Use& use : patterns_.signs[sign].uses) {
    if (cell.end < text.size() &&
        gates_.shut(use.regex, patterns_.signs[sign].byte, text[cell.end], cell_bytes)) {
      continue;
    }
    const ByteSet& alphabet = patterns_.regexes[use.regex].alphabet;
    if (holds(alphabet, known.edges.left)) known.left_goes_on = true;
    if (holds(alphabet, known.edges.right)) known.right_goes_on = true;
    if (!settled_.holds(text, cell.begin, cell.end, use.regex)) known.open.push_back(&use);
  }
}

}  // namespace leaksift::detect
