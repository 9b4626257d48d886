// Confirmer: says whether a regex matches at a place, and what its value is.
#pragma once

#include "detect/compiled.h"
#include "detect/lazy_dfa.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// A match of a regex, and what its capture group holds: all of it if there is none. An empty group
/// is an empty value.
struct Confirmed {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
};

/// One per thread: it keeps the automata that the fast engine uses. The others ask RE2 alone, so
/// that tests can hold them against each other. What stands around [begin, end) counts only for the
/// edges of words. All functions want begin <= end <= text.size().
class Confirmer {
 public:
  explicit Confirmer(const CompiledPatterns& patterns);

  /// Begins a text; until the next one all functions want the same.
  void start();

  /// Whether text[begin, end) as a whole matches.
  bool whole(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
             Confirmed& found);

  /// The longest match within text[begin, end) that begins at `begin`.
  bool at(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
          Confirmed& found);

  /// The leftmost-longest match within text[begin, end) that begins before `last_begin`.
  bool find(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
            std::size_t last_begin, Confirmed& found);

  /// Whether `find` does not care how long the text is: it looks only around the regex's pivots.
  bool finds_by_pivot(std::uint32_t regex) { return automata(regex).rest != nullptr; }

 private:
  // Bytes of the text among which no pivot has anything behind it that matches, so that a row of
  // pivots is not walked again for each of them.
  struct DeadPivots {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool holds(std::size_t at) const { return at >= begin && at < end; }
    /// Adds [from, to), or forgets the rest for it.
    void take(std::size_t from, std::size_t to) {
      const bool joins = from <= end && to >= begin;
      begin = joins && begin < from ? begin : from;
      end = joins && end > to ? end : to;
    }
  };
  struct Automata {
    bool made = false;
    DeadPivots dead;
    std::unique_ptr<LazyDfa> all;
    std::unique_ptr<LazyDfa> lead;
    std::unique_ptr<LazyDfa> rest;
    std::unique_ptr<LazyDfa> before_group;
  };

  Automata& automata(std::uint32_t regex) {
    Automata& mine = automata_[regex];
    if (!mine.made) make(regex, mine);
    return mine;
  }
  void make(std::uint32_t regex, Automata& mine) const;
  bool place_group(std::string_view text, std::uint32_t regex, Confirmed& found);
  bool ask_re2(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
               re2::RE2::Anchor anchor, Confirmed& found) const;
  LazyDfa::Says find_by_pivot(std::string_view text, std::uint32_t regex, std::size_t begin,
                              std::size_t end, std::size_t last_begin, Confirmed& found);
  LazyDfa::Says lead_to(std::string_view text, std::uint32_t regex, std::size_t begin,
                        std::size_t pivot, std::size_t& found);

  const CompiledPatterns& patterns_;
  std::vector<Automata> automata_;  ///< By regex.
};

}  // namespace leaksift::detect
