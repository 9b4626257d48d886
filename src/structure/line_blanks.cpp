#include "structure/line_blanks.h"

#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/field_judge.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

/// A blank with something in it, as offsets in its line.
struct FilledBlank {
  std::string_view name;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words before a blank, without the colon behind them.
std::string_view blank_name(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t:");
  if (last == npos) return {};
  before = before.substr(0, last + 1);
  const std::size_t gap = before.rfind("  ");
  return trim_blanks(gap == npos ? before : before.substr(gap));
}

std::size_t filled_end(std::string_view line, std::size_t at) {
  for (; at < line.size(); ++at) {
    if (line[at] != '_') continue;
    if (at + 1 == line.size() || line[at + 1] == '_' || is_blank(line[at + 1])) return at;
  }
  return line.size();
}

/// The first blank at or behind `from` that has a name and something in it; `from` is moved behind
/// it.
bool next_blank(std::string_view line, std::size_t& from, FilledBlank& blank) {
  std::size_t name_begin = from;
  for (std::size_t at = from; (at = line.find('_', at)) != npos;) {
    const std::size_t begin = std::min(line.find_first_not_of('_', at), line.size());
    const bool opens = at > 0 && (is_blank(line[at - 1]) || line[at - 1] == ':');
    const bool filled = begin < line.size() && !is_blank(line[begin]);
    // Only here, for it walks over all that stands before.
    const std::string_view name =
        opens && filled ? blank_name(line.substr(name_begin, at - name_begin)) : std::string_view();
    if (!name.empty() && name.size() <= kMaxNameLength) {
      const std::size_t end = filled_end(line, begin);
      blank = {name, begin, end};
      from = std::min(line.find_first_not_of('_', end), line.size());
      return true;
    }
    at = begin;
    name_begin = opens ? begin : name_begin;
  }
  return false;
}

class Blanks {
 public:
  static std::string_view format() { return "form"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    FilledBlank blank;
    for (std::size_t from = 0; next_blank(line, from, blank);) {
      if (!out.record_open() || (others_ && blank.name == first_name_)) {
        out.begin_record(blank.begin);
        first_name_ = blank.name;
        others_ = false;
      }
      others_ = others_ || blank.name != first_name_;
      out.value(blank.begin, blank.end, blank.name);
    }
  }

 private:
  std::string first_name_;  ///< Of the record...
  bool others_ = false;     ///< ...which has had others since.
};

}  // namespace

std::unique_ptr<Parser> sniff_blanks(const Sample& sample) {
  constexpr std::size_t kLeastFilled = 3;
  constexpr std::size_t kLeastKnown = 2;
  if (sample.judge() == nullptr) return nullptr;
  std::size_t filled = 0;
  std::size_t known = 0;
  for (const std::string_view whole : sample.lines()) {
    const std::string_view line = whole.substr(0, kMaxLine);
    FilledBlank blank;
    for (std::size_t from = 0; next_blank(line, from, blank); ++filled) {
      known += sample.judge()->names_field(blank.name);
    }
  }
  const bool form = filled >= kLeastFilled && known >= kLeastKnown && is_share(known, filled, 50);
  return form ? line_parser(Blanks(), sample) : nullptr;
}

}  // namespace leaksift::structure
