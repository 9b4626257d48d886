#include "scan/lane.h"

#include "support/read_file.h"

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::scan {
namespace {

namespace fs = std::filesystem;

class LaneTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-lane-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    config_.block_size = 1000;
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// An input as the walker gave it when it met the file.
  source::Input met(const std::string& name, std::uint64_t bytes) const {
    source::Input input;
    input.root = folder_.string();
    input.path = (folder_ / name).string();
    input.below_root = name;
    input.bytes = bytes;
    return input;
  }

  /// The lines that end the blobs of `input`; what the blocks owned is counted in `owned_`.
  std::vector<core::FileLine> lines_of(source::Input input) {
    content::DecodedTotal total;
    Lane lane(std::move(input), config_, total, nullptr);
    std::deque<std::shared_ptr<Slot>> slots;
    Job job;
    blocks_ = 0;
    owned_ = 0;
    for (Lane::Got got = lane.next(job, slots); got != Lane::Got::kEnd;
         got = lane.next(job, slots)) {
      if (got == Lane::Got::kLines) continue;
      ++blocks_;
      owned_ += job.block.own_end - job.block.own_begin;
      EXPECT_EQ(job.slot->bytes, job.block.own_end - job.block.own_begin);
    }
    EXPECT_EQ(lane.next(job, slots), Lane::Got::kEnd) << "after the end";
    std::vector<core::FileLine> lines;
    for (const auto& slot : slots) {
      if (slot->file) lines.push_back(*slot->file);
    }
    return lines;
  }

  fs::path folder_;
  ScanConfig config_;
  std::size_t blocks_ = 0;
  std::uint64_t owned_ = 0;
};

TEST_F(LaneTest, EndsAFileWithALineThatSaysAllWasScanned) {
  support::write_file(folder_ / "a.txt", std::string(2500, 'x'));
  const auto lines = lines_of(met("a.txt", 2500));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(blocks_, 3U);
  EXPECT_EQ(owned_, 2500U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kScanned);
  EXPECT_EQ(lines[0].bytes, 2500U);
  EXPECT_EQ(lines[0].scanned, 2500U);
  EXPECT_EQ(lines[0].format, "text");
  EXPECT_EQ(lines[0].reason, "");
  EXPECT_FALSE(lines[0].incomplete);
  EXPECT_EQ(lines[0].provenance->path, (folder_ / "a.txt").string());
  EXPECT_EQ(lines[0].provenance->below_root, "a.txt");
}

TEST_F(LaneTest, EndsAnEmptyFileToo) {
  support::write_file(folder_ / "empty", "");
  const auto lines = lines_of(met("empty", 0));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(blocks_, 0U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kScanned);
  EXPECT_EQ(lines[0].bytes, 0U);
}

TEST_F(LaneTest, SaysThatAFileHasVanished) {
  const auto lines = lines_of(met("gone.txt", 100));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kFailed);
  EXPECT_NE(lines[0].reason.find("no such file"), std::string::npos) << lines[0].reason;
  EXPECT_TRUE(lines[0].incomplete);
  EXPECT_EQ(lines[0].bytes, 100U);
  EXPECT_EQ(lines[0].scanned, 0U);
}

TEST_F(LaneTest, ScansWhatAFileThatShrankStillHas) {
  support::write_file(folder_ / "a.txt", std::string(1500, 'x'));
  const auto lines = lines_of(met("a.txt", 4000));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(owned_, 1500U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kPartial);
  EXPECT_EQ(lines[0].reason, "shrank while read: 1500 of 4000 bytes");
  EXPECT_TRUE(lines[0].incomplete);
  EXPECT_EQ(lines[0].bytes, 4000U);
  EXPECT_EQ(lines[0].scanned, 1500U);
}

TEST_F(LaneTest, CountsTheBytesOfAFileThatHasGrown) {
  support::write_file(folder_ / "a.txt", std::string(1500, 'x'));
  const auto lines = lines_of(met("a.txt", 10));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kScanned);
  EXPECT_EQ(lines[0].bytes, 1500U);
  EXPECT_EQ(lines[0].scanned, 1500U);
}

TEST_F(LaneTest, SaysThatAPathIsNoFileAnyMore) {
  fs::create_directory(folder_ / "a.txt");
  const auto lines = lines_of(met("a.txt", 100));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kFailed);
  EXPECT_NE(lines[0].reason, "");
  EXPECT_TRUE(lines[0].incomplete);
}

TEST_F(LaneTest, HandsOnWhatTheWalkerSkipped) {
  source::Input input = met("pipe", 0);
  input.status = core::FileStatus::kSkipped;
  input.reason = "a FIFO";
  const auto lines = lines_of(input);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].status, core::FileStatus::kSkipped);
  EXPECT_EQ(lines[0].reason, "a FIFO");
  EXPECT_FALSE(lines[0].incomplete);
}

TEST_F(LaneTest, NamesTheFormatOfATable) {
  support::write_file(folder_ / "a.csv", "id,name,city\n1,a,b\n2,c,d\n3,e,f\n4,g,h\n");
  EXPECT_EQ(lines_of(met("a.csv", 40)).at(0).format, "csv");
}

}  // namespace
}  // namespace leaksift::scan
