#include "classify/fingerprint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace leaksift::classify {
namespace {

class KeyFile : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    const std::string path = testing::TempDir() + "leaksift_key_" +
                             testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ofstream(path, std::ios::binary) << bytes;
    written_ = path;
    return path;
  }
  ~KeyFile() override { std::filesystem::remove(written_); }

 private:
  std::string written_;
};

TEST_F(KeyFile, TheSameBytesGiveTheSameKey) {
  const auto key = read_fingerprint_key(write("sixteen bytes ok"));
  const auto again = read_fingerprint_key(write("sixteen bytes ok"));
  ASSERT_TRUE(key.ok());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*key, *again);
}

TEST_F(KeyFile, EveryByteCounts) {
  const std::string bytes(100'000, 'k');
  const auto key = read_fingerprint_key(write(bytes));
  const auto longer = read_fingerprint_key(write(bytes + "\n"));
  ASSERT_TRUE(key.ok());
  ASSERT_TRUE(longer.ok());
  EXPECT_NE(*key, *longer);
}

TEST_F(KeyFile, TooShortAKeyIsRefusedByName) {
  const std::string path = write("fifteen bytes..");
  const auto key = read_fingerprint_key(path);
  ASSERT_FALSE(key.ok());
  EXPECT_NE(key.error().message.find(path), std::string::npos);
  EXPECT_NE(key.error().message.find("15 bytes"), std::string::npos);
}

TEST_F(KeyFile, AKeyWithoutEndIsRefused) {
  EXPECT_TRUE(read_fingerprint_key(write(std::string(kMostKeyLength, 'k'))).ok());
  EXPECT_FALSE(read_fingerprint_key(write(std::string(kMostKeyLength + 1, 'k'))).ok());
}

TEST(Fingerprint, AMissingKeyFileIsNamed) {
  const auto key = read_fingerprint_key("/nonexistent/key");
  ASSERT_FALSE(key.ok());
  EXPECT_NE(key.error().message.find("/nonexistent/key"), std::string::npos);
}

TEST(Fingerprint, RandomKeysDiffer) {
  const auto one = random_fingerprint_key();
  const auto other = random_fingerprint_key();
  ASSERT_TRUE(one.ok());
  ASSERT_TRUE(other.ok());
  EXPECT_NE(*one, *other);
}

}  // namespace
}  // namespace leaksift::classify
