// RegexProgram: an expression, or several side by side, as a graph of bytes, which automata walk.
#pragma once

#include "detect/regex_syntax.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace leaksift::detect {

/// The nodes of an expression, its repeats written out. It has no cycles, since no repeat of the
/// subset is unbounded. Constant after building; shared by all threads.
class RegexProgram {
 public:
  using NodeId = std::uint32_t;

  /// The node that is reached when the whole expression has matched: of several, the first.
  static constexpr NodeId kAccept = 0;
  static constexpr std::size_t kMostNodes = 16384;

  /// The program of `parts` in a row. Nothing if one of them holds an assertion or if it would have
  /// more than kMostNodes nodes.
  static std::optional<RegexProgram> build(const std::vector<const RegexNode*>& parts);

  /// The program of several expressions: node i is reached when all of alternatives[i] has matched.
  static std::optional<RegexProgram> build_all(const std::vector<const RegexNode*>& alternatives);

  bool is_accept(NodeId id) const { return id < accepts_; }
  NodeId start() const { return start_; }
  std::size_t size() const { return nodes_.size(); }

  /// Bytes that no set of the expression tells apart are of one class.
  std::size_t classes() const { return classes_; }
  const std::array<std::uint8_t, 256>& class_of() const { return class_of_; }

  /// Whether node `id` goes on to `next(id)` at a byte of class `byte_class`.
  bool takes(NodeId id, std::size_t byte_class) const {
    return sets_[nodes_[id].set][representatives_[byte_class]];
  }
  NodeId next(NodeId id) const { return nodes_[id].next; }

  /// A node that takes no byte but goes on to `next` and to `other`.
  bool is_split(NodeId id) const { return nodes_[id].set == kSplit; }
  NodeId other(NodeId id) const { return nodes_[id].other; }

 private:
  static constexpr std::uint32_t kSplit = UINT32_MAX;

  struct Node {
    std::uint32_t set = kSplit;  ///< Index into sets_.
    NodeId next = kAccept;
    NodeId other = kAccept;
  };

  bool emit(const RegexNode& node, NodeId& entry);
  bool emit_repeat(const RegexNode& node, NodeId& entry);
  bool emit_alternatives(const RegexNode& node, NodeId& entry);
  bool join(NodeId branch, bool first, NodeId& entry);
  bool add(const Node& node, NodeId& entry);
  std::uint32_t index_of(const ByteSet& set);
  void make_classes();

  NodeId accepts_ = 1;
  std::vector<Node> nodes_;
  std::vector<ByteSet> sets_;
  NodeId start_ = kAccept;
  std::array<std::uint8_t, 256> class_of_{};
  std::array<std::uint8_t, 256> representatives_{};  ///< By class: one byte of it.
  std::size_t classes_ = 0;
};

}  // namespace leaksift::detect
