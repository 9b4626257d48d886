// Labels: the words right before a value that say what it is.
#pragma once

#include "pattern/pattern.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// The label of a value: "SSN" in `SSN: 536…`, "ssn" in `"ssn": "536…"`, `ssn=536…`, `<ssn>536…`.
struct Label {
  std::string_view text;
  /// A key of structured text (quoted, a tag, or an identifier directly before '='), rather than
  /// words of prose.
  bool key = false;
  /// What the pair before it says, which may be a value, and is told only where it names the type.
  bool of_pair = false;
  /// It stands on the line above, as in forms, where it may as well belong to nothing.
  bool above = false;
};

/// The label that ends right before `value`, if there is one. Looks back at most twice
/// kMaxLabelReach bytes, never over the end of a line or beyond the beginning of `text`. Of prose,
/// the last six words without long numbers, and without a remark in parentheses behind them, but
/// with a '#' ("MRN #" of `MRN #: 5` and `MRN # 5`); of a key, the identifier alone. A key "value"
/// is called what the pair before it says, as in `<add key="Password" value="…"/>` or
/// {"type": "MRN", "value": "…"}. `**SSN:** 5` is Markdown.
inline constexpr std::size_t kMaxLabelReach = 64;
/// Whether a key of this name is called what the pair before it says.
bool is_pair_value(std::string_view word);
/// What labels are made of: letters, digits, "_ .-'" and bytes beyond ASCII.
bool is_label_byte(char c);
std::optional<Label> label_before(std::string_view text, std::size_t value);
/// The label of prose that a layout parts from `value` (see label_layout.h), with or without a
/// colon, if there is one. Looks back over the layout as far as label_before does.
std::optional<Label> label_apart(std::string_view text, std::size_t value);

/// Where a labelled value can stand: from behind the separator and quotes to the closing quote, or
/// to what ends an unquoted value.
struct ValueRegion {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;  ///< The value must then fill it.
};

/// Where the value behind a separator that ends at `after` begins: behind spaces, the end of a line
/// and a quote.
std::size_t value_begin(std::string_view text, std::size_t after);
/// The region of a value that begins at `begin`; empty if nothing is there. At most `limit` bytes.
ValueRegion value_region(std::string_view text, std::size_t begin, std::size_t limit);
/// Whether the byte at `at` ends the region of a value that begins at `begin` and reaches that far.
bool ends_region(std::string_view text, std::size_t begin, std::size_t at);

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

 private:
  /// A node of a trie of words read backwards. Letters have a child each, other bytes share a few:
  /// what is found too much costs time, not findings.
  struct Node {
    std::array<std::uint16_t, 32> children{};
    bool accepts = false;
  };

  /// The roots of two tries: of words that end labels, and of those right before "number", which
  /// a '#' reads as.
  static constexpr std::uint16_t kAnyLabel = 0;
  static constexpr std::uint16_t kNumberedLabel = 1;
  static constexpr std::size_t kRoots = 2;

  bool may_name_apart(std::string_view text, std::size_t end) const;
  void add(std::string_view word, std::uint16_t root);
  bool is_known(std::string_view text, std::size_t at, std::uint16_t node) const;
  enum class Ends : std::uint8_t { kNo, kYes, kMaybe };
  void fill_endings();
  Ends ends_in(std::size_t ending) const;

  std::vector<Node> nodes_;
  /// By the classes of the three bytes before a separator: what they tell of may_name.
  static constexpr unsigned kClassBits = 5;
  std::array<Ends, std::size_t{1} << 3 * kClassBits> endings_{};
};

}  // namespace leaksift::detect
