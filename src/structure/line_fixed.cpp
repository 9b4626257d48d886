#include "structure/line_fixed.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::size_t kLeastLines = 8;
constexpr std::size_t kLeastLineLength = 20;
constexpr std::size_t kLeastFixedColumns = 3;
constexpr std::size_t kLeastDigits = 6;
constexpr std::size_t kLeastText = 5;

/// How many lines have a sign of each kind at a place.
struct Place {
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t spaces = 0;
};

/// What stands where in lines that are all of one length.
class Places {
 public:
  explicit Places(const Sample& sample) {
    // The first two lines may be about the others.
    if (sample.lines().size() < kLeastLines) return;
    const std::size_t length = sample.lines()[2].size();
    std::size_t others = 0;
    for (const std::string_view line : sample.lines()) {
      others += line.size() == length ? 0 : 1;
      if (too_many(others, 5, sample)) return;
    }
    lines_ = sample.lines().size() - others;
    places_.resize(std::min(length, kMaxLine));
    for (const std::string_view line : sample.lines()) {
      if (line.size() == length) add(line);
    }
  }

  std::size_t size() const { return places_.size(); }

  /// Where the columns begin, ascending.
  std::vector<std::size_t> begins() const {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < size(); ++at) {
      if (at == 0 || begins_column(at)) begins.push_back(at);
    }
    return begins;
  }

  bool is_number(std::size_t begin, std::size_t end) const {
    std::size_t digits = 0;
    while (begin + digits < end && nearly_all(places_[begin + digits].digits)) ++digits;
    return digits >= kLeastDigits;
  }
  /// Words that spaces fill up.
  bool is_text(std::size_t begin, std::size_t end) const {
    return end - begin >= kLeastText && is_share(places_[begin].letters, lines_, 90) &&
           is_share(places_[end - 1].spaces, lines_, 80);
  }

 private:
  void add(std::string_view line) {
    for (std::size_t at = 0; at < size(); ++at) {
      places_[at].digits += is_digit(line[at]) ? 1 : 0;
      places_[at].letters += is_letter(line[at]) ? 1 : 0;
      places_[at].spaces += line[at] == ' ' ? 1 : 0;
    }
  }

  bool nearly_all(std::size_t count) const { return is_share(count, lines_, 98); }
  bool nearly_none(std::size_t count) const { return count * 100 <= lines_ * 2; }

  bool begins_column(std::size_t at) const {
    const Place& here = places_[at];
    const Place& before = places_[at - 1];
    if (is_share(here.letters, lines_, 90) && nearly_all(before.digits)) return true;
    // "(402) 654-1706", "4111 1111": one space parts a value, but for long numbers.
    const std::size_t spaces_farther = at > 1 ? places_[at - 2].spaces : 0;
    const bool one_space = nearly_all(before.spaces) && !is_share(spaces_farther, lines_, 10);
    if (one_space) {
      return nearly_none(here.spaces) && at > kLeastDigits &&
             is_number(at - kLeastDigits - 1, at - 1);
    }
    if (nearly_all(here.digits) && nearly_all(before.letters + before.spaces)) return true;
    return is_share(before.spaces, lines_, 90) && is_share(spaces_farther, lines_, 90) &&
           before.spaces >= here.spaces + (lines_ + 9) / 10;
  }

  std::size_t lines_ = 0;
  std::vector<Place> places_;
};

class FixedRows {
 public:
  explicit FixedRows(std::vector<std::size_t> begins)
      : begins_(std::make_shared<const std::vector<std::size_t>>(std::move(begins))),
        heading_(numbered_heading(begins_->size())) {}

  static std::string_view format() { return "table"; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (!out.record_open()) select(out);
    out.begin_record();
    if constexpr (!Out::kSilent) {
      std::size_t begin = 0;
      for (std::uint32_t column = 0; column < begins_->size() && begin < line.size(); ++column) {
        const bool last = column + 1 == begins_->size();
        const std::size_t end =
            last ? line.size()
                 : after_characters(line, begin, (*begins_)[column + 1] - (*begins_)[column]);
        std::size_t at = begin;
        while (at < end && line[at] == ' ') ++at;
        out.cell(at, end, column);
        begin = end;
      }
    }
  }

 private:
  std::shared_ptr<const std::vector<std::size_t>> begins_;
  SharedHeading heading_;
};

}  // namespace

std::unique_ptr<Parser> sniff_fixed_rows(const Sample& sample) {
  const std::string_view first = sample.first_line();
  if (first.size() < kLeastLineLength || first.find('\t') != first.npos) return nullptr;
  // Names above the columns make another kind of table.
  if (!has_long_number(first)) return nullptr;
  const Places places(sample);
  if (places.size() < kLeastLineLength) return nullptr;
  std::vector<std::size_t> begins = places.begins();
  if (begins.size() < kLeastFixedColumns || begins.size() > kMaxColumns) return nullptr;
  bool number = false;
  bool text = false;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : places.size();
    text = text || places.is_text(begins[i], end);
    number = number || places.is_number(begins[i], end);
  }
  if (!number || !text) return nullptr;
  return line_parser(FixedRows(std::move(begins)), sample);
}

}  // namespace leaksift::structure
