#include "core/seekable_stream.h"
#include "source/walker.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace leaksift::source {
namespace {

namespace fs = std::filesystem;

class OpenTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "leaksift-open-XXXXXX").string();
    const int fd = ::mkstemp(pattern.data());
    ASSERT_GE(fd, 0);
    ::close(fd);
    path_ = pattern;
  }
  void TearDown() override { fs::remove_all(path_); }

  void write(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }

  Input input(std::uint64_t bytes) const {
    Input found;
    found.root = path_;
    found.path = path_;
    found.bytes = bytes;
    return found;
  }

  /// The bytes, then "|" and the error if there is one.
  static std::string read_all(core::ByteStream& stream) {
    std::string all;
    char buffer[3];
    while (true) {
      const auto got = stream.read(buffer, sizeof buffer);
      if (!got) return all + "|" + got.error().message;
      if (*got == 0) return all;
      all.append(buffer, *got);
    }
  }

  std::string path_;
};

TEST_F(OpenTest, ReadsAFileToItsEnd) {
  write("0123456789");
  EXPECT_EQ(read_all(**open(input(10))), "0123456789");
}

TEST_F(OpenTest, AFileThatShrankIsAnErrorAfterItsBytes) {
  write("0123456");
  EXPECT_EQ(read_all(**open(input(10))), "0123456|shrank while read: 7 of 10 bytes");
}

TEST_F(OpenTest, AFileThatHasGrownIsReadAsItIs) {
  write("0123456789");
  EXPECT_EQ(read_all(**open(input(4))), "0123456789");
}

TEST_F(OpenTest, AFileCanBeReadFromAnyOffset) {
  write("0123456789");
  auto stream = open(input(10));
  ASSERT_TRUE(stream.ok());
  auto* file = dynamic_cast<core::SeekableStream*>(stream->get());
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->size(), 10u);
  EXPECT_EQ(read_all(*file), "0123456789");
  ASSERT_TRUE(file->seek(7).ok());
  EXPECT_EQ(read_all(*file), "789");
  ASSERT_TRUE(file->seek(100).ok());
  EXPECT_EQ(read_all(*file), "");
}

TEST_F(OpenTest, WhatIsNoLongerARegularFileIsAnErrorAtOnce) {
  fs::remove(path_);
  EXPECT_EQ(open(input(1)).error().message, "no such file or directory");
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(open(input(1)).error().message, "not a regular file: fifo");
  fs::remove(path_);
  fs::create_directory(path_);
  EXPECT_EQ(open(input(1)).error().message, "not a regular file: directory");
  fs::remove(path_);
  fs::create_symlink("/etc/hostname", path_);
  EXPECT_EQ(open(input(1)).error().message, "not a regular file: symbolic link");
}

TEST_F(OpenTest, ALinkIsFollowedIfItWasMetAsOne) {
  write("linked");
  const std::string link = path_ + ".link";
  fs::create_symlink(path_, link);
  Input found = input(6);
  found.path = link;
  found.through_link = true;
  EXPECT_EQ(read_all(**open(found)), "linked");
  fs::remove(link);
}

TEST_F(OpenTest, StandardInputIsReadAndStaysOpen) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_EQ(::dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  ASSERT_EQ(::write(ends[1], "piped", 5), 5);
  ::close(ends[1]);
  Input found;
  found.root = "-";
  found.path = "-";
  EXPECT_EQ(read_all(**open(found)), "piped");
  EXPECT_EQ(::lseek(STDIN_FILENO, 0, SEEK_CUR), -1);
  EXPECT_EQ(errno, ESPIPE);
  ::close(ends[0]);
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

TEST_F(OpenTest, WhatStandsBesideIsARegularFileAndNoLink) {
  write("database");
  const std::string beside = path_ + "-wal";
  EXPECT_EQ(open_beside(input(8), beside), nullptr);
  fs::create_directory(beside);
  EXPECT_EQ(open_beside(input(8), beside), nullptr);
  fs::remove(beside);
  fs::create_symlink(path_, beside);
  EXPECT_EQ(open_beside(input(8), beside), nullptr);
  Input link = input(8);
  link.path = beside;
  link.through_link = true;
  EXPECT_EQ(open_beside(link, path_), nullptr);
  fs::remove(beside);
  std::ofstream(beside) << "log";
  const auto log = open_beside(input(8), beside);
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(read_all(*log), "log");
  fs::remove(beside);
}

}  // namespace
}  // namespace leaksift::source
