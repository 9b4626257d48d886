#include "structure/note.h"

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

/// About three pages.
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
  const std::vector<std::string_view>& lines = sample.lines();
  const auto code = std::ranges::count_if(lines, looks_like_code);
  return is_share(static_cast<std::size_t>(code), lines.size(), 20);
}

/// "Patient" of "  Patient: Ann Lee".
std::string_view label_of(std::string_view line) {
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view label = line.substr(0, colon);
  while (!label.empty() && is_space(label.front())) label.remove_prefix(1);
  while (!label.empty() && is_space(label.back())) label.remove_suffix(1);
  return label;
}

/// Where records begin; see sniff_note.
std::vector<std::uint64_t> begins_of(const Sample& sample) {
  std::vector<std::uint64_t> begins = {0};
  if (sample.judge() == nullptr) return begins;
  std::string_view first;
  std::size_t others = 0;  // Known labels behind the latest that is the first.
  for (const std::string_view line : sample.lines()) {
    const std::string_view label = label_of(line);
    if (label.empty() || !sample.judge()->names_field(label)) continue;
    if (first.empty()) {
      first = label;
    } else if (label != first) {
      ++others;
    } else if (std::exchange(others, 0) == 0) {
      return {0};
    } else {
      begins.push_back(static_cast<std::uint64_t>(line.data() - sample.bytes().data()));
    }
  }
  return others == 0 ? std::vector<std::uint64_t>{0} : begins;
}

}  // namespace

std::unique_ptr<Parser> sniff_note(const Sample& sample) {
  const std::string_view text = sample.bytes();
  if (!sample.complete() || sample.within_record() || text.size() > kLongestNote) return nullptr;
  if (sample.lines().empty() || is_code(sample) || is_binary(text)) return nullptr;
  return std::make_unique<MachineParser<NoteMachine>>(NoteMachine(begins_of(sample)));
}

}  // namespace leaksift::structure
