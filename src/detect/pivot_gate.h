// PivotGate: refuses pivots behind which no match can follow, before any automaton is asked.
#pragma once

#include "detect/regex_syntax.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::detect {

/// What follows a pivot in every match: bytes of `run`, then one of `gate`, which share none.
/// Behind the address of "address:password" stands one of ":;|". So the first byte that is not of
/// the run decides.
struct Gate {
  ByteSet run;
  ByteSet gate;
  friend bool operator==(const Gate&, const Gate&) = default;
};

/// The gate of an expression whose pivot is the child `pivot` of `root`, if it has a telling one:
/// of few bytes, in front of which the pivot's own cannot stand.
std::optional<Gate> gate_of(const RegexNode& root, std::size_t pivot);

/// Looks at a pivot of a text but once, for all expressions with this pivot and gate.
class PivotGate {
 public:
  PivotGate(char pivot, const Gate& gate);

  bool is(char pivot, const Gate& gate) const { return pivot_ == pivot && gate_ == gate; }

  /// Begins a text, of which nothing before `from` will be asked for.
  void start(std::size_t from) {
    from_ = seen_ = from;
    any_open_ = false;
  }

  /// Whether it is certain that `byte`, if it is the pivot, does not pass, since nothing but bytes
  /// of `alphabet` stands between it and the byte `behind`.
  bool shuts(char byte, char behind, const ByteSet& alphabet) const {
    return byte == pivot_ && kinds_[static_cast<unsigned char>(behind)] == Kind::kOther &&
           (gate_.gate & alphabet).none();
  }

  /// False if no match can have its pivot in text[begin, end), where end <= text.size(). What no
  /// one asks for is passed over; no pivot is looked at twice, so asking is linear in the text.
  bool may_pass(std::string_view text, std::size_t begin, std::size_t end) {
    if (begin > seen_) start(begin);
    if (begin < from_) return true;
    if (seen_ < end) look(text, end);
    return any_open_ && last_open_ >= begin;
  }

 private:
  enum class Kind : std::uint8_t { kOther, kRun, kGate };

  void look(std::string_view text, std::size_t end);

  char pivot_;
  Gate gate_;
  std::array<Kind, 256> kinds_{};  ///< By byte.
  std::size_t from_ = 0;           ///< Pivots from here...
  std::size_t seen_ = 0;           ///< ...to here have been looked at.
  bool any_open_ = false;
  std::size_t last_open_ = 0;  ///< The last pivot that passed.
};

}  // namespace leaksift::detect
