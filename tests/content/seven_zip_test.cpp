// What the Expander makes of encrypted 7z files.
#include "content/seven_zip.h"

#include <gtest/gtest.h>

#include <regex>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::expand_stream;
using testing::expand_with;
using testing::file_of;
using testing::kLetters;
using testing::kPassword;
using testing::OneWay;
using testing::Parts;
using testing::parts_of;
using testing::Seen;
using testing::seven_zip_file;
using testing::with_hidden_header;
using testing::with_passwords;

using Within = std::vector<std::string>;

constexpr std::string_view kTableHead = "id,name,email\n1,Test Person,test@example.com\n";
/// With a list of members that anybody can read...
const char* const kOpen[] = {"lzma2.7z", "open-header.7z", "apart.7z", "stored.7z", "ppmd.7z",
                             "bzip2.7z", "deflate.7z",     "bcj2.7z",  "bcj.7z"};
/// ...and without.
const char* const kHidden[] = {"hidden.7z", "hidden-unpacked.7z", "letters.7z", "py7zr-hidden.7z"};

void expect_both(const std::vector<Seen>& all) {
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].within, Within{"one.csv"});
  EXPECT_EQ(all[0].bytes, kTableHead);
  EXPECT_EQ(all[1].within, Within{"two.csv"});
  EXPECT_TRUE(all[1].bytes.starts_with(kTableHead));
  EXPECT_TRUE(all[1].bytes.ends_with("39,Test Person 39,test39@example.com\n"));
  EXPECT_EQ(all[2].format, "7z");
  for (const Seen& seen : all) {
    EXPECT_EQ(seen.status, FileStatus::kScanned) << seen.reason;
    EXPECT_EQ(seen.error, "");
  }
}

TEST(SevenZipTest, ThePasswordOpensEveryMember) {
  const Passwords passwords = {"wrong", "", "\xff\xfe", kLetters, kPassword, "last"};
  std::vector<const char*> names(std::begin(kOpen), std::end(kOpen));
  names.insert(names.end(), std::begin(kHidden), std::end(kHidden));
  names.push_back("mixed.7z");
  for (const char* const name : names) {
    SCOPED_TRACE(name);
    const std::string bytes = seven_zip_file(name);
    expect_both(expand_with(bytes, passwords));
    expect_both(expand_stream(std::make_unique<OneWay>(bytes), "x", with_passwords(passwords)));
  }
}

TEST(SevenZipTest, WithoutItMembersAreSkippedWithTheirSize) {
  for (const char* const name : kOpen) {
    SCOPED_TRACE(name);
    for (const Passwords& passwords : {Passwords{}, Passwords{"wrong", "worse"}}) {
      auto provenance = std::make_shared<core::Provenance>();
      const std::string bytes = seven_zip_file(name);
      Expander expander(provenance, std::make_unique<testing::Seekable>(bytes), bytes.size(),
                        with_passwords(passwords));
      Item item;
      for (const std::uint64_t size : {45u, 1427u}) {
        ASSERT_TRUE(expander.next(item));
        EXPECT_EQ(item.stream, nullptr);
        EXPECT_EQ(item.status, FileStatus::kSkipped);
        EXPECT_EQ(item.reason, "encrypted");
        EXPECT_EQ(item.bytes, size);
      }
      ASSERT_TRUE(expander.next(item));
      EXPECT_EQ(item.status, FileStatus::kScanned) << item.reason;
      EXPECT_FALSE(expander.next(item));
    }
  }
}

TEST(SevenZipTest, WithoutItAnArchiveWithAHiddenListIsSkipped) {
  for (const char* const name : kHidden) {
    SCOPED_TRACE(name);
    for (const Passwords& passwords : {Passwords{}, Passwords{"wrong", "worse"}}) {
      const auto all = expand_with(seven_zip_file(name), passwords);
      ASSERT_EQ(all.size(), 1u);
      EXPECT_EQ(all[0].status, FileStatus::kSkipped);
      EXPECT_EQ(all[0].reason, "encrypted");
      EXPECT_FALSE(all[0].is_blob);
    }
  }
}

TEST(SevenZipTest, WithinOtherContainersItOpensToo) {
  const std::string inner = seven_zip_file("hidden.7z");
  const std::string outer = testing::gzip(testing::tar({{"a.7z", inner}, {"b.7z", inner}}));
  const auto all = expand_with(outer, {"wrong", kPassword});
  ASSERT_EQ(all.size(), 7u);
  EXPECT_EQ(all[4].within, (Within{"b.7z", "two.csv"}));
  for (const Seen& seen : all) EXPECT_EQ(seen.status, FileStatus::kScanned) << seen.reason;
}

TEST(SevenZipTest, DamageIsSaidAndNoReasonToDoubtThePassword) {
  // Of the header everything is known, of the only folder one block is not what it was.
  std::string bytes = seven_zip_file("hidden.7z");
  bytes[SevenZipStart::kBytes + 40] ^= 1;
  const auto all = expand_with(bytes, {kPassword});
  ASSERT_GE(all.size(), 2u);
  EXPECT_EQ(all.back().status, FileStatus::kPartial);
  EXPECT_TRUE(all.back().reason.starts_with("7z: damaged at byte ")) << all.back().reason;
}

TEST(SevenZipTest, OneDamagedFileLeavesThePasswordProvenByAnother) {
  // Each is in a folder of its own.
  std::string bytes = seven_zip_file("apart.7z");
  bytes[SevenZipStart::kBytes] ^= 1;
  const auto all = expand_with(bytes, {"wrong", kPassword});
  ASSERT_GE(all.size(), 2u);
  EXPECT_TRUE(all[0].is_blob);
  EXPECT_EQ(all.back().status, FileStatus::kPartial);
}

/// The bytes of open-header.7z with its one coder of AES in place of `pattern` changed.
std::string with_power(unsigned power) {
  Parts parts = parts_of(seven_zip_file("open-header.7z"));
  const std::size_t at = parts.header.find(kSevenZipAes);
  EXPECT_NE(at, std::string::npos);
  char& properties = parts.header[at + kSevenZipAes.size() + 1];
  EXPECT_EQ(static_cast<unsigned>(properties) & 0x3fU, 19u);
  properties = static_cast<char>((static_cast<unsigned>(properties) & 0xc0U) | power);
  return file_of(parts);
}

TEST(SevenZipTest, ADearKeyIsNotComputedAndThatIsSaid) {
  const std::string reason = "7z: needs 2^30 rounds of SHA-256";
  const auto all = expand_with(with_power(30), {"wrong", kPassword});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].reason, "encrypted");
  EXPECT_EQ(all[1].reason, "encrypted");
  EXPECT_EQ(all[2].status, FileStatus::kPartial);
  EXPECT_EQ(all[2].reason, reason);
  const std::string hidden =
      with_hidden_header(parts_of(seven_zip_file("open-header.7z")), kPassword, 30);
  const auto whole = expand_with(hidden, {"wrong", kPassword});
  ASSERT_EQ(whole.size(), 1u);
  EXPECT_EQ(whole[0].status, FileStatus::kPartial);
  EXPECT_EQ(whole[0].reason, reason + ", scanned as raw bytes");
}

TEST(SevenZipTest, WithoutPasswordsADearKeyIsNothingToBeSaid) {
  const auto all = expand_with(with_power(30), {});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].reason, "encrypted");
  EXPECT_EQ(all[2].status, FileStatus::kScanned);
}

TEST(SevenZipTest, KeysOfAnyNumberOfRoundsOpenAHeader) {
  for (const unsigned power : {0u, 1u, 5u, 6u, 7u, 12u, SevenZipAes::kNoRounds}) {
    SCOPED_TRACE(power);
    expect_both(expand_with(
        with_hidden_header(parts_of(seven_zip_file("open-header.7z")), kPassword, power),
        {"wrong", kPassword}));
  }
}

// Nettle asserts that blocks are whole. Found by seven_zip_fuzz.
TEST(SevenZipTest, AnEncryptedHeaderThatTheFileCutsStaysClosed) {
  const Parts parts =
      parts_of(with_hidden_header(parts_of(seven_zip_file("open-header.7z")), kPassword, 4));
  SevenZipHeader header = parse_seven_zip_header(parts.header).value();
  // What is left there is a part of the header itself, and no number of blocks.
  header.begin = parts.body.size() + write_seven_zip_header(header).size() - kAesBlock - 1;
  const std::string written = write_seven_zip_header(header);
  const auto all = expand_with(file_of({parts.body, written}), {kPassword});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].reason, "7z: not readable as such, scanned as raw bytes");
}

TEST(SevenZipTest, HeadersWithinHeadersEnd) {
  std::string bytes = seven_zip_file("open-header.7z");
  for (int i = 0; i < 3; ++i) bytes = with_hidden_header(parts_of(bytes), kPassword, 4);
  expect_both(expand_with(bytes, {kPassword}));
  bytes = with_hidden_header(parts_of(bytes), kPassword, 4);
  const auto all = expand_with(bytes, {kPassword});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].reason, "7z: not readable as such, scanned as raw bytes");
}

TEST(SevenZipTest, WhatADecoderMayHoldIsLimitedBehindEncryptionToo) {
  Parts parts = parts_of(seven_zip_file("open-header.7z"));
  // LZMA2, with one byte of properties: 30 is 128 MiB.
  const std::size_t at = parts.header.find("\x21\x21\1");
  ASSERT_NE(at, std::string::npos);
  parts.header[at + 3] = 30;
  core::Limits limits;
  limits.max_decoder_bytes = 1 << 20;
  for (const std::string& bytes : {file_of(parts), with_hidden_header(parts, kPassword, 4)}) {
    const auto all = expand_with(bytes, {kPassword}, limits);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].reason, "7z: needs 134217728 bytes of memory, scanned as raw bytes");
  }
}

TEST(SevenZipTest, NoHeaderHasAnyOtherEffectThanItsReason) {
  const Parts whole = parts_of(seven_zip_file("open-header.7z"));
  ExpandOptions options = with_passwords({"wrong", kPassword});
  options.keys = std::make_shared<SevenZipKeys>();
  options.limits.max_decoded_bytes = 1 << 20;
  const auto expand = [&](const Parts& parts) {
    const std::string bytes = file_of(parts);
    for (const Seen& seen :
         expand_stream(std::make_unique<testing::Seekable>(bytes), "x", options, bytes.size())) {
      EXPECT_EQ(seen.reason.empty(), seen.status == FileStatus::kScanned);
      EXPECT_EQ(seen.reason.find(kPassword), std::string::npos);
    }
  };
  // The power, which costs time, is the byte behind the id and the size of the properties.
  const std::size_t power = whole.header.find(kSevenZipAes) + kSevenZipAes.size() + 1;
  for (std::size_t i = 0; i < whole.header.size(); ++i) {
    for (const int value : {0x00, 0x01, 0x10, 0x7f, 0x80, 0xff}) {
      if (i == power) continue;
      Parts parts = whole;
      parts.header[i] = static_cast<char>(value);
      expand(parts);
    }
    expand({whole.body, whole.header.substr(0, i)});
    expand({whole.body.substr(0, std::min(i, whole.body.size())), whole.header});
  }
}

}  // namespace
}  // namespace leaksift::content
