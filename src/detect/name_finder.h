// NameFinder: names of persons in running text and in fields, by what pattern::NameRules and the
// lists of names say. No regex, so all engines use it.
#pragma once

#include "core/match.h"
#include "core/record.h"
#include "detect/digit_runs.h"
#include "detect/idle_runs.h"
#include "detect/name_grammar.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// What the name of a field says about its values.
enum class NameField : std::uint8_t {
  kFull,     ///< "customer name".
  kGeneric,  ///< "name": of much else too.
  kGiven,    ///< "first name".
  kFamily,
};

/// A name found, and the log-odds that evidence in and around it adds.
struct FoundName {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  double log_odds = 0.0;
  NameSigns signs;
  core::NamePart part = core::NamePart::kWhole;
};

/// Log-odds from which a value looks like a name by itself.
inline constexpr double kLikelyName = 0.6;

/// Looks for names. Immutable; shared by threads. What it finds depends on the bytes of a name and
/// core::kMaxContext bytes around it alone.
class NameFinder {
 public:
  explicit NameFinder(const pattern::NameRules& rules) : grammar_(rules) {}

  /// Calls `visit` with each name of at least `least` log-odds that begins in text[begin, end), in
  /// no order. `marks` are those of text from `begin` on. Names may overlap. Those within `known`,
  /// ascending and disjoint, are passed over. `idle` bears on the time alone.
  template <typename Visit>
  void find(std::string_view text, std::size_t begin, std::size_t end, const ByteMarks& marks,
            const std::vector<FoundName>& known, double least, IdleRuns& idle, Visit&& visit) const;

  /// The same as in_field, whatever stands beside the value.
  bool in_field_alone(std::string_view text, std::size_t begin, std::size_t end, NameField field,
                      bool prose, FoundName& found) const;

  /// The name that fills the value text[begin, end) of a field, or with `prose` the one that it
  /// begins with. False if there is none.
  bool in_field(std::string_view text, std::size_t begin, std::size_t end, NameField field,
                bool prose, FoundName& found) const;

 private:
  bool name_at(std::string_view text, std::size_t pair, double least, IdleRuns& idle,
               std::size_t& seen, FoundName& found) const;
  bool weighed(std::string_view text, NameCandidate& candidate, double least,
               DecidingBytes& deciding, FoundName& found) const;

  NameGrammar grammar_;
};

template <typename Visit>
void NameFinder::find(std::string_view text, std::size_t begin, std::size_t end,
                      const ByteMarks& marks, const std::vector<FoundName>& known, double least,
                      IdleRuns& idle, Visit&& visit) const {
  idle.use_for(least);
  auto next_known = known.begin();
  std::size_t seen = 0;  // Runs of parts that begin before this have been looked at.
  for (std::size_t word = 0; word < marks.name_pairs.size(); ++word) {
    std::uint64_t pairs = marks.name_pairs[word];
    for (; pairs != 0; pairs &= pairs - 1) {
      const std::size_t at = begin + word * 64 + static_cast<std::size_t>(__builtin_ctzll(pairs));
      if (at < seen) continue;
      while (next_known != known.end() && next_known->end <= at) ++next_known;
      if (next_known != known.end() && next_known->begin <= at && next_known->log_odds > 0) {
        continue;
      }
      if (at >= text.size()) return;
      FoundName found;
      if (!name_at(text, at, least, idle, seen, found)) continue;
      if (found.begin >= begin && found.begin < end) visit(found);
    }
  }
}

}  // namespace leaksift::detect
