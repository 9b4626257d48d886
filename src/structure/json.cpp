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

/// The offset of the first value that an object or array may be; npos if there is none.
std::size_t first_value(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\x1e", from);
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

JsonMachine::Tally tally_of(std::string_view prefix, Layout layout, bool calls = false) {
  JsonMachine machine(layout, calls);
  NoCells sink;
  machine.run(prefix, sink, false);
  return machine.tally();
}

/// The maps and arrays of rows of `sample`; null if it has none. Of several values, each is a
/// record.
std::shared_ptr<const JsonOutline> outline_of(const Sample& sample, Layout layout, bool calls) {
  if (layout == Layout::kLines || sample.within_record()) return nullptr;
  const std::string_view prefix = sample.bytes();
  JsonMachine machine(layout, calls);
  JsonOutlineBuilder builder(prefix);
  machine.run(prefix, builder, false);
  if (machine.tally().values > 1) return nullptr;
  JsonOutline outline = builder.outline();
  return outline.empty() ? nullptr : std::make_shared<const JsonOutline>(std::move(outline));
}

std::unique_ptr<Parser> parser(const Sample& sample, Layout layout, bool calls = false) {
  return std::make_unique<MachineParser<JsonMachine>>(
      JsonMachine(layout, calls, JsonStack(outline_of(sample, layout, calls))));
}

/// Code calls with objects too, but with more than that.
std::unique_ptr<Parser> sniff_calls(const Sample& sample) {
  const JsonMachine::Tally tally = tally_of(sample.bytes(), Layout::kDocument, true);
  if (tally.members == 0 || tally.broken != 0) return nullptr;
  return parser(sample, tally.multiline || tally.values < 2 ? Layout::kDocument : Layout::kLines,
                true);
}

/// An array of rows has no key by which JSON is told from other lists of numbers, but its rows.
std::unique_ptr<Parser> sniff_rows(const Sample& sample) {
  const auto outline = outline_of(sample, Layout::kDocument, false);
  if (outline == nullptr || outline->columns_of("") == nullptr) return nullptr;
  return std::make_unique<MachineParser<JsonMachine>>(
      JsonMachine(Layout::kDocument, false, JsonStack(outline)));
}

}  // namespace

std::unique_ptr<Parser> sniff_json(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  if (begins_with_call(prefix)) return sniff_calls(sample);
  if (first_value(prefix, bom_length(prefix)) == std::string_view::npos) return nullptr;
  const JsonMachine::Tally document = tally_of(prefix, Layout::kDocument);
  if (document.members == 0 && document.broken == 0) return sniff_rows(sample);
  if (document.members == 0 || document.bare_first) return nullptr;
  if (document.broken == 0) {
    if (document.multiline) return parser(sample, Layout::kDocument);
    return parser(sample, document.values > 1 ? Layout::kLines : Layout::kUndecided);
  }
  const JsonMachine::Tally lines = tally_of(prefix, Layout::kLines);
  if (lines.values >= kValuesPerBroken * lines.broken) return parser(sample, Layout::kLines);
  return document.members >= kTellingMembers ? parser(sample, Layout::kDocument) : nullptr;
}

}  // namespace leaksift::structure
