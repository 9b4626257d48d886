// The matches of a text do not depend on how it is cut into blocks.

#include "scan/text_scan.h"

#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/rounds.h"
#include "support/show_matches.h"
#include "support/shrink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

using support::Dice;

std::vector<std::string> shown(TextScan& scan, std::string_view text, std::size_t block_size) {
  return support::show(support::project_patterns(), scan.scan(text, 0.0, block_size));
}

/// Fails with the smallest text whose matches depend on `block_size`.
void expect_no_edge(const std::string& text, std::size_t block_size) {
  TextScan scan(support::project_database());
  auto differs = [&](const std::string& t) {
    return shown(scan, t, block_size) != shown(scan, t, t.size() + 1);
  };
  if (!differs(text)) return;
  const std::string small = support::shrink(text, differs, 300);
  EXPECT_EQ(shown(scan, small, block_size), shown(scan, small, small.size() + 1))
      << "block size " << block_size << ", text " << testing::PrintToString(small);
}

std::string table_rows(std::size_t rows, Dice& dice) {
  std::string text = "id,full_name,ssn,iban,order_id,notes\n";
  for (std::size_t row = 1; row <= rows; ++row) {
    text += std::to_string(row) + ",Ida Marsh,536-90-4399,DE89370400440532013000," +
            std::to_string(100000000 + dice.below(900000000)) + ",\"" +
            (dice.one_in(3) ? "two\nlines" : "one line") + "\"\n";
    if (dice.one_in(5))
      text += std::to_string(row) + ",x,y,z,0," + std::to_string(dice.below(1000)) + "\n";
  }
  return text;
}

std::string insert_statements(std::size_t rows, Dice& dice) {
  std::string text = "INSERT INTO `payroll` (`id`, `name`, `soc_sec_no`, `note`) VALUES\n";
  for (std::size_t row = 1; row <= rows; ++row) {
    text += "(" + std::to_string(row) + ",'Olga Brandt','" +
            std::to_string(600000000 + dice.below(60000000)) + "','it\\'s \\\"x\\\" ''y''')" +
            (row == rows ? ";\n" : ",");
  }
  return text;
}

TEST(TextScan, FindsTheSameInMixedTextForAnyBlockSize) {
  Dice dice(3);
  const auto texts = support::example_texts(support::project_patterns());
  std::string text = support::glued_text(texts, support::rounds(150'000), dice) +
                     support::soup(support::rounds(50'000), dice);
  std::string line = support::glued_text(texts, 60'000, dice);
  std::replace(line.begin(), line.end(), '\n', ' ');  // A line longer than several margins.
  text += line + "\n" + table_rows(300, dice) + insert_statements(300, dice);
  for (const std::size_t block_size : {64UL, 1000UL, 4096UL, 65536UL, 524288UL}) {
    expect_no_edge(text, block_size);
  }
}

TEST(TextScan, FindsTheSameInTablesForAnyBlockSize) {
  Dice dice(4);
  constexpr int kRows = support::rounds(1500);
  for (const std::string& text : {table_rows(kRows, dice), insert_statements(kRows, dice)}) {
    for (const std::size_t block_size : {64UL, 1000UL, 4096UL, 65536UL}) {
      expect_no_edge(text, block_size);
    }
  }
}

/// Each value behind its label, moved so that the first edge cuts it at each of its bytes.
TEST(TextScan, FindsAValueOnceWhereverAnEdgeCutsIt) {
  const std::vector<std::string> texts = {
      "SSN: 536-90-4399",
      "card 4532 0151 1283 0366 exp",
      "IBAN DE22 2563 1908 9536 1126 18.",
      "write to ida.marsh@nordquai.de now",
      "\"medicalRecordNumber\": \"MR-0048213\"",
      "employee socialSecurityNumber=536904399",
  };
  TextScan scan(support::project_database());
  for (const std::string& text : texts) {
    const auto alone = scan.scan(text, core::kMediumConfidence);
    ASSERT_EQ(alone.size(), 1U) << text;
    for (const std::size_t block_size : {64UL, 256UL}) {
      for (std::size_t before = 0; before <= block_size; ++before) {
        std::string padded = before > 0 ? std::string(before - 1, '.') + "\n" : "";
        padded += text + "\n" + std::string(300, '.');
        const auto matches = scan.scan(padded, core::kMediumConfidence, block_size);
        ASSERT_EQ(matches.size(), 1U) << text << " at " << before;
        EXPECT_EQ(matches[0].value.begin, alone[0].value.begin + before) << text;
        EXPECT_EQ(matches[0].value.length(), alone[0].value.length()) << text;
        EXPECT_DOUBLE_EQ(matches[0].what->confidence, alone[0].what->confidence)
            << text << " at " << before;
      }
    }
  }
}

/// The farthest keyword, the longest label and the longest match, each across an edge.
TEST(TextScan, SeesContextAcrossEdges) {
  const std::string text =
      "Social Security number of the borrower as stated in the letter of May, "
      "536904399, is kept. " +
      std::string(3000, ' ');
  TextScan scan(support::project_database());
  for (std::size_t block_size = 60; block_size < 100; ++block_size) {
    const auto matches = scan.scan(text, core::kMediumConfidence, block_size);
    ASSERT_EQ(matches.size(), 1U) << block_size;
    EXPECT_EQ(text.substr(matches[0].value.begin, matches[0].value.length()), "536904399");
  }
}

TEST(TextScan, GivesNothingForAnEmptyText) {
  TextScan scan(support::project_database());
  EXPECT_TRUE(scan.scan("", 0.0).empty());
}

TEST(TextScan, LeavesOutWhatIsBelowTheLeastConfidence) {
  const std::string text = "536904399 stands here without a word about what it is";
  TextScan scan(support::project_database());
  EXPECT_FALSE(scan.scan(text, 0.0).empty());
  EXPECT_TRUE(scan.scan(text, core::kMediumConfidence).empty());
}

}  // namespace
}  // namespace leaksift::scan
