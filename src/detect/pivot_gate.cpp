#include "detect/pivot_gate.h"

#include <cstring>

namespace leaksift::detect {

namespace {

constexpr std::size_t kMostGateBytes = 8;

}  // namespace

std::optional<Gate> gate_of(const RegexNode& root, std::size_t pivot) {
  ByteSet run;
  for (std::size_t i = pivot + 1; i < root.children.size(); ++i) {
    const RegexNode& child = root.children[i];
    const Edge front = edge_of(child, Side::kFront);
    const bool must = !front.empty && front.bytes.count() <= kMostGateBytes;
    if (must && (front.bytes & run).none()) return Gate{run, front.bytes};
    run |= alphabet(child);
    if ((run & root.children[pivot].bytes).any()) return std::nullopt;
  }
  return std::nullopt;
}

PivotGate::PivotGate(char pivot, const Gate& gate) : pivot_(pivot), gate_(gate) {
  for (std::size_t byte = 0; byte < kinds_.size(); ++byte) {
    kinds_.at(byte) = gate.gate[byte] ? Kind::kGate : gate.run[byte] ? Kind::kRun : Kind::kOther;
  }
}

void PivotGate::look(std::string_view text, std::size_t end) {
  while (seen_ < end) {
    const void* next = std::memchr(text.data() + seen_, pivot_, end - seen_);
    if (next == nullptr) {
      seen_ = end;
      return;
    }
    const auto at = static_cast<std::size_t>(static_cast<const char*>(next) - text.data());
    seen_ = at + 1;
    std::size_t behind = seen_;
    Kind kind = Kind::kOther;
    for (; behind < text.size(); ++behind) {
      kind = kinds_[static_cast<unsigned char>(text[behind])];
      if (kind != Kind::kRun) break;
    }
    if (kind != Kind::kGate) continue;
    any_open_ = true;
    last_open_ = at;
  }
}

}  // namespace leaksift::detect
