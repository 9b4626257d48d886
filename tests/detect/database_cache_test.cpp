#include "detect/database_cache.h"

#include "support/read_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
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
    file_ = folder_ / "patterns.hs";
  }
  void TearDown() override { fs::remove_all(folder_); }

  DatabaseCache cache(const std::vector<HyperscanExpression>& text = kText) const {
    return {file_.string(), text, kKeywords};
  }

  void store() const {
    const auto text = HyperscanDatabase::compile(kText);
    const auto keywords = HyperscanDatabase::compile(kKeywords);
    ASSERT_TRUE(text.ok() && keywords.ok());
    cache().store(*text, *keywords);
  }

  /// The number of hits in a text of what was loaded; -1 if nothing was.
  static int load(const DatabaseCache& cache) {
    HyperscanDatabase text;
    HyperscanDatabase keywords;
    if (!cache.load(text, keywords)) {
      EXPECT_EQ(text.get(), nullptr);
      EXPECT_EQ(keywords.get(), nullptr);
      return -1;
    }
    HyperscanScratch scratch;
    scratch.grow_for(text);
    scratch.grow_for(keywords);
    std::vector<HyperscanHit> hits;
    scan(text, scratch, "536904399 AB", 0, hits);
    scan(keywords, scratch, "SSN", 0, hits);
    return static_cast<int>(hits.size());
  }

  fs::path folder_;
  fs::path file_;
};

TEST_F(DatabaseCacheTest, GivesBackWhatItKept) {
  EXPECT_EQ(load(cache()), -1) << "before anything was stored";
  store();
  EXPECT_EQ(load(cache()), 3);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "no temporary file is left";
  struct stat info {};
  ASSERT_EQ(stat(file_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(DatabaseCacheTest, KeepsEmptyDatabases) {
  const DatabaseCache empty(file_.string(), {}, {});
  empty.store({}, {});
  EXPECT_EQ(load(empty), 0);
}

TEST_F(DatabaseCacheTest, PassesOverAFileOfOtherExpressions) {
  store();
  std::vector<HyperscanExpression> other = kText;
  other[0].caseless = true;
  EXPECT_EQ(load(cache(other)), -1) << "another flag";
  other = kText;
  other[0].id = 4;
  EXPECT_EQ(load(cache(other)), -1) << "another id";
  other = kText;
  other[1].expression = "ac";
  EXPECT_EQ(load(cache(other)), -1) << "another expression";
  EXPECT_EQ(load(DatabaseCache(file_.string(), kKeywords, kText)), -1) << "swapped";
}

TEST_F(DatabaseCacheTest, PassesOverADamagedFile) {
  store();
  const std::string bytes = support::read_file(file_);
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 97) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    support::write_file(file_, damaged);
    EXPECT_EQ(load(cache()), -1) << "byte " << at << " changed";
    support::write_file(file_, bytes.substr(0, at));
    EXPECT_EQ(load(cache()), -1) << "cut at byte " << at;
  }
  support::write_file(file_, bytes + "x");
  EXPECT_EQ(load(cache()), -1) << "a byte too many";
  support::write_file(file_, bytes);
  EXPECT_EQ(load(cache()), 3) << "the file itself is good";
}

TEST_F(DatabaseCacheTest, PassesOverAFileThatOthersCanWrite) {
  store();
  for (const mode_t mode : {0602U, 0620U, 0666U}) {
    ASSERT_EQ(chmod(file_.c_str(), mode), 0);
    EXPECT_EQ(load(cache()), -1) << std::oct << mode;
  }
  ASSERT_EQ(chmod(file_.c_str(), 0644), 0);
  EXPECT_EQ(load(cache()), 3);
}

TEST_F(DatabaseCacheTest, PassesOverWhatIsNoFile) {
  fs::create_directory(file_);
  EXPECT_EQ(load(cache()), -1);
  store();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "no temporary file is left";
}

TEST_F(DatabaseCacheTest, WithoutANameOrFolderKeepsNothing) {
  file_ = folder_ / "missing" / "patterns.hs";
  store();
  EXPECT_EQ(load(cache()), -1);
  const DatabaseCache none("", kText, kKeywords);
  none.store({}, {});
  EXPECT_EQ(load(none), -1);
}

}  // namespace
}  // namespace leaksift::detect
