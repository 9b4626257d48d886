#include "structure/json.h"

#include "structure/bytes.h"
#include "structure/json_machine.h"
#include "structure/machine_parser.h"

namespace leaksift::structure {

namespace {

/// A document that breaks is one all the same if it had this many members before.
constexpr std::uint64_t kTellingMembers = 8;
/// So many values to each broken place make a stream of lines.
constexpr std::uint64_t kValuesPerBroken = 4;

bool begins_like_json(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\x1e", bom_length(text));
  return begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
}

JsonMachine::Tally tally_of(std::string_view prefix, bool lines) {
  JsonMachine machine(lines);
  NoCells sink;
  machine.run(prefix, sink, false);
  return machine.tally();
}

std::unique_ptr<Parser> parser(bool lines) {
  return std::make_unique<MachineParser<JsonMachine>>(JsonMachine(lines));
}

}  // namespace

std::unique_ptr<Parser> sniff_json(std::string_view prefix, bool) {
  if (!begins_like_json(prefix)) return nullptr;
  const JsonMachine::Tally document = tally_of(prefix, false);
  if (document.members == 0 || document.bare_first) return nullptr;
  // An array that is longer than the prefix may have newlines further on.
  const bool object = prefix.find('{') < prefix.find('[');
  if (document.broken == 0) return parser(!document.multiline && (document.values > 0 || object));
  const JsonMachine::Tally lines = tally_of(prefix, true);
  if (lines.values >= kValuesPerBroken * lines.broken) return parser(true);
  return document.members >= kTellingMembers ? parser(false) : nullptr;
}

}  // namespace leaksift::structure
