#include "structure/note.h"

#include "base/ascii.h"
#include "structure/binary.h"
#include "structure/bytes.h"
#include "structure/field_judge.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// About three pages: no longer texts are one record.
constexpr std::size_t kLongestNote = 8 * 1024;
constexpr std::size_t kLongestLabel = 64;

/// Opens a record at each of some offsets of the blob, and ends it at the next.
class NoteMachine {
 public:
  explicit NoteMachine(std::vector<std::uint64_t> begins) : begins_(std::move(begins)) {}

  static std::string_view format() { return "text"; }
  static std::string damage() { return {}; }

  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool /*flush*/) {
    sink.select_table({});
    const std::uint64_t end = position_ + bytes.size();
    bool open = false;
    for (std::size_t i = 0; i < begins_.size() && begins_[i] < end; ++i) {
      const auto begin = static_cast<std::int64_t>(begins_[i] - position_);
      if (i + 1 < begins_.size() && begins_[i + 1] <= position_) continue;
      if (open) sink.close_record(begin);
      sink.open_record(begin, i + 1);
      open = true;
    }
    position_ = end;
  }

 private:
  std::vector<std::uint64_t> begins_;  ///< Ascending, from 0.
  std::uint64_t position_ = 0;         ///< Offset of the window in the blob.
};

/// Whether a line is one of a program, of settings or of markup; of that, troff and TeX too.
bool looks_like_code(std::string_view line) {
  constexpr std::array<std::string_view, 11> kFronts = {
      "#!", "#include", "import ", "from ", "def ", "use ", "return ", "<", "@", ".", "\\"};
  constexpr std::array<std::string_view, 7> kSigns = {" = ", "==", "=>", "->", "::", "()", "</"};
  const std::size_t first = line.find_first_not_of(" \t");
  const std::size_t last = line.find_last_not_of(" \t");
  if (first == std::string_view::npos) return false;
  if (std::string_view(";{}([\\").find(line[last]) != std::string_view::npos) return true;
  const std::string_view text = line.substr(first);
  return std::ranges::any_of(kFronts, [text](auto front) { return text.starts_with(front); }) ||
         std::ranges::any_of(kSigns, [text](auto sign) { return text.find(sign) != text.npos; });
}

bool is_code(const Sample& sample) {
  constexpr std::size_t kJudgedLines = 100;
  const std::vector<std::string_view>& lines = sample.lines();
  const std::size_t step = lines.size() / kJudgedLines + 1;
  const std::size_t judged = (lines.size() + step - 1) / step;
  std::size_t code = 0;
  for (std::size_t i = 0; i < lines.size(); i += step) {
    if (looks_like_code(lines[i]) && is_share(++code, judged, 20)) return true;
  }
  return false;
}

/// "Patient" of "  Patient: Ann Lee".
std::string_view label_of(std::string_view line) {
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  if (colon == std::string_view::npos) return {};
  return base::trim(line.substr(0, colon));
}

/// Calls `give(line, offset)` with each line of a text, blank ones too.
template <class Give>
void each_line(std::string_view text, Give give) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = offset_of_any(text, at, '\n', '\r');
    give(text.substr(at, end - at), at);
    at = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  }
}

using Begins = std::vector<std::uint64_t>;

struct Label {
  std::string_view text;
  std::uint64_t line = 0;  ///< Where its line begins.
};

std::vector<Label> labels_of(std::string_view text) {
  std::vector<Label> labels;
  each_line(text, [&labels](std::string_view line, std::size_t at) {
    if (const std::string_view label = label_of(line); !label.empty())
      labels.push_back({label, at});
  });
  return labels;
}

/// Where the first known label stands at the front of a line, if others stand behind each; the
/// first record begins with the text. One alone if there are no such forms.
Begins begins_of_forms(std::string_view text, const FieldJudge& judge) {
  constexpr std::ptrdiff_t kFirstLabels = 16;  // A form shows by then that it is one.
  const std::vector<Label> labels = labels_of(text);
  const auto is_known = [&judge](const Label& label) { return judge.names_field(label.text); };
  const auto last_tried = labels.begin() + std::min(kFirstLabels, std::ssize(labels));
  const auto first = std::find_if(labels.begin(), last_tried, is_known);
  if (first == last_tried) return {0};
  Begins begins = {0};
  bool others = false;  // A known label stands behind the latest that is the first.
  for (auto label = first + 1; label != labels.end(); ++label) {
    if (label->text != first->text) {
      others = others || is_known(*label);
    } else if (std::exchange(others, false)) {
      begins.push_back(label->line);
    } else {
      return {0};
    }
  }
  return others ? begins : Begins{0};
}

/// Where pages begin, behind form feeds.
Begins begins_of_pages(std::string_view text) {
  Begins begins = {0};
  for (std::size_t at = 0; (at = text.find('\f', at)) != std::string_view::npos;) {
    if (++at < text.size()) begins.push_back(at);
  }
  return begins;
}

/// Where paragraphs begin, behind blank lines.
Begins begins_of_paragraphs(std::string_view text) {
  Begins begins = {0};
  bool blank = false;
  each_line(text, [&](std::string_view line, std::size_t at) {
    const bool is_blank = std::ranges::all_of(line, is_space);
    if (blank && !is_blank) begins.push_back(at);
    blank = is_blank;
  });
  return begins;
}

/// Where records begin; see sniff_note.
Begins begins_of(std::string_view text, const FieldJudge* judge) {
  Begins begins = judge == nullptr ? Begins{0} : begins_of_forms(text, *judge);
  if (begins.size() > 1 || text.size() <= kLongestNote) return begins;
  begins = begins_of_pages(text);
  return begins.size() > 1 ? begins : begins_of_paragraphs(text);
}

}  // namespace

std::unique_ptr<Parser> sniff_note(const Sample& sample) {
  const std::string_view text = sample.bytes();
  if (!sample.complete() || sample.within_record()) return nullptr;
  if (sample.lines().empty() || is_code(sample) || is_binary(text)) return nullptr;
  return std::make_unique<MachineParser<NoteMachine>>(NoteMachine(begins_of(text, sample.judge())));
}

}  // namespace leaksift::structure
