// DatabaseCache: keeps what is dear to make of patterns in a file, so that a scan starts in
// milliseconds.
#pragma once

#include "base/kept_file.h"
#include "detect/database.h"
#include "detect/hyperscan.h"
#include "detect/regex_analysis.h"
#include "pattern/pattern.h"

#include <string>
#include <vector>

namespace leaksift::detect {

/// What is kept. That it is kept says that RE2 has compiled all expressions, too.
struct Prepared {
  std::vector<RegexAnalysis> regexes;  ///< As analysed: not yet equipped.
  HyperscanDatabase text;
  HyperscanDatabase keywords;
};

/// The cache of one choice of patterns for one engine: see base/kept_file.h. Its key is a digest of
/// the patterns, of the Hyperscan version and of the CPU, so that a stale one is never used.
class DatabaseCache {
 public:
  /// `file` empty: no cache; likewise if the patterns have no digest.
  DatabaseCache(const std::string& file, const pattern::PatternSet& set, Engine engine);

  /// False if the file is not there, is another's, or is damaged; then `prepared` holds nothing of
  /// use.
  bool load(Prepared& prepared) const;

  /// `analyses`: of all regexes, as `save` gives them.
  void store(std::string_view analyses, const HyperscanDatabase& text,
             const HyperscanDatabase& keywords) const;

 private:
  base::KeptFile file_;
};

}  // namespace leaksift::detect
