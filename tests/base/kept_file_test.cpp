#include "base/kept_file.h"

#include "support/read_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace leaksift::base {
namespace {

namespace fs = std::filesystem;

class KeptFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-kept-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    path_ = folder_ / "kept";
  }
  void TearDown() override { fs::remove_all(folder_); }

  KeptFile file(const std::string& key = "0123") const { return {path_.string(), key}; }

  /// What is loaded; "-" if nothing is.
  static std::string load(const KeptFile& file) {
    const auto bytes = file.load();
    return bytes ? std::string(bytes.view()) : "-";
  }

  fs::path folder_;
  fs::path path_;
};

TEST_F(KeptFileTest, GivesBackWhatItKept) {
  EXPECT_EQ(load(file()), "-") << "before anything was stored";
  file().store("what took long");
  EXPECT_EQ(load(file()), "what took long");
  file().store("");
  EXPECT_EQ(load(file()), "");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "no temporary file is left";
  struct stat info {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(KeptFileTest, KeepsBytesWhileAnotherFileTakesItsPlace) {
  file().store("old");
  const auto old = file().load();
  file().store("another");
  EXPECT_EQ(old.view(), "old");
  EXPECT_EQ(load(file()), "another");
}

TEST_F(KeptFileTest, PassesOverAFileOfAnotherKey) {
  file().store("x");
  EXPECT_EQ(load(file("0124")), "-");
  EXPECT_EQ(load(file("01234")), "-");
  EXPECT_EQ(load(file("012")), "-");
}

TEST_F(KeptFileTest, PassesOverADamagedFile) {
  file().store("what took long");
  const std::string bytes = support::read_file(path_);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    support::write_file(path_, damaged);
    EXPECT_EQ(load(file()), "-") << "byte " << at << " changed";
    support::write_file(path_, bytes.substr(0, at));
    EXPECT_EQ(load(file()), "-") << "cut at byte " << at;
  }
  support::write_file(path_, bytes + "x");
  EXPECT_EQ(load(file()), "-") << "a byte too many";
  support::write_file(path_, bytes);
  EXPECT_EQ(load(file()), "what took long") << "the file itself is good";
}

TEST_F(KeptFileTest, PassesOverAFileThatOthersCanWrite) {
  file().store("x");
  for (const mode_t mode : {0602U, 0620U, 0666U}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    EXPECT_EQ(load(file()), "-") << std::oct << mode;
  }
  ASSERT_EQ(chmod(path_.c_str(), 0644), 0);
  EXPECT_EQ(load(file()), "x");
}

TEST_F(KeptFileTest, PassesOverWhatIsNoFile) {
  fs::create_directory(path_);
  EXPECT_EQ(load(file()), "-");
  file().store("x");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "no temporary file is left";
}

TEST_F(KeptFileTest, WithoutANameOrFolderKeepsNothing) {
  path_ = folder_ / "missing" / "kept";
  file().store("x");
  EXPECT_EQ(load(file()), "-");
  const KeptFile none("", "0123");
  none.store("x");
  EXPECT_EQ(load(none), "-");
}

}  // namespace
}  // namespace leaksift::base
