#include "detect/hyperscan.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// "id@end" of every hit.
std::vector<std::string> hits_in(const HyperscanDatabase& database, std::string_view text,
                                 std::uint32_t base = 0) {
  HyperscanScratch scratch;
  scratch.grow_for(database);
  std::vector<HyperscanHit> hits;
  scan(database, scratch, text, base, hits);
  std::vector<std::string> shown;
  for (const HyperscanHit& hit : hits) {
    shown.push_back(std::to_string(hit.id) + "@" + std::to_string(hit.end));
  }
  return shown;
}

HyperscanDatabase compiled(const std::vector<HyperscanExpression>& expressions) {
  auto database = HyperscanDatabase::compile(expressions);
  EXPECT_TRUE(database.ok());
  return database.ok() ? *database : HyperscanDatabase();
}

TEST(Hyperscan, ReportsTheEndOfEveryMatch) {
  const auto database = compiled({{"ab", 7, false}, {R"(\d{2})", 3, false}, {"X", 9, true}});
  EXPECT_EQ(hits_in(database, "ab 123 x"), (std::vector<std::string>{"7@2", "3@5", "3@6", "9@8"}));
  EXPECT_EQ(hits_in(database, "AB"), std::vector<std::string>{});
  EXPECT_EQ(hits_in(database, "ab", 1000), std::vector<std::string>{"7@1002"});
  EXPECT_EQ(hits_in(database, ""), std::vector<std::string>{});
}

TEST(Hyperscan, ReadsTextAsBytes) {
  const auto database = compiled({{R"(\xff.\x00)", 1, false}});
  EXPECT_EQ(hits_in(database, std::string_view("\xff\xc3\0", 3)), std::vector<std::string>{"1@3"});
}

TEST(Hyperscan, NothingIsFoundByNoExpressions) {
  const auto database = compiled({});
  EXPECT_EQ(database.get(), nullptr);
  EXPECT_EQ(hits_in(database, "ab"), std::vector<std::string>{});
  EXPECT_EQ(database.serialize(), "");
}

TEST(Hyperscan, SaysWhichExpressionItRefuses) {
  HyperscanDatabase::CompileError error;
  const auto database = HyperscanDatabase::compile({{"a", 0, false}, {"(b", 1, false}}, &error);
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(error.expression, 1);
  EXPECT_NE(error.message, "");
  EXPECT_NE(database.error().message.find(error.message), std::string::npos);
}

TEST(Hyperscan, FindsTheSameAfterStoring) {
  const auto database = compiled({{"ab{1,3}", 7, false}, {R"(\d{9})", 3, false}});
  const auto restored = HyperscanDatabase::deserialize(database.serialize());
  ASSERT_TRUE(restored.ok());
  const std::string_view text = "abbb 536904399 ab";
  EXPECT_EQ(hits_in(*restored, text), hits_in(database, text));
}

TEST(Hyperscan, RefusesBytesThatAreNoDatabase) {
  EXPECT_FALSE(HyperscanDatabase::deserialize("no database at all, but long enough").ok());
  const std::string bytes = compiled({{"ab", 7, false}}).serialize();
  EXPECT_FALSE(HyperscanDatabase::deserialize(bytes.substr(0, bytes.size() / 2)).ok());
}

TEST(Hyperscan, OneScratchFitsAllDatabasesItWasGrownFor) {
  const auto first = compiled({{"ab", 1, false}});
  const auto second = compiled({{R"((?:x\d{3}){2,9})", 2, false}});
  HyperscanScratch scratch;
  scratch.grow_for(first);
  scratch.grow_for(second);
  std::vector<HyperscanHit> hits;
  scan(first, scratch, "ab", 0, hits);
  scan(second, scratch, "x123x456", 0, hits);
  EXPECT_EQ(hits.size(), 2U);
}

}  // namespace
}  // namespace leaksift::detect
