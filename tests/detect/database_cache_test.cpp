#include "detect/database_cache.h"

#include "detect/analysis_snapshot.h"
#include "detect/compiled.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

namespace fs = std::filesystem;

const std::vector<HyperscanExpression> kText = {{R"(\d{9})", 3, false}, {"ab", 7, true}};
const std::vector<HyperscanExpression> kKeywords = {{"ssn", 1, true}};

class DatabaseCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-cache-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    set_.digest = "d";
    set_.patterns.resize(2);
    set_.patterns[0].id = "one";
    set_.patterns[1].id = "two";
  }
  void TearDown() override { fs::remove_all(folder_); }

  DatabaseCache cache(const pattern::PatternSet& set, Engine engine = Engine::kFast) const {
    return {(folder_ / "patterns.db").string(), set, engine};
  }

  static std::vector<RegexAnalysis> analyses() {
    std::vector<RegexAnalysis> analyses(2);
    analyses[1].compiled.width = 17;
    analyses[1].shapes = {{"NNN-NN", false}};
    return analyses;
  }

  void store() const {
    const auto text = HyperscanDatabase::compile(kText);
    const auto keywords = HyperscanDatabase::compile(kKeywords);
    ASSERT_TRUE(text.ok() && keywords.ok());
    cache(set_).store(save(analyses()), *text, *keywords);
  }

  /// The number of hits in a text of the databases that were loaded; -1 if none were.
  static int load(const DatabaseCache& cache) {
    Prepared prepared;
    if (!cache.load(prepared)) return -1;
    EXPECT_EQ(save(prepared.regexes), save(analyses()));
    HyperscanScratch scratch;
    scratch.grow_for(prepared.text);
    scratch.grow_for(prepared.keywords);
    std::vector<HyperscanHit> hits;
    scan(prepared.text, scratch, "536904399 AB", 0, hits);
    scan(prepared.keywords, scratch, "SSN", 0, hits);
    return static_cast<int>(hits.size());
  }

  fs::path folder_;
  pattern::PatternSet set_;
};

TEST_F(DatabaseCacheTest, GivesBackWhatItKept) {
  EXPECT_EQ(load(cache(set_)), -1) << "before anything was stored";
  store();
  EXPECT_EQ(load(cache(set_)), 3);
}

TEST_F(DatabaseCacheTest, KeepsEmptyDatabases) {
  cache(set_).store(save(analyses()), {}, {});
  EXPECT_EQ(load(cache(set_)), 0);
}

TEST_F(DatabaseCacheTest, IsOfOneChoiceOfPatternsAndEngine) {
  store();
  EXPECT_EQ(load(cache(set_, Engine::kReference)), -1);
  pattern::PatternSet other = set_;
  other.digest = "e";
  EXPECT_EQ(load(cache(other)), -1) << "other files";
  other = set_;
  other.patterns.pop_back();
  EXPECT_EQ(load(cache(other)), -1) << "fewer of them";
  other = set_;
  std::swap(other.patterns[0], other.patterns[1]);
  EXPECT_EQ(load(cache(other)), -1) << "in another order";
  EXPECT_EQ(load(cache(set_)), 3);
}

TEST_F(DatabaseCacheTest, KeepsNothingOfPatternsWithoutADigest) {
  set_.digest.clear();
  store();
  EXPECT_EQ(load(cache(set_)), -1);
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(DatabaseCacheTest, PassesOverWhatIsCutOrNotAnalyses) {
  const auto database = HyperscanDatabase::compile(kText);
  ASSERT_TRUE(database.ok());
  const std::string saved = save(analyses());
  for (std::size_t size = 0; size < saved.size(); ++size) {
    cache(set_).store(saved.substr(0, size), *database, {});
    Prepared prepared;
    EXPECT_FALSE(cache(set_).load(prepared)) << "cut at byte " << size;
  }
  cache(set_).store(saved + "x", *database, {});
  EXPECT_EQ(load(cache(set_)), -1) << "a byte too many";
}

// What is loaded must be what would have been analysed, for every regex and engine.
TEST(AnalysisSnapshot, GivesBackTheAnalysesOfTheProjectsPatterns) {
  const pattern::PatternSet& set = support::project_patterns();
  for (const Engine engine : {Engine::kFast, Engine::kReference, Engine::kRe2}) {
    std::vector<RegexAnalysis> analyses;
    for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
      for (std::uint32_t j = 0; j < set.patterns[i].regexes.size(); ++j) {
        analyses.push_back(support::value_or_throw(analyse(set, i, j, engine)));
      }
    }
    const std::string saved = save(analyses);
    std::vector<RegexAnalysis> loaded;
    ASSERT_TRUE(load(saved, loaded));
    ASSERT_EQ(loaded.size(), analyses.size());
    EXPECT_EQ(save(loaded), saved);
    for (std::size_t i = 0; i < loaded.size(); ++i) {
      equip(set, loaded[i].compiled);
      EXPECT_EQ(loaded[i].compiled.engines == nullptr, loaded[i].compiled.by_grammar);
    }
  }
}

}  // namespace
}  // namespace leaksift::detect
