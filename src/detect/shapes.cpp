#include "detect/shapes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace leaksift::detect {
namespace {

std::size_t count_in(const ByteSet& bytes, unsigned char first, unsigned char last) {
  std::size_t count = 0;
  for (unsigned value = first; value <= last; ++value) count += bytes.test(value);
  return count;
}

// A Shape on its way: many are made of which few remain, so none allocates. Bytes behind the end
// are 0, so that all of them compare as the text does.
struct Draft {
  std::array<char, kMaxShapeLength> text{};
  std::uint8_t size = 0;
  bool exact = true;

  friend bool operator==(const Draft& a, const Draft& b) { return a.text == b.text; }
  friend bool operator<(const Draft& a, const Draft& b) {
    const int order = std::memcmp(a.text.data(), b.text.data(), kMaxShapeLength);
    return order != 0 ? order < 0 : a.exact > b.exact;
  }
};

Draft draft_of(char c, bool exact) {
  Draft draft{{c}, 1, exact};
  return draft;
}

// Drafts by text, each once; of equal texts, exact if one of them is.
using DraftSet = std::vector<Draft>;

// The shape characters that one byte class can be, each with whether it stands for all bytes of its
// kind; nothing if the class holds other bytes.
std::optional<DraftSet> choices_of(const ByteSet& bytes) {
  DraftSet choices;
  const std::size_t digits = count_in(bytes, '0', '9');
  const std::size_t letters = count_in(bytes, 'a', 'z') + count_in(bytes, 'A', 'Z');
  if (digits > 0) choices.push_back(draft_of(kShapeDigit, digits == 10));
  if (letters > 0) choices.push_back(draft_of(kShapeLetter, letters == 52));
  std::size_t others = bytes.count() - digits - letters;
  for (const char separator : kShapeSeparators) {
    if (!bytes.test(static_cast<unsigned char>(separator))) continue;
    choices.push_back(draft_of(separator, true));
    --others;
  }
  if (others != 0 || choices.empty()) return std::nullopt;
  return choices;
}

// Makes a set of what has been gathered. Most is in order from the beginning.
void settle(DraftSet& set) {
  if (!std::is_sorted(set.begin(), set.end())) std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

std::optional<DraftSet> expand(const RegexNode& node);

std::optional<DraftSet> join(const DraftSet& left, const DraftSet& right) {
  DraftSet joined;
  joined.reserve(std::min(left.size() * right.size(), 2 * kMaxShapes + right.size()));
  for (const Draft& front : left) {
    for (const Draft& back : right) {
      const std::size_t size = std::size_t{front.size} + back.size;
      if (size > kMaxShapeLength) return std::nullopt;
      Draft& both = joined.emplace_back(front);
      std::copy_n(back.text.begin(), back.size, both.text.begin() + front.size);
      both.size = static_cast<std::uint8_t>(size);
      both.exact = front.exact && back.exact;
    }
    // Settled now and then, so that there are never many more than can be of use.
    if (joined.size() <= 2 * kMaxShapes) continue;
    settle(joined);
    if (joined.size() > kMaxShapes) return std::nullopt;
  }
  settle(joined);
  if (joined.size() > kMaxShapes) return std::nullopt;
  return joined;
}

bool merge(DraftSet& into, const DraftSet& from) {
  into.insert(into.end(), from.begin(), from.end());
  settle(into);
  return into.size() <= kMaxShapes;
}

std::optional<DraftSet> expand_repeat(const RegexNode& node) {
  if (node.most > kMaxShapeLength) return std::nullopt;
  const auto once = expand(node.children.front());
  if (!once) return std::nullopt;
  DraftSet power = {Draft()};
  DraftSet all;
  for (std::uint32_t count = 0; count <= node.most; ++count) {
    if (count >= node.least && !merge(all, power)) return std::nullopt;
    if (count == node.most) break;
    auto next = join(power, *once);
    if (!next) return std::nullopt;
    power = std::move(*next);
  }
  return all;
}

std::optional<DraftSet> expand_row(const RegexNode& node) {
  DraftSet set = {Draft()};
  for (const RegexNode& child : node.children) {
    const auto next = expand(child);
    if (!next) return std::nullopt;
    auto joined = join(set, *next);
    if (!joined) return std::nullopt;
    set = std::move(*joined);
  }
  return set;
}

std::optional<DraftSet> expand(const RegexNode& node) {
  switch (node.kind) {
    case NodeKind::kBytes: {
      auto choices = choices_of(node.bytes);
      if (choices) settle(*choices);
      return choices;
    }
    case NodeKind::kConcat:
      return expand_row(node);
    case NodeKind::kAlternate: {
      DraftSet set;
      for (const RegexNode& child : node.children) {
        const auto branch = expand(child);
        if (!branch || !merge(set, *branch)) return std::nullopt;
      }
      return set;
    }
    case NodeKind::kRepeat:
      return expand_repeat(node);
    case NodeKind::kAssertion:
      return std::nullopt;
  }
  return std::nullopt;
}

// Whether every byte of the expression is a character of shapes: most expressions are ruled out
// before any of their shapes are made.
bool is_of_shapes(const RegexNode& node) {
  if (node.kind == NodeKind::kAssertion) return false;
  if (node.kind == NodeKind::kBytes) return choices_of(node.bytes).has_value();
  return std::all_of(node.children.begin(), node.children.end(), is_of_shapes);
}

// Whether some text of the expression has no digit.
bool may_lack_digit(const RegexNode& node) {
  const auto& children = node.children;
  switch (node.kind) {
    case NodeKind::kBytes:
      return count_in(node.bytes, '0', '9') < node.bytes.count();
    case NodeKind::kConcat:
      return std::all_of(children.begin(), children.end(), may_lack_digit);
    case NodeKind::kAlternate:
      return std::any_of(children.begin(), children.end(), may_lack_digit);
    case NodeKind::kRepeat:
      return node.least == 0 || may_lack_digit(children.front());
    case NodeKind::kAssertion:
      return true;
  }
  return true;
}

// The walk starts at digits and ends at a digit or letter, with at most a few bytes before the
// first digit. A shape of letters alone would make every word a candidate.
bool walkable(const std::string& text) {
  const std::size_t digit = text.find(kShapeDigit);
  return digit != std::string::npos && digit <= kLongestShapeHead &&
         (text.back() == kShapeDigit || text.back() == kShapeLetter);
}

}  // namespace

std::optional<std::vector<Shape>> shapes_of(const RegexNode& root) {
  if (!is_of_shapes(root) || width_of(root).most > kMaxShapeLength || may_lack_digit(root)) {
    return std::nullopt;
  }
  auto set = expand(root);
  if (!set) return std::nullopt;
  std::vector<Shape> shapes;
  shapes.reserve(set->size());
  for (const Draft& draft : *set) {
    shapes.push_back({std::string(draft.text.data(), draft.size), draft.exact});
    if (!walkable(shapes.back().text)) return std::nullopt;
  }
  return shapes;
}

namespace {

// The nodes of a row of rows, with what is required of a repeat written out.
void required_row(const RegexNode& node, std::vector<const RegexNode*>& row) {
  if (row.size() > kMaxShapeLength) return;
  if (node.kind == NodeKind::kConcat) {
    for (const RegexNode& child : node.children) required_row(child, row);
  } else if (node.kind == NodeKind::kRepeat && node.least == node.most) {
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(node.least, kMaxShapeLength); ++i) {
      required_row(node.children.front(), row);
    }
  } else {
    row.push_back(&node);
  }
}

// Collects the first two bytes of what stands in `row` from `at`, behind `first` if there is one.
void collect_first_two(const std::vector<const RegexNode*>& row, std::size_t at,
                       const ByteSet* first, std::vector<std::pair<ByteSet, ByteSet>>& pairs) {
  if (at == row.size()) return;
  const RegexNode& node = *row[at];
  if (node.kind == NodeKind::kBytes) {
    if (first) {
      pairs.emplace_back(*first, node.bytes);
    } else {
      collect_first_two(row, at + 1, &node.bytes, pairs);
    }
  } else if (node.kind == NodeKind::kAlternate) {
    for (const RegexNode& branch : node.children) {
      std::vector<const RegexNode*> longer;
      required_row(branch, longer);
      longer.insert(longer.end(), row.begin() + static_cast<std::ptrdiff_t>(at) + 1, row.end());
      collect_first_two(longer, 0, first, pairs);
    }
  }
}

}  // namespace

std::optional<ShapeHead> shape_head_of(const RegexNode& root) {
  std::vector<const RegexNode*> row;
  required_row(root, row);
  std::string prefix;
  for (const RegexNode* node : row) {
    const auto next = expand(*node);
    if (!next || next->size() != 1 || prefix.size() >= kMaxShapeLength) break;
    prefix.append(next->front().text.data(), next->front().size);
  }
  const std::size_t digit = prefix.find(kShapeDigit);
  if (digit == std::string::npos || digit < 2) return std::nullopt;
  const std::size_t behind = std::min(prefix.find_first_not_of(kShapeDigit, digit), prefix.size());
  ShapeHead head{prefix.substr(0, digit), behind - digit, {}};
  collect_first_two(row, 0, nullptr, head.first_two);
  return head;
}

}  // namespace leaksift::detect
