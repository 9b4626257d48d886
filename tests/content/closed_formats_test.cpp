#include "content/archives.h"

#include <gtest/gtest.h>

#include <zlib.h>

namespace leaksift::content {
namespace {

using namespace std::string_literals;
using core::FileStatus;
using testing::expand_file;
using testing::Seen;
using testing::zip;

/// A packet of OpenPGP with a length of one byte.
std::string packet(char tag, const std::string& body) {
  return tag + std::string(1, static_cast<char>(body.size())) + body;
}

TEST(ClosedFormats, AreScannedAsTheyAreAndPartial) {
  for (const auto& [bytes, name] :
       {std::pair{"%PDF-1.7 SSN 536-90-4399"s, "pdf"}, std::pair{"!BDN and more"s, "pst"},
        std::pair{"\xed\xab\xee\xdb\3\0"s, "rpm"}, std::pair{"PACK\0\0\0\2abc"s, "git-pack"}}) {
    const std::vector<Seen> all = expand_file(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].is_blob);
    EXPECT_EQ(all[0].bytes, bytes);
    EXPECT_EQ(all[0].format, name);
    EXPECT_EQ(all[0].status, FileStatus::kPartial);
    EXPECT_TRUE(all[0].incomplete);
    EXPECT_EQ(all[0].reason, name + ": what is packed in it is not read, scanned as raw bytes"s);
  }
}

TEST(ClosedFormats, WhatIsEncryptedIsSkippedAsSuch) {
  const std::string for_password = packet('\x8c', "\4\x09\3\2saltsalt\x60"s);
  const std::string for_key = packet('\x84', "\3keyid..."s);
  for (const auto& [bytes, name] :
       {std::pair{for_password + "\xd2\x40 data"s, "pgp"},
        std::pair{for_key + for_password + "\xd2\x40 data"s, "pgp"},
        std::pair{"age-encryption.org/v1\n-> X"s, "age"}, std::pair{"Salted__12345678"s, "openssl"},
        std::pair{"\x30\x82\1\2\6\x09\x2a\x86\x48\x86\xf7\x0d\1\7\3"s, "pkcs7"}}) {
    const std::vector<Seen> all = expand_file(zip({{"it", bytes}}));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_FALSE(all[0].is_blob) << name;
    EXPECT_EQ(all[0].format, name);
    EXPECT_EQ(all[0].status, FileStatus::kSkipped);
    EXPECT_EQ(all[0].reason, "encrypted");
    EXPECT_TRUE(all[0].incomplete);
  }
}

TEST(ClosedFormats, PlainTextAroundWhatIsEncryptedIsScanned) {
  const std::vector<Seen> all = expand_file("-----BEGIN PGP MESSAGE-----\n\nhQEM\n");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].is_blob);
  EXPECT_EQ(all[0].reason, "pgp: what is encrypted in it is not read, scanned as raw bytes");
}

TEST(ClosedFormats, AreNotSeenInWhatOnlyBeginsAlike) {
  for (const std::string& bytes :
       {packet('\x8c', "\4\x09\3\2saltsalt\x60"s), packet('\x8c', "\xff"s) + "\xd2\x40 data"s,
        "\x84\x30"s, "\xd2\x40 data"s, "\x30\x82\1\2\6\x09\x2a\x86\x48\x86\xf7\x0d\1\7\2"s,
        "\x30\xff"s}) {
    const std::vector<Seen> all = expand_file(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].status, FileStatus::kScanned) << bytes;
  }
}

TEST(ClosedFormats, StreamsOfZlibAloneAreOpened) {
  const std::string text = "blob 25\0SSN 536-90-4399, and more"s;
  for (const int level : {1, 6, 9}) {
    uLongf size = 200;
    std::string packed(size, '\0');
    ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                reinterpret_cast<const Bytef*>(text.data()), text.size(), level);
    packed.resize(size);
    const std::vector<Seen> all = expand_file(packed);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].bytes, text);
    EXPECT_EQ(all[1].format, "zlib");
  }
  EXPECT_EQ(expand_file("x^2 + y^2 = z^2, as they say").size(), 1u);
}

}  // namespace
}  // namespace leaksift::content
