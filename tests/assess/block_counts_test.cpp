#include "assess/block_counts.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::assess {
namespace {

/// What is known of a kind when each finding is counted by itself.
struct Plain {
  std::uint64_t occurrences = 0;
  std::uint64_t hundredths = 0;
  core::Sensitivity gravest = core::Sensitivity::kPublic;
  std::set<std::uint64_t> identities;
};

using Kind = std::pair<std::uint32_t, std::uint32_t>;

core::Judgement random_judgement(std::uint32_t columns, std::uint32_t types,
                                 std::mt19937_64& random) {
  core::Judgement what;
  const auto column = static_cast<std::uint32_t>(random() % (columns + 1));
  what.column = column == columns ? core::kNoRecord : column;
  what.pattern = static_cast<std::uint32_t>(random() % types);
  what.confidence = random() % 3 == 0 ? 0.99 : static_cast<double>(random() % 1001) / 1000;
  return what;
}

void expect_like(const TypeTallies& tallies, const std::map<Kind, Plain>& expected,
                 std::uint32_t column) {
  std::size_t met = 0;
  for (const TypeTally& tally : tallies.all()) {
    const auto plain = expected.find({column, tally.type});
    ASSERT_NE(plain, expected.end()) << tally.type;
    EXPECT_EQ(tally.occurrences, plain->second.occurrences);
    EXPECT_EQ(tally.hundredths, plain->second.hundredths);
    EXPECT_EQ(tally.sensitivity, plain->second.gravest);
    EXPECT_EQ(tally.distinct.count(), plain->second.identities.size());
    ++met;
  }
  std::size_t of_column = 0;
  for (const auto& [kind, plain] : expected) of_column += kind.first == column ? 1 : 0;
  EXPECT_EQ(met, of_column);
}

// Few kinds and many, in blocks one after the other.
TEST(BlockCounts, GiveWhatCountingOneByOneGives) {
  std::mt19937_64 random(5);
  BlockCounts counts;
  for (const auto& [columns, types] : std::vector<Kind>{{1, 1}, {9, 5}, {0, 40}, {300, 40}}) {
    BlobShard shard;
    std::vector<core::Column> names;
    for (std::uint32_t i = 0; i < columns; ++i) names.push_back({"c" + std::to_string(i), "t"});
    std::map<Kind, Plain> expected;
    std::vector<std::array<std::uint64_t, 4>> by_sensitivity(types);
    for (int block = 0; block < 3; ++block) {
      std::vector<ColumnTally*> tallies;
      shard.find(names, tallies);
      std::map<Kind, std::size_t> of_block;
      counts.start();
      for (int i = 0; i < 5000; ++i) {
        const core::Judgement what = random_judgement(columns, types, random);
        const core::Countable finding = {static_cast<core::Sensitivity>(random() % 4),
                                         random() % 50 * 0x9e3779b97f4a7c15U};
        const Kind kind{what.column, what.pattern};
        ASSERT_EQ(counts.add(what, finding), ++of_block[kind]);
        Plain& plain = expected[kind];
        ++plain.occurrences;
        plain.hundredths += static_cast<std::uint64_t>(std::lround(what.confidence * 100));
        plain.gravest = std::max(plain.gravest, finding.sensitivity);
        plain.identities.insert(finding.identity);
        ++by_sensitivity[what.pattern][static_cast<std::size_t>(finding.sensitivity)];
      }
      counts.pour(tallies, shard);
    }
    std::vector<ColumnTally*> tallies;
    shard.find(names, tallies);
    for (std::uint32_t i = 0; i < columns; ++i) expect_like(tallies[i]->types, expected, i);
    expect_like(shard.loose(), expected, core::kNoRecord);
    EXPECT_EQ(shard.by_sensitivity(), by_sensitivity);
    EXPECT_EQ(shard.findings(), 15'000U);
  }
}

TEST(BlockCounts, CountColumnsThatAreNotKeptAsLoose) {
  BlobShard shard;
  BlockCounts counts;
  counts.start();
  core::Judgement what;
  what.column = 0;
  EXPECT_EQ(counts.add(what, {}), 1U);
  what.column = 1;
  EXPECT_EQ(counts.add(what, {}), 1U);
  counts.pour({nullptr, nullptr}, shard);
  ASSERT_EQ(shard.loose().all().size(), 1U);
  EXPECT_EQ(shard.loose().all()[0].occurrences, 2U);
}

}  // namespace
}  // namespace leaksift::assess
