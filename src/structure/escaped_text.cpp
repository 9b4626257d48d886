#include "structure/escaped_text.h"

#include "base/ascii.h"
#include "structure/decode.h"
#include "structure/line_pairs.h"
#include "structure/sign_places.h"

#include <algorithm>

namespace leaksift::structure {
namespace {

/// How much around an escape is decoded: more than context reaches.
constexpr std::size_t kReach = core::kMaxContext + 128;
/// How long a value of a query is at most of which plus signs are read.
constexpr std::size_t kMaxQueryValue = 128;
constexpr auto npos = std::string_view::npos;
/// How far from an escape a value may end that was not to be seen without it.
constexpr std::size_t kBeside = 2;

/// Whether the cells of an index that were not asked about so far hold places, which ascend, in an
/// encoding of their own.
class EncodedCells {
 public:
  explicit EncodedCells(const std::vector<core::Cell>& cells)
      : next_(cells.begin()), end_(cells.end()) {}
  bool hold(std::size_t at) {
    while (next_ != end_ && next_->end <= at) ++next_;
    return next_ != end_ && next_->begin <= at && next_->encoding != core::Encoding::kPlain;
  }

 private:
  std::vector<core::Cell>::const_iterator next_;
  std::vector<core::Cell>::const_iterator end_;
};

/// Whether a line that ends with the equals sign at `sign` has been broken there as
/// quoted-printable breaks lines: after 76 characters, of which encoders leave few unused (RFC
/// 2045, section 6.7). Base64 ends with that sign too.
bool is_broken_line(std::string_view window, std::size_t sign) {
  constexpr std::size_t kLeast = 60;
  constexpr std::size_t kMost = 78;
  const std::string_view before = window.substr(0, sign).substr(sign - std::min(sign, kMost + 1));
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  return line.size() >= kLeast && line.size() <= kMost &&
         !std::all_of(line.begin(), line.end(), [](char c) {
           return base::is_alnum(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
         });
}

/// Whether an escape may begin with the sign at `p`, of which four bytes are there. Tells most
/// equals signs from escapes, and without a branch, which a CPU could not guess.
bool may_escape(const char* p) {
  const bool equals = (p[1] == '3') & (p[2] == 'D');
  const bool blank = (p[1] == '2') & (p[2] == '0');
  const bool utf8 = (p[1] >= 'C') & (p[1] <= 'F') & (p[3] == '=');
  const bool newline = (p[1] == '\n') | (p[1] == '\r');
  return (p[0] != '=') | equals | blank | utf8 | newline;
}

/// Whether `c` may stand in a value of a query; bytes beyond ASCII may.
bool is_value_sign(char c) {
  return static_cast<unsigned char>(c) > ' ' && std::string_view("&=?\"'<>`").find(c) == npos;
}

/// Where the value of a query ends that begins at `begin`, and begins that ends at `end`.
std::size_t value_end(std::string_view window, std::size_t begin) {
  const std::string_view value = window.substr(begin, kMaxQueryValue);
  return begin + (std::find_if_not(value.begin(), value.end(), is_value_sign) - value.begin());
}
std::size_t value_begin(std::string_view window, std::size_t end) {
  const std::size_t reach = std::min(end, kMaxQueryValue);
  const std::string_view value = window.substr(end - reach, reach);
  return end - (std::find_if_not(value.rbegin(), value.rend(), is_value_sign) - value.rbegin());
}

/// Where a value of a query begins behind the ampersand at `sign`, "&name=value"; 0 if none does.
std::size_t parameter_value(std::string_view window, std::size_t sign) {
  const std::size_t equals = window.substr(0, sign + kMaxPairKey).find('=', sign);
  if (equals == npos || equals == sign + 1) return 0;
  const std::string_view name = window.substr(sign + 1, equals - sign - 1);
  const bool is_name = std::all_of(name.begin(), name.end(), [](char c) {
    return base::is_alnum(c) || std::string_view("_-.[]%").find(c) != npos;
  });
  return is_name ? equals + 1 : 0;
}

/// Adds where in a value of a query a plus sign stands for a blank: not at its begin, as in
/// telephone numbers, nor in addresses of mail, whose own signs are seldom escaped.
void add_blanks(std::string_view window, std::size_t begin, std::size_t end,
                std::vector<std::size_t>& places) {
  const std::string_view value = window.substr(begin, end - begin);
  if (value.find('@') != npos) return;
  for (std::size_t at = value.find('+', 1); at != npos; at = value.find('+', at + 1)) {
    places.push_back(begin + at);
  }
}

/// The escape at a place that was found to have one.
Escape escape_at(std::string_view text) {
  return text.front() == '+' ? Escape{1, 1, " "} : read_escape(text);
}

/// Finds the signs at which escapes may begin: % & \ =.
void find_signs(std::string_view window, std::vector<std::uint32_t>& signs) {
  find_places(window, {'%', '&', '\\', '='}, signs);
  std::size_t kept = 0;
  for (const std::uint32_t sign : signs) {
    signs[kept] = sign;
    kept += sign + std::size_t{4} > window.size() || may_escape(window.data() + sign) ? 1 : 0;
  }
  signs.resize(kept);
}

}  // namespace

void EscapedText::collect(const core::Block& block, const core::RecordIndex& index) {
  const std::string_view window = block.view();
  text_.clear();
  origins_ = {};
  places_.clear();
  escapes_.clear();
  EncodedCells cells(index.cells);
  std::size_t passed = 0;
  find_signs(window, signs_);
  for (const std::size_t sign : signs_) {
    if (sign < passed) continue;
    const Escape escape = read_escape(window.substr(sign));
    const std::size_t length = escape.length;
    const bool stands = length > 0 && (escape.width > 0 || is_broken_line(window, sign));
    if (stands && !cells.hold(sign)) places_.push_back(sign);
    if (!stands && window[sign] == '&' && !cells.hold(sign)) add_blanks_beside(window, sign);
    passed = sign + length;
  }
  if (!std::is_sorted(places_.begin(), places_.end())) std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  for (std::size_t i = 0; i < places_.size();) {
    std::size_t last = i;
    while (last + 1 < places_.size() && places_[last + 1] - places_[last] <= 2 * kReach) ++last;
    add_stretch(window, places_[i] - std::min(places_[i], kReach),
                std::min(window.size(), places_[last] + kReach));
    i = last + 1;
  }
}

// The values on both sides of an ampersand.
void EscapedText::add_blanks_beside(std::string_view window, std::size_t sign) {
  const std::size_t value = parameter_value(window, sign);
  if (value == 0) return;
  const std::size_t before = value_begin(window, sign);
  if (before > 0 && window[before - 1] == '=') add_blanks(window, before, sign, places_);
  add_blanks(window, value, value_end(window, value), places_);
}

// The next stretch, [begin, end) of the window, is decoded behind the others.
void EscapedText::add_stretch(std::string_view window, std::size_t begin, std::size_t end) {
  origins_.skip(begin - origins_.original_end());
  auto place = std::lower_bound(places_.begin(), places_.end(), begin);
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = place == places_.end() ? end : std::min(*place, end);
    text_ += window.substr(at, next - at);
    origins_.append(next - at, 1, 1);
    at = next;
    if (at == end) break;
    const Escape escape = escape_at(window.substr(at));
    escapes_.push_back(text_.size());
    text_.append(escape.text, escape.width);
    if (escape.width > 0) {
      origins_.append(escape.width, escape.width, escape.length);
    } else {
      origins_.skip(escape.length);
    }
    at += escape.length;
    ++place;
  }
  text_.append(kContextGap, '\n');
  origins_.append(kContextGap, kContextGap, 0);
}

core::Span EscapedText::original(std::string_view window, core::Span span) const {
  const std::size_t from = span.begin - std::min<std::size_t>(span.begin, kBeside);
  const auto escape = std::lower_bound(escapes_.begin(), escapes_.end(), from);
  if (escape == escapes_.end() || *escape > span.end) return {};
  const core::Span original{origins_.begin_of(span.begin), origins_.end_of(span.end)};
  const bool possible = original.begin < original.end && original.end <= window.size() &&
                        original.length() <= core::kMaxMatchLength;
  return possible ? original : core::Span{};
}

}  // namespace leaksift::structure
