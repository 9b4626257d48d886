// TextScan: scans one text in memory, as a blob of its own.
#pragma once

#include "assess/region_finder.h"
#include "base/pool.h"
#include "core/block.h"
#include "core/mail_text.h"
#include "core/match.h"
#include "scan/block_matcher.h"
#include "scan/known_fields.h"

#include <string_view>
#include <vector>

namespace leaksift::scan {

/// For examples of patterns, labelled texts, tests and fuzz targets: the same path as a scan, with
/// the blocks in order. One per thread; `database` must outlive it.
class TextScan {
 public:
  explicit TextScan(const detect::Database& database);

  /// The matches of at least `least` in `text`, ascending; `value` counts from the text's
  /// beginning. `mail`: what is known of
  /// the text if it is mail. `field`, `table` and `text` of the matches are not set:
  /// their blocks are gone. What the matches are stays until `forget`.
  std::vector<core::Match> scan(std::string_view text, double least,
                                std::size_t block_size = 512 * 1024,
                                const core::MailText* mail = nullptr);

  void forget() { judgements_.clear(); }

 private:
  assess::RegionFinder regions_;
  KnownFields fields_;
  BlockMatcher matcher_;
  base::Pool<core::Judgement> judgements_;
  core::Block block_;
};

}  // namespace leaksift::scan
