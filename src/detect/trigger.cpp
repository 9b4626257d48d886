#include "detect/trigger.h"

#include "detect/digit_runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace leaksift::detect {
namespace {

// A part longer than this is no rarer in practice, only dearer.
constexpr std::size_t kMostBytes = 12;
// A variable repeat may stand inside a part if it varies by no more than this.
constexpr std::uint32_t kMostSlack = 4;

// One step of an expression read from left to right: `node` repeated.
struct Item {
  const RegexNode* node;
  std::uint32_t least;
  std::uint32_t most;
  double bits = 0.0;        // Of `node`...
  std::uint64_t width = 0;  // ...and its most bytes.
};

ByteSet digit_bytes() {
  ByteSet digits;
  for (unsigned value = '0'; value <= '9'; ++value) digits.set(value);
  return digits;
}

void append_bytes(const ByteSet& bytes, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  auto append = [&out](std::size_t value) {
    out += "\\x";
    out += kHex[value / 16];
    out += kHex[value % 16];
  };
  if (bytes.count() == 1) return append(bytes._Find_first());
  out += '[';
  for (std::size_t first = 0; first < 256; ++first) {
    if (!bytes.test(first)) continue;
    std::size_t last = first;
    while (last + 1 < 256 && bytes.test(last + 1)) ++last;
    append(first);
    if (last > first) out += '-';
    if (last > first) append(last);
    first = last;
  }
  out += ']';
}

void append_repeat(std::uint32_t least, std::uint32_t most, std::string& out) {
  if (least == 1 && most == 1) return;
  out += '{' + std::to_string(least);
  if (most != least) out += ',' + std::to_string(most);
  out += '}';
}

// The tree as an expression again, with what assertions say left out.
void append_node(const RegexNode& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::kBytes:
      return append_bytes(node.bytes, out);
    case NodeKind::kAssertion:
      return;
    case NodeKind::kRepeat:
      out += "(?:";
      append_node(node.children.front(), out);
      out += ')';
      return append_repeat(node.least, node.most, out);
    case NodeKind::kConcat:
      for (const RegexNode& child : node.children) append_node(child, out);
      return;
    case NodeKind::kAlternate:
      out += "(?:";
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i > 0) out += '|';
        append_node(node.children[i], out);
      }
      out += ')';
      return;
  }
}

// Reads nested rows as one, and unrolls short fixed repeats of rows.
void flatten(const RegexNode& node, std::vector<Item>& items) {
  if (node.kind == NodeKind::kConcat) {
    for (const RegexNode& child : node.children) flatten(child, items);
  } else if (node.kind == NodeKind::kRepeat) {
    const RegexNode& child = node.children.front();
    if (child.kind == NodeKind::kConcat && node.least == node.most && node.least <= 8) {
      for (std::uint32_t i = 0; i < node.least; ++i) flatten(child, items);
    } else {
      items.push_back({&child, node.least, node.most});
    }
  } else if (node.kind != NodeKind::kAssertion) {
    items.push_back({&node, 1, 1});
  }
}

// How much one byte of a set narrows the search, in bits, as text goes: letters, digits and the
// common separators are everywhere. Hyperscan is fast at literals (a letter in either case is one)
// and slow at wide sets, however rare these are.
constexpr double kRareShare = 0.0015;
constexpr std::array<double, 256> shares_of_bytes() {
  constexpr std::string_view kCommon = " .,:/-_\"=\n";
  std::array<double, 256> shares{};
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const bool lower = c >= 'a' && c <= 'z';
    const bool digit = c >= '0' && c <= '9';
    const bool common = digit || kCommon.find(c) != std::string_view::npos;
    shares[value] = lower ? 0.025 : common ? 0.022 : c >= 'A' && c <= 'Z' ? 0.006 : kRareShare;
  }
  return shares;
}
constexpr std::array<double, 256> kShares = shares_of_bytes();

double bits_of(const ByteSet& bytes) {
  constexpr std::size_t kNarrowSet = 2;
  constexpr double kWideSet = 0.15;
  double share = 0.0;
  for (std::size_t value = bytes._Find_first(); value < 256; value = bytes._Find_next(value)) {
    share += kShares[value];
  }
  const double bits = -std::log2(std::min(1.0, share));
  return bytes.count() <= kNarrowSet ? bits : bits * kWideSet;
}

double bits_of(const RegexNode& node);

double least_bits(const RegexNode& node) {
  double least = 1e9;
  for (const RegexNode& child : node.children) least = std::min(least, bits_of(child));
  return least;
}

double bits_of(const RegexNode& node) {
  double sum = 0.0;
  switch (node.kind) {
    case NodeKind::kBytes:
      return bits_of(node.bytes);
    case NodeKind::kAssertion:
      return 0.0;
    case NodeKind::kAlternate:
      return least_bits(node) - 1.0;
    case NodeKind::kRepeat:
      return node.least * bits_of(node.children.front());
    case NodeKind::kConcat:
      for (const RegexNode& child : node.children) sum += bits_of(child);
      return sum;
  }
  return sum;
}

std::vector<Item> items_of(const RegexNode& root) {
  std::vector<Item> items;
  flatten(root, items);
  for (Item& item : items) {
    item.bits = bits_of(*item.node);
    item.width = width_of(*item.node).most;
  }
  return items;
}

// A row of items, the ones at its ends cut down to what must be there.
struct Part {
  std::size_t first = 0;
  std::size_t last = 0;
  double bits = -1.0;
};

// How often an item at the edge of a part is repeated in it, given the bytes that are left.
std::uint32_t edge_repeat(const Item& item, std::uint64_t room) {
  const std::uint64_t width = std::max<std::uint64_t>(1, item.width);
  const std::uint64_t fit = std::max<std::uint64_t>(1, room / width);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(item.least, fit));
}

// Extends a part that begins with `first` as far as it may go, and keeps the best on the way.
void extend(const std::vector<Item>& items, std::size_t first, Part& best) {
  double bits = 0.0;
  std::uint64_t bytes = 0;
  for (std::size_t last = first; last < items.size() && bytes < kMostBytes; ++last) {
    const Item& item = items[last];
    const bool loose = item.most - item.least > kMostSlack;
    if (item.least > 0) {  // What may be missing cannot end a part.
      const std::uint32_t repeat = edge_repeat(item, kMostBytes - bytes);
      const double with = bits + repeat * item.bits;
      if (with > best.bits + 1e-9) best = {first, last, with};
    }
    if (loose && last > first) return;
    bits += (loose ? 1 : item.least) * item.bits;  // Of a loose first item, its last byte.
    bytes += loose ? 1 : item.most * item.width;
  }
}

Part best_part(const std::vector<Item>& items) {
  Part best;
  for (std::size_t first = 0; first < items.size(); ++first) {
    if (items[first].least > 0) extend(items, first, best);
  }
  return best;
}

// How often the last item of a part is repeated in it, behind so many bytes.
std::uint32_t last_repeat(const Item& item, std::uint64_t bytes) {
  return edge_repeat(item, kMostBytes - std::min<std::uint64_t>(bytes, kMostBytes - 1));
}

// Bytes that may stand behind so many repeats of the last item of a part.
ByteSet bytes_behind_repeats(const std::vector<Item>& items, std::size_t last,
                             std::uint32_t repeat) {
  ByteSet behind;
  if (repeat < items[last].most) behind = edge_of(*items[last].node, Side::kFront).bytes;
  if (repeat < items[last].least) return behind;
  for (std::size_t i = last + 1; i < items.size(); ++i) {
    const Edge front = edge_of(*items[i].node, Side::kFront);
    behind |= front.bytes;
    if (items[i].least > 0 && !front.empty) return behind;
  }
  return ByteSet().set();
}

// The bytes with which a part begins: those of items that each are bytes of a set, up to the first
// of which there may be more. `whole`: whether these are all of it.
std::vector<ByteSet> row_of(const std::vector<Item>& items, const Part& part,
                            std::uint32_t last_repeat, bool& whole) {
  std::vector<ByteSet> row;
  whole = false;
  for (std::size_t i = part.first; i <= part.last; ++i) {
    const Item& item = items[i];
    if (item.node->kind != NodeKind::kBytes) return row;
    row.insert(row.end(), i == part.last ? last_repeat : item.least, item.node->bytes);
    if (i < part.last && item.least != item.most) return row;
  }
  whole = true;
  return row;
}

// Whether a row is quickly found by its first byte, and no other two bytes of it are certain.
bool is_found_by_first(const std::vector<ByteSet>& row) {
  constexpr std::size_t kLeastRow = 4;
  if (row.size() < kLeastRow || row[0].count() != 1) return false;
  const char first = static_cast<char>(row[0]._Find_first());
  bool certain = false;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    certain = certain || (row[i].count() == 1 && row[i + 1].count() == 1);
  }
  return !certain && (first == '\n' || is_rare(first));
}

Trigger write_part(const std::vector<Item>& items, const Part& part) {
  Trigger out;
  out.bits = part.bits;
  std::uint64_t bytes = 0;
  bool whole_row = false;
  for (std::size_t i = 0; i < part.first; ++i) {
    out.lead += items[i].most * items[i].width;
  }
  for (std::size_t i = part.first; i <= part.last; ++i) {
    const Item& item = items[i];
    std::uint32_t least = item.least;
    std::uint32_t most = item.most;
    if (i == part.last) {
      least = most = last_repeat(item, bytes);
      out.row = row_of(items, part, most, whole_row);
      out.behind = bytes_behind_repeats(items, i, most);
    } else if (i == part.first && most - least > kMostSlack) {
      least = most = 1;
    }
    out.expression += "(?:";
    append_node(*item.node, out.expression);
    out.expression += ')';
    append_repeat(least, most, out.expression);
    bytes += most * item.width;
    out.lead += (i == part.last ? most : item.most) * item.width;
  }
  if (!is_found_by_first(out.row)) out.row.clear();
  if (!out.row.empty() && !whole_row) out.behind.set();
  return out;
}

}  // namespace

std::optional<RunEnd> run_end_of(const RegexNode& root) {
  const ByteSet digits = digit_bytes();
  std::vector<Item> items;
  flatten(root, items);
  RunEnd end;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    end.lead += item.most * width_of(*item.node).most;
    const bool long_run = item.node->kind == NodeKind::kBytes && item.least >= kLongRun &&
                          (item.node->bytes & ~digits).none();
    if (!long_run) continue;
    end.behind = bytes_behind_repeats(items, i, item.most);
    if ((end.behind & digits).none()) return end;
  }
  return std::nullopt;
}

bool is_rare(char c) {
  return c > ' ' && c < 0x7F && kShares.at(static_cast<unsigned char>(c)) == kRareShare;
}

Trigger trigger_of(const RegexNode& root, bool front_is_word_boundary) {
  if (root.kind == NodeKind::kAlternate) {
    Trigger all{"", 1e9, 0, {}};
    for (const RegexNode& branch : root.children) {
      const Trigger one = trigger_of(branch, front_is_word_boundary);
      all.expression += (all.expression.empty() ? "(?:" : "|") + one.expression;
      all.bits = std::min(all.bits, one.bits);
      all.lead = std::max(all.lead, one.lead);
      all.behind |= one.behind;
    }
    all.expression += ")";
    return all;
  }
  const std::vector<Item> items = items_of(root);
  const Part part = best_part(items);
  const bool at_front =
      front_is_word_boundary && part.first == 0 && items[0].most - items[0].least <= kMostSlack;
  Trigger trigger = write_part(items, part);
  if (at_front) trigger.expression.insert(0, "\\b");
  return trigger;
}

}  // namespace leaksift::detect
