// Database: all patterns of a scan, compiled for matching.
#pragma once

#include "base/result.h"
#include "pattern/field_names.h"
#include "pattern/pattern.h"

#include <memory>
#include <string>

namespace leaksift::detect {

/// kFast: each regex is found by what finds its anchor fastest. kReference: one Hyperscan database
/// of all regexes, no other prefilter. kRe2: RE2 alone, for tests. All give the same findings.
enum class Engine : unsigned char { kFast, kReference, kRe2 };

struct CompiledPatterns;

/// Immutable after building; shared by all threads. Copies share the compiled parts.
class Database {
 public:
  /// Compiles `patterns`, which must outlive the database. The error names pattern, file and regex.
  /// `cache` is a file that holds, or will hold, what is dear to make: see detect/database_cache.h;
  /// empty: no cache.
  static base::Result<Database> build(const pattern::PatternSet& patterns, Engine engine,
                                      const std::string& cache = {});

  const CompiledPatterns& compiled() const { return *compiled_; }
  /// What the patterns say of names; as long as the database.
  const pattern::FieldNames& field_names() const;

 private:
  std::shared_ptr<const CompiledPatterns> compiled_;
};

}  // namespace leaksift::detect
