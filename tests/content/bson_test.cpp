// What the Expander makes of the dumps of MongoDB.
#include "content/bson.h"

#include "content/archives.h"
#include "content/bson_document.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using core::FileStatus;
using testing::bson;
using testing::expand_file;
using testing::gzip;
using testing::OneWay;
using testing::Seen;

const std::string kAda = R"({ "_id" : 7, "name" : "Ada Quill", "ssn" : 536904399 })";
const std::string kBo =
    R"({ "_id" : { "$oid" : "5f1f2f3f4f5f6f7f8f9fafbf" }, "phones" : [ "402-654-1706" ] })";
const std::string kEnd = "\xff\xff\xff\xff";

std::string archive() {
  const auto header = [](std::string_view collection, std::string_view more) {
    return bson(R"({"db": "shop", "collection": ")" + std::string(collection) + R"(", )" +
                std::string(more) + R"("CRC": 0})");
  };
  const std::string runs_on = R"("EOF": false, )";
  return "\x6d\xe2\x99\x81" + bson(R"({"version": "0.1"})") + kEnd + header("people", runs_on) +
         bson(kAda) + kEnd + header("orders", runs_on) + bson(R"({"_id": 1, "total": 9})") + kEnd +
         header("people", runs_on) + bson(kBo) + kEnd + header("orders", R"("EOF": true, )") +
         kEnd + header("people", R"("EOF": true, )") + kEnd;
}

std::vector<Seen> expand_stream(const std::string& bytes) {
  return testing::expand_stream(std::make_unique<OneWay>(bytes, 7), "x");
}

/// "name: bytes" of each blob, and then "format status reason" of the dump itself.
std::vector<std::string> strings_shown(const std::vector<Seen>& all) {
  std::vector<std::string> lines;
  for (const Seen& seen : all) {
    lines.push_back(seen.is_blob
                        ? (seen.within.empty() ? "" : seen.within.back()) + ": " + seen.bytes
                        : seen.format + ": " + seen.reason);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Bson, DocumentsAreLinesOfJson) {
  const std::string dump = bson(kAda) + bson(kBo);
  const Lines expected = {"documents: " + kAda + "\n" + kBo + "\n", "bson: "};
  EXPECT_EQ(strings_shown(expand_file(dump)), expected);
  EXPECT_EQ(strings_shown(expand_stream(dump)), expected);
  EXPECT_EQ(strings_shown(expand_file(gzip(dump)))[0], expected[0]);
}

TEST(Bson, AnArchiveHasAMemberForEachRunOfACollection) {
  const Lines expected = {"metadata: { \"version\" : \"0.1\" }\n", "shop.people: " + kAda + "\n",
                          "shop.orders: { \"_id\" : 1, \"total\" : 9 }\n",
                          "shop.people: " + kBo + "\n", "mongodump: "};
  EXPECT_EQ(strings_shown(expand_file(archive())), expected);
  EXPECT_EQ(strings_shown(expand_stream(archive())), expected);
}

TEST(Bson, WhatMakesNoSenseIsAMemberOfItsOwn) {
  std::string latin1 = bson(R"({"_id": 3, "name": "Muxller"})");
  latin1[latin1.find('x')] = '\xfc';
  const std::string at = std::to_string(bson(kAda).size());
  const std::string reason = "bson: damaged at byte " + at + ": the document makes no sense";
  EXPECT_EQ(strings_shown(expand_file(bson(kAda) + latin1 + bson(kBo))),
            (Lines{"documents: " + kAda + "\n", "raw from byte " + at + ": " + latin1,
                   "documents: " + kBo + "\n", "bson: " + reason}));
  EXPECT_EQ(strings_shown(expand_file(bson(kAda) + latin1)),
            (Lines{"documents: " + kAda + "\n", "raw from byte " + at + ": " + latin1,
                   "bson: " + reason}));
}

TEST(Bson, WhatIsCutOffIsRead) {
  const std::string cut = bson(kBo).substr(0, 20);
  const std::string at = std::to_string(bson(kAda).size());
  const Lines expected = {"documents: " + kAda + "\n", "raw from byte " + at + ": " + cut,
                          "bson: bson: damaged at byte " + at + ": the document is cut off"};
  EXPECT_EQ(strings_shown(expand_file(bson(kAda) + cut)), expected);
  EXPECT_EQ(strings_shown(expand_stream(bson(kAda) + cut)), expected);
  const std::string junk = "\1\0\0\0 is no length"s;
  EXPECT_EQ(strings_shown(expand_stream(bson(kAda) + junk))[1],
            "raw from byte " + at + ": " + junk);
}

TEST(Bson, SaysWhereAnArchiveIsCutAndReadsTheRest) {
  const std::string whole = archive();
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const std::vector<Seen> all = expand_stream(whole.substr(0, size));
    const Seen& archive = all.back();
    if (whole.substr(0, size).ends_with(kEnd)) {
      EXPECT_EQ(archive.status, FileStatus::kScanned) << "nothing tells that runs are missing";
      continue;
    }
    EXPECT_EQ(archive.status, FileStatus::kPartial) << size;
    const std::string& last = all[all.size() - 2].within.back();
    const std::size_t from = last.starts_with("raw") ? std::stoul(last.substr(14)) : size;
    EXPECT_EQ(size - from, last.starts_with("raw") ? all[all.size() - 2].bytes.size() : 0) << size;
    EXPECT_NE(archive.reason.find(" at byte " + std::to_string(from)), std::string::npos)
        << archive.reason;
  }
}

TEST(Bson, IsKnownByItsFirstDocument) {
  EXPECT_TRUE(begins_like_bson(bson(R"({"a": 1})")));
  EXPECT_TRUE(begins_like_bson(bson(R"({"a": 1})") + "what else"));
  EXPECT_FALSE(begins_like_bson(bson("{}")));
  for (std::size_t size = 0; size < 8; ++size) {
    EXPECT_FALSE(begins_like_bson("\x5f\x69\x64\0\7_id"sv.substr(0, size))) << size;
  }
  const std::string large = bson(R"({"_id": 1, "text": ")" + std::string(50000, 'x') + R"("})");
  EXPECT_TRUE(begins_like_bson(std::string_view(large).substr(0, 32768)));
  const std::string other = bson(R"({"no": 1, "text": ")" + std::string(50000, 'x') + R"("})");
  EXPECT_FALSE(begins_like_bson(std::string_view(other).substr(0, 32768)));
  for (const std::string_view text : {"\x20\0\0\0\x02_id\0 and then something else"sv,
                                      "name,ssn\nAda,536-90-4399\n"sv, "\x7f\0\0\0ELF\0\0"sv}) {
    EXPECT_FALSE(begins_like_bson(text)) << text;
  }
}

/// Documents, or scopes of code, one in the other.
std::string nested(std::size_t levels, char type) {
  std::string inner = "\5\0\0\0\0"s;
  const auto number = [](std::size_t value) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> 8 * i & 0xff);
    return bytes;
  };
  for (std::size_t i = 0; i < levels; ++i) {
    if (type == '\x0f') inner = number(inner.size() + 9) + number(1) + '\0' + inner;
    inner = number(inner.size() + 8) + type + "a\0"s + inner + '\0';
  }
  return inner;
}

TEST(Bson, IsReadToTheDepthThatMongoDbAllows) {
  for (const char type : {'\x03', '\x0f'}) {
    std::string text;
    EXPECT_TRUE(append_json(nested(99, type), text));
    EXPECT_EQ(text.find("..."), text.npos) << "libbson leaves out what is deeper";
    EXPECT_FALSE(append_json(nested(100, type), text));
    EXPECT_FALSE(append_json(nested(2000, type), text));
  }
}

}  // namespace
}  // namespace leaksift::content
