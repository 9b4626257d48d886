// NameGrammar: which of the parts in a row are a name, and how much they look like one by
// themselves.
#pragma once

#include "detect/name_parts.h"
#include "detect/name_signs.h"
#include "pattern/name_rules.h"
#include "validate/name_tokens.h"

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// Bytes [begin, end) that may be a name.
struct NameCandidate {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  double log_odds = 0.0;  ///< That the evidence adds so far.
  NameSigns signs;
  std::string_view given, surname;  ///< Its first and its last part.
  bool caps = false;
  bool led = false;  ///< A form of address or the like before it has been weighed.
};

/// What the lists know of a part: the likest of the words of a hyphenated one; as a word, the last.
validate::NameToken look_up_part(std::string_view part);

/// Immutable; shared by threads.
class NameGrammar {
 public:
  explicit NameGrammar(const pattern::NameRules& rules) : rules_(rules) {}

  /// The likest name within `run`. False if there is none at all.
  bool best_of(std::string_view text, const NameRun& run, NameCandidate& best) const;

  /// "Last, First M." and "LAST,FIRST M": the part before a comma and the parts from `pair` on,
  /// right behind the comma or a space behind it.
  bool last_first(std::string_view text, std::size_t pair, NameCandidate& found) const;

  /// Whether a form of address in lower case stands right before the parts in a row, which then may
  /// be one name of a single word.
  bool is_addressed(std::string_view text, const NameRun& run) const;

  const pattern::NameRules& rules() const { return rules_; }

 private:
  struct Tokens;
  bool weigh(std::string_view text, const NameRun& run, const Tokens& tokens, std::size_t first,
             std::size_t last, NameCandidate& found) const;
  bool weigh_between(const NameRun& run, const Tokens& tokens, std::size_t first, std::size_t last,
                     NameCandidate& found) const;
  void weigh_ends(const NameRun& run, const Tokens& tokens, std::size_t first, std::size_t last,
                  NameCandidate& found) const;
  void weigh_beside(const NameRun& run, const Tokens& tokens, std::size_t first, std::size_t last,
                    NameCandidate& found) const;
  bool is_eponym(std::string_view first, std::string_view last) const;
  bool holds_eponym(std::string_view text, const NameRun& run, std::size_t first,
                    std::size_t last) const;
  double given(const validate::NameToken& token) const;
  double given_before(const validate::NameToken& token, const validate::NameToken& last) const;
  double surname(const validate::NameToken& token, double unlisted) const;
  double unlisted_surname(const NamePart& part, const validate::NameToken& token,
                          bool behind_given) const;

  const pattern::NameRules& rules_;
};

}  // namespace leaksift::detect
