#include "detect/pivot_gates.h"

#include <algorithm>

namespace leaksift::detect {

PivotGates::PivotGates(const CompiledPatterns& patterns)
    : patterns_(patterns), gate_of_(patterns.regexes.size(), kNoGate) {
  if (patterns.engine != Engine::kFast) return;
  for (std::size_t i = 0; i < patterns.regexes.size(); ++i) {
    const CompiledRegex& regex = patterns.regexes[i];
    if (regex.finder != Finder::kText) continue;
    const auto& pivot = regex.pivot;
    if (!pivot || !pivot->gate) continue;
    const auto found = std::find_if(gates_.begin(), gates_.end(), [&](const PivotGate& gate) {
      return gate.is(pivot->byte, *pivot->gate);
    });
    gate_of_[i] = static_cast<std::uint32_t>(found - gates_.begin());
    if (found == gates_.end()) gates_.emplace_back(pivot->byte, *pivot->gate);
  }
}

bool PivotGates::refuse(std::string_view text, std::uint32_t regex, std::size_t begin,
                        std::size_t end) {
  const std::uint32_t gate = gate_of_[regex];
  if (gate == kNoGate) return false;
  const auto lead = static_cast<std::size_t>(patterns_.regexes[regex].pivot->lead.most);
  return !gates_[gate].may_pass(text, begin, std::min(text.size(), end + lead));
}

}  // namespace leaksift::detect
