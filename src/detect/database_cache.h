// DatabaseCache: keeps compiled Hyperscan databases in a file, so that a scan starts in
// milliseconds.
#pragma once

#include "detect/hyperscan.h"

#include <string>
#include <vector>

namespace leaksift::detect {

/// The cache of one pair of databases. The file is keyed by a digest of every expression, of the
/// Hyperscan version and of the CPU, so that a stale one is never used. The expressions that are
/// confirmed are in the key too: that the file is there says that RE2 has compiled these. A file
/// that cannot be read or written is no error: the databases are then compiled.
class DatabaseCache {
 public:
  /// `file` empty: no cache.
  DatabaseCache(std::string file, const std::vector<HyperscanExpression>& text,
                const std::vector<HyperscanExpression>& keywords,
                const std::vector<HyperscanExpression>& confirmed = {});

  /// Fills both databases; false if the file is not there, is another's, or is damaged.
  bool load(HyperscanDatabase& text, HyperscanDatabase& keywords) const;

  /// Writes the file through a temporary one, so that readers never see half of it.
  void store(const HyperscanDatabase& text, const HyperscanDatabase& keywords) const;

 private:
  std::string file_;
  std::string key_;  ///< Hex; the first bytes of the file.
};

}  // namespace leaksift::detect
