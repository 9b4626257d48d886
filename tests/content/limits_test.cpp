// What passwords open, and how far the Expander goes: time, totals, the length of names.
#include "content/archives.h"
#include "content/expander.h"
#include "core/work_time.h"

#include <gtest/gtest.h>

#include <set>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::expand_stream;
using testing::gzip;
using testing::make;
using testing::noise;
using testing::OneWay;
using testing::Seekable;
using testing::Seen;
using testing::tar;
using testing::with_passwords;
using testing::zip;

using Within = std::vector<std::string>;

/// A zip whose members have passwords of their own.
std::string encrypted_zip(const std::string& how, const std::string& password) {
  return make({"zip", "", password, "zip:encryption=" + how},
              {{"a", noise(5000)}, {"empty", ""}, {"b", "second"}});
}

TEST(PasswordTest, TheRightOneOpensEveryMember) {
  for (const char* how : {"traditional", "aes128", "aes256"}) {
    SCOPED_TRACE(how);
    const std::string bytes = encrypted_zip(how, "synthetic");
    ASSERT_NE(bytes, "");
    const ExpandOptions options = with_passwords({"wrong", "", "other", "synthetic", "last"});
    for (const bool file : {true, false}) {
      std::unique_ptr<core::ByteStream> stream = std::make_unique<OneWay>(bytes);
      if (file) stream = std::make_unique<Seekable>(bytes);
      const auto all = expand_stream(std::move(stream), "x", options);
      ASSERT_EQ(all.size(), 4u);
      EXPECT_EQ(all[0].bytes, noise(5000));
      EXPECT_EQ(all[1].bytes, "");
      EXPECT_EQ(all[2].bytes, "second");
      for (const Seen& seen : all) EXPECT_EQ(seen.status, FileStatus::kScanned) << seen.reason;
    }
  }
}

TEST(PasswordTest, WithoutTheRightOneMembersAreSkippedWithTheirSize) {
  const std::string bytes = encrypted_zip("aes256", "synthetic");
  const auto all =
      expand_stream(std::make_unique<Seekable>(bytes), "x", with_passwords({"wrong", "worse"}));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].status, FileStatus::kSkipped);
  EXPECT_EQ(all[0].reason, "encrypted");
  EXPECT_FALSE(all[0].is_blob);
  EXPECT_EQ(all[2].status, FileStatus::kSkipped);
  for (const Seen& seen : all) EXPECT_EQ(seen.reason.find("wrong"), std::string::npos);
}

// One byte is all that the old encryption tells a wrong password by.
TEST(PasswordTest, AmongManyWrongOnesTheRightOneIsFound) {
  const std::string bytes = encrypted_zip("traditional", "synthetic");
  Passwords passwords;
  for (int i = 0; i < 900; ++i) passwords.push_back("wrong" + std::to_string(i));
  passwords.emplace_back("synthetic");
  const auto all =
      expand_stream(std::make_unique<Seekable>(bytes), "x", with_passwords(std::move(passwords)));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].bytes, noise(5000));
  EXPECT_EQ(all[2].bytes, "second");
}

TEST(LimitsTest, MembersThatRepeatANameAreAllReadAndToldApart) {
  const std::string inner = tar({{"x", "1"}});
  const std::string bytes = tar({{"a", "1"}, {"a", "2"}, {"b.tar", inner}, {"b.tar", inner}});
  auto provenance = std::make_shared<core::Provenance>();
  Expander expander(provenance, std::make_unique<OneWay>(bytes), bytes.size(), {});
  std::set<std::pair<Within, std::uint64_t>> ways;
  std::size_t blobs = 0;
  for (Item item; expander.next(item);) {
    if (item.stream == nullptr) continue;
    ++blobs;
    ways.emplace(item.provenance->within, item.provenance->repeat);
  }
  EXPECT_EQ(blobs, 4u);
  EXPECT_EQ(ways.size(), 4u);
  EXPECT_TRUE(ways.contains({{"a"}, 0}));
  EXPECT_TRUE(ways.contains({{"b.tar", "x"}, 0}));
}

TEST(LimitsTest, NamesThatAreTooLongAreCutAndSaid) {
  core::Limits limits;
  limits.max_path_length = 60;
  const std::string name = std::string(59, 'n') + "\xc3\xa9" + std::string(20, 'n');
  const std::string other = std::string(59, 'n') + "\xc3\xa9" + std::string(20, 'm');
  const std::string inner = make({"pax"}, {{name, "1"}, {other, "2"}, {"short", "3"}});
  const auto all = expand_stream(std::make_unique<OneWay>(inner), "x", limits);
  ASSERT_EQ(all.size(), 4u);
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_EQ(all[i].bytes, std::to_string(i + 1));
    EXPECT_TRUE(all[i].within[0].starts_with(std::string(59, 'n') + "...")) << all[i].within[0];
    EXPECT_EQ(all[i].reason, "limit: path length 60");
    EXPECT_EQ(all[i].status, FileStatus::kPartial);
  }
  EXPECT_NE(all[0].within, all[1].within);
  EXPECT_EQ(all[2].within, Within{"short"});
  EXPECT_EQ(all[2].status, FileStatus::kScanned);
}

TEST(LimitsTest, NamesOnTheWholeWayCount) {
  core::Limits limits;
  limits.max_path_length = 10;
  const auto all = expand_stream(std::make_unique<OneWay>(zip({{"1234567890", zip({{"a", "1"}})}})),
                                 "x", limits);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].bytes, "1");
  EXPECT_EQ(all[0].reason, "limit: path length 10");
  EXPECT_EQ(all[1].status, FileStatus::kScanned);
}

TEST(LimitsTest, AllInputsShareATotal) {
  DecodedTotal total;
  ExpandOptions options;
  options.decoded_total = &total;
  options.limits.max_decoded_total = 250'000;
  const std::string bytes = gzip(tar({{"a", noise(100'000)}}));
  for (int i = 0; i < 2; ++i) {
    const auto all = expand_stream(std::make_unique<OneWay>(bytes), "x", options);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1].status, FileStatus::kScanned);
  }
  const auto all = expand_stream(std::make_unique<OneWay>(bytes), "x", options);
  EXPECT_EQ(all.back().status, FileStatus::kPartial);
  EXPECT_EQ(all.back().reason, "limit: decoded bytes in all");
}

TEST(LimitsTest, TimeEndsEveryOpenContainer) {
  core::WorkTime time(1);
  ExpandOptions options;
  options.time = &time;
  const std::string part = gzip(std::string(10'000'000, '\0'));
  const core::WorkTime::Reading reading(time);
  const auto stream = [&] { return std::make_unique<OneWay>(part, SIZE_MAX, 100'000); };
  auto provenance = std::make_shared<core::Provenance>();
  Expander expander(provenance, stream(), part.size() * 100'000, options);
  Item item;
  ASSERT_TRUE(expander.next(item));
  std::vector<char> buffer(1 << 16);
  std::string error;
  while (error.empty()) {
    const auto got = item.stream->read(buffer.data(), buffer.size());
    if (!got) error = got.error().message;
    ASSERT_TRUE(!got || *got > 0);
  }
  EXPECT_EQ(error, "limit: time");
  ASSERT_TRUE(expander.next(item));
  EXPECT_EQ(item.reason, "limit: time");
  EXPECT_FALSE(expander.next(item));
}

TEST(LimitsTest, WhatADecoderMayHoldIsLimited) {
  core::Limits limits;
  limits.max_decoder_bytes = 1 << 20;
  const std::string bytes = make({"raw", "xz", "", "xz:compression-level=9"}, {{"x", noise(9000)}});
  const auto all = expand_stream(std::make_unique<OneWay>(bytes), "x", limits);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].status, FileStatus::kPartial);
  EXPECT_TRUE(all[0].reason.starts_with("xz: needs ")) << all[0].reason;
  EXPECT_TRUE(all[0].reason.ends_with(", scanned as raw bytes")) << all[0].reason;
}

}  // namespace
}  // namespace leaksift::content
