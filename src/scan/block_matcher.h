// BlockMatcher: the matches of a block, in its bytes, and in what they hold in other form.
#pragma once

#include "base/pool.h"
#include "core/block.h"
#include "core/match.h"
#include "core/record.h"
#include "detect/matcher.h"
#include "scan/blob_columns.h"
#include "structure/cursor.h"
#include "structure/escaped_text.h"
#include "structure/inner_text.h"
#include "structure/text_marks.h"
#include "structure/wide_text.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leaksift::scan {

/// One per thread; reused from block to block. `database` must outlive it.
class BlockMatcher {
 public:
  explicit BlockMatcher(const detect::Database& database) : matcher_(database) {}

  /// The matches of at least `least` that begin in the owned part of `block`, ascending and
  /// disjoint, and the block's records. `cursor` stands at the beginning of its window. A value
  /// that is found both as bytes and decoded (escapes, a run of UTF-16) counts once, as
  /// what is surer; at equal confidence decoded. The result is valid until the next call; views in
  /// it until `block` goes.
  std::span<const core::Match> match(const core::Block& block, const structure::Cursor& cursor,
                                     BlobColumns* columns, double least);
  const core::RecordIndex& records() const { return records_; }
  /// Of the last block.
  const structure::TextMarks& marks() const { return marks_; }

 private:
  /// `Source`: InnerText, WideText or EscapedText. `decoded` takes its text.
  template <class Source>
  void match_inner(Source& source, core::Block& decoded, const core::Block& block,
                   const detect::ColumnProfiles& profiles, double least);
  void find_cell(core::Match& match, core::Judgement& what) const;
  void find_record(core::Match& match, core::Judgement& what) const;
  template <class Prefer>
  void drop_second_readings(Prefer prefer);
  void merge();

  detect::Matcher matcher_;
  structure::InnerText inner_;
  structure::WideText wide_;
  core::RecordIndex records_;
  core::Block inner_block_;
  core::Block wide_block_;
  structure::TextMarks marks_;
  structure::EscapedText escaped_;
  core::Block escaped_block_;
  std::vector<core::Match> inner_matches_;
  base::Pool<core::Judgement> judgements_;  ///< Theirs.
  std::vector<core::Match> matches_;
};

}  // namespace leaksift::scan
