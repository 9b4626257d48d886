#include "structure/json.h"

#include "structure/bytes.h"
#include "structure/json_machine.h"
#include "structure/json_outline.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <utility>

namespace leaksift::structure {

namespace {

using Layout = JsonMachine::Layout;

/// A document that breaks is one all the same if it had this many members before.
constexpr std::uint64_t kTellingMembers = 8;
/// So many values to each broken place make a stream of lines.
constexpr std::uint64_t kValuesPerBroken = 4;

/// The offset of the first value that an object or array may be, behind comments; npos if there is
/// none.
std::size_t first_value(std::string_view text, std::size_t from) {
  std::size_t begin = text.find_first_not_of(" \t\r\n\x1e", from);
  while (begin < text.size() && text[begin] == '/') {
    const bool block = text.substr(begin).starts_with("/*");
    const std::string_view mark = block ? "*/" : "\n";
    const std::size_t end = std::min(text.find(mark, begin), text.size() - 1);
    begin = text.find_first_not_of(" \t\r\n\x1e", end + mark.size());
  }
  const bool bracket = begin < text.size() && (text[begin] == '{' || text[begin] == '[');
  return bracket ? begin : std::string_view::npos;
}

/// JSONP: callback({…}); often with a comment in front, as a guard.
bool begins_with_call(std::string_view text) {
  constexpr std::size_t kLongestFront = 256;
  const std::string_view front = text.substr(bom_length(text), kLongestFront);
  const std::size_t bracket = front.find_first_of("(\n");
  if (bracket == std::string_view::npos || bracket == 0 || front[bracket] != '(') return false;
  const std::string_view name = front.substr(0, bracket);
  const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '$' || c == '.';
  });
  if (!fits && !name.starts_with("/*")) return false;
  return first_value(text, bom_length(text) + bracket + 1) != std::string_view::npos;
}

JsonMachine::Tally tally_of(std::string_view prefix, Layout layout) {
  JsonMachine machine(layout);
  NoCells sink;
  machine.run(prefix, sink, false);
  return machine.tally();
}

/// A sample, read as a document.
struct Sketch {
  JsonMachine::Tally tally;
  /// Its maps, arrays of rows and of pairs; null if it has none.
  std::shared_ptr<const JsonOutline> outline;

  /// The same for several values, each of which is a record.
  std::shared_ptr<const JsonOutline> outline_of_each() const {
    if (outline == nullptr) return nullptr;
    JsonOutline each = *outline;
    each.keep_pairs_alone();
    return each.empty() ? nullptr : std::make_shared<const JsonOutline>(std::move(each));
  }
};

Sketch sketch_of(const Sample& sample, bool calls) {
  JsonMachine machine(Layout::kDocument, calls);
  if (sample.within_record()) {
    NoCells sink;
    machine.run(sample.bytes(), sink, false);
    return {machine.tally(), nullptr};
  }
  JsonOutlineBuilder builder(sample.bytes(), sample.judge());
  machine.run(sample.bytes(), builder, false);
  Sketch sketch{machine.tally(), nullptr};
  sketch.outline = std::make_shared<const JsonOutline>(builder.outline());
  if (sketch.tally.values > 1 || sketch.outline->empty()) sketch.outline = sketch.outline_of_each();
  return sketch;
}

std::unique_ptr<Parser> parser(Layout layout, bool calls = false,
                               std::shared_ptr<const JsonOutline> outline = nullptr) {
  return std::make_unique<MachineParser<JsonMachine>>(
      JsonMachine(layout, calls, JsonStack(std::move(outline))));
}

/// Code calls with objects too, but with more than that.
std::unique_ptr<Parser> sniff_calls(const Sample& sample) {
  const Sketch sketch = sketch_of(sample, true);
  const JsonMachine::Tally& tally = sketch.tally;
  if (tally.members == 0 || tally.broken != 0) return nullptr;
  if (!tally.multiline && tally.values > 1) {
    return parser(Layout::kLines, true, sketch.outline_of_each());
  }
  return parser(Layout::kDocument, true, sketch.outline);
}

}  // namespace

std::unique_ptr<Parser> sniff_json(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  if (begins_with_call(prefix)) return sniff_calls(sample);
  if (first_value(prefix, bom_length(prefix)) == std::string_view::npos) return nullptr;
  const Sketch sketch = sketch_of(sample, false);
  const JsonMachine::Tally& document = sketch.tally;
  const auto whole = [&sketch](Layout layout) { return parser(layout, false, sketch.outline); };
  const auto each = [&sketch] { return parser(Layout::kLines, false, sketch.outline_of_each()); };
  if (document.members == 0 && document.broken == 0) {
    // No key tells it from other lists of numbers, but its rows may.
    const bool rows = sketch.outline != nullptr && sketch.outline->columns_of("") != nullptr;
    return rows ? whole(Layout::kDocument) : nullptr;
  }
  if (document.members == 0 || document.bare_first) return nullptr;
  if (document.broken == 0) {
    if (document.multiline) return whole(Layout::kDocument);
    return document.values > 1 ? each() : whole(Layout::kUndecided);
  }
  const JsonMachine::Tally lines = tally_of(prefix, Layout::kLines);
  if (lines.values >= kValuesPerBroken * lines.broken) return each();
  return document.members >= kTellingMembers ? whole(Layout::kDocument) : nullptr;
}

}  // namespace leaksift::structure
