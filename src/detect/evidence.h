// Evidence: turns hits into matches: boundaries, validation, and how sure the context makes us.
#pragma once

#include "base/pool.h"
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
  /// `judgements` takes what the matches are: they stay until it is cleared.
  EvidenceJudge(const CompiledPatterns& patterns, NameMemory& names,
                base::Pool<core::Judgement>& judgements);

  /// Begins a block, for which `judgements` has been cleared. `text` is its whole window,
  /// `verdicts` are those of the columns of `records`, `profiles` of those of the whole blob.
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
  /// What was said of a hit in a column whose name decided: it goes for all that are like it.
  struct Remembered {
    const core::Judgement* what = nullptr;  ///< Null if nothing is remembered.
    std::uint32_t column = 0;
    std::uint32_t regex = 0;
    NameSigns signs;
    core::NamePart part = core::NamePart::kWhole;
    validate::Verdict verdict;

    bool is_of(std::uint32_t of_column, const Hit& hit) const;
  };

  Remembered& memory_of(std::uint32_t column, const Hit& hit);
  void weigh(const Hit& hit, const core::Cell* cell, core::Judgement& what);
  double probability(double log_odds);
  const core::Cell* cell_at(std::size_t offset);
  std::string_view field_of(const Label& label, std::uint32_t pattern);
  void weigh_context(const Hit& hit, const core::Cell* cell, core::Judgement& what,
                     double& log_odds, bool& capped);
  /// What a name is written in, surest first.
  enum class NamedBy : std::uint8_t { kField, kLabel, kLabelAbove };
  bool weigh_name(const pattern::FieldVerdict& verdict, NamedBy by, core::Judgement& what,
                  double& log_odds, bool& capped);
  bool weigh_words_beside(std::string_view text, std::size_t value, core::Judgement& what,
                          double& log_odds, bool& capped);
  bool is_name_in_text(const core::Judgement& what) const;
  bool begins_before_cell(const Hit& hit) const;
  bool is_label(const Hit& hit);
  bool is_of_two_cells(const Hit& hit, const core::Cell& cell) const;
  bool is_told_by_column(const Hit& hit, const core::Cell& cell) const;
  bool is_amid_row(const Hit& hit, const core::Cell& cell) const;
  bool weigh_values(const ColumnProfile& profile, core::Judgement& what, double& log_odds) const;
  bool weigh_keyword(const Hit& hit, core::Judgement& what, double& log_odds);
  bool is_of_another_value(std::size_t end, std::size_t number) const;
  void note_person(const Hit& hit, const core::Judgement& what);
  void weigh_person_before(const Hit& hit, core::Judgement& what, double& log_odds);
  std::uint32_t distance_to(const core::RawMatch& raw, const HyperscanHit& keyword,
                            std::size_t length) const;
  void find_keywords(std::size_t begin, std::size_t end);

  const CompiledPatterns& patterns_;
  NameMemory& names_;
  base::Pool<core::Judgement>& judgements_;
  HyperscanScratch scratch_;
  std::string_view text_;
  const core::RecordIndex* records_ = nullptr;
  const ColumnVerdicts* verdicts_ = nullptr;
  std::vector<const ColumnProfile*> profiles_;  ///< By column; empty if no column has one.
  const core::Cell* cell_ = nullptr;       ///< The first that does not end before the last hit...
  const core::Cell* last_cell_ = nullptr;  ///< ...and where they end.
  static constexpr int kRememberedBits = 8;
  std::array<Remembered, std::size_t{1} << kRememberedBits> remembered_;
  core::Judgement next_;            ///< The last one that was weighed, and...
  bool decided_ = false;            ///< ...whether the name of the column has decided about it.
  std::size_t keywords_until_ = 0;  ///< Text before this has been searched, where it was asked for.
  std::vector<HyperscanHit> keyword_hits_;  ///< Ascending by end.
  std::vector<HyperscanHit> page_hits_;
  std::vector<bool> persons_;   ///< By pattern: whether others gain by standing behind it.
  std::size_t person_end_ = 0;  ///< Where the last likely value of such a pattern ends; 0: none.
  struct Known {
    double log_odds = 0.0;
    double probability = 0.5;
  };
  static constexpr int kKnownBits = 7;
  std::array<Known, std::size_t{1} << kKnownBits> known_;
};

}  // namespace leaksift::detect
