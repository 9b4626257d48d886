#include "content/expander.h"

#include "content/archives.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::compress;
using testing::Entry;
using testing::expand;
using testing::expand_file;
using testing::expand_stream;
using testing::gzip;
using testing::make;
using testing::noise;
using testing::OneWay;
using testing::Seen;
using testing::tar;
using testing::zip;

using Within = std::vector<std::string>;

const std::vector<Entry> kTwo = {{"one.txt", "hello"}, {"two.txt", "world"}};

/// The blobs among the items, in order.
std::vector<Seen> blobs(const std::vector<Seen>& all) {
  std::vector<Seen> found;
  for (const Seen& seen : all) {
    if (seen.is_blob) found.push_back(seen);
  }
  return found;
}

void expect_two(const std::vector<Seen>& all, const std::string& format) {
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].within, Within{"one.txt"});
  EXPECT_EQ(all[0].bytes, "hello");
  EXPECT_EQ(all[1].within, Within{"two.txt"});
  EXPECT_EQ(all[1].bytes, "world");
  EXPECT_FALSE(all[2].is_blob);
  EXPECT_EQ(all[2].within, Within{});
  EXPECT_EQ(all[2].format, format);
  EXPECT_EQ(all[2].status, FileStatus::kScanned);
  EXPECT_EQ(all[2].reason, "");
  EXPECT_FALSE(all[2].incomplete);
}

TEST(ExpanderTest, PlainContentIsOneBlobWithAllItsBytes) {
  for (const std::size_t size : {0u, 1u, 511u, 40'000u, 300'000u}) {
    const auto all = expand("," + noise(size));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].is_blob);
    EXPECT_EQ(all[0].bytes, "," + noise(size));
    EXPECT_EQ(all[0].format, "");
    EXPECT_EQ(all[0].status, FileStatus::kScanned);
  }
}

TEST(ExpanderTest, MembersOfEveryArchiveFormatComeBeforeTheirContainer) {
  const std::pair<const char*, const char*> formats[] = {
      {"zip", "zip"},    {"7zip", "7z"},   {"ustar", "tar"}, {"v7tar", "tar"},      {"pax", "tar"},
      {"gnutar", "tar"}, {"cpio", "cpio"}, {"newc", "cpio"}, {"bin", "cpio"},       {"argnu", "ar"},
      {"arbsd", "ar"},   {"xar", "xar"},   {"warc", "warc"}, {"iso9660", "iso9660"}};
  for (const auto& [writer, name] : formats) {
    SCOPED_TRACE(writer);
    const std::string bytes = make({writer}, kTwo);
    expect_two(expand(bytes), name);
    expect_two(expand_file(bytes), name);
  }
}

TEST(ExpanderTest, EveryCompressorGivesOneMemberNamedAfterTheFile) {
  const std::pair<const char*, const char*> filters[] = {
      {"gzip", ".gz"}, {"bzip2", ".bz2"}, {"xz", ".xz"},   {"lzma", ".lzma"},
      {"lzip", ".lz"}, {"zstd", ".zst"},  {"lz4", ".lz4"}, {"compress", ".Z"}};
  const std::string data = noise(200'000);
  for (const auto& [filter, suffix] : filters) {
    SCOPED_TRACE(filter);
    const auto all = expand(compress(filter, data), std::string("logs/app.log") + suffix);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].within, Within{"app.log"});
    EXPECT_EQ(all[0].bytes, data);
    EXPECT_EQ(all[1].format, filter);
    EXPECT_EQ(all[1].status, FileStatus::kScanned);
  }
}

TEST(ExpanderTest, ACompressedFileWithoutATellingNameHoldsItsFormat) {
  EXPECT_EQ(expand(gzip("data"), "backup")[0].within, Within{"gzip"});
}

TEST(ExpanderTest, ACompressedArchiveIsOneContainer) {
  expect_two(expand(gzip(tar(kTwo)), "x.tar.gz"), "tar+gzip");
  expect_two(expand(compress("xz", gzip(make({"7zip"}, kTwo)))), "7z+gzip+xz");
}

TEST(ExpanderTest, NestedContainersAddSteps) {
  const std::string inner = gzip(tar({{"deep/in.zip", zip(kTwo)}, {"notes", "text"}}));
  const auto all = expand(zip({{"a.tar.gz", inner}, {"b.log.gz", gzip("line")}}), "outer.zip");
  std::vector<Within> ways;
  for (const Seen& seen : all) {
    EXPECT_EQ(seen.status, FileStatus::kScanned);
    ways.push_back(seen.within);
  }
  const std::vector<Within> expected = {{"a.tar.gz", "deep/in.zip", "one.txt"},
                                        Within{"a.tar.gz", "deep/in.zip", "two.txt"},
                                        Within{"a.tar.gz", "deep/in.zip"},
                                        Within{"a.tar.gz", "notes"},
                                        Within{"a.tar.gz"},
                                        Within{"b.log.gz", "b.log"},
                                        Within{"b.log.gz"},
                                        Within{}};
  EXPECT_EQ(ways, expected);
  EXPECT_EQ(all[1].bytes, "world");
  EXPECT_EQ(all[5].bytes, "line");
}

TEST(ExpanderTest, MemberNamesAreBytesAndNothingElse) {
  const auto all = expand(tar({{"../../etc/passwd", "root"}, {"bad\xff", "1"}, {"bad\xff", "2"}}));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].within, Within{"../../etc/passwd"});
  EXPECT_EQ(all[0].bytes, "root");
  EXPECT_EQ(all[1].within, Within{"bad\xff"});
  EXPECT_EQ(all[1].bytes, "1");
  EXPECT_EQ(all[2].within, all[1].within);
  EXPECT_EQ(all[2].bytes, "2");
}

TEST(ExpanderTest, NamesKeepTheirUnicodeInAnyLocale) {
  const std::string name = "gr\xc3\xbc\xc3\x9f.txt";
  std::string bytes = zip({{name, "x"}});
  EXPECT_EQ(expand_file(bytes)[0].within, Within{name});
  // Bit 11 of the flags says that the name is UTF-8 (APPNOTE 4.4.4).
  bytes[7] |= 0x08;
  bytes[bytes.find("PK\1\2") + 9] |= 0x08;
  EXPECT_EQ(expand_file(bytes)[0].within, Within{name});
  EXPECT_EQ(expand(bytes)[0].within, Within{name});
}

TEST(ExpanderTest, OnlyRegularFilesAreMembers) {
  const auto all = expand(tar({{"dir/", "", AE_IFDIR},
                               {"link", "", AE_IFLNK},
                               {"pipe", "", AE_IFIFO},
                               {"null", "", AE_IFCHR},
                               {"dir/file", "bytes"}}));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].within, Within{"dir/file"});
}

TEST(ExpanderTest, EmptyContainersAreScanned) {
  for (const std::string& bytes : {zip({}), gzip(""), compress("xz", "")}) {
    for (const auto& all : {expand(bytes), expand_file(bytes)}) {
      ASSERT_EQ(all.size(), 1u);
      EXPECT_FALSE(all[0].is_blob);
      EXPECT_EQ(all[0].status, FileStatus::kScanned);
    }
  }
}

TEST(ExpanderTest, ConcatenatedStreamsAreReadThrough) {
  for (const char* filter : {"gzip", "bzip2", "xz", "lzip", "zstd", "lz4"}) {
    SCOPED_TRACE(filter);
    const auto all = expand(compress(filter, "one,") + compress(filter, "two"));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].bytes, "one,two");
    EXPECT_EQ(all[1].status, FileStatus::kScanned);
  }
  EXPECT_EQ(blobs(expand(tar(kTwo) + tar(kTwo))).size(), 4u);
}

TEST(ExpanderTest, WhatStandsBehindACompressedStreamIsScannedAndSaid) {
  for (const char* filter : {"gzip", "bzip2", "xz", "lzip", "zstd", "lz4", "compress"}) {
    SCOPED_TRACE(filter);
    const std::string packed = compress(filter, noise(100'000)) + std::string(7000, '\0');
    for (const auto& all : {expand(packed + "leftover"), expand_file(packed + "leftover")}) {
      if (filter == std::string("compress")) break;  // Codes have no end: it decodes them too.
      ASSERT_EQ(all.size(), 3u);
      EXPECT_EQ(all[0].bytes, noise(100'000));
      const std::string offset = std::to_string(packed.size());
      EXPECT_EQ(all[1].within, Within{"raw from byte " + offset});
      EXPECT_EQ(all[1].bytes, "leftover");
      EXPECT_EQ(all[2].status, FileStatus::kPartial);
      EXPECT_EQ(all[2].reason, std::string(filter) + ": what follows its end at byte " + offset +
                                   " is not compressed");
      EXPECT_TRUE(all[2].incomplete);
    }
    if (filter == std::string("compress")) continue;
    EXPECT_EQ(expand(packed)[1].status, FileStatus::kScanned);
  }
}

TEST(ExpanderTest, TheStepOfTheStreamChangesNothing) {
  const std::string bytes = zip({{"a.tar.gz", gzip(tar(kTwo))}, {"b.7z", make({"7zip"}, kTwo)}});
  const auto whole = expand(bytes);
  for (const std::size_t step : {1u, 7u, 4096u}) {
    const auto all = expand_stream(std::make_unique<OneWay>(bytes, step), "x");
    ASSERT_EQ(all.size(), whole.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(all[i].within, whole[i].within);
      EXPECT_EQ(all[i].bytes, whole[i].bytes);
      EXPECT_EQ(all[i].reason, "");
    }
  }
}

TEST(ExpanderTest, AStreamThatIsNotReadIsPassedOver) {
  auto provenance = std::make_shared<core::Provenance>();
  const std::string bytes = gzip(tar({{"a", noise(100'000)}, {"b", "x"}}));
  Expander expander(provenance, std::make_unique<OneWay>(bytes), bytes.size(), {});
  Item item;
  ASSERT_TRUE(expander.next(item));
  EXPECT_EQ(item.bytes, 100'000u);
  ASSERT_TRUE(expander.next(item));
  EXPECT_EQ(testing::see(item).bytes, "x");
  ASSERT_TRUE(expander.next(item));
  EXPECT_EQ(item.status, FileStatus::kScanned);
  EXPECT_FALSE(expander.next(item));
}

TEST(ExpanderTest, EncryptedMembersAreSkippedAndTheOthersRead) {
  const std::string secret =
      make({"zip", "", "synthetic", "zip:encryption=traditional"}, {{"x", "1"}, {"y", "2"}});
  const std::string aes = make({"zip", "", "synthetic", "zip:encryption=aes256"}, {{"x", "1"}});
  ASSERT_NE(secret, "");
  ASSERT_NE(aes, "");
  const auto all = expand(tar({{"s.zip", secret}, {"a.zip", aes}, {"z", "plain"}}));
  ASSERT_EQ(all.size(), 7u);
  for (const std::size_t i : {0u, 1u, 3u}) {
    EXPECT_FALSE(all[i].is_blob);
    EXPECT_EQ(all[i].status, FileStatus::kSkipped);
    EXPECT_EQ(all[i].reason, "encrypted");
    EXPECT_TRUE(all[i].incomplete);
  }
  EXPECT_EQ(all[5].bytes, "plain");
  EXPECT_EQ(all[6].status, FileStatus::kScanned);
}

TEST(ExpanderTest, ARealCorpusOfOtherProgramsOpens) {
  const std::filesystem::path folder =
      std::filesystem::path(support::source_dir()) / "tests/fuzz/corpus/expander";
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(file.path());
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto found = blobs(expand(bytes, file.path().filename()));
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const Seen& seen) {
      return seen.bytes.starts_with("id,name,email\n1,Test Person,test@example.com\n");
    }));
    ++files;
  }
  EXPECT_GE(files, 15u);
}

}  // namespace
}  // namespace leaksift::content
