// LazyDfa: matches an expression from a given beginning, at a few instructions a byte.
//
// RE2 is made for long texts: to be asked about one short value costs it about 2,000 instructions
// whatever the answer. A dense table has several such values in each row.
#pragma once

#include "detect/regex_program.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::detect {

/// A deterministic automaton whose states are made when they are first reached. One per thread and
/// expression; its memory is bounded: when its states are too many it forgets them, and if that
/// happens too often it rests for a while. What it says does not depend on what it was asked
/// before, except that it may say kUnknown.
class LazyDfa {
 public:
  enum class Says : std::uint8_t { kNo, kYes, kUnknown };

  /// `program` must outlive it.
  explicit LazyDfa(const RegexProgram& program);

  /// Whether `text` as a whole matches.
  Says matches(std::string_view text);

  /// Of a program of several expressions: which of them match `text` as a whole, ascending; nothing
  /// if it cannot tell. Valid until the next call.
  std::optional<std::span<const RegexProgram::NodeId>> all_matching(std::string_view text);

  /// The front of `text` that matches, if there is just one; kNo also if there are several.
  Says only_front(std::string_view text, std::size_t& length);

  /// How many texts are walked side by side: a CPU waits for each step of one.
  static constexpr std::size_t kSideBySide = 4;
  using Texts = std::array<std::string_view, kSideBySide>;
  /// Where texts lead to.
  class Ends;
  /// Where each of the texts leads to; to be asked of one after the other by matching_at.
  Ends walk_all(const Texts& texts);
  /// all_matching of a text, the `place`th of those that led to `ends`.
  std::optional<std::span<const RegexProgram::NodeId>> matching_at(const Ends& ends,
                                                                   std::size_t place,
                                                                   std::string_view text);

  /// The longest match at the front of text[0, end), which may be empty. With `whole_words`, only
  /// one that no letter, digit or underscore follows in all of `text` counts.
  Says longest(std::string_view text, std::size_t end, bool whole_words, std::size_t& length);

 private:
  /// Where the row of a state begins in rows_. The first two rows stand for "not yet made" and "no
  /// match from here". Small, so that the rows of many states stay in the nearest cache.
  using State = std::uint16_t;
  static constexpr std::size_t kMostEntries = std::size_t{1} << 16;  ///< Of rows_.
  static constexpr State kUnmade = 0;

  template <typename Accept>
  State walk(std::string_view text, Accept accept);
  std::span<const RegexProgram::NodeId> matching(State state) const;
  State step(State from, std::uint8_t byte);
  void recover();
  void follow(RegexProgram::NodeId node);
  State state_of_reached();
  void forget();
  bool is_resting();

  const RegexProgram* program_;
  std::size_t stride_;
  State dead_;
  State start_ = kUnmade;
  std::vector<State> rows_;      ///< By state and class of byte.
  std::vector<bool> accepting_;  ///< By state: it ends a match.
  /// By state: where its nodes begin in nodes_; they end where those of the next begin.
  std::vector<std::uint32_t> first_node_;
  std::vector<std::uint32_t> ends_;  ///< By state: how many of its nodes, the first, are ends.
  std::vector<RegexProgram::NodeId> nodes_;
  std::unordered_multimap<std::uint64_t, State> by_hash_;
  std::vector<RegexProgram::NodeId> reached_;
  std::vector<RegexProgram::NodeId> pending_;
  std::vector<std::uint32_t> visited_;  ///< By node: the last `visit_` in which it was reached.
  std::uint32_t visit_ = 0;
  std::size_t walked_ = 0;       ///< Bytes since the states were forgotten last.
  std::size_t resting_ = 0;      ///< Questions to leave unanswered.
  std::uint64_t forgotten_ = 0;  ///< How often the states were.
};

class LazyDfa::Ends {
  friend class LazyDfa;
  std::array<State, kSideBySide> states_{};
  std::uint64_t forgotten_ = 0;  ///< When the states were those.
};

}  // namespace leaksift::detect
