// HitCollector: everything in a block that some regex matches, by whatever finds it fastest.
#pragma once

#include "core/match.h"
#include "core/record.h"
#include "detect/compiled.h"
#include "detect/confirmer.h"
#include "detect/designations.h"
#include "detect/digit_runs.h"
#include "detect/hyperscan.h"
#include "detect/idle_runs.h"
#include "detect/known_labels.h"
#include "detect/name_columns.h"
#include "detect/name_memory.h"
#include "detect/open_uses.h"
#include "detect/pivot_gates.h"
#include "detect/settled_cells.h"
#include "detect/value_region.h"
#include "validate/validator.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Bytes [begin, end) of a window whose hits are wanted: hits that begin in it are complete.
struct Zone {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A raw match that stands alone and that its validator accepts.
struct Hit {
  core::RawMatch raw;
  NameSigns signs;  ///< Of names of persons.
  core::NamePart part = core::NamePart::kWhole;
  validate::Verdict verdict;  ///< Never kInvalid.
  /// What is said of the text's column that it stands in, by what heads it; null elsewhere. Valid
  /// as long as the verdicts of NameMemory.
  const pattern::FieldVerdict* heading = nullptr;
  /// `heading` is what the record itself says of its value, which the value's name does not.
  bool designated = false;
};

/// Where a hit stands, in the order in which they are judged: by begin, then by end.
inline std::uint64_t place_of(const Hit& hit) {
  return std::uint64_t{hit.raw.begin} << 32 | hit.raw.end;
}

inline bool comes_before(const Hit& a, const Hit& b) {
  return place_of(a) != place_of(b) ? place_of(a) < place_of(b) : a.raw.regex < b.raw.regex;
}

/// What the names of a block's columns say, by column.
using ColumnVerdicts = std::vector<const pattern::FieldVerdict*>;

/// One per thread; keeps its buffers from block to block.
class HitCollector {
 public:
  HitCollector(const CompiledPatterns& patterns, NameMemory& names);

  /// The hits that begin in `zone` of `text`, sorted by (begin, end, regex), without repeats; those
  /// that cannot reach the confidence `least` whatever their context may be missing. All
  /// engines give the same: for a regex found by shapes, the longest match from every beginning;
  /// for one found in text, the leftmost-longest matches that do not overlap; for one anchored to
  /// labels, the longest match from the beginning of each value that its label or column names.
  /// `verdicts` are those of the columns of `records`. With `settle`, hits in cells that are
  /// settled are missing too: those that settle them come apart.
  const std::vector<const Hit*>& collect(std::string_view text, Zone zone,
                                         const core::RecordIndex& records,
                                         const ColumnVerdicts& verdicts, double least, bool settle);
  /// The cells that the last call has settled. Where a hit is one of them, it counts as such.
  const std::vector<SettledCell>& settled() const { return settled_.cells(); }

 private:
  void collect_shapes(std::string_view text, Zone zone);
  void confirm_shapes(std::string_view text);
  std::uint32_t confirmed_end(std::string_view text, const ShapeHit& hit);
  void collect_text(std::string_view text, Zone zone);
  void collect_long_runs(std::string_view text, Zone zone);
  void collect_signs(std::string_view text, std::size_t begin, std::size_t end);
  void collect_labels(std::string_view text, Zone zone);
  void collect_reference(std::string_view text, Zone zone, std::uint32_t regex);
  void collect_cells(std::string_view text, const ColumnVerdicts& verdicts);
  void collect_designated(std::string_view text, Zone zone, const core::RecordIndex& records,
                          const ColumnVerdicts& verdicts);
  void confirm_fitting(std::string_view text, std::uint32_t regex, std::size_t end,
                       SettledCells::Cursor& settled);
  void confirm_unsettled(std::string_view text, std::uint32_t regex, std::size_t end,
                         SettledCells::Cursor& settled);
  void confirm_run(std::string_view text, std::uint32_t regex, std::size_t end);
  void search_around(std::string_view text, std::uint32_t regex, std::size_t end);
  void search(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
              std::size_t last_begin);
  void label_value(std::string_view text, std::size_t after, SettledCells::Cursor& settled);
  void label_column(std::string_view text, std::size_t after);
  const pattern::FieldVerdict* label_verdict(std::string_view text, std::size_t after,
                                             std::size_t begin);
  void match_pattern(std::string_view text, std::uint32_t pattern, const ValueRegion& region);
  bool is_label_of_secret(std::string_view text, const ValueRegion& region, std::uint32_t pattern);
  void match_labelled(std::string_view text, const ValueRegion& region, bool whole,
                      const pattern::FieldVerdict& verdict, bool names_alone);
  bool match_value(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
                   bool whole, bool parted = false);
  void match_adjoining(std::string_view text, std::uint32_t pattern, std::size_t begin,
                       std::size_t end);
  void collect_names(std::string_view text, Zone zone);
  void label_name(std::string_view text, std::uint32_t regex, const ValueRegion& region, bool whole,
                  std::string_view phrase);
  bool is_beside_person(std::string_view text, const ValueRegion& region, std::uint32_t index);
  void collect_name_columns(std::string_view text, Zone zone, const core::RecordIndex& records,
                            const ColumnVerdicts& verdicts);
  bool add_name(std::string_view text, std::uint32_t regex, const FoundName& name);
  bool may_count(const validate::Verdict& verdict) const;
  /// `parted`: from what is beside it, by the structure.
  bool add(std::string_view text, std::uint32_t regex, std::size_t begin, std::size_t end,
           bool parted = false);
  void sort_hits(Zone zone);

  const CompiledPatterns& patterns_;
  NameMemory& names_;
  Confirmer confirmer_;
  HyperscanScratch scratch_;
  ByteMarks marks_;  ///< Of the zone and a few bytes behind it.
  std::vector<std::size_t> label_ends_;
  KnownLabels known_labels_;
  Designations designations_;
  std::uint64_t label_generation_ = 0;  ///< Of the verdicts in them.
  IdleRuns idle_runs_;
  std::vector<ShapeCandidate> candidates_;
  std::vector<ShapeHit> shape_hits_;
  std::vector<HyperscanHit> text_hits_;
  std::vector<std::uint32_t> chain_ends_;
  ByteRows::Ends row_ends_;
  std::vector<std::size_t> searched_;   ///< By regex: text before this has been searched.
  std::vector<std::size_t> run_until_;  ///< By regex: the last run of its alphabet goes on to here.
  NameColumns name_columns_;
  std::vector<FieldValue> labelled_names_;  ///< Those in quotes, as they were read behind labels.
  struct ToldName {
    std::size_t hit = 0;
    double log_odds = 0.0;
  };
  std::vector<ToldName> told_names_;  ///< Which of the hits are behind labels.
  std::string_view name_phrase_;      ///< The last one that named a name, and...
  NameField name_field_{};            ///< ...what field that is.
  PivotGates gates_;
  SettledCells settled_;
  OpenUses open_uses_;
  std::vector<Hit> hits_;
  /// Shapes, text, labels, cells, designated ones, columns of names, names. Where the hits of each
  /// begin in hits_.
  std::vector<std::size_t> segments_;
  std::vector<const Hit*> sorted_;
  double least_ = 0.0;  ///< Log-odds.
};

}  // namespace leaksift::detect
