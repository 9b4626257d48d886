// RAII over the Hyperscan C interface: databases and scratch space.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace leaksift::detect {

struct HyperscanExpression {
  std::string expression;
  std::uint32_t id = 0;
  bool caseless = false;
};

/// The end of a match of the expression with this id.
struct HyperscanHit {
  std::uint32_t id = 0;
  std::uint32_t end = 0;
};

/// A compiled block-mode database: immutable, shared by threads. Empty if made of no expressions.
class HyperscanDatabase {
 public:
  /// The error names the position of the expression in `expressions`, and the reason.
  struct CompileError {
    int expression = -1;
    std::string message;
  };
  static base::Result<HyperscanDatabase> compile(
      const std::vector<HyperscanExpression>& expressions, CompileError* where = nullptr);

  /// Bytes from which `deserialize` makes the same database, on the same version and kind of CPU.
  std::string serialize() const;
  static base::Result<HyperscanDatabase> deserialize(std::string_view bytes);

  const hs_database* get() const { return database_.get(); }

 private:
  std::shared_ptr<hs_database> database_;
};

/// Scratch space for one thread: fits every database it was grown for.
class HyperscanScratch {
 public:
  void grow_for(const HyperscanDatabase& database);
  hs_scratch* get() const { return scratch_.get(); }

 private:
  struct Free {
    void operator()(hs_scratch* scratch) const;
  };
  std::unique_ptr<hs_scratch, Free> scratch_;
};

/// Appends the ends of all matches in `text`, in the order in which Hyperscan finds them (ascending
/// by end). Offsets count from `base`.
void scan(const HyperscanDatabase& database, const HyperscanScratch& scratch, std::string_view text,
          std::uint32_t base, std::vector<HyperscanHit>& hits);

/// Says which Hyperscan or Vectorscan this is and which CPU features it uses: part of cache keys.
std::string hyperscan_identity();

}  // namespace leaksift::detect
