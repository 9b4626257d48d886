// RegexEngines: what confirms one regex. Each part is made when it is first needed.
#pragma once

#include "base/lazy.h"
#include "detect/pivot_gate.h"
#include "detect/regex_program.h"
#include "detect/regex_syntax.h"

#include <re2/re2.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace leaksift::detect {

/// Whether a match must begin or end at the edge of a word, besides matching.
struct WordEdges {
  bool front = false;
  bool back = false;
};

/// The expression with \b where `edges` asks for it.
std::string bounded(const std::string& expression, WordEdges edges);

/// A byte that stands in every match behind a lead that cannot hold it: the '@' of an address. So
/// each such byte of a text belongs to the one match that may have it as its first.
struct Pivot {
  char byte = 0;
  std::size_t child = 0;  ///< Of the expression's root.
  Width lead;
  ByteSet lead_bytes;
  std::optional<Gate> gate;
};

/// The pivot of an expression, if it has one with a short lead. Punctuation goes before letters.
std::optional<Pivot> pivot_of(const RegexNode& root);

/// How many bytes stand behind child `group` of the root in every match (RegexTree::group); nothing
/// if that is not known.
std::optional<std::size_t> width_behind(const RegexNode& root, std::optional<std::size_t> group);

/// Shared by all threads; whichever asks first for a part makes it.
class RegexEngines {
 public:
  /// Of an expression that parse_regex can read.
  RegexEngines(std::string expression, bool caseless, WordEdges edges)
      : expression_(std::move(expression)), caseless_(caseless), edges_(edges) {}

  /// Matches are leftmost-longest; text is bytes.
  const re2::RE2& re2() const;

  const RegexNode& root() const { return tree().root; }

  /// The programs of the expression, without its edges, of what is before and behind its pivot, and
  /// of what is before its group, if width_behind it is known.
  struct Programs {
    std::optional<RegexProgram> all;
    std::optional<RegexProgram> lead;  ///< With `rest`, or both are missing.
    std::optional<RegexProgram> rest;
    std::optional<RegexProgram> before_group;
  };
  const Programs& programs() const;

 private:
  const RegexTree& tree() const;

  const std::string expression_;
  const bool caseless_;
  const WordEdges edges_;
  base::Lazy<RegexTree> tree_;
  base::Lazy<re2::RE2> re2_;
  base::Lazy<Programs> programs_;
};

}  // namespace leaksift::detect
