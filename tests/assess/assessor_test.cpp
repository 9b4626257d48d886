#include "assess/assessor.h"

#include "assess/block_counts.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::assess {
namespace {

using core::FileStatus;
using core::Sensitivity;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

core::FileLine line_of(std::string path, std::vector<std::string> within = {},
                       FileStatus status = FileStatus::kScanned) {
  core::FileLine line;
  line.provenance = std::make_shared<core::Provenance>(
      core::Provenance{"/r", std::move(path), "", std::move(within)});
  line.bytes = 100;
  line.scanned = status == FileStatus::kScanned ? 100 : status == FileStatus::kPartial ? 40 : 0;
  line.status = status;
  return line;
}

struct Value {
  std::uint32_t type = 0;
  Sensitivity sensitivity = Sensitivity::kInternal;
  std::uint64_t identity = 0;
};

pattern::PatternSet patterns(std::size_t types) {
  pattern::PatternSet set;
  set.patterns.resize(types);
  return set;
}

/// An assessor of blobs without structure.
class Blobs {
 public:
  explicit Blobs(std::size_t types) : set_(patterns(types)), assessor_(set_) {}

  void add(const std::vector<Value>& values) {
    BlockCounts counts;
    counts.start();
    for (const Value& value : values) {
      core::Judgement what;
      what.pattern = value.type;
      counts.add(what, {value.sensitivity, value.identity});
    }
    counts.pour({}, tally_);
  }
  void close(core::FileLine& line, bool member) {
    assessor_.close(line, tally_, tally_.columns(), member);
    tally_ = {};
  }
  const Assessor& result() const { return assessor_; }

 private:
  pattern::PatternSet set_;
  Assessor assessor_;
  BlobShard tally_;
};

TEST(Assessor, ANewOneHasCountedNothing) {
  const pattern::PatternSet set = patterns(3);
  const Assessor assessor(set);
  EXPECT_EQ(assessor.worst(), Sensitivity::kPublic);
  EXPECT_EQ(assessor.findings(), 0U);
  const core::Summary summary = assessor.summary();
  EXPECT_TRUE(summary.complete);
  EXPECT_EQ(summary.types.size(), 3U);
  EXPECT_TRUE(summary.worst_files.empty());
}

TEST(Assessor, CountsTypesOverBlocksAndFiles) {
  Blobs blobs(3);
  const Assessor& assessor = blobs.result();
  blobs.add({{2, Sensitivity::kRestricted, 11}, {0, Sensitivity::kInternal, 11}});
  blobs.add({{2, Sensitivity::kConfidential, 12}});
  core::FileLine first = line_of("a");
  blobs.close(first, false);
  EXPECT_EQ(first.findings, (Pairs{{0, 1}, {2, 2}}));
  blobs.add({{2, Sensitivity::kRestricted, 11}});
  core::FileLine second = line_of("b");
  blobs.close(second, false);
  EXPECT_EQ(second.findings, (Pairs{{2, 1}}));

  EXPECT_EQ(assessor.worst(), Sensitivity::kRestricted);
  EXPECT_EQ(assessor.findings(), 4U);
  const core::Summary summary = assessor.summary();
  EXPECT_EQ(summary.types[0].occurrences, 1U);
  EXPECT_EQ(summary.types[1].occurrences, 0U);
  EXPECT_EQ(summary.types[2].occurrences, 3U);
  EXPECT_EQ(summary.types[2].distinct, 2U);
  EXPECT_TRUE(summary.types[2].distinct_exact);
  EXPECT_EQ(summary.types[2].files, 2U);
  EXPECT_EQ(summary.types[2].by_sensitivity, (std::array<std::uint64_t, 4>{0, 0, 1, 2}));
  EXPECT_EQ(summary.by_sensitivity, (std::array<std::uint64_t, 4>{0, 1, 1, 2}));
}

TEST(Assessor, CountsInputsByStatusAndMembersApart) {
  Blobs blobs(1);
  const Assessor& assessor = blobs.result();
  core::FileLine lines[] = {line_of("a"), line_of("b", {}, FileStatus::kPartial),
                            line_of("c", {}, FileStatus::kSkipped),
                            line_of("d", {}, FileStatus::kFailed)};
  for (core::FileLine& line : lines) blobs.close(line, false);
  core::FileLine member = line_of("a", {"m"}, FileStatus::kFailed);
  blobs.close(member, true);
  const core::Summary summary = assessor.summary();
  EXPECT_EQ(summary.files, (std::array<std::uint64_t, 4>{1, 1, 1, 1}));
  EXPECT_EQ(summary.members, 1U);
  EXPECT_EQ(summary.bytes_total, 400U);
  EXPECT_EQ(summary.bytes_scanned, 140U);
  EXPECT_EQ(summary.bytes_skipped, 260U);
  EXPECT_TRUE(summary.complete);
  EXPECT_EQ(summary.gap_count, 4U);
}

// A file may grow between the walk and the read.
TEST(Assessor, NeverSkipsLessThanNothing) {
  Blobs blobs(1);
  const Assessor& assessor = blobs.result();
  core::FileLine line = line_of("a");
  line.scanned = 150;
  blobs.close(line, false);
  EXPECT_EQ(assessor.summary().bytes_skipped, 0U);
}

TEST(Assessor, AnyIncompleteLineMakesTheScanIncomplete) {
  Blobs blobs(1);
  const Assessor& assessor = blobs.result();
  core::FileLine member = line_of("a", {"m"});
  member.incomplete = true;
  blobs.close(member, true);
  EXPECT_FALSE(assessor.summary().complete);
  EXPECT_EQ(assessor.summary().gap_count, 1U);
}

TEST(Assessor, KeepsAHundredGapsAndCountsThemAll) {
  Blobs blobs(1);
  const Assessor& assessor = blobs.result();
  for (int i = 0; i < 250; ++i) {
    core::FileLine line = line_of(std::to_string(i), {}, FileStatus::kFailed);
    blobs.close(line, false);
  }
  const core::Summary summary = assessor.summary();
  EXPECT_EQ(summary.gap_count, 250U);
  ASSERT_EQ(summary.gaps.size(), kMostGaps);
  EXPECT_EQ(summary.gaps.front().provenance->path, "0");
  EXPECT_EQ(summary.gaps.back().provenance->path, "99");
}

/// The worst files when `order` many files are closed in the given order.
std::vector<core::WorstFile> worst_in_order(bool forwards) {
  Blobs blobs(1);
  const Assessor& assessor = blobs.result();
  for (int k = 0; k < 40; ++k) {
    const int i = forwards ? k : 39 - k;
    std::vector<Value> values;
    const auto sensitivity = static_cast<Sensitivity>(i % 4);
    for (int n = 0; n <= i % 3; ++n) values.push_back({0, sensitivity, 1});
    if (i % 8 == 3) values.push_back({0, Sensitivity::kPublic, 1});
    blobs.add(values);
    char name[16];
    std::snprintf(name, sizeof name, "f%02d", i);
    core::FileLine line = line_of(name, {"zip", "x"});
    blobs.close(line, true);
  }
  return assessor.summary().worst_files;
}

TEST(Assessor, ListsTheTenWorstFilesWhateverTheOrder) {
  const auto list = worst_in_order(true);
  const auto again = worst_in_order(false);
  ASSERT_EQ(list.size(), kMostWorstFiles);
  ASSERT_EQ(again.size(), kMostWorstFiles);
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i].path, again[i].path);
  // Restricted ones are 3, 7, 11, ...; of these 11, 23 and 35 have three, and 11 and 35 one more.
  EXPECT_EQ(list[0].path, "f11 > zip > x");
  EXPECT_EQ(list[0].findings, 3U);
  EXPECT_EQ(list[0].all_findings, 4U);
  EXPECT_EQ(list[1].path, "f35 > zip > x");
  EXPECT_EQ(list[2].path, "f23 > zip > x");
  EXPECT_EQ(list[2].all_findings, 3U);
  for (const core::WorstFile& file : list) EXPECT_EQ(file.sensitivity, Sensitivity::kRestricted);
}

}  // namespace
}  // namespace leaksift::assess
