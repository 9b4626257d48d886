#include "detect/regex_program.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {

// From back to front, so that each node is made with the one behind it.
std::optional<RegexProgram> RegexProgram::build(const std::vector<const RegexNode*>& parts) {
  RegexProgram program;
  program.nodes_.emplace_back();  // kAccept.
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!program.emit(**part, program.start_)) return std::nullopt;
  }
  program.make_classes();
  return program;
}

std::optional<RegexProgram> RegexProgram::build_all(
    const std::vector<const RegexNode*>& alternatives) {
  RegexProgram program;
  program.accepts_ = static_cast<NodeId>(alternatives.size());
  program.nodes_.resize(alternatives.size());
  for (NodeId i = 0; i < program.accepts_; ++i) {
    NodeId branch = i;
    if (!program.emit(*alternatives[i], branch) || !program.join(branch, i == 0, program.start_)) {
      return std::nullopt;
    }
  }
  program.make_classes();
  return program;
}

// Puts `node` before `entry`, which becomes the node to enter it by. False if that cannot be done.
bool RegexProgram::emit(const RegexNode& node, NodeId& entry) {
  switch (node.kind) {
    case NodeKind::kBytes:
      return add({.set = index_of(node.bytes), .next = entry}, entry);
    case NodeKind::kConcat:
      return std::all_of(node.children.rbegin(), node.children.rend(),
                         [&](const RegexNode& child) { return emit(child, entry); });
    case NodeKind::kAlternate:
      return emit_alternatives(node, entry);
    case NodeKind::kRepeat:
      return emit_repeat(node, entry);
    case NodeKind::kAssertion:
      return false;
  }
  return false;
}

// x{2,4} as xx(?:x(?:x)?)?
bool RegexProgram::emit_repeat(const RegexNode& node, NodeId& entry) {
  const RegexNode& child = node.children.front();
  const NodeId after = entry;
  for (std::uint32_t i = node.least; i < node.most; ++i) {
    NodeId once = entry;
    if (!emit(child, once) || !add({.next = once, .other = after}, entry)) return false;
  }
  for (std::uint32_t i = 0; i < node.least; ++i) {
    if (!emit(child, entry)) return false;
  }
  return true;
}

bool RegexProgram::emit_alternatives(const RegexNode& node, NodeId& entry) {
  const NodeId after = entry;
  bool first = true;
  for (const RegexNode& child : node.children) {
    NodeId branch = after;
    if (!emit(child, branch)) return false;
    if (!join(branch, first, entry)) return false;
    first = false;
  }
  return true;
}

// Lets `entry` lead to `branch` too.
bool RegexProgram::join(NodeId branch, bool first, NodeId& entry) {
  if (!first) return add({.next = entry, .other = branch}, entry);
  entry = branch;
  return true;
}

bool RegexProgram::add(const Node& node, NodeId& entry) {
  if (nodes_.size() == kMostNodes) return false;
  entry = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(node);
  return true;
}

std::uint32_t RegexProgram::index_of(const ByteSet& set) {
  const auto found = std::find(sets_.begin(), sets_.end(), set);
  if (found != sets_.end()) return static_cast<std::uint32_t>(found - sets_.begin());
  sets_.push_back(set);
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

void RegexProgram::make_classes() {
  class_of_.fill(0);
  for (const ByteSet& set : sets_) {
    // Of each class, the bytes in the set and those without become one each, numbered as they come.
    std::array<std::int16_t, 2 * 256> numbers;
    numbers.fill(-1);
    std::int16_t count = 0;
    for (std::size_t byte = 0; byte < 256; ++byte) {
      std::int16_t& number = numbers[2 * class_of_[byte] + (set[byte] ? 1 : 0)];
      if (number < 0) number = count++;
      class_of_[byte] = static_cast<std::uint8_t>(number);
    }
  }
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (class_of_[byte] < classes_) continue;
    representatives_[classes_++] = static_cast<std::uint8_t>(byte);
  }
}

}  // namespace leaksift::detect
