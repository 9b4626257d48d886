// PivotGates: the gates of all expressions that have one, each shared by those to which it is
// common.
#pragma once

#include "detect/compiled.h"
#include "detect/pivot_gate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// One per thread; `patterns` must outlive it. Regexes are given by their number. Only the fast
/// engine knows of gates: with others, nothing is refused.
class PivotGates {
 public:
  explicit PivotGates(const CompiledPatterns& patterns);

  /// Begins a text, of which nothing before `from` will be asked for.
  void start(std::size_t from) {
    for (PivotGate& gate : gates_) gate.start(from);
  }

  /// Whether no match of `regex` can have as its pivot a `byte` such that nothing but bytes of
  /// `alphabet` stands between it and the byte `behind`.
  bool shut(std::uint32_t regex, char byte, char behind, const ByteSet& alphabet) const {
    const std::uint32_t gate = gate_of_[regex];
    return gate != kNoGate && gates_[gate].shuts(byte, behind, alphabet);
  }
  /// Whether no match of `regex` that begins in text[begin, end) can have its pivot.
  bool refuse(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end);

 private:
  static constexpr std::uint32_t kNoGate = UINT32_MAX;

  const CompiledPatterns& patterns_;
  std::vector<PivotGate> gates_;
  std::vector<std::uint32_t> gate_of_;  ///< By regex: its gate.
};

}  // namespace leaksift::detect
