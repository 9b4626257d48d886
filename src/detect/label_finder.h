// Where labelled values may begin.
#pragma once

#include "pattern/pattern.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Finds where labelled values may begin: behind a separator, tag or line whose word can end a
/// field phrase of a pattern with labelled regexes. Only a filter: label_before and the field names
/// have the last word. Immutable; shared by threads.
class LabelFinder {
 public:
  explicit LabelFinder(const pattern::PatternSet& set);

  /// Sets `found` to the offsets right behind each such separator in text[begin, end), and behind
  /// others whose last bytes tell too little: `may_name` knows. Ascending. `separators` are those
  /// of ByteMarks from `begin` on; they may go on beyond `end`.
  void find(std::string_view text, std::size_t begin, std::size_t end,
            const std::vector<std::uint64_t>& separators, std::vector<std::size_t>& found) const;
  /// Whether the word before the separator that ends at `after` can end a field phrase.
  bool may_name(std::string_view text, std::size_t after) const;
  /// Whether the last word of `text` can end a field phrase: all of it, not only its end.
  bool ends_in_label(std::string_view text) const {
    return is_known(text, text.size(), kAnyLabel, Word::kWhole);
  }

 private:
  /// A node of a trie of words read backwards. Letters have a child each, other bytes share a few:
  /// what is found too much costs time, not findings.
  struct Node {
    std::array<std::uint16_t, 32> children{};
    bool accepts = false;
    bool accepts_whole = false;  ///< The same, where the word is not the end of a longer one.
  };

  /// The roots of two tries: of words that end labels, and of those right before "number", which
  /// a '#' reads as.
  static constexpr std::uint16_t kAnyLabel = 0;
  static constexpr std::uint16_t kNumberedLabel = 1;
  static constexpr std::size_t kRoots = 2;

  bool may_name_apart(std::string_view text, std::size_t end) const;
  void add(std::string_view word, std::uint16_t root, bool Node::*accepts);
  enum class Word : std::uint8_t { kItsEnd, kWhole };  ///< Which part of it must be known.
  bool is_known(std::string_view text, std::size_t at, std::uint16_t node,
                Word part = Word::kItsEnd) const;
  enum class Ends : std::uint8_t { kNo, kYes, kMaybe };
  void fill_endings();
  Ends ends_in(std::size_t ending) const;

  std::vector<Node> nodes_;
  /// By the classes of the three bytes before a separator: what they tell of may_name.
  static constexpr unsigned kClassBits = 5;
  std::array<Ends, std::size_t{1} << 3 * kClassBits> endings_{};
};

}  // namespace leaksift::detect
