// What the Expander makes of containers that are broken, hostile or too big.
#include "content/archives.h"
#include "content/expander.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sys/resource.h>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::compress;
using testing::Entry;
using testing::expand;
using testing::expand_file;
using testing::expand_stream;
using testing::gzip;
using testing::noise;
using testing::OneWay;
using testing::Seen;
using testing::tar;
using testing::zip;

using Within = std::vector<std::string>;

void expect_partial(const Seen& seen, const std::string& reason) {
  EXPECT_EQ(seen.status, FileStatus::kPartial);
  EXPECT_EQ(seen.reason, reason);
  EXPECT_TRUE(seen.incomplete);
}

TEST(DamageTest, ATruncatedTarGivesWhatCameBefore) {
  const std::string first = noise(1000);
  const std::string second = noise(3000);
  const std::string whole = tar({{"a", first}, {"b", second}});
  const std::size_t second_begins = 512 + 1024 + 512;
  for (const std::size_t size : {second_begins, second_begins + 1, second_begins + 2999}) {
    const auto all = expand(whole.substr(0, size));
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].bytes, first);
    EXPECT_EQ(all[0].error, "");
    EXPECT_EQ(all[1].bytes, second.substr(0, size - second_begins));
    EXPECT_EQ(all[1].error, "tar: truncated at byte " + std::to_string(size));
    expect_partial(all[2], all[1].error);
  }
}

/// How much of what decodes before a break the format itself keeps back: a block of its own.
const std::pair<std::string, std::size_t> kKeptBack[] = {
    {"gzip", 2000},    {"xz", 70'000},      {"lzma", 2000},    {"lzip", 2000},
    {"lz4", 64 << 10}, {"zstd", 128 << 10}, {"bzip2", 900'000}};

/// Bytes of six bits each: every format writes about as many bits.
std::string six_bits(std::size_t count) {
  std::string bytes = noise(count);
  for (char& byte : bytes) byte = static_cast<char>(byte & 0x3f);
  return bytes;
}

/// As most programs do, with blocks of LZ4 of 64 KiB where libarchive's have 4 MiB.
std::string pack(const std::string& format, const std::string& bytes) {
  const std::string options = format == "lz4" ? "lz4:block-size=4" : "";
  return testing::make({"raw", format, "", options}, {{"data", bytes}});
}

TEST(DamageTest, ATruncatedStreamGivesAllBeforeTheBreak) {
  const std::string data = six_bits(1'500'000);
  for (const auto& [format, kept_back] : kKeptBack) {
    const std::string whole = pack(format, data);
    for (const std::size_t size : {whole.size() * 9 / 10, whole.size() - 1}) {
      SCOPED_TRACE(format + " " + std::to_string(size));
      const auto all = expand(whole.substr(0, size));
      ASSERT_EQ(all.size(), 2u);
      EXPECT_TRUE(data.starts_with(all[0].bytes));
      const std::size_t due = data.size() / 1000 * (size * 1000 / whole.size());
      EXPECT_GE(all[0].bytes.size() + kept_back + 10'000, due);
      EXPECT_EQ(all[0].error, format + ": truncated at byte " + std::to_string(size));
      expect_partial(all[1], all[0].error);
    }
  }
}

TEST(DamageTest, BehindTheBreakOfAStreamItsBytesComeAsTheyAre) {
  const std::string data = six_bits(1'500'000);
  for (const auto& [format, kept_back] : kKeptBack) {
    SCOPED_TRACE(format);
    // zstd notices no damage within its literals: there, the second frame is broken at its head.
    std::string whole = pack(format, data);
    std::size_t broken = whole.size() * 9 / 10;
    if (format == "zstd") {
      broken = whole.size() + 6;
      whole += whole;
    }
    for (std::size_t i = 0; i < 4000; ++i) whole[broken + i] = static_cast<char>(0xff);
    for (const auto& all : {expand(whole), expand_file(whole)}) {
      ASSERT_EQ(all.size(), 3u);
      EXPECT_GE(all[0].bytes.size() + kept_back + 10'000, data.size() * 9 / 10);
      ASSERT_TRUE(all[0].error.starts_with(format + ": damaged at byte ")) << all[0].error;
      const std::size_t offset = std::stoul(all[0].error.substr(format.size() + 18));
      EXPECT_EQ(all[1].within, Within{"raw from byte " + std::to_string(offset)});
      EXPECT_EQ(all[1].bytes, whole.substr(offset));
      expect_partial(all[2], all[0].error);
    }
  }
}

TEST(DamageTest, BehindTheBreakOfAnArchiveItsBytesComeAsTheyAre) {
  const std::string data = noise(3000);
  for (const char* format : {"ustar", "newc", "argnu"}) {
    SCOPED_TRACE(format);
    std::string whole = testing::make({format}, {{"a", data}, {"b", data}, {"c", "SSN and more"}});
    const std::size_t second = whole.find(data, whole.find(data) + data.size());
    // The header in front of it.
    for (std::size_t i = 1; i <= 60; ++i) whole[second - i] = 'q';
    for (std::size_t i = 300; i <= 512 && *format == 'u'; ++i) whole[second - i] = 'q';
    for (const auto& all : {expand(whole), expand_file(whole)}) {
      ASSERT_EQ(all.size(), 3u);
      EXPECT_EQ(all[0].bytes, data);
      EXPECT_EQ(all[0].error, "");
      ASSERT_TRUE(all[1].within[0].starts_with("raw from byte "));
      const std::size_t offset = std::stoul(all[1].within[0].substr(14));
      EXPECT_LE(offset, second);
      EXPECT_EQ(all[1].bytes, whole.substr(offset));
      EXPECT_NE(all[2].reason.find("damaged at byte "), std::string::npos) << all[2].reason;
      expect_partial(all[2], all[2].reason);
    }
  }
}

TEST(DamageTest, ATruncatedZipGivesTheMembersBefore) {
  const std::string data = noise(2000);
  const std::string whole = zip({{"a", data}, {"b", data}});
  for (const std::size_t size : {2200u, 3000u, 4000u}) {
    for (const auto& all : {expand(whole.substr(0, size)), expand_file(whole.substr(0, size))}) {
      ASSERT_EQ(all.size(), 3u);
      EXPECT_EQ(all[0].bytes, data);
      EXPECT_EQ(all[1].error, "zip: truncated at byte " + std::to_string(size));
      expect_partial(all[2], all[1].error);
    }
  }
}

TEST(DamageTest, AnOuterBreakReachesTheInnerContainers) {
  const std::string whole = gzip(tar({{"in.tar", tar({{"a", noise(300'000)}})}, {"b", "x"}}));
  const auto all = expand(whole.substr(0, 200'000), "x.tar.gz");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].within, (Within{"in.tar", "a"}));
  EXPECT_EQ(all[0].error, "gzip: truncated at byte 200000");
  EXPECT_EQ(all[1].within, Within{"in.tar"});
  expect_partial(all[1], all[0].error);
  EXPECT_EQ(all[2].format, "tar+gzip");
  expect_partial(all[2], all[0].error);
}

TEST(DamageTest, OneDamagedMemberLeavesTheNextReadable) {
  std::string bytes = zip({{"a", noise(5000)}, {"b", "fine"}});
  bytes[2500] = static_cast<char>(bytes[2500] ^ 0x55);
  const auto all = expand_file(bytes);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(all[0].error.starts_with("zip: ")) << all[0].error;
  EXPECT_EQ(all[0].bytes.size(), 5000u);
  EXPECT_EQ(all[1].bytes, "fine");
  expect_partial(all[2], all[0].error);
}

// libarchive 3.6 reads a null pointer when it passes over the rest of such a member. Found by
// expander_fuzz.
TEST(DamageTest, ACabWithAnUnknownCompressionEndsThere) {
  std::ifstream in(support::source_dir() + "/tests/fuzz/corpus/expander/stored.cab",
                   std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  ASSERT_EQ(bytes.size(), 119u);
  bytes[41] = '\x02';
  bytes[66] = '\x27';
  bytes[67] = '\x56';
  for (const auto& all : {expand(bytes), expand_file(bytes)}) {
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].within, Within{"p.csv"});
    EXPECT_TRUE(all[0].error.starts_with("cab: ")) << all[0].error;
    EXPECT_TRUE(bytes.ends_with(all[1].bytes));
    expect_partial(all[2], all[0].error);
  }
}

TEST(DamageTest, AReadErrorIsTheReason) {
  const std::string half = tar({{"a", noise(3000)}}).substr(0, 2000);
  const auto all =
      expand_stream(std::make_unique<OneWay>(half, SIZE_MAX, 1, "read: input/output error"), "x");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].error, "read: input/output error");
  EXPECT_EQ(all[0].bytes.size(), 2000u - 512u);
  expect_partial(all[1], "read: input/output error");
}

TEST(DamageTest, WhatCannotBeOpenedComesAsItIs) {
  const std::pair<std::string, std::string> cases[] = {{std::string("\x1f\x8b\x08", 3), "gzip"},
                                                       {"PK\3\4", "zip"},
                                                       {"7z\xbc\xaf\x27\x1c", "7z"},
                                                       {std::string("Rar!\x1a\x07\0", 7), "rar"},
                                                       {"BZh91AY&SY", "bzip2"},
                                                       {std::string("\xfd\x37zXZ\0", 6), "xz"},
                                                       {"\x28\xb5\x2f\xfd", "zstd"},
                                                       {std::string("MSCF\0\0\0\0", 8), "cab"},
                                                       {"xar!", "xar"},
                                                       {"070701", "cpio"}};
  for (const auto& [magic, format] : cases) {
    for (const std::size_t size : {0u, 20u, 5'000u, 200'000u}) {
      SCOPED_TRACE(format + " " + std::to_string(size));
      const std::string bytes = magic + std::string(size, 'q');
      for (const auto& all : {expand(bytes), expand_file(bytes)}) {
        ASSERT_EQ(all.size(), 1u);
        EXPECT_EQ(all[0].bytes, bytes);
        expect_partial(all[0], format + ": not readable as such, scanned as raw bytes");
      }
    }
  }
}

TEST(DamageTest, AWeakMagicIsNoDamage) {
  const std::string lzma_like = std::string("\x5d\0\0\x80\0", 5) + std::string(8, '\xff');
  for (const std::string& magic :
       {std::string("\xc7\x71"), std::string("\x1f\x9d"), lzma_like, std::string("WARC/ is")}) {
    const std::string bytes = magic + std::string(5000, '\2');
    const auto all = expand(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].bytes, bytes);
    EXPECT_EQ(all[0].status, FileStatus::kScanned);
    EXPECT_EQ(all[0].format, "");
  }
}

TEST(DamageTest, DeeperThanTheLimitIsRaw) {
  core::Limits limits;
  limits.max_depth = 3;
  std::string bytes = "core";
  std::vector<std::string> layers = {bytes};
  for (int i = 0; i < 6; ++i) layers.push_back(zip({{"x" + std::to_string(i), layers.back()}}));
  const auto all = expand(layers.back(), "x", limits);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].within, (Within{"x5", "x4", "x3"}));
  EXPECT_EQ(all[0].bytes, layers[3]);
  expect_partial(all[0], "limit: depth 3");
  limits.max_depth = 6;
  EXPECT_EQ(expand(layers.back(), "x", limits)[0].bytes, "core");
}

TEST(DamageTest, TheMemberLimitStopsEveryOpenContainer) {
  core::Limits limits;
  limits.max_members = 4;
  const std::string inner = zip({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}});
  const auto all = expand(tar({{"in.zip", inner}, {"later", "5"}}), "x", limits);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[2].bytes, "3");
  expect_partial(all[3], "limit: members");
  expect_partial(all[4], "limit: members");
}

TEST(DamageTest, TheByteLimitEndsTheStream) {
  core::Limits limits;
  limits.max_decoded_bytes = 500'000;
  const auto all = expand(zip({{"a", noise(1'000'000)}, {"b", "x"}}), "x", limits);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].error, "limit: decoded bytes");
  EXPECT_GE(all[0].bytes.size(), 500'000u);
  EXPECT_LT(all[0].bytes.size(), 700'000u);
  expect_partial(all[1], "limit: decoded bytes");
}

long peak_kilobytes() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(DamageTest, ABombOfTenGigabytesIsStoppedByItsRatioInLittleMemory) {
  // One gzip member of 10 MB of zeros, a thousand times over, as a stream of unknown size.
  const std::string part = gzip(std::string(10'000'000, '\0'));
  auto provenance = std::make_shared<core::Provenance>();
  core::Limits limits;
  limits.max_expansion_ratio = 50;
  Expander expander(provenance, std::make_unique<OneWay>(part, SIZE_MAX, 1000),
                    part.size() * 1000 / 100, limits);
  const long before = peak_kilobytes();
  Item item;
  ASSERT_TRUE(expander.next(item));
  std::vector<char> buffer(1 << 16);
  std::uint64_t decoded = 0;
  std::string error;
  while (error.empty()) {
    const auto got = item.stream->read(buffer.data(), buffer.size());
    if (!got) error = got.error().message;
    if (got) decoded += *got;
    ASSERT_TRUE(!got || *got > 0);
  }
  EXPECT_EQ(error, "limit: expansion ratio");
  EXPECT_LT(decoded, 100'000'000u);
  ASSERT_TRUE(expander.next(item));
  EXPECT_EQ(item.reason, "limit: expansion ratio");
  EXPECT_FALSE(expander.next(item));
  EXPECT_LT(peak_kilobytes() - before, 20'000);
}

TEST(DamageTest, LayersOfCompressionCountAsDepth) {
  std::string bytes = std::string(1000, 'x');
  for (int i = 0; i < 20; ++i) bytes = compress("bzip2", gzip(bytes));
  const auto all = expand(bytes);
  ASSERT_EQ(all.size(), 2u);
  expect_partial(all[0], "limit: depth 16");
}

}  // namespace
}  // namespace leaksift::content
