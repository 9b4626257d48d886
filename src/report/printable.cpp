#include "report/printable.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

namespace leaksift::report {
namespace {

constexpr std::string_view kGap = "...";

struct Range {
  char32_t first;
  char32_t last;
  std::size_t width;
};

/// Characters beyond ASCII that print as they are: no controls, marks that join their neighbour or
/// signs that turn the direction. Widths as in Unicode Standard Annex 11.
constexpr std::array<Range, 17> kPrintable = {{{0xa1, 0xac, 1},
                                               {0xae, 0x2ff, 1},
                                               {0x370, 0x377, 1},
                                               {0x37a, 0x482, 1},
                                               {0x48a, 0x556, 1},
                                               {0x561, 0x587, 1},
                                               {0x1e00, 0x1fbc, 1},
                                               {0x2010, 0x2027, 1},
                                               {0x2030, 0x205e, 1},
                                               {0x20a0, 0x20bf, 1},
                                               {0x2100, 0x214f, 1},
                                               {0x3001, 0x3029, 2},
                                               {0x3041, 0x3096, 2},
                                               {0x30a0, 0x30ff, 2},
                                               {0x4e00, 0x9fff, 2},
                                               {0xac00, 0xd7a3, 2},
                                               {0xff01, 0xff60, 2}}};

/// Columns of a character that prints as it is; 0 for one that must be escaped.
std::size_t width_of(char32_t value) {
  if (value < 0x80) return value >= 0x20 && value < 0x7f && value != '\\' ? 1 : 0;
  for (const Range& range : kPrintable) {
    if (value >= range.first && value <= range.last) return range.width;
  }
  return 0;
}

Printable escape(char32_t value, unsigned char byte) {
  std::string text = value == '\\'   ? "\\\\"
                     : value >= 0x80 ? fmt::format("\\u{{{:x}}}", static_cast<unsigned>(value))
                                     : fmt::format("\\x{:02x}", byte);
  const std::size_t width = text.size();
  return {std::move(text), width};
}

/// The characters of a text and their escapes, each by itself.
std::vector<Printable> glyphs_of(std::string_view raw) {
  std::vector<Printable> glyphs;
  for (std::size_t i = 0; i < raw.size();) {
    const base::CodePoint point = base::decode_utf8(raw, i);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    const std::size_t width = point.length == 0 ? 0 : width_of(point.value);
    if (width == 0) {
      glyphs.push_back(escape(point.value, static_cast<unsigned char>(raw[i])));
    } else {
      glyphs.push_back({std::string(raw.substr(i, length)), width});
    }
    i += length;
  }
  return glyphs;
}

/// Appends the glyphs [from, to) to `out`.
template <typename Iterator>
void append(Printable& out, Iterator from, Iterator to) {
  for (; from != to; ++from) {
    out.text.append(from->text);
    out.width += from->width;
  }
}

/// The end of the longest run of glyphs from `from` on that fits in `room`.
template <typename Iterator>
Iterator fit(Iterator from, Iterator end, std::size_t room) {
  for (; from != end && from->width <= room; ++from) room -= from->width;
  return from;
}

}  // namespace

Printable printable(std::string_view raw, std::size_t most) {
  const std::vector<Printable> glyphs = glyphs_of(raw);
  const std::size_t width =
      std::accumulate(glyphs.begin(), glyphs.end(), std::size_t{0},
                      [](std::size_t sum, const Printable& glyph) { return sum + glyph.width; });
  Printable out;
  if (width <= most) {
    append(out, glyphs.begin(), glyphs.end());
    return out;
  }
  const std::size_t room = most - kGap.size();
  const auto head = fit(glyphs.begin(), glyphs.end(), room / 2);
  const auto tail = fit(glyphs.rbegin(), glyphs.rend(), room - room / 2).base();
  append(out, glyphs.begin(), head);
  out.text.append(kGap);
  out.width += kGap.size();
  append(out, tail, glyphs.end());
  return out;
}

std::string with_separators(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

}  // namespace leaksift::report
