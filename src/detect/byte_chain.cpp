#include "detect/byte_chain.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/byte_chain.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_DETECT_MARKED_BYTES
#define LEAKSIFT_DETECT_MARKED_BYTES
namespace leaksift::detect {

struct MarkedBytes {
  static constexpr std::size_t kWords = 64;
  std::array<std::uint64_t, kWords> bits{};
  std::array<std::uint8_t, kWords> counts{};  // Of the bits of each word.
};

}  // namespace leaksift::detect
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Writes a bit per byte: whether it is `wanted`. `count` times 64 bytes.
void mark_byte(const std::uint8_t* bytes, std::size_t count, std::uint8_t wanted,
               MarkedBytes& marked) {
  const hn::CappedTag<std::uint8_t, 64> tag;
  const auto all_wanted = hn::Set(tag, wanted);
  auto* const bits = reinterpret_cast<std::uint8_t*>(marked.bits.data());
  for (std::size_t i = 0; i < count * 64; i += hn::Lanes(tag)) {
    hn::StoreMaskBits(tag, hn::Eq(hn::LoadU(tag, bytes + i), all_wanted), bits + i / 8);
  }
  for (std::size_t word = 0; word < count; ++word) {
    marked.counts[word] = static_cast<std::uint8_t>(__builtin_popcountll(marked.bits[word]));
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {

HWY_EXPORT(mark_byte);

namespace {

constexpr std::size_t kSpan = 64;  // Of a whole chain.
constexpr std::uint64_t kFar = 1 << 20;

// Where a byte stands in every match of a part of an expression, at least. Of a part that may lack
// it only how long it is counts.
struct Links {
  std::uint64_t count = 0;
  std::uint64_t before = 0;   // The most bytes before the first one...
  std::uint64_t between = 0;  // ...from one to the next...
  std::uint64_t behind = 0;   // ...and behind the last one.
};

Links none_in(std::uint64_t width) {
  return {0, std::min(width, kFar), 0, std::min(width, kFar)};
}

Links joined(const Links& left, const Links& right) {
  if (left.count == 0 && right.count == 0) return none_in(left.before + right.before);
  if (left.count == 0) {
    return {right.count, left.before + right.before, right.between, right.behind};
  }
  if (right.count == 0) return {left.count, left.before, left.between, left.behind + right.before};
  const std::uint64_t joint = left.behind + 1 + right.before;
  return {left.count + right.count, left.before, std::max({left.between, right.between, joint}),
          right.behind};
}

Links links_in(const RegexNode& node, std::size_t byte) {
  switch (node.kind) {
    case NodeKind::kBytes:
      return node.bytes[byte] && node.bytes.count() == 1 ? Links{1, 0, 0, 0} : none_in(1);
    case NodeKind::kAssertion:
      return {};
    case NodeKind::kConcat: {
      Links row;
      for (const RegexNode& child : node.children) row = joined(row, links_in(child, byte));
      return row;
    }
    case NodeKind::kRepeat: {
      Links once = links_in(node.children.front(), byte);
      if (node.least == 0 || once.count == 0) return none_in(width_of(node).most);
      if (node.most > 1) once.between = std::max(once.between, once.behind + 1 + once.before);
      once.count *= node.least;
      return once;
    }
    case NodeKind::kAlternate: {
      Links any{kFar, 0, 0, 0};
      for (const RegexNode& child : node.children) {
        const Links branch = links_in(child, byte);
        any = {std::min(any.count, branch.count), std::max(any.before, branch.before),
               std::max(any.between, branch.between), std::max(any.behind, branch.behind)};
      }
      return any.count == 0 ? none_in(width_of(node).most) : any;
    }
  }
  return none_in(kFar);
}

// Bytes that some part of an expression demands by name: no others can be links.
void collect_literals(const RegexNode& node, ByteSet& literals) {
  if (node.kind == NodeKind::kBytes && node.bytes.count() == 1) literals |= node.bytes;
  for (const RegexNode& child : node.children) collect_literals(child, literals);
}

// Appends the ends of chains in the latter of two words of a bitmap that begins at offset `base`.
void walk_links(const ByteChain& chain, std::uint64_t before, std::uint64_t now, std::size_t base,
                std::vector<std::uint32_t>& ends) {
  std::size_t links = 0;
  std::size_t last = 0;
  auto walk = [&](std::uint64_t marks, std::size_t from, bool tell) {
    for (; marks != 0; marks &= marks - 1) {
      const std::size_t at = from + static_cast<std::size_t>(__builtin_ctzll(marks));
      links = links > 0 && at - last <= chain.reach ? links + 1 : 1;
      last = at;
      if (tell && links >= chain.links) ends.push_back(static_cast<std::uint32_t>(base + at - 63));
    }
  };
  walk(before, 0, false);
  walk(now, 64, true);
}

}  // namespace

std::optional<ByteChain> chain_of(const RegexNode& root) {
  ByteSet literals;
  collect_literals(root, literals);
  for (unsigned byte = '!'; byte < 0x7F; ++byte) {
    if (!literals[byte] || is_word(static_cast<char>(byte))) continue;
    const Links links = links_in(root, byte);
    if (links.count < kLeastLinks || links.between > kSpan / kLeastLinks) continue;
    const auto most = static_cast<std::size_t>((kSpan - 1) / links.between + 1);
    return ByteChain{static_cast<char>(byte), std::min(static_cast<std::size_t>(links.count), most),
                     static_cast<std::size_t>(links.between)};
  }
  return std::nullopt;
}

void find_chains(const ByteChain& chain, std::string_view text, std::vector<std::uint32_t>& ends) {
  MarkedBytes marked;
  std::uint64_t before = 0;
  std::size_t count_before = 0;
  auto look = [&](const char* bytes, std::size_t words, std::size_t offset) {
    HWY_DYNAMIC_DISPATCH(mark_byte)
    (reinterpret_cast<const std::uint8_t*>(bytes), words, static_cast<std::uint8_t>(chain.byte),
     marked);
    for (std::size_t word = 0; word < words; ++word) {
      // All of a chain stands within two words.
      if (count_before + marked.counts[word] >= chain.links) {
        walk_links(chain, before, marked.bits[word], offset + word * 64, ends);
      }
      before = marked.bits[word];
      count_before = marked.counts[word];
    }
  };
  const std::size_t whole = text.size() / 64;
  for (std::size_t word = 0; word < whole; word += MarkedBytes::kWords) {
    look(text.data() + word * 64, std::min(MarkedBytes::kWords, whole - word), word * 64);
  }
  std::array<char, 64> rest{};
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(whole * 64), text.end(), rest.begin());
  look(rest.data(), 1, whole * 64);
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
