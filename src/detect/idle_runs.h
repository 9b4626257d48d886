// IdleRuns: remembers runs of capitalised words that were no names, so that they are weighed once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::detect {

/// What decided that there is no name: bytes [begin, end) of a text, neither its first nor its last
/// ones, and nothing else. `unknown` if that is not known.
struct DecidingBytes {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool unknown = false;

  /// Takes in [from, to); `from` may lie `from_less` before what it says, and so on.
  void take(std::size_t from, std::size_t to) {
    begin = from < begin ? from : begin;
    end = to > end ? to : end;
  }
};

/// A bounded memory, one per thread: user agents and the like stand on every other line of a log.
/// Compares all of the deciding bytes, so it never errs.
class IdleRuns {
 public:
  /// Forgets everything that was learned for another `least`.
  void use_for(double least);

  /// Whether what decides about the run of parts around `pair` is known. Then there is no name, and
  /// pairs before `seen` need not be looked at.
  bool knows(std::string_view text, std::size_t pair, std::size_t& seen) const {
    if (pair < kBefore || pair + kBehind > text.size()) return false;
    const Run& run = runs_[slot_of(text, pair)];
    return run.before != 0 && is(run, text, pair, seen);
  }

  void learn(std::string_view text, std::size_t pair, std::size_t seen,
             const DecidingBytes& deciding);

 private:
  static constexpr std::size_t kBefore = 56;  // Most bytes before a pair...
  static constexpr std::size_t kBehind = 96;  // ...and behind it.
  static constexpr std::size_t kKey = 8;      // Bytes on both sides that are always compared.
  static constexpr unsigned kSlotBits = 7;

  struct Run {
    std::uint8_t before = 0;  ///< Deciding bytes before the pair; 0: free.
    std::uint8_t behind = 0;
    std::uint8_t seen = 0;
    std::array<char, kBefore + kBehind> bytes{};
  };

  static std::size_t slot_of(std::string_view text, std::size_t pair);
  static bool is(const Run& run, std::string_view text, std::size_t pair, std::size_t& seen);

  double least_ = 0.0;
  std::array<Run, std::size_t{1} << kSlotBits> runs_{};
};

}  // namespace leaksift::detect
