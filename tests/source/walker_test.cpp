#include "source/walker.h"

#include "source/descriptor.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace leaksift::source {
namespace {

namespace fs = std::filesystem;
using core::FileStatus;

class WalkerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "leaksift-walker-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::permissions(root_, fs::perms::all);
  }
  void TearDown() override {
    ASSERT_EQ(std::system(("chmod -R u+rwX '" + root_ + "'; rm -rf '" + root_ + "'").c_str()), 0);
  }

  void write(const std::string& below, const std::string& bytes = "x") {
    fs::create_directories(fs::path(root_ + "/" + below).parent_path());
    std::ofstream(root_ + "/" + below, std::ios::binary) << bytes;
  }

  static std::vector<Input> walk(WalkOptions options) {
    Walker walker(std::move(options));
    std::vector<Input> all;
    for (Input input; walker.next(input);) all.push_back(input);
    return all;
  }
  std::vector<Input> walk() const {
    WalkOptions options;
    options.roots = {root_};
    return walk(options);
  }

  static std::vector<std::string> below(const std::vector<Input>& inputs) {
    std::vector<std::string> paths;
    for (const Input& input : inputs) paths.push_back(input.below_root);
    return paths;
  }

  /// "path status reason", with ! if the scan becomes incomplete.
  static std::string told(const Input& input) {
    return input.below_root + " " + std::string(core::name_of(input.status)) + " " + input.reason +
           (input.incomplete ? "!" : "");
  }

  std::string root_;
};

using Paths = std::vector<std::string>;

TEST_F(WalkerTest, ListsDepthFirstInByteOrder) {
  for (const char* path : {"b", "a/z", "a/b/c", "a.txt", "B", "\xff\xfe", "a/b.c", ".hidden"}) {
    write(path);
  }
  const auto all = walk();
  EXPECT_EQ(below(all), (Paths{".hidden", "B", "a/b/c", "a/b.c", "a/z", "a.txt", "b", "\xff\xfe"}));
  for (const Input& input : all) {
    EXPECT_EQ(input.root, root_);
    EXPECT_EQ(input.path, root_ + "/" + input.below_root);
    EXPECT_EQ(input.bytes, 1u);
    EXPECT_EQ(input.status, FileStatus::kScanned);
  }
}

TEST_F(WalkerTest, JoinsWithOneSlashAndWalksARootAsOftenAsItIsGiven) {
  write("f", "12345");
  WalkOptions options;
  options.roots = {root_ + "/", root_ + "/f", root_};
  const auto all = walk(options);
  ASSERT_EQ(all.size(), 3u);
  for (const Input& input : all) EXPECT_EQ(input.path, root_ + "/f");
  EXPECT_EQ(below(all), (Paths{"f", "", "f"}));
  EXPECT_EQ(all[1].bytes, 5u);
}

TEST_F(WalkerTest, StandardInputIsAnInput) {
  WalkOptions options;
  options.roots = {"-"};
  const auto all = walk(options);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].path, "-");
  EXPECT_EQ(all[0].status, FileStatus::kScanned);
}

TEST_F(WalkerTest, AMissingRootFailsAndTheNextIsWalked) {
  write("f");
  WalkOptions options;
  options.roots = {root_ + "/none", root_};
  const auto all = walk(options);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(told(all[0]), " failed no such file or directory!");
  EXPECT_EQ(told(all[1]), "f scanned ");
}

TEST_F(WalkerTest, SpecialFilesAreSkippedWithTheirKind) {
  ASSERT_EQ(::mkfifo((root_ + "/fifo").c_str(), 0600), 0);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  (root_ + "/sock").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(fd);
  const auto all = walk();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(told(all[0]), "fifo skipped not a regular file: fifo");
  EXPECT_EQ(told(all[1]), "sock skipped not a regular file: socket");
  WalkOptions options;
  options.roots = {"/dev/null"};
  EXPECT_EQ(told(walk(options)[0]), " skipped not a regular file: character device");
  for (const Input& input : all) EXPECT_FALSE(open(input).ok());
}

TEST_F(WalkerTest, LinksAreSkippedExceptARoot) {
  write("dir/f");
  fs::create_symlink("dir", root_ + "/link");
  EXPECT_EQ(told(walk()[1]), "link skipped symbolic link");
  WalkOptions options;
  options.roots = {root_ + "/link"};
  const auto all = walk(options);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].path, root_ + "/link/f");
}

TEST_F(WalkerTest, FollowedLinksEndWhereTheyLoop) {
  write("a/f");
  write("other", "123");
  fs::create_symlink("..", root_ + "/a/up");
  fs::create_symlink("self", root_ + "/self");
  fs::create_symlink("nowhere", root_ + "/broken");
  fs::create_symlink("other", root_ + "/file");
  fs::create_symlink("a", root_ + "/twice");
  WalkOptions options;
  options.roots = {root_};
  options.follow_symlinks = true;
  Paths lines;
  for (const Input& input : walk(options)) lines.push_back(told(input));
  EXPECT_EQ(lines,
            (Paths{"a/f scanned ", "a/up skipped symbolic link loop",
                   "broken failed broken symbolic link!", "file scanned ", "other scanned ",
                   "self skipped symbolic link loop", "twice skipped directory already walked"}));
}

TEST_F(WalkerTest, GlobsChooseFilesAndPruneDirectories) {
  for (const char* path : {"a.csv", "b.log", "keep/c.csv", "skip/d.csv", "skip/e.log"}) write(path);
  WalkOptions options;
  options.roots = {root_};
  options.includes = {"*.csv"};
  options.excludes = {"skip"};
  EXPECT_EQ(below(walk(options)), (Paths{"a.csv", "keep/c.csv"}));
  options.roots = {root_ + "/b.log", root_ + "/a.csv", root_ + "/skip"};
  EXPECT_EQ(below(walk(options)), (Paths{"", "d.csv"}));
}

TEST_F(WalkerTest, LargeFilesAndOwnOutputsAreSkipped) {
  write("big", "123456");
  write("out", "1");
  struct stat status = {};
  ASSERT_EQ(::stat((root_ + "/out").c_str(), &status), 0);
  WalkOptions options;
  options.roots = {root_};
  options.max_file_size = 5;
  options.own_outputs = {{status.st_dev, status.st_ino}};
  const auto all = walk(options);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(told(all[0]), "big skipped larger than --max-file-size");
  EXPECT_EQ(told(all[1]), "out skipped written by this scan");
}

TEST_F(WalkerTest, WhatVanishesDuringTheWalkIsSaid) {
  for (const char* path : {"a", "b", "c"}) write(path);
  WalkOptions options;
  options.roots = {root_};
  Walker walker(options);
  Input input;
  ASSERT_TRUE(walker.next(input));
  fs::remove(root_ + "/b");
  ASSERT_TRUE(walker.next(input));
  EXPECT_EQ(told(input), "b failed vanished after it was listed!");
  ASSERT_TRUE(walker.next(input));
  EXPECT_EQ(told(input), "c scanned ");
}

// Permissions do not bind root, so a child walks as nobody and says by its exit code what it saw.
TEST_F(WalkerTest, WhatMayNotBeReadFails) {
  write("closed/f");
  write("secret");
  write("z");
  fs::permissions(root_ + "/closed", fs::perms::none);
  fs::permissions(root_ + "/secret", fs::perms::none);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::seteuid(65534) != 0) ::_exit(2);
    Paths lines;
    for (const Input& input : walk()) lines.push_back(told(input));
    const bool right = lines == Paths{"closed failed permission denied!",
                                      "secret failed permission denied!", "z scanned "};
    ::_exit(right ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

// Far deeper than descriptors or PATH_MAX allow, with something left to visit on the way back.
TEST_F(WalkerTest, AnyDepthIsWalkedAndItsFilesOpen) {
  constexpr int kDepth = 1500;
  Descriptor at = open_path(root_, O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < kDepth; ++i) {
    ASSERT_EQ(::mkdirat(at.get(), "dir", 0700), 0);
    const Descriptor file(::openat(at.get(), "file", O_CREAT | O_WRONLY, 0600));
    ASSERT_EQ(::write(file.get(), "data", 4), 4);
    at = open_below(at.get(), "dir", O_RDONLY | O_DIRECTORY);
  }
  const auto all = walk();
  ASSERT_EQ(all.size(), std::size_t{kDepth});
  EXPECT_GT(all[0].path.size(), 4u * (kDepth - 1));
  EXPECT_EQ(all.back().below_root, "file");
  for (std::size_t i = 0; i < all.size(); i += 250) {
    ASSERT_EQ(all[i].status, FileStatus::kScanned);
    auto stream = open(all[i]);
    ASSERT_TRUE(stream.ok()) << stream.error().message;
    char buffer[10];
    EXPECT_EQ((*stream)->read(buffer, sizeof buffer).value(), 4u);
  }
}

TEST_F(WalkerTest, AnEmptyDirectoryHasNoInputs) {
  EXPECT_TRUE(walk().empty());
}

TEST_F(WalkerTest, OfALogItIsKnownWhetherItsDatabaseIsAnInput) {
  for (const char* name : {"a.db", "a.db-wal", "b-wal", "c.db-wal"}) write(name);
  write("large.db", "too large");
  write("large.db-wal");
  fs::create_symlink(root_ + "/a.db", root_ + "/c.db");
  const auto known = [](WalkOptions options) {
    options.max_file_size = 5;
    Paths paths;
    for (const Input& input : walk(std::move(options))) {
      if (input.base_is_input) paths.push_back(fs::path(input.path).filename());
    }
    return paths;
  };
  WalkOptions options;
  options.roots = {root_};
  EXPECT_EQ(known(options), Paths{"a.db-wal"});
  options.excludes = {"*.db"};
  EXPECT_EQ(known(options), Paths{});
  options.excludes = {};
  options.includes = {"*-wal"};
  EXPECT_EQ(known(options), Paths{});
  options.includes = {};
  options.roots = {root_ + "/a.db-wal"};
  EXPECT_EQ(known(options), Paths{});
  options.roots.push_back(root_ + "/a.db");
  EXPECT_EQ(known(options), Paths{"a.db-wal"});
}

}  // namespace
}  // namespace leaksift::source
