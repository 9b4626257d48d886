// ShapeTrie: matches all shapes of all patterns at once by walking runs of digits and letters.
#pragma once

#include "detect/shape_filter.h"
#include "detect/shapes.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::detect {

/// A shape, or the head of one, that stands in the text.
struct ShapeHit {
  enum class Sure : std::uint8_t {
    kExact,  ///< The expression matches [begin, end) for certain.
    kShape,  ///< The shape of [begin, end) is right; the expression must confirm.
    kHead,   ///< What stands at `begin` begins right; the expression must find the end.
  };
  std::uint32_t regex = 0;
  Sure sure = Sure::kExact;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Immutable after `seal`; shared by threads. An edge is a whole run: "exactly 3 digits", "exactly
/// 2 letters", or one separator. What stands before a shape's first digit ("(", "+", "AA ") is its
/// head, matched backwards from the digits.
class ShapeTrie {
 public:
  ShapeTrie() : nodes_(1), runs_(1), accepts_(1) {}

  /// `alone` as of ShapeFilter::add.
  void add(std::uint32_t regex, const Shape& shape, bool alone = false);
  void add_head(std::uint32_t regex, const ShapeHead& head);
  /// Ends the adding; call it once, before `match`.
  void seal();

  /// Tells for which leading runs `match` may find something.
  const ShapeFilter& filter() const { return filter_; }

  /// Appends every shape of `text` whose first digits are those of the candidate, and which has no
  /// letter, digit or underscore directly before or after.
  void match(const MarkedText& text, const ShapeCandidate& candidate,
             std::vector<ShapeHit>& hits) const;

 private:
  static constexpr std::size_t kMaxRun = 32;

  // What a byte is to the walk: the position of a separator, a digit, a letter, or none of these.
  static constexpr std::uint8_t kDigitByte = kShapeSeparators.size();
  static constexpr std::uint8_t kLetterByte = kDigitByte + 1;
  static constexpr std::uint8_t kOtherByte = kDigitByte + 2;
  static constexpr std::size_t kClasses = kDigitByte + 3;
  static const std::array<std::uint8_t, 256> kClassOf;
  static std::uint8_t class_of(char c) { return kClassOf[static_cast<unsigned char>(c)]; }

  /// Of the byte at `at`, which may be the end of the text.
  static std::uint8_t class_at(std::string_view text, std::size_t at) {
    return at < text.size() ? class_of(text[at]) : kOtherByte;
  }

  /// The run of digits that a match begins with.
  struct Run {
    std::size_t begin;
    std::size_t end;
  };

  /// A regex one of whose shapes ends at a node.
  struct Accept {
    std::uint32_t regex = 0;
    bool exact = false;
    std::uint16_t next = 0;  ///< Another one of the same node; 0: none.
  };
  /// Where runs lead to, by their length.
  using Runs = std::array<std::uint16_t, kMaxRun + 1>;
  /// Small, as there are thousands: of most, no run leads on.
  struct Node {
    std::array<std::uint16_t, kShapeSeparators.size()> separators{};
    std::uint16_t digits = 0;   ///< Index in runs_; 0: none of digits leads on.
    std::uint16_t letters = 0;  ///< Likewise of letters.
    std::uint16_t accepts = 0;  ///< Index in accepts_; 0: none.
  };
  struct Head {
    std::string text;  ///< Shape characters.
    std::uint16_t root = 0;
    std::size_t last_letters = 0;        ///< How many letters it ends with.
    std::size_t least_digits = 1;        ///< That follow it in every match of `regexes`.
    std::vector<std::uint32_t> regexes;  ///< Those of which it is all that is known...
    std::vector<ByteSet> first_two;      ///< ...and as of first_two_, what any of them allows.
  };

  /// A head before a run of digits of some length.
  struct Start {
    std::uint16_t head;  ///< Index in heads_.
    std::uint16_t node;  ///< Where the run leads to.
    std::uint16_t next;  ///< A bit for each class of the byte behind it with which that goes on.
    bool enough;         ///< The head may be all that is known.
  };
  /// By length of the run.
  using Starts = std::array<std::vector<Start>, kMaxRun + 1>;

  std::uint16_t child(std::uint16_t& slot);
  Runs& runs_of(std::uint16_t node, std::uint16_t Node::*kind);
  void accept(std::uint16_t node, std::uint32_t regex, bool exact);
  std::uint16_t bare_root();
  const Runs& bare_runs() const { return runs_[nodes_[bare_root_].digits]; }
  Head& head(const std::string& text);
  bool goes_on(std::uint16_t node, std::uint8_t next) const;
  std::uint16_t next_classes(std::uint16_t node) const;
  Starts starts_behind(const std::vector<std::uint16_t>& heads) const;
  void match_head(const MarkedText& text, const Run& run, const Start& start, bool leads_on,
                  std::vector<ShapeHit>& hits) const;
  void walk(const MarkedText& text, std::size_t begin, std::size_t at, std::uint16_t node,
            std::vector<ShapeHit>& hits) const;

  ShapeFilter filter_;
  /// By length of a run that a shape begins with: a bit for each class of the byte behind it with
  /// which something may come of it.
  std::array<std::uint16_t, kMaxRun + 1> viable_{};
  std::vector<Node> nodes_;      ///< 0 is "none".
  std::vector<Runs> runs_;       ///< 0 leads nowhere.
  std::vector<Accept> accepts_;  ///< 0 is "none".
  std::uint16_t bare_root_ = 0;
  std::vector<Head> heads_;
  /// Indices of heads: those that end with a separator, by separator; those that end with letters,
  /// by how many.
  std::array<std::vector<std::uint16_t>, kShapeSeparators.size()> heads_by_separator_;
  std::array<std::vector<std::uint16_t>, kLongestShapeHead + 1> heads_by_letters_;
  /// Those of them that can stand before a run, alike.
  std::array<Starts, kShapeSeparators.size()> starts_by_separator_;
  std::array<Starts, kLongestShapeHead + 1> starts_by_letters_;
  /// By regex added by its head, and by the first byte: which bytes may be the second.
  std::unordered_map<std::uint32_t, std::vector<ByteSet>> first_two_;
};

}  // namespace leaksift::detect
