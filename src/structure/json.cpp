#include "structure/json.h"

#include "structure/bytes.h"
#include "structure/json_machine.h"
#include "structure/machine_parser.h"

namespace leaksift::structure {

namespace {

using Layout = JsonMachine::Layout;

/// A document that breaks is one all the same if it had this many members before.
constexpr std::uint64_t kTellingMembers = 8;
/// So many values to each broken place make a stream of lines.
constexpr std::uint64_t kValuesPerBroken = 4;

bool begins_like_json(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\x1e", bom_length(text));
  return begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
}

JsonMachine::Tally tally_of(std::string_view prefix, Layout layout) {
  JsonMachine machine(layout);
  NoCells sink;
  machine.run(prefix, sink, false);
  return machine.tally();
}

std::unique_ptr<Parser> parser(Layout layout) {
  return std::make_unique<MachineParser<JsonMachine>>(JsonMachine(layout));
}

}  // namespace

std::unique_ptr<Parser> sniff_json(std::string_view prefix, bool) {
  if (!begins_like_json(prefix)) return nullptr;
  const JsonMachine::Tally document = tally_of(prefix, Layout::kDocument);
  if (document.members == 0 || document.bare_first) return nullptr;
  if (document.broken == 0) {
    if (document.multiline) return parser(Layout::kDocument);
    return parser(document.values > 1 ? Layout::kLines : Layout::kUndecided);
  }
  const JsonMachine::Tally lines = tally_of(prefix, Layout::kLines);
  if (lines.values >= kValuesPerBroken * lines.broken) return parser(Layout::kLines);
  return document.members >= kTellingMembers ? parser(Layout::kDocument) : nullptr;
}

}  // namespace leaksift::structure
