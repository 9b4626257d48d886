// What records and columns a scan tells of, and that it is the same for any threads and blocks.
#include "scan/scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/read_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::scan {
namespace {

namespace fs = std::filesystem;

/// Keeps the lines of kind "record" and "column".
class Lines final : public report::Writer {
 public:
  Lines(std::vector<std::string>& lines, core::Summary& summary)
      : lines_(lines), summary_(summary) {}
  bool wants_entries() const override { return true; }
  base::Status header(const core::ScanHeader&) override { return base::Ok{}; }
  base::Status entries(std::string_view lines) override {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      lines_.emplace_back(lines.substr(0, end));
      lines.remove_prefix(end + 1);
    }
    return base::Ok{};
  }
  base::Status file(const core::FileLine&) override { return base::Ok{}; }
  base::Status summary(const core::Summary& summary) override {
    summary_ = summary;
    return base::Ok{};
  }

 private:
  std::vector<std::string>& lines_;
  core::Summary& summary_;
};

class RecordsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-records-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    config_.walk.roots = {folder_.string()};
    config_.fixed_clock = true;
    config_.threads = 1;
    for (const pattern::Pattern& pattern : support::project_patterns().patterns) {
      header_.types.push_back({pattern.id, pattern.title, pattern.category, pattern.sensitivity});
    }
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, std::string_view bytes) const {
    support::write_file(folder_ / name, bytes);
  }

  /// All entries; those of one kind have `"kind":"…"` at their front.
  std::vector<std::string> run() {
    std::vector<std::string> lines;
    std::vector<std::unique_ptr<report::Writer>> writers;
    writers.push_back(std::make_unique<Lines>(lines, summary_));
    scan::run(config_, support::project_patterns(), support::project_database(), header_, writers,
              {});
    return lines;
  }

  std::vector<std::string> run(std::string_view kind) {
    std::vector<std::string> lines = run();
    const std::string front = "{\"kind\":\"" + std::string(kind) + "\"";
    std::erase_if(lines, [&front](const std::string& line) { return !line.starts_with(front); });
    return lines;
  }

  fs::path folder_;
  ScanConfig config_;
  core::ScanHeader header_;
  core::Summary summary_;
};

bool holds(const std::string& line, std::string_view part) {
  return line.find(part) != std::string::npos;
}

TEST_F(RecordsTest, JoinTheFindingsOfARow) {
  write("a.csv",
        "name,ssn,email,state\n"
        "Ann Lee,536-90-4399,ann@juniper-ridge-mail.com,CA\n"
        "Bob Day,,bob@juniper-ridge-mail.com,Texas\n"
        "x,y,z,\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_TRUE(holds(records[0], R"("record":1,"line":2,"offset":21,"length":50})")) << records[0];
  EXPECT_TRUE(holds(records[0], R"("types":{"email_address":1,"person_name":1,"us_ssn":1})"));
  EXPECT_TRUE(holds(records[0], R"("notifiable":true,"combination":"name+us_ssn")"));
  EXPECT_TRUE(holds(records[0], R"("region":"US-CA","region_by":"region_field")"));
  EXPECT_TRUE(holds(records[1], R"("notifiable":false,"region":"US-TX")")) << records[1];
  EXPECT_EQ(summary_.records.total, 3U);
  EXPECT_EQ(summary_.records.with_findings, 2U);
  EXPECT_EQ(summary_.records.notifiable, 1U);
  using Counts = std::vector<std::pair<std::string, std::uint64_t>>;
  EXPECT_EQ(summary_.records.by_combination, (Counts{{"name+us_ssn", 1}}));
  EXPECT_EQ(summary_.records.by_region, (Counts{{"US-CA", 1}}));
}

TEST_F(RecordsTest, TakeAShortTextForOne) {
  write(
      "letter.txt",
      "March 4\n\nMs. Ann Leclair\n12 Oak St, Fargo, ND 58102\n\nDear Ms. Leclair:\n\nWe have "
      "received your form. It gives your social security number as\n536-90-4399. If this is wrong, "
      "call us.\n\nSincerely,\nRavi Menon\n");
  for (const std::size_t block_size : {1UL << 18, 50UL}) {
    config_.block_size = block_size;
    const auto records = run("record");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_TRUE(holds(records[0], R"("notifiable":true,"combination":"name+us_ssn")"));
    EXPECT_TRUE(holds(records[0], R"("region":"US-ND","region_by":"address")")) << records[0];
    EXPECT_TRUE(run("column").empty());
  }
}

TEST_F(RecordsTest, JoinTheRowsOfAnEntity) {
  write("eav.csv",
        "entity_id,attribute,value\n7,firstname,Ann\n7,lastname,Leclair\n7,ssn,536-90-4399\n"
        "8,firstname,Ravi\n8,lastname,Menon\n8,email,ravi@juniper-ridge-mail.com\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_TRUE(holds(records[0], R"("types":{"person_name":1,"us_ssn":1})")) << records[0];
  EXPECT_TRUE(holds(records[0], R"("notifiable":true)"));
  EXPECT_TRUE(holds(records[1], R"("types":{"email_address":1,"person_name":1})")) << records[1];
}

TEST_F(RecordsTest, JoinTheRowsOfAnEntityInDumps) {
  write("wp.sql",
        "INSERT INTO `wp_usermeta` VALUES (1,7,'first_name','Ann'),(2,7,'last_name','Leclair'),\n"
        "(3,7,'wp_capabilities','a:1:{s:8:\"customer\";b:1;}');\n"
        "INSERT INTO `wp_usermeta` VALUES (4,7,'billing_ssn','536-90-4399'),\n"
        "(5,8,'_billing_first_name','Ravi'),(6,8,'_billing_last_name','Menon'),\n"
        "(7,8,'_billing_email','ravi@juniper-ridge-mail.com');\n");
  for (const std::size_t block_size : {1UL << 18, 10UL}) {
    config_.block_size = block_size;
    const auto records = run("record");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_TRUE(holds(records[0], R"("types":{"person_name":1,"us_ssn":1})")) << records[0];
    EXPECT_TRUE(holds(records[0], R"("notifiable":true)"));
    EXPECT_TRUE(holds(records[1], R"("types":{"email_address":1,"person_name":1})")) << records[1];
  }
}

TEST_F(RecordsTest, TakePartsOfANameForOne) {
  write("a.csv",
        "Vorname,Nachname,ssn\n"
        "Anna,Keller,536-90-4399\n"
        "Jonas,,657-97-5432\n");
  write("b.csv",
        "first_name,middle_name,last_name,spouse_first_name,spouse_last_name,ssn\n"
        "Ann,Marie,Leclair,Paul,Leclair,536-90-4399\n");
  for (const std::size_t block_size : {1UL << 18, 10UL}) {
    config_.block_size = block_size;
    const auto records = run("record");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_TRUE(holds(records[0], R"("types":{"person_name":1,"us_ssn":1})")) << records[0];
    EXPECT_TRUE(holds(records[0], R"("combination":"name+us_ssn")")) << records[0];
    EXPECT_TRUE(holds(records[1], R"("types":{"person_name":1,"us_ssn":1})")) << records[1];
    EXPECT_TRUE(holds(records[2], R"("types":{"person_name":2,"us_ssn":1})")) << records[2];
    const auto findings = run("finding");
    ASSERT_EQ(findings.size(), 11U);
    EXPECT_TRUE(holds(findings[0], R"("part":"given")")) << findings[0];
    EXPECT_TRUE(holds(findings[1], R"("part":"family")")) << findings[1];
    EXPECT_FALSE(holds(findings[2], R"("part")")) << findings[2];
  }
}

TEST_F(RecordsTest, CredentialsNeedNoName) {
  write("a.csv", "username,password\nannlee,Tr0ub4dor&3x\n,Tr0ub4dor&4y\n");
  write("b.ndjson", "{\"email\":\"ann@juniper-ridge-mail.com\",\"password\":\"Tr0ub4dor&3x\"}\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_TRUE(holds(records[0], R"("combination":"login+password")")) << records[0];
  EXPECT_TRUE(holds(records[1], R"("notifiable":false)")) << records[1];
  EXPECT_TRUE(holds(records[2], R"("combination":"email_address+password")")) << records[2];
}

TEST_F(RecordsTest, HoldWhatStandsOutsideOfTheirFields) {
  write("a.log",
        "2026-01-02 03:04:05 INFO user=7 mail to ann@juniper-ridge-mail.com\n"
        "  about 536-90-4399\n"
        "2026-01-02 03:04:06 INFO user=8 done\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_TRUE(holds(records[0], R"("record":1,)")) << records[0];
  EXPECT_TRUE(holds(records[0], R"("types":{"email_address":1,"us_ssn":1})")) << records[0];
}

TEST_F(RecordsTest, OfMapsHoldTheirIds) {
  write("users.json",
        "{\n  \"ann.leclair@harborline-dental.com\": {\"password\": \"Tr0ub4dor&3\"},\n"
        "  \"r.menon@mail.northquay.org\": {\"password\": \"hunter2horse\"},\n"
        "  \"lena_vogel84@pinemutual.net\": {\"password\": \"c0rrect-h0rse\"},\n"
        "  \"o.toole@millstreetbakery.co.uk\": {\"password\": \"b4ttery!Staple\"}\n}\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 4U);
  for (const std::string& record : records) {
    EXPECT_TRUE(holds(record, R"("types":{"email_address":1,"password":1})")) << record;
  }
}

TEST_F(RecordsTest, CountColumns) {
  write("a.csv", "ssn,other\n536-90-4399,\n536-90-4399,2\n657-97-5432,3\nnone,4\n,5\n");
  const auto columns = run("column");
  ASSERT_EQ(columns.size(), 1U);
  EXPECT_TRUE(holds(columns[0], R"("table":"","field":"ssn","rows":5,"filled":4,"type":"us_ssn")"))
      << columns[0];
  EXPECT_TRUE(holds(columns[0], R"("occurrences":3,"share":0.7500,"distinct":2,)")) << columns[0];
}

TEST_F(RecordsTest, SamplesBoundWhatIsWrittenAndNotWhatIsCounted) {
  std::string table = "ssn,email\n";
  for (int i = 0; i < 500; ++i) {
    table += "536-90-4" + std::to_string(100 + i) + ",a" + std::to_string(i) +
             "@juniper-ridge-mail.com\n";
  }
  write("a.csv", table);
  config_.samples = 3;
  config_.block_size = 1000;
  EXPECT_EQ(run("finding").size(), 6U);
  EXPECT_EQ(run("record").size(), 3U);
  EXPECT_EQ(summary_.records.with_findings, 500U);
  config_.emit.findings = false;
  const auto lines = run();
  EXPECT_EQ(lines.size(), 3U + 2U);
}

TEST_F(RecordsTest, TakeInTheListsOfWhatAPersonIsKnownBy) {
  write("a.json",
        R"({"entry":[{"resource":{"name":[{"family":"Leclair","given":["Ann"]}],)"
        R"("identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","ssn":"536-90-4399"}],)"
        R"("address":[{"state":"CA"}],"contact":[{"name":{"family":"Lee"}}]}},)"
        R"({"resource":{"birthDate":"1980-02-03"}}]})");
  write(
      "b.xml",
      "<staff><person><name>Ann Leclair</name><address><ssn>536-90-4399</ssn></address>"
      "<address><state>CA</state></address></person><person><name>Bob Day</name></person></staff>");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 5U);
  for (const std::size_t whole : {1U, 3U}) {
    // In a.json, also the one to contact.
    const std::string names = whole == 1U ? "2" : "1";
    EXPECT_TRUE(holds(records[whole], R"("types":{"person_name":)" + names + R"(,"us_ssn":1})"))
        << records[whole];
    EXPECT_TRUE(holds(records[whole], R"("region":"US-CA")")) << records[whole];
  }
  EXPECT_TRUE(holds(records[0], R"("types":{"person_name":1})")) << records[0];
}

TEST_F(RecordsTest, TakeListsOfAccountsForThoseOfManyPersonsWhereNothingIsAroundThem) {
  const std::string accounts =
      R"({"accounts":[{"owner":"Ann Leclair","ssn":"536-90-4399"},{"ssn":"657-97-5432"}]})";
  write("a.json", accounts);
  EXPECT_EQ(run("record").size(), 2U);
  write("a.json", '[' + accounts + ',' + accounts + ']');
  EXPECT_EQ(run("record").size(), 2U);
  EXPECT_EQ(summary_.records.notifiable, 2U);
  write("a.json", accounts + '\n' + accounts + '\n');
  EXPECT_EQ(run("record").size(), 2U);
}

TEST_F(RecordsTest, HoldTheValuesOfListsThatNameEach) {
  write("a.ndjson",
        R"({"Attributes":[{"Name":"given_name","Value":"Ann"},{"Name":"sub","Value":"4f0c"},)"
        R"({"Name":"family_name","Value":"Leclair"},{"Name":"ssn","Value":"536-90-4399"}]})"
        "\n");
  write("b.xml",
        "<KeePassFile><Entry><String><Key>Notes</Key><Value/></String><String><Key>Password</Key>"
        "<Value>Tr0ub4dor&amp;3x</Value></String><String><Key>UserName</Key><Value>annlee</Value>"
        "</String></Entry><Entry><String><Key>Password</Key><Value>Tr0ub4dor&amp;4y</Value>"
        "</String><String><Key>UserName</Key><Value>bobday</Value></String></Entry></KeePassFile>");
  write("c.plist",
        "<?xml version=\"1.0\"?><plist><array><dict><key>full name</key><string>Ann "
        "Leclair</string><key>ssn</key><integer>536904399</integer></dict></array></plist>");
  for (const std::size_t block_size : {1UL << 18, 10UL}) {
    config_.block_size = block_size;
    const auto records = run("record");
    ASSERT_EQ(records.size(), 4U);
    EXPECT_TRUE(holds(records[0], R"("combination":"name+us_ssn")")) << records[0];
    EXPECT_TRUE(holds(records[1], R"("combination":"login+password")")) << records[1];
    EXPECT_TRUE(holds(records[2], R"("combination":"login+password")")) << records[2];
    EXPECT_TRUE(holds(records[3], R"("combination":"name+us_ssn")")) << records[3];
    EXPECT_TRUE(holds(run("finding")[2], R"("field":"/Attributes/ssn")"));
  }
}

TEST_F(RecordsTest, AreFormsWhoseFieldsStandOnLinesOfTheirOwn) {
  write("a.csv", "Name,Ann Leclair\nSSN,536-90-4399\nState,CA\nEmail,ann@juniper-ridge-mail.com\n");
  write("b.html",
        "<table><tr><td>Name:</td><td>Ann Leclair</td></tr><tr><td>SSN:</td><td>536-90-4399</td>"
        "</tr><tr><td>State:</td><td>CA</td></tr></table>");
  for (const std::string& line : run()) EXPECT_FALSE(holds(line, R"("field":"Ann)")) << line;
  const auto records = run("record");
  ASSERT_EQ(records.size(), 2U);
  for (const std::string& record : records) {
    EXPECT_TRUE(holds(record, R"("combination":"name+us_ssn")")) << record;
    EXPECT_TRUE(holds(record, R"("region":"US-CA")")) << record;
  }
}

TEST_F(RecordsTest, HoldWhatWasDecodedOutsideOfTheirFields) {
  write("a.log",
        "2024-01-31 12:00:00 INFO ssn=536-90-4399 of ann%40juniper-ridge-mail.com/x\n"
        "2024-01-31 12:00:01 INFO bob%40juniper-ridge-mail.com/x came\n");
  const auto records = run("record");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_TRUE(holds(records[0], R"("types":{"email_address":1,"us_ssn":1})")) << records[0];
}

/// 200 entities in rows, before and behind values of all sizes, in statements that end anywhere.
void write_attributes(const fs::path& path, support::Dice& dice) {
  std::string dump = "CREATE TABLE m (user_id int, note text, k text, v text);\n";
  for (int i = 0; i < 200; ++i) {
    const std::string ssn = "536-90-" + std::to_string(1000 + dice.below(8999));
    for (const auto& [key, value] :
         {std::pair<std::string, std::string>{"first_name", "Ann"},
          {"last_name", "Leclair"},
          {"notes", std::string(dice.below(i % 9 == 0 ? 9000 : 50), 'x')},
          {"ssn", ssn}}) {
      const std::string note(dice.below(i % 10 == 0 ? 6000 : 20), 'y');
      if (dice.below(4) == 0) dump += "-- " + std::string(dice.below(i % 7 == 0 ? 2500 : 9), 'z');
      dump += "\nINSERT INTO m VALUES (" + std::to_string(i) + ",'" + note + "','" + key + "','" +
              value + "');";
    }
  }
  support::write_file(path, dump);
}

/// Records of all sizes: within blocks, over several, within each other, cut by the end.
void write_all(const fs::path& folder) {
  support::Dice dice(7);
  auto ssn = [&dice] { return "536-90-" + std::to_string(1000 + dice.below(8999)); };
  std::string table = "id,name,ssn,note,zip\n";
  std::string halves = "last_name,note,first_name,ssn\n";
  std::string dump = "INSERT INTO `people` (`name`, `ssn`, `payload`) VALUES\n";
  std::string tree = "{\"owner\":{\"name\":\"Ann Lee\",\"ssn\":\"" + ssn() + "\"},\"people\":[";
  for (int i = 0; i < 300; ++i) {
    const std::string filler(dice.below(i % 50 == 7 ? 40'000 : 60), 'x');
    table += std::to_string(i) + ",Ann Lee," + ssn() + ",\"" + filler + "\n\"\"" + ssn() +
             "\"\"\",94103\n";
    halves += "Leclair," + filler + ",Ann," + ssn() + "\n";
    dump += "('Bob Day','" + ssn() + "','{\\\"email\\\":\\\"b" + std::to_string(i) +
            "@juniper-ridge-mail.com\\\",\\\"ssn\\\":\\\"" + ssn() + "\\\"}" +
            (i % 40 == 3 ? filler : "") + "')" + (i < 299 ? ",\n" : ";\n");
    tree += "{\"ssn\":\"" + ssn() + "\",\"note\":\"" + filler + "\",\"cards\":[{\"ssn\":\"" +
            ssn() + "\"},{\"email\":\"c\\u0040juniper-ridge-mail.com\"}],\"name\":\"Cy Dee\"," +
            "\"friends\":[{\"ssn\":\"" + ssn() + "\",\"note\":\"" + filler + "\"}]},";
  }
  support::write_file(folder / "a.csv", table);
  support::write_file(folder / "b.sql", dump);
  support::write_file(folder / "c.json", tree);  // Never closed.
  support::write_file(folder / "d.csv", halves);
  write_attributes(folder / "e.sql", dice);
}

TEST_F(RecordsTest, AreTheSameForAnyThreadsAndBlockSize) {
  write_all(folder_);
  config_.min_confidence = 0.0;
  const auto expected = run();
  const core::Summary first = summary_;
  EXPECT_EQ(first.records.with_findings, 300U + 300U + 600U + 1U + 300U + 221U);
  for (const unsigned threads : {1U, 3U}) {
    for (const std::size_t block_size : {100UL, 1000UL, 30'000UL, 1UL << 20}) {
      config_.threads = threads;
      config_.block_size = block_size;
      const auto lines = run();
      ASSERT_EQ(lines.size(), expected.size()) << threads << " threads, blocks of " << block_size;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        ASSERT_EQ(lines[i], expected[i]) << threads << " threads, blocks of " << block_size;
      }
      EXPECT_EQ(summary_.records.total, first.records.total);
      EXPECT_EQ(summary_.records.by_combination, first.records.by_combination);
      EXPECT_EQ(summary_.records.by_region, first.records.by_region);
    }
  }
}

}  // namespace
}  // namespace leaksift::scan
