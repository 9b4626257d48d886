// Evidence: turns hits into matches: boundaries, validation, and how sure the context makes us.
#pragma once

#include "core/match.h"
#include "core/record.h"
#include "detect/column_profiles.h"
#include "detect/compiled.h"
#include "detect/hits.h"
#include "detect/hyperscan.h"
#include "detect/labels.h"
#include "detect/name_memory.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Judges the hits of one block after another. One per thread. Evidence adds in log-odds; the rules
/// are those of patterns/README.md, "How confidence adds up".
class EvidenceJudge {
 public:
  EvidenceJudge(const CompiledPatterns& patterns, NameMemory& names);

  /// Begins a block. `text` is its whole window, `verdicts` are those of the columns of `records`,
  /// `profiles` of those of the whole blob.
  void start(std::string_view text, const core::RecordIndex& records,
             const ColumnVerdicts& verdicts, const ColumnProfiles& profiles);

  /// Appends the match that `hit` is, unless its confidence is below `least`: then false. Hits come
  /// ascending by begin.
  bool judge(const Hit& hit, double least, std::vector<core::Match>& matches) {
    return judge_in(cell_at(hit.raw.begin), hit, least, matches);
  }
  /// The same of a hit in `cell`, or in none if that is null.
  bool judge_in(const core::Cell* cell, const Hit& hit, double least,
                std::vector<core::Match>& matches);

 private:
  /// The last match of a column whose name said what it is: the next is alike but for its place.
  struct Remembered {
    std::uint32_t regex = kNoRegex;
    validate::Verdict verdict;
    core::Match match;
  };
  static constexpr std::uint32_t kNoRegex = UINT32_MAX;

  double weigh(const Hit& hit, const core::Cell* cell, core::Match& match);
  static bool repeats(const Remembered& last, const Hit& hit);
  double probability(double log_odds);
  const core::Cell* cell_at(std::size_t offset);
  void weigh_context(const Hit& hit, const core::Cell* cell, core::Match& match, double& log_odds,
                     bool& capped);
  /// What a name is written in, surest first.
  enum class NamedBy : std::uint8_t { kField, kLabel, kLabelAbove };
  bool weigh_name(const pattern::FieldVerdict& verdict, NamedBy by, core::Match& match,
                  double& log_odds, bool& capped);
  bool weigh_column(const core::Cell& cell, core::Match& match, double& log_odds) const;
  void weigh_keyword(const Hit& hit, core::Match& match, double& log_odds);
  std::uint32_t distance_to(const core::RawMatch& raw, const HyperscanHit& keyword,
                            std::size_t length) const;
  void find_keywords(std::size_t begin, std::size_t end);

  const CompiledPatterns& patterns_;
  NameMemory& names_;
  HyperscanScratch scratch_;
  std::string_view text_;
  const core::RecordIndex* records_ = nullptr;
  const ColumnVerdicts* verdicts_ = nullptr;
  std::vector<const ColumnProfile*> profiles_;  ///< By column; empty if no column has one.
  const core::Cell* cell_ = nullptr;       ///< The first that does not end before the last hit...
  const core::Cell* last_cell_ = nullptr;  ///< ...and where they end.
  std::vector<Remembered> remembered_;     ///< By column...
  const core::Match blank_;                ///< ...and what a match is of which nothing is.
  bool decided_ = false;            ///< The name of the column has decided about the last match.
  std::size_t keywords_until_ = 0;  ///< Text before this has been searched, where it was asked for.
  std::vector<HyperscanHit> keyword_hits_;  ///< Ascending by end.
  std::vector<HyperscanHit> page_hits_;
  struct Known {
    double log_odds = 0.0;
    double probability = 0.5;
  };
  static constexpr int kKnownBits = 7;
  std::array<Known, std::size_t{1} << kKnownBits> known_;
};

}  // namespace leaksift::detect
