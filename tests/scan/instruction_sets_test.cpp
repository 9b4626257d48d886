// Every instruction set gives the same matches: a report must not depend on the CPU it was made on.

#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/read_file.h"
#include "support/show_matches.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <string>
#include <vector>

namespace leaksift::scan {
namespace {

using support::Dice;

/// The sets of this CPU that there may be code for, a bit each, the widest first. Not the one that
/// knows no vectors: a CPU without any is refused by Hyperscan, which needs SSSE3, NEON or VSX.
std::vector<std::int64_t> instruction_sets() {
  std::vector<std::int64_t> sets;
  for (std::int64_t left = hwy::SupportedTargets() & ~HWY_SCALAR; left != 0; left &= left - 1) {
    sets.push_back(left & -left);
  }
  return sets;
}

class InstructionSets : public testing::Test {
 protected:
  ~InstructionSets() override { hwy::GetChosenTarget().Update(hwy::SupportedTargets()); }

  void expect_same(const std::string& text, const std::string& what) {
    std::vector<std::string> widest;
    for (const std::int64_t set : sets_) {
      hwy::GetChosenTarget().Update(set | HWY_STATIC_TARGET);
      const auto found = support::show(support::project_patterns(), scan_.scan(text, 0.0));
      matches_ += found.size();
      if (set == sets_.front()) widest = found;
      EXPECT_EQ(found, widest) << what << " with instruction set " << set;
    }
  }

  const std::vector<std::int64_t> sets_ = instruction_sets();
  TextScan scan_{support::project_database(detect::Engine::kFast)};
  std::size_t matches_ = 0;
};

TEST_F(InstructionSets, AgreeOnExamplesGluedTogetherAndOnDigitSoup) {
  const auto texts = support::example_texts(support::project_patterns());
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Dice dice(seed);
    expect_same(support::glued_text(texts, 16 * 1024, dice), "text " + std::to_string(seed));
    expect_same(support::soup(16 * 1024, dice), "soup " + std::to_string(seed));
  }
  EXPECT_GT(matches_, 5000U);
}

TEST_F(InstructionSets, AgreeOnTables) {
  const auto values = support::example_values(support::project_patterns());
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Dice dice(seed);
    const std::string text = support::table_text(support::project_patterns(), values, 40, dice);
    expect_same(support::mutated(text, 10, dice), "table " + std::to_string(seed));
  }
  EXPECT_GT(matches_, 2000U);
}

TEST_F(InstructionSets, AgreeOnFiles) {
  Dice dice(7);
  for (const auto& file : support::files_below(support::source_dir() + "/tests/corpus/seized")) {
    const std::string text = support::read_file(file).substr(0, 64 * 1024);
    expect_same(text, file.filename().string());
    expect_same(support::mutated(text, 40, dice), file.filename().string() + ", damaged");
  }
  EXPECT_GT(matches_, 1000U);
}

}  // namespace
}  // namespace leaksift::scan
