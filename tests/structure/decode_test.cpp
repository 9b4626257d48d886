#include "structure/decode.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using core::Encoding;
using namespace std::string_view_literals;

struct EncodedValue {
  Encoding encoding;
  std::string_view bytes;
  std::string_view value;
};

const std::vector<EncodedValue>& cases() {
  static const std::vector<EncodedValue> kCases = {
      {Encoding::kPlain, R"(a&amp;b\n%41"")", R"(a&amp;b\n%41"")"},
      // RFC 4180, section 2.7: "aaa","b""bb","ccc"
      {Encoding::kDoubled, R"(b""bb)", R"(b"bb)"},
      {Encoding::kDoubled, R"(""""it''s"")", R"(""it''s")"},
      {Encoding::kDoubled, R"(O''Brien says "hi")", R"(O'Brien says "hi")"},
      {Encoding::kDoubled, "O''Brien", "O'Brien"},
      // MySQL 8.0 manual, "String Literals", table 9.1 and the examples below it.
      {Encoding::kSql, R"(\0\'\"\b\n\r\t\Z\\\%\_)", "\0'\"\b\n\r\t\x1a\\\\%\\_"sv},
      {Encoding::kSql, R"(hel''lo)", "hel'lo"},
      {Encoding::kSql, R"(\'hello)", "'hello"},
      {Encoding::kSql, R"(This\nIs\nFour\nLines)", "This\nIs\nFour\nLines"},
      {Encoding::kSql, R"(disappearing\ backslash \x)", "disappearing backslash x"},
      {Encoding::kSql, R"("quoted" it's \)", R"("quoted" it's \)"},
      // PostgreSQL manual, COPY, "Text Format".
      {Encoding::kBackslash, R"(\b\f\n\r\t\v\\)", "\b\f\n\r\t\v\\"},
      {Encoding::kBackslash, R"(\101\61a\x41\x9z\xg\q\)", "A1aA\x09zxgq\\"},
      {Encoding::kBackslash, "a\\\tb\\\nc", "a\tb\nc"},
      // RFC 8259, section 7: the G clef, and each escape of the grammar.
      {Encoding::kJson, R"(\uD834\uDD1E)", "\xF0\x9D\x84\x9E"},
      {Encoding::kJson, R"(\"\\\/\b\f\n\r\t\u005C)", "\"\\/\b\f\n\r\t\\"},
      {Encoding::kJson, R"(Jos\u00e9 \u20AC)", "Jos\xC3\xA9 \xE2\x82\xAC"},
      {Encoding::kJson, R"(Ann\u00A0Lee\u202f1)", "Ann Lee 1"},
      {Encoding::kJson, R"(\ud834 \udd1e \ud834\u0041)", R"(\ud834 \udd1e \ud834A)"},
      {Encoding::kJson, R"(\x \u12 \u12g4 \)", R"(\x \u12 \u12g4 \)"},
      // XML 1.0, appendix D, and sections 4.1 and 4.6.
      {Encoding::kXml, "An ampersand (&#38;#38;) may be escaped",
       "An ampersand (&#38;) may be escaped"},
      {Encoding::kXml, "&lt;&gt;&amp;&apos;&quot;", "<>&'\""},
      {Encoding::kXml, "&#x40;&#064;&#x1F600;&eacute;&Eacute;&nbsp;&euro;",
       "@@\xF0\x9F\x98\x80\xC3\xA9\xC3\x89 \xE2\x82\xAC"},
      {Encoding::kXml, "&amp;amp; & &; &x; &#; &#x; &#xd800; &#0; &#x110000; &#1a; &lt",
       "&amp; & &; &x; &#; &#x; &#xd800; &#0; &#x110000; &#1a; &lt"},
      {Encoding::kXml, "&#99999999999999999999;", "&#99999999999999999999;"},
      // RFC 3986, sections 2.1 and 2.5 (LATIN CAPITAL LETTER A WITH GRAVE, KATAKANA LETTER A).
      {Encoding::kPercent, "%20%C3%80%e3%82%a2", " \xC3\x80\xE3\x82\xA2"},
      {Encoding::kPercent, "a+b%2Bc%", "a b+c%"},
      {Encoding::kPercent, "a%2540b%252540c%25252540d", "a@b@c%40d"},
      {Encoding::kPercent, "100%25 %2525 %254", "100% % %4"},
      {Encoding::kPercent, "100% %4 %zz%%41", "100% %4 %zz%A"},
      // RFC 4648, section 10.
      {Encoding::kHex, "666F6F626172", "foobar"},
      {Encoding::kHex, "0x666f6F", "foo"},
      {Encoding::kHex, R"(\x666f)", "fo"},
      {Encoding::kHex, R"(\\x666f)", "fo"},
      {Encoding::kHex, "x'666f'", "fo'"},
      {Encoding::kHex, "666", "f6"},
      {Encoding::kHex, "0x", ""},
      {Encoding::kHex, "zz66 6f", "zzf o"},
      // RFC 4648, section 10.
      {Encoding::kBase64, "Zg==", "f"},
      {Encoding::kBase64, "Zm8=", "fo"},
      {Encoding::kBase64, "Zm9vYmFy", "foobar"},
      {Encoding::kBase64, "Zm9vYg", "foob"},
      {Encoding::kBase64, "+/+/", "\xfb\xff\xbf"},
      {Encoding::kBase64, "Zm9v!Zm9v", "foo!foo"},
  };
  return kCases;
}

TEST(Decode, GivesTheValue) {
  Decoded decoded;
  for (const EncodedValue& each : cases()) {
    SCOPED_TRACE(each.bytes);
    decode(each.bytes, each.encoding, decoded);
    EXPECT_EQ(decoded.text(), each.value);
    EXPECT_EQ(decoded.changed(), each.bytes != each.value);
  }
}

/// One piece of an original, and what it stands for.
struct EncodedPiece {
  std::string original;
  std::string value;
};

std::string digits_of(const char* format, unsigned number) {
  char text[32];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

/// A byte as an encoder might write it: escaped where it must be, and now and then where not.
EncodedPiece encode(Encoding encoding, unsigned char byte, bool escape) {
  const std::string plain(1, static_cast<char>(byte));
  const bool ascii = byte > 0 && byte < 0x80;
  switch (encoding) {
    case Encoding::kDoubled:
      return {byte == '"' ? "\"\"" : plain, plain};
    case Encoding::kSql:
      if (byte == 0) return {"\\0", plain};
      if (byte == '\'' && escape) return {"''", plain};
      return {byte == '\'' || byte == '\\' ? "\\" + plain : plain, plain};
    case Encoding::kBackslash:
      if (byte == '\\') return {"\\\\", plain};
      return {escape ? digits_of(byte % 2 == 0 ? "\\%03o" : "\\x%02x", byte) : plain, plain};
    case Encoding::kJson:
      if (byte == '\\') return {"\\\\", plain};
      return {escape && ascii ? digits_of("\\u%04X", byte) : plain, plain};
    case Encoding::kXml:
      if (byte == '&') return {"&amp;", plain};
      return {escape && ascii ? digits_of(byte % 2 == 0 ? "&#%u;" : "&#x%x;", byte) : plain, plain};
    case Encoding::kPercent:
      if (byte == ' ') return {"+", plain};
      return {escape || byte == '+' || byte == '%' ? digits_of("%%%02X", byte) : plain, plain};
    case Encoding::kHex:
      return {digits_of("%02x", byte), plain};
    default:
      return {plain, plain};
  }
}

constexpr Encoding kEncodings[] = {Encoding::kPlain, Encoding::kDoubled,   Encoding::kSql,
                                   Encoding::kJson,  Encoding::kBackslash, Encoding::kXml,
                                   Encoding::kHex,   Encoding::kPercent};

std::vector<EncodedPiece> random_pieces(Encoding encoding, std::mt19937& random) {
  std::vector<EncodedPiece> pieces;
  const std::size_t count = random() % 100;
  while (pieces.size() < count) {
    const bool letter = random() % 2 == 0;
    const auto byte = static_cast<unsigned char>(letter ? 'G' + random() % 16 : random() % 256);
    pieces.push_back(encode(encoding, byte, random() % 3 == 0));
  }
  return pieces;
}

TEST(Decode, UndoesWhatAnEncoderDoesAndKnowsWhereEachByteWas) {
  std::mt19937 random(3);
  Decoded decoded;
  for (int round = 0; round < 4000; ++round) {
    const Encoding encoding = kEncodings[round % std::size(kEncodings)];
    const std::vector<EncodedPiece> pieces = random_pieces(encoding, random);
    std::string original;
    std::string value;
    std::vector<std::size_t> begins;
    for (const EncodedPiece& piece : pieces) {
      begins.push_back(original.size());
      original += piece.original;
      value += piece.value;
    }
    begins.push_back(original.size());
    decode(original, encoding, decoded);
    ASSERT_EQ(decoded.text(), value) << original;
    for (std::size_t at = 0; at < begins.size(); ++at) {
      ASSERT_EQ(decoded.original(at), begins[at]) << original << " at " << at;
      ASSERT_EQ(decoded.original_end(at), begins[at]) << original << " at " << at;
    }
  }
}

TEST(Decode, RoundsOffsetsWithinACharacterToItsEscape) {
  Decoded decoded;
  decode(R"(x\u00e9\u20acy)", Encoding::kJson, decoded);
  ASSERT_EQ(decoded.text(), "x\xC3\xA9\xE2\x82\xACy");
  EXPECT_EQ(decoded.original(2), 1U);
  EXPECT_EQ(decoded.original_end(2), 7U);
  EXPECT_EQ(decoded.original(5), 7U);
  EXPECT_EQ(decoded.original_end(4), 13U);
  EXPECT_EQ(decoded.original(6), 13U);
  EXPECT_EQ(decoded.original_end(7), 14U);
}

TEST(Decode, AValueOfHexBeginsBehindItsPrefix) {
  Decoded decoded;
  decode("0x6162", Encoding::kHex, decoded);
  EXPECT_EQ(decoded.original(0), 2U);
  EXPECT_EQ(decoded.original(1), 4U);
  EXPECT_EQ(decoded.original_end(2), 6U);
}

TEST(Decode, ForgetsTheValueBefore) {
  Decoded decoded;
  decode("a&amp;b", Encoding::kXml, decoded);
  decode("plain text", Encoding::kXml, decoded);
  EXPECT_EQ(decoded.text(), "plain text");
  EXPECT_EQ(decoded.original(7), 7U);
  EXPECT_FALSE(decoded.changed());
}

TEST(Decode, CutEscapesStandForThemselves) {
  Decoded decoded;
  for (const EncodedValue& each : cases()) {
    for (std::size_t length = 0; length <= each.bytes.size(); ++length) {
      decode(each.bytes.substr(0, length), each.encoding, decoded);
      EXPECT_LE(decoded.text().size(), length);
      EXPECT_EQ(decoded.original_end(decoded.text().size()), length) << each.bytes;
    }
  }
}

}  // namespace
}  // namespace leaksift::structure
