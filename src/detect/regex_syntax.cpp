#include "detect/regex_syntax.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

// Widths saturate here, far above what is allowed, so that nested repeats cannot overflow.
constexpr std::uint64_t kWidthLimit = 1ULL << 32;

ByteSet make_word_bytes() {
  ByteSet set;
  for (unsigned byte = 0; byte < set.size(); ++byte) {
    if (is_word(static_cast<char>(byte))) set.set(byte);
  }
  return set;
}

}  // namespace

const ByteSet& word_bytes() {
  static const ByteSet set = make_word_bytes();
  return set;
}

Width width_of(const RegexNode& node) {
  auto saturated = [](std::uint64_t width) { return std::min(kWidthLimit, width); };
  switch (node.kind) {
    case NodeKind::kBytes:
      return {1, 1};
    case NodeKind::kAssertion:
      return {0, 0};
    case NodeKind::kRepeat: {
      const Width once = width_of(node.children.front());
      return {saturated(node.least * once.least), saturated(node.most * once.most)};
    }
    case NodeKind::kConcat: {
      Width sum;
      for (const RegexNode& child : node.children) {
        const Width next = width_of(child);
        sum = {saturated(sum.least + next.least), saturated(sum.most + next.most)};
      }
      return sum;
    }
    case NodeKind::kAlternate: {
      Width any = {kWidthLimit, 0};
      for (const RegexNode& child : node.children) {
        const Width branch = width_of(child);
        any = {std::min(any.least, branch.least), std::max(any.most, branch.most)};
      }
      return any;
    }
  }
  return {};
}

ByteSet alphabet(const RegexNode& node) {
  ByteSet set = node.bytes;
  for (const RegexNode& child : node.children) set |= alphabet(child);
  return set;
}

bool matches_within(const RegexNode& node, const ByteSet& bytes) {
  auto child_matches = [&bytes](const RegexNode& child) { return matches_within(child, bytes); };
  switch (node.kind) {
    case NodeKind::kBytes:
      return (node.bytes & bytes).any();
    case NodeKind::kAssertion:
      return true;
    case NodeKind::kConcat:
      return std::all_of(node.children.begin(), node.children.end(), child_matches);
    case NodeKind::kRepeat:
      return node.least == 0 || child_matches(node.children.front());
    case NodeKind::kAlternate:
      return std::any_of(node.children.begin(), node.children.end(), child_matches);
  }
  return true;
}

namespace {

Edge edge_of_row(const RegexNode& node, Side side) {
  Edge edge{.empty = true};
  for (std::size_t i = 0; i < node.children.size() && edge.empty; ++i) {
    const std::size_t child = side == Side::kFront ? i : node.children.size() - 1 - i;
    const Edge next = edge_of(node.children[child], side);
    edge.bytes |= next.bytes;
    edge.empty = next.empty;
  }
  return edge;
}

}  // namespace

Edge edge_of(const RegexNode& node, Side side) {
  switch (node.kind) {
    case NodeKind::kBytes:
      return {node.bytes, false};
    case NodeKind::kAssertion:
      return {{}, true};
    case NodeKind::kConcat:
      return edge_of_row(node, side);
    case NodeKind::kRepeat: {
      Edge edge = edge_of(node.children.front(), side);
      edge.empty = edge.empty || node.least == 0;
      return edge;
    }
    case NodeKind::kAlternate: {
      Edge edge;
      for (const RegexNode& child : node.children) {
        const Edge branch = edge_of(child, side);
        edge.bytes |= branch.bytes;
        edge.empty = edge.empty || branch.empty;
      }
      return edge;
    }
  }
  return {};
}

bool is_word_like(const RegexNode& node, Side side) {
  const Edge edge = edge_of(node, side);
  return !edge.empty && (edge.bytes & ~word_bytes()).none();
}

namespace {

constexpr std::size_t kSmallSet = 4;

void collect_required(const RegexNode& node, std::vector<ByteSet>& sets) {
  if (node.kind == NodeKind::kBytes && node.bytes.count() <= kSmallSet) sets.push_back(node.bytes);
  const bool must =
      node.kind == NodeKind::kConcat || (node.kind == NodeKind::kRepeat && node.least > 0);
  if (!must) return;
  for (const RegexNode& child : node.children) collect_required(child, sets);
}

// By byte, lower is rarer. An '@' is what finds a text in the first place, so asking for it tells
// nothing.
std::array<std::uint8_t, 256> commonness_of_bytes() {
  std::array<std::uint8_t, 256> commonness{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool everywhere = word_bytes().test(byte) || c == ' ' || c == '@';
    const bool common = c == '.' || c == ',' || c == '-' || c == '/' || c == '"';
    commonness[byte] = everywhere ? 3 : common ? 2 : 1;
  }
  return commonness;
}

// Of the most common byte of a set.
int commonness(const ByteSet& set) {
  static const std::array<std::uint8_t, 256> of_byte = commonness_of_bytes();
  std::uint8_t worst = 0;
  for (std::size_t byte = set._Find_first(); byte < 256; byte = set._Find_next(byte)) {
    worst = std::max(worst, of_byte[byte]);
  }
  return worst;
}

}  // namespace

ByteSet required_bytes(const RegexNode& node) {
  std::vector<ByteSet> sets;
  collect_required(node, sets);
  const auto best = std::min_element(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
    return commonness(a) < commonness(b);
  });
  return best == sets.end() || commonness(*best) == 3 ? ~ByteSet() : *best;
}

}  // namespace leaksift::detect
