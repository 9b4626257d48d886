#include "cli/exit_status.h"

#include <gtest/gtest.h>

#include <csignal>

namespace leaksift::cli {
namespace {

using core::Sensitivity;

ScanEnd end_with(Sensitivity worst, std::uint64_t findings, bool complete) {
  ScanEnd end;
  end.outcome.worst = worst;
  end.outcome.findings = findings;
  end.outcome.complete = complete;
  return end;
}

TEST(ExitStatus, FollowsFailOn) {
  ScanEnd end = end_with(Sensitivity::kConfidential, 3, true);
  EXPECT_EQ(exit_status(end), kSuccess);
  end.fail_on = Sensitivity::kRestricted;
  EXPECT_EQ(exit_status(end), kSuccess);
  end.fail_on = Sensitivity::kConfidential;
  EXPECT_EQ(exit_status(end), kFound);
  end.fail_on = Sensitivity::kInternal;
  EXPECT_EQ(exit_status(end), kFound);
}

TEST(ExitStatus, SaysThatSomethingIsMissingUnlessSomethingWasFound) {
  ScanEnd end = end_with(Sensitivity::kRestricted, 1, false);
  EXPECT_EQ(exit_status(end), kIncomplete);
  end.fail_on = Sensitivity::kRestricted;
  EXPECT_EQ(exit_status(end), kFound);
}

TEST(ExitStatus, CountsAReportThatCouldNotBeWrittenAsIncomplete) {
  ScanEnd end = end_with(Sensitivity::kPublic, 0, true);
  end.report_failed = true;
  EXPECT_EQ(exit_status(end), kIncomplete);
}

TEST(ExitStatus, ForgivesAReaderThatWentAway) {
  ScanEnd end = end_with(Sensitivity::kRestricted, 1, false);
  end.reader_gone = true;
  EXPECT_EQ(exit_status(end), kSuccess);
}

TEST(ExitStatus, IsThatOfTheShellAfterASignal) {
  ScanEnd end = end_with(Sensitivity::kRestricted, 1, false);
  end.fail_on = Sensitivity::kRestricted;
  end.outcome.stopped_by = SIGINT;
  EXPECT_EQ(exit_status(end), 130);
  end.outcome.stopped_by = SIGTERM;
  EXPECT_EQ(exit_status(end), 143);
}

}  // namespace
}  // namespace leaksift::cli
