#include "cli/progress_bar.h"

#include <gtest/gtest.h>

#include <utility>

namespace leaksift::cli {
namespace {

scan::Progress half_way() {
  scan::Progress progress;
  progress.bytes_scanned = 2ULL << 30;
  progress.bytes_known = 4ULL << 30;
  progress.findings = 1204;
  return progress;
}

TEST(HumanSize, HasOneDecimalWhereItHelps) {
  const std::pair<double, const char*> cases[] = {
      {0, "0 B"},          {1023, "1023 B"},     {1024, "1.0 KiB"}, {1536, "1.5 KiB"},
      {102400, "100 KiB"}, {1048570, "1.0 MiB"}, {5e9, "4.7 GiB"},
  };
  for (const auto& [bytes, text] : cases) EXPECT_EQ(human_size(bytes), text);
}

TEST(ProgressLine, EstimatesOnlyWhenAllInputsAreKnown) {
  scan::Progress progress = half_way();
  EXPECT_EQ(progress_line(progress, 4, 80), "2.0 GiB  512 MiB/s  1204 findings");
  progress.all_known = true;
  EXPECT_EQ(progress_line(progress, 4, 80),
            "2.0 GiB of 4.0 GiB  50%  512 MiB/s  1204 findings  0:04 left");
}

TEST(ProgressLine, FitsAnyWidth) {
  scan::Progress progress = half_way();
  progress.all_known = true;
  for (std::size_t width = 0; width < 80; ++width) {
    EXPECT_LE(progress_line(progress, 4, width).size(), width);
  }
}

TEST(ProgressLine, SurvivesAnEmptyScanAndFilesThatGrow) {
  EXPECT_EQ(progress_line({}, 0, 80), "0 B  0 findings");
  scan::Progress grown = half_way();
  grown.all_known = true;
  grown.bytes_scanned = 2 * grown.bytes_known;
  grown.findings = 1;
  EXPECT_EQ(progress_line(grown, 4, 80),
            "8.0 GiB of 4.0 GiB  100%  2.0 GiB/s  1 finding  0:00 left");
}

}  // namespace
}  // namespace leaksift::cli
