#include "assess/blob_tally.h"

#include "assess/block_counts.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace leaksift::assess {
namespace {

/// Counts a finding in a column, as RecordJoiner does.
void count(BlobShard& shard, const core::Column& column, std::uint32_t type, std::uint64_t value) {
  std::vector<ColumnTally*> tallies;
  shard.find({column}, tallies);
  if (tallies[0] != nullptr) ++tallies[0]->filled;
  core::Judgement what;
  what.pattern = type;
  what.column = 0;
  what.confidence = 0.5;
  BlockCounts counts;
  counts.start();
  counts.add(what, {.identity = value * 0x9E3779B97F4A7C15U});
  counts.pour(tallies, shard);
}

std::vector<std::string> shown(const BlobShard& shard, std::size_t types) {
  std::vector<std::string> lines;
  for (const core::ColumnLine& line : shard.columns()) {
    lines.push_back(line.table + "." + line.field + " " + std::to_string(line.rows) + " " +
                    std::to_string(line.filled) + " " + std::to_string(line.type) + " " +
                    std::to_string(line.occurrences) + " " + std::to_string(line.distinct));
  }
  std::vector<DistinctCounter> distinct(types);
  shard.add_distinct_to(distinct);
  for (const DistinctCounter& counter : distinct) lines.push_back(std::to_string(counter.count()));
  return lines;
}

/// Which worker counts what must not matter, also where there are more columns than are kept.
TEST(BlobTally, IsTheSameHoweverTheWorkIsShared) {
  constexpr std::size_t kColumns = BlobShard::kMostColumns + 500;
  constexpr unsigned kWorkers = 3;
  std::vector<std::string> expected;
  for (unsigned run = 0; run < 3; ++run) {
    std::mt19937_64 random(run);
    BlobTally tally(kWorkers);
    for (std::size_t i = 0; i < 2 * kColumns; ++i) {
      const std::size_t c = run == 1 ? 2 * kColumns - 1 - i : i;
      BlobShard& shard = tally.shard(static_cast<unsigned>(random() % (run + 1)));
      const core::Column column{"field" + std::to_string(c % kColumns), "t"};
      count(shard, column, c % 3, c);
      if (c % 7 == 0) shard.add_rows("t", 1);
    }
    const BlobShard all = tally.take();
    EXPECT_EQ(all.findings(), 2 * kColumns);
    const auto lines = shown(all, 3);
    if (run == 0) expected = lines;
    EXPECT_EQ(lines, expected) << run;
  }
  EXPECT_EQ(expected.size() > BlobShard::kMostColumns, true);
}

TEST(BlobTally, CountsRowsFilledCellsAndDistinctValues) {
  BlobShard shard;
  const core::Column ssn{"ssn", "people"};
  shard.add_rows("people", 10);
  for (const std::uint64_t value : {1U, 2U, 2U}) count(shard, ssn, 4, value);
  const auto columns = shard.columns();
  ASSERT_EQ(columns.size(), 1U);
  EXPECT_EQ(columns[0].rows, 10U);
  EXPECT_EQ(columns[0].filled, 3U);
  EXPECT_EQ(columns[0].occurrences, 3U);
  EXPECT_EQ(columns[0].distinct, 2U);
  EXPECT_TRUE(columns[0].distinct_exact);
  EXPECT_DOUBLE_EQ(columns[0].confidence, 0.5);
}

TEST(BlobTally, KeepsColumnsOfInnerTextsOutOfItsOwn) {
  BlobShard shard;
  BlobShard inner;
  const core::Column ssn{"ssn", "people"};
  shard.add_rows("people", 2);
  inner.add_rows("people", 7);
  count(shard, ssn, 4, 1);
  for (const std::uint64_t value : {1U, 2U}) count(inner, ssn, 4, value);
  count(inner, {"mail", "people"}, 0, 3);
  inner.records().total = 7;
  inner.records().add(1, "US-CA");
  shard.merge_within(inner);
  // One line of a column, then the distinct values of types 0 to 4.
  EXPECT_EQ(shown(shard, 5),
            (std::vector<std::string>{"people.ssn 2 1 4 1 1", "1", "0", "0", "0", "2"}));
  EXPECT_EQ(shard.findings(), 4U);
  EXPECT_EQ(shard.records().total, 7U);
  EXPECT_EQ(shard.records().notifiable, 1U);
}

TEST(BlobTally, TellsNoNameThatMayBeAValue) {
  BlobShard shard;
  count(shard, {"/ann@harborline.com", "536904399"}, 0, 1);
  EXPECT_EQ(shard.columns().at(0).field, "/*");
  EXPECT_EQ(shard.columns().at(0).table, "");
}

TEST(DistinctCounter, MergesWhatWasCountedApart) {
  for (const std::uint64_t total : {1000U, 400'000U}) {
    DistinctCounter whole;
    DistinctCounter first;
    DistinctCounter second;
    for (std::uint64_t i = 0; i < total; ++i) {
      const std::uint64_t identity = i * 0x9E3779B97F4A7C15U;
      whole.add(identity);
      (i % 3 == 0 ? first : second).add(identity);
      if (i % 5 == 0) first.add(identity);
    }
    DistinctCounter other = second;
    other.merge(first);
    first.merge(second);
    EXPECT_EQ(first.count(), whole.count());
    EXPECT_EQ(other.count(), whole.count());
    EXPECT_EQ(first.exact(), whole.exact());
  }
}

}  // namespace
}  // namespace leaksift::assess
