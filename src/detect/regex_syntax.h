// The syntax tree of a pattern's expression: the subset that Hyperscan and RE2 read alike.
//
// Neither engine gives its tree away, and the fast path needs it: to see which shapes of digits an
// expression describes, which bytes a match can hold and how long it can be.
#pragma once

#include "base/result.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::detect {

using ByteSet = std::bitset<256>;

/// A node of the tree; children by value.
struct RegexNode {
  enum class Kind : std::uint8_t {
    kBytes,      ///< One byte of `bytes`.
    kConcat,     ///< All children in order; none: the empty text.
    kAlternate,  ///< One of the children.
    kRepeat,     ///< The only child, `least` to `most` times.
    kAssertion,  ///< Nothing: \b, ^, $ and the like.
  };
  Kind kind = Kind::kConcat;
  ByteSet bytes;
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  std::vector<RegexNode> children;
};

using NodeKind = RegexNode::Kind;

/// Repeats above this count as unbounded, which is an error.
inline constexpr std::uint32_t kMaxRepeat = 4096;

struct RegexTree {
  RegexNode root;
  bool has_group = false;  ///< Holds a capture group.
  /// The child of the root that is the only one, once in every match.
  std::optional<std::size_t> group;
};

/// Parses `expression`. What is outside the subset (look-around, back-references, unbounded
/// repeats, Unicode classes) is an Error that says so and where.
base::Result<RegexTree> parse_regex(std::string_view expression, bool caseless);

/// The bytes of \w.
const ByteSet& word_bytes();

/// The lengths of the shortest and the longest text that a node can match, in bytes.
struct Width {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};
Width width_of(const RegexNode& node);

/// Every byte that can stand in a match.
ByteSet alphabet(const RegexNode& node);

/// True if a text of these bytes alone can match.
bool matches_within(const RegexNode& node, const ByteSet& bytes);

/// The bytes with which a match can begin or end, and whether the empty text matches.
struct Edge {
  ByteSet bytes;
  bool empty = false;
};
enum class Side : std::uint8_t { kFront, kBack };
Edge edge_of(const RegexNode& node, Side side);

/// True if every match begins (or ends) with a letter, digit or underscore.
bool is_word_like(const RegexNode& node, Side side);

/// A small set of bytes of which one stands in every match, the rarest such in text that is known
/// (punctuation before letters); all bytes if there is none.
ByteSet required_bytes(const RegexNode& node);

}  // namespace leaksift::detect
