#include "scan/scan.h"

#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/read_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::scan {
namespace {

namespace fs = std::filesystem;

/// What a writer was told, and what it does when told.
struct Record {
  std::string findings;
  std::vector<core::FileLine> files;
  core::Summary summary;
  std::vector<std::string> calls;  ///< "header", "findings", "file", "summary", without repeats.
  std::string fails_at;            ///< The call that fails; empty: none.
  std::function<void()> on_file = [] {};

  base::Status note(const std::string& call) {
    if (calls.empty() || calls.back() != call) calls.push_back(call);
    if (call == fails_at) return base::Error{"report: No space left on device"};
    return base::Ok{};
  }
};

class Recorder final : public report::Writer {
 public:
  explicit Recorder(Record& record, bool wants = true) : record_(record), wants_(wants) {}

  bool wants_entries() const override { return wants_; }
  base::Status header(const core::ScanHeader&) override { return record_.note("header"); }
  base::Status entries(std::string_view lines) override {
    record_.findings += lines;
    return record_.note("findings");
  }
  base::Status file(const core::FileLine& file) override {
    record_.files.push_back(file);
    record_.on_file();
    return record_.note("file");
  }
  base::Status summary(const core::Summary& summary) override {
    record_.summary = summary;
    return record_.note("summary");
  }

 private:
  Record& record_;
  bool wants_;
};

core::ScanHeader header() {
  core::ScanHeader header;
  for (const pattern::Pattern& pattern : support::project_patterns().patterns) {
    header.types.push_back({pattern.id, pattern.title, pattern.category, pattern.sensitivity});
  }
  return header;
}

class ScanTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-scan-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    config_.walk.roots = {folder_.string()};
    config_.min_confidence = 0.0;
    config_.fixed_clock = true;
    config_.threads = 2;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, std::string_view bytes) const {
    support::write_file(folder_ / name, bytes);
  }

  ScanOutcome run(std::vector<Record*> records, const ScanHooks& hooks = {}) const {
    std::vector<std::unique_ptr<report::Writer>> writers;
    for (Record* record : records) writers.push_back(std::make_unique<Recorder>(*record));
    return scan::run(config_, support::project_patterns(), support::project_database(), header(),
                     writers, hooks);
  }

  fs::path folder_;
  ScanConfig config_;
};

std::string shown(const core::FileLine& line) {
  std::string text = line.provenance->below_root + " " + line.format + " " +
                     std::to_string(line.bytes) + " " + std::to_string(line.scanned) + " " +
                     std::string(core::name_of(line.status)) + " " + line.reason;
  for (const auto& [type, count] : line.findings) {
    text += " " + std::to_string(type) + "x" + std::to_string(count);
  }
  return text;
}

/// All that a report could say, as text.
std::string shown(const Record& record) {
  std::string text = record.findings;
  for (const core::FileLine& line : record.files) text += shown(line) + "\n";
  for (const core::TypeCount& count : record.summary.types) {
    text += std::to_string(count.occurrences) + " " + std::to_string(count.distinct) + "\n";
  }
  return text;
}

/// `text`, of ASCII and Latin-1, in UTF-16LE with a mark.
std::string wide(std::string_view text) {
  std::string out = "\xff\xfe";
  for (const char c : text) out.append({c, '\0'});
  return out;
}

/// `text`, each SSN of it behind a name in ISO 8859-1.
std::string with_names(std::string text) {
  for (std::size_t at = 0; (at = text.find(",\"two", at)) != std::string::npos; at += 20) {
    text.insert(at, ",Jos\xe9 Mu\xf1oz");
  }
  return text;
}

TEST_F(ScanTest, SaysTheSameForAnyThreadsAndBlockSize) {
  support::Dice dice(21);
  const auto texts = support::example_texts(support::project_patterns());
  write("a/mixed.txt", support::glued_text(texts, 200'000, dice));
  std::string line = support::glued_text(texts, 50'000, dice);
  std::replace(line.begin(), line.end(), '\n', ' ');
  write("b/long_line.log", line);
  std::string table = "id,ssn,order_id,note\n";
  std::string dump = "INSERT INTO `people` (`id`, `soc_sec_no`, `note`) VALUES\n";
  for (int row = 1; row <= 600; ++row) {
    const std::string number = std::to_string(600000000 + dice.below(60000000));
    table += std::to_string(row) + "," + number + "," + number + ",\"two\nlines\"\n";
    dump += "(" + std::to_string(row) + ",'" + number + "','it\\'s')" + (row < 600 ? "," : ";\n");
  }
  write("c.csv", table);
  write("d.sql", dump);
  const std::string people = with_names("id,ssn,order_id,full name,note\n" + table.substr(21));
  write("e.csv", wide(people));
  write("f.csv", people);
  write("g.csv", table + people);
  write("empty", "");
  for (int i = 0; i < 30; ++i) write("many/" + std::to_string(i), dice.pick(texts));

  config_.threads = 1;
  Record first;
  run({&first});
  const std::string expected = shown(first);
  EXPECT_GT(std::count(expected.begin(), expected.end(), '\n'), 3000);
  for (const unsigned threads : {1U, 2U, 4U}) {
    for (const std::size_t block_size : {700UL, 4096UL, 65536UL, 524288UL}) {
      config_.threads = threads;
      config_.block_size = block_size;
      Record record;
      const ScanOutcome outcome = run({&record});
      EXPECT_TRUE(outcome.complete);
      EXPECT_TRUE(shown(record) == expected) << threads << " threads, block size " << block_size;
    }
  }
}

TEST_F(ScanTest, CountsWhatItReports) {
  write("a.txt", "SSN: 536-90-4399\nSSN: 536-90-4399\n");
  write("b.txt", "SSN: 657-97-5432, nothing else");
  Record record;
  const ScanOutcome outcome = run({&record});
  const auto ssn = support::index_of(support::project_patterns(), "us_ssn");
  EXPECT_EQ(record.calls, (std::vector<std::string>{"header", "findings", "file", "findings",
                                                    "file", "summary"}));
  EXPECT_EQ(outcome.findings, 3U);
  EXPECT_EQ(outcome.worst, core::Sensitivity::kRestricted);
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.stopped_by, 0);
  EXPECT_EQ(outcome.write_error, "");
  EXPECT_EQ(record.summary.types.at(ssn).occurrences, 3U);
  EXPECT_EQ(record.summary.types.at(ssn).distinct, 2U);
  EXPECT_EQ(record.summary.types.at(ssn).files, 2U);
  EXPECT_EQ(record.summary.bytes_total, 34U + 30U);
  EXPECT_EQ(record.summary.bytes_scanned, 34U + 30U);
  EXPECT_EQ(record.summary.files[0], 2U);
  EXPECT_EQ(record.summary.seconds, 0.0);
  EXPECT_EQ(std::count(record.findings.begin(), record.findings.end(), '\n'), 3 + 2)
      << "and each text is a record";
}

TEST_F(ScanTest, GoesOnPastBadInput) {
  write("good.txt", "SSN: 536-90-4399");
  fs::create_symlink("missing", folder_ / "link");
  config_.walk.roots = {(folder_ / "absent").string(), "/proc/self/mem", folder_.string()};
  Record record;
  const ScanOutcome outcome = run({&record});
  EXPECT_FALSE(outcome.complete);
  EXPECT_FALSE(record.summary.complete);
  EXPECT_EQ(outcome.findings, 1U);
  EXPECT_EQ(record.summary.files[static_cast<std::size_t>(core::FileStatus::kFailed)], 2U);
  EXPECT_EQ(record.summary.files[static_cast<std::size_t>(core::FileStatus::kScanned)], 1U);
  ASSERT_GE(record.files.size(), 3U);
  EXPECT_NE(record.files[0].reason.find("no such file"), std::string::npos);
  EXPECT_NE(record.files[1].reason, "") << "memory that cannot be read";
  EXPECT_GE(record.summary.gap_count, 2U);
}

TEST_F(ScanTest, OfNothingIsCompleteAndEmpty) {
  Record record;
  const ScanOutcome outcome = run({&record});
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.findings, 0U);
  EXPECT_EQ(outcome.worst, core::Sensitivity::kPublic);
  EXPECT_EQ(record.calls, (std::vector<std::string>{"header", "summary"}));
}

TEST_F(ScanTest, StoppedBeforeItBeginsStillSumsUp) {
  write("a.txt", "SSN: 536-90-4399");
  const std::atomic<int> stop{SIGTERM};
  Record record;
  const ScanOutcome outcome = run({&record}, {.progress = {}, .stop_signal = &stop});
  EXPECT_EQ(outcome.stopped_by, SIGTERM);
  EXPECT_FALSE(outcome.complete);
  EXPECT_EQ(record.summary.stopped_by, "SIGTERM");
  EXPECT_FALSE(record.summary.complete);
  EXPECT_EQ(record.calls.back(), "summary");
}

TEST_F(ScanTest, StoppedOnTheWaySaysWhatItHasDone) {
  for (int i = 0; i < 200; ++i) write(std::to_string(1000 + i), "SSN: 536-90-4399\n");
  std::atomic<int> stop{0};
  Record record;
  record.on_file = [&stop] { stop = SIGINT; };
  const ScanOutcome outcome = run({&record}, {.progress = {}, .stop_signal = &stop});
  EXPECT_EQ(outcome.stopped_by, SIGINT);
  EXPECT_EQ(record.summary.stopped_by, "SIGINT");
  EXPECT_FALSE(outcome.complete);
  // What had been read by then is told, too.
  EXPECT_GE(record.files.size(), 1U);
  EXPECT_LT(record.files.size(), 200U);
  EXPECT_EQ(outcome.findings, record.files.size());
}

TEST_F(ScanTest, EndsWhenAReportCannotBeWritten) {
  for (int i = 0; i < 200; ++i) write(std::to_string(1000 + i), "SSN: 536-90-4399\n");
  for (const std::string call : {"header", "findings", "file", "summary"}) {
    Record bad;
    bad.fails_at = call;
    Record good;
    const ScanOutcome outcome = run({&bad, &good});
    EXPECT_EQ(outcome.write_error, "report: No space left on device") << call;
    EXPECT_EQ(bad.calls.back(), call) << "nothing more is asked of a writer that failed";
    EXPECT_EQ(good.calls.back(), "summary") << "the others are ended in order";
    if (call == "summary") continue;
    EXPECT_FALSE(outcome.complete) << call;
    EXPECT_FALSE(good.summary.complete) << call;
    EXPECT_LE(good.files.size(), 1U) << call;
  }
}

TEST_F(ScanTest, FormatsNoFindingsThatNobodyWants) {
  write("a.txt", "SSN: 536-90-4399");
  Record record;
  std::vector<std::unique_ptr<report::Writer>> writers;
  writers.push_back(std::make_unique<Recorder>(record, false));
  const ScanOutcome outcome = scan::run(config_, support::project_patterns(),
                                        support::project_database(), header(), writers, {});
  EXPECT_EQ(outcome.findings, 1U);
  EXPECT_EQ(record.findings, "");
  EXPECT_EQ(record.files.size(), 1U);
}

TEST_F(ScanTest, TellsItsProgressAtTheEnd) {
  write("a.txt", "SSN: 536-90-4399");
  write("b.txt", std::string(5000, 'x'));
  std::vector<Progress> told;
  ScanHooks hooks;
  hooks.progress = [&told](const Progress& progress) { told.push_back(progress); };
  Record record;
  run({&record}, hooks);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().bytes_scanned, 5016U);
  EXPECT_EQ(told.back().bytes_known, 5016U);
  EXPECT_EQ(told.back().files, 2U);
  EXPECT_EQ(told.back().findings, 1U);
  EXPECT_TRUE(told.back().all_known);
}

}  // namespace
}  // namespace leaksift::scan
