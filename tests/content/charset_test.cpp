#include "content/charset.h"

#include "base/utf8.h"
#include "content/charset_stream.h"
#include "content/text_encoding.h"
#include "support/piece_stream.h"
#include "support/random_text.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

#include <iconv.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;
using namespace std::string_literals;
using support::Dice;
using support::PieceStream;

/// Text in UTF-8 converted by the C library; empty if the charset cannot say it.
std::string encode(std::string_view text, const char* charset) {
  const iconv_t converter = iconv_open(charset, "UTF-8");
  std::string in(text);
  std::string out(4 * text.size() + 16, '\0');
  char* from = in.data();
  std::size_t from_left = in.size();
  char* to = out.data();
  std::size_t to_left = out.size();
  const bool whole = iconv(converter, &from, &from_left, &to, &to_left) == 0;
  iconv(converter, nullptr, nullptr, &to, &to_left);
  iconv_close(converter);
  out.resize(out.size() - to_left);
  return whole ? out : "";
}

struct Read {
  std::string text;
  core::OffsetMap origins;
  std::string encoding;
  std::string error;
};

Read read_all(core::TranslatedStream& stream, std::size_t capacity) {
  Read read;
  std::vector<char> buffer(capacity);
  while (true) {
    const auto got = stream.read(buffer.data(), capacity);
    if (!got) read.error = got.error().message;
    if (!got || *got == 0) break;
    read.text.append(buffer.data(), *got);
  }
  read.encoding = stream.encoding();
  read.origins = stream.origins();
  return read;
}

Read read_as(std::string_view charset, std::string_view bytes, std::size_t piece = 1 << 20,
             std::size_t capacity = 4096) {
  PieceStream inner(bytes, piece);
  return read_all(*charset_stream(charset, inner), capacity);
}

Read read_sniffed(std::string_view bytes) {
  PieceStream inner(bytes, 1 << 20);
  CharsetStream stream(inner, decoder_for(bytes.substr(0, 32774)));
  return read_all(stream, 4096);
}

/// Characters that a charset has, and what they are in it.
struct Sample {
  std::string_view charset;
  const char* iconv_name;
  std::string_view letters;  ///< Besides ASCII.
};

constexpr Sample kSamples[] = {
    {"utf-16le", "UTF-16LE", "éñüŁжш中文字𠮷😀"},
    {"utf-16be", "UTF-16BE", "éñüŁжш中文字𠮷😀"},
    {"utf-32le", "UTF-32LE", "éñüŁжш中文字𠮷😀"},
    {"utf-32be", "UTF-32BE", "éñüŁжш中文字𠮷😀"},
    {"iso-8859-2", "ISO-8859-2", "éłŁőűčž"},
    {"windows-1251", "CP1251", "жшЮИвано"},
    {"koi8-r", "KOI8-R", "жшЮИвано"},
    {"cp850", "CP850", "éñüÆ"},
    {"iso-8859-15", "ISO-8859-15", "éñü€Ž"},
    {"Shift_JIS", "CP932", "日本語ｱｲｳ山田太郎ソ表"},
    {"euc-jp", "EUC-JP", "日本語山田太郎"},
    {"euc-kr", "UHC", "한국어김철수"},
    {"gb18030", "GB18030", "中文张伟é𠮷ſ"},
    {"gb2312", "GB2312", "中文张伟"},
    {"big5", "BIG5", "中文王小明"},
};

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::decode_utf8(text, at).length;
    characters.emplace_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

TEST(Charset, EveryTextIsReadWithTheWayBackToItsBytes) {
  for (const Sample& sample : kSamples) {
    std::map<std::string, std::string> written;
    const auto letters = characters_of(sample.letters);
    for (const std::string& letter : letters) written[letter] = encode(letter, sample.iconv_name);
    for (const char c : "ab 19,\n"sv) {
      written[std::string(1, c)] = encode(std::string(1, c), sample.iconv_name);
    }
    for (std::uint64_t seed = 0; seed < (support::kSanitized ? 2 : 12); ++seed) {
      Dice dice(seed);
      std::string text;
      std::string bytes;
      std::vector<std::size_t> begins;
      const std::size_t size = dice.below(seed < 6 ? 900 : 80'000);
      while (text.size() < size) {
        // Long stretches of ASCII too.
        std::string character(1, static_cast<char>("ab 19,\n"[dice.below(7)]));
        if (dice.one_in(seed % 2 == 0 ? 3 : 400)) character = dice.pick(letters);
        text += character;
        begins.insert(begins.end(), character.size(), bytes.size());
        bytes += written.at(character);
      }
      begins.push_back(bytes.size());
      const std::size_t piece = 1 + dice.below(dice.one_in(2) ? 9 : 70'000);
      const std::size_t capacity = 1 + dice.below(dice.one_in(2) ? 9 : 300'000);
      const Read read = read_as(sample.charset, bytes, piece, capacity);
      ASSERT_TRUE(read.text == text) << sample.charset << " " << seed;
      ASSERT_EQ(read.origins.text_end(), text.size());
      ASSERT_EQ(read.origins.original_end(), bytes.size());
      for (std::size_t at = 0; at < text.size(); ++at) {
        ASSERT_EQ(read.origins.begin_of(at), begins[at]) << sample.charset << " " << at;
        if (begins[at + 1] != begins[at]) {
          ASSERT_EQ(read.origins.end_of(at + 1), begins[at + 1]) << sample.charset << " " << at;
        }
      }
    }
  }
}

TEST(Charset, ModesOfIso2022AreFollowed) {
  const std::string text = "name: 山田太郎, tel 12\n次: 東京\n";
  const std::string bytes = encode(text, "ISO-2022-JP");
  ASSERT_FALSE(bytes.empty());
  for (const std::size_t piece : {1, 3, 1000}) {
    const Read read = read_as("iso-2022-jp", bytes, piece, piece);
    EXPECT_EQ(read.text, text);
    EXPECT_EQ(read.origins.original_end(), bytes.size());
    const std::size_t digits = bytes.find("12");
    EXPECT_EQ(read.origins.begin_of(text.find("12")), digits);
    EXPECT_EQ(read.origins.end_of(text.find("12") + 2), digits + 2);
  }
}

// What a charset cannot read is not lost: ASCII that stands on its own stays in the text, all bytes
// are accounted for, and it does not matter how the stream was cut.
TEST(Charset, WhatCannotBeReadComesAsItIs) {
  for (const Sample& sample : kSamples) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Dice dice(seed);
      std::string bytes(dice.below(5000), '\0');
      for (char& c : bytes) c = static_cast<char>(dice.below(256));
      // As long as two pieces are, so that one of them is nothing but ASCII.
      std::string plain;
      while (plain.size() < 2000) plain += "card 4929-1200 of W. Krantz\n";
      bytes += plain;
      for (std::size_t i = dice.below(900); i > 0; --i) {
        bytes += static_cast<char>(dice.below(256));
      }
      const Read whole = read_as(sample.charset, bytes);
      EXPECT_EQ(whole.error, "");
      EXPECT_EQ(whole.origins.original_end(), bytes.size());
      EXPECT_NE(whole.text.find("card 4929-1200 of W. Krantz\n"), std::string::npos)
          << sample.charset << " " << seed;
      const Read cut = read_as(sample.charset, bytes, 1 + dice.below(50), 1 + dice.below(50));
      EXPECT_TRUE(cut.text == whole.text) << sample.charset << " " << seed;
      for (std::size_t at = 0; at < whole.text.size(); at += 7) {
        ASSERT_EQ(cut.origins.begin_of(at), whole.origins.begin_of(at));
      }
    }
  }
}

TEST(Charset, TruncatedUnitsAndCharactersComeAsTheyAre) {
  EXPECT_EQ(read_as("utf-16le", "a\0b\0c"sv).text, "abc");
  EXPECT_EQ(read_as("utf-32be", "\0\0\0a\0\0"sv).text, "a\0\0"sv);
  EXPECT_EQ(read_as("sjis", "a\x93").text, "a\x93");
  EXPECT_EQ(read_as("gb18030", "a\x84\x31\x82").text, "a\x84\x31\x82");
  EXPECT_EQ(read_as("utf-16le", "").text, "");
  // A surrogate alone.
  const Read lone = read_as("utf-16be", "\0a\0b\0c\0d\0e\0f\0g\0h\xd8\x01\0i"sv);
  EXPECT_EQ(lone.text, "abcdefgh\xd8\x01i");
  EXPECT_EQ(lone.origins.begin_of(10), 18U);
}

TEST(Charset, AnErrorComesBehindWhatWasRead) {
  const std::string bytes = encode("Muñoz and more", "UTF-16LE");
  PieceStream inner(bytes, 5, "read: Input/output error");
  const auto stream = charset_stream("utf-16le", inner);
  const Read read = read_all(*stream, 3);
  EXPECT_EQ(read.text, "Muñoz and more");
  EXPECT_EQ(read.error, "read: Input/output error");
}

TEST(Charset, LabelsAreThoseOfMailWebAndDatabases) {
  struct Case {
    std::string_view label;
    std::string_view name;
  };
  constexpr Case kCases[] = {
      {"UTF-8", "utf-8"},           {"utf8mb4", "utf-8"},
      {"Shift_JIS", "shift_jis"},   {"cp932", "shift_jis"},
      {"SJIS", "shift_jis"},        {"GBK", "gb18030"},
      {"gb2312", "gb18030"},        {"ISO-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},   {"WIN1252", "windows-1252"},
      {"us-ascii", "windows-1252"}, {"LATIN2", "iso-8859-2"},
      {"EUC_JP", "euc-jp"},         {"ujis", "euc-jp"},
      {"ks_c_5601-1987", "euc-kr"}, {"x-mac-roman", "macintosh"},
      {"KOI8-R", "koi8-r"},         {"utf-16", "utf-16le"},
      {"Big5-HKSCS", "big5"},       {"ISO-2022-JP", "iso-2022-jp"},
      {"IBM850", "ibm850"},
  };
  for (const Case& test : kCases) {
    const Charset* const charset = find_charset(test.label);
    ASSERT_NE(charset, nullptr) << test.label;
    EXPECT_EQ(charset->name, test.name) << test.label;
    EXPECT_NE(make_decoder(*charset), nullptr) << test.label;
  }
  for (const std::string_view label : {"", " ", "-", "utf", "8", "binary", "x-unknown",
                                       "iso-2022-cn-ext", "1252 cp1252 win1252"}) {
    EXPECT_EQ(find_charset(label), nullptr) << label;
  }
}

TEST(Charset, ADocumentSaysItsOwn) {
  struct Case {
    std::string_view text;
    std::string_view charset;
  };
  constexpr Case kCases[] = {
      {"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n<a/>", "Shift_JIS"},
      {"\n <?xml version='1.0' encoding='gb18030' standalone='yes'?><a/>", "gb18030"},
      {"<!DOCTYPE html><html><head><META charset=gbk><title>", "gbk"},
      {"<html><meta name=x content=y>\n<meta http-equiv=\"Content-Type\" content=\"text/html; "
       "charset=euc-kr\">",
       "euc-kr"},
      {"-- MySQL dump 10.13\n/*!40101 SET NAMES sjis */;\n", "sjis"},
      {"SET NAMES 'gbk' COLLATE 'gbk_chinese_ci';", "gbk"},
      {"-- PostgreSQL database dump\nSET client_encoding = 'EUC_JP';\n", "EUC_JP"},
      {"SET client_encoding TO 'SJIS';", "SJIS"},
      {"MIME-Version: 1.0\r\nContent-Type: text/plain;\r\n charset=\"iso-2022-jp\"\r\n\r\nhi",
       "iso-2022-jp"},
      {"Content-Type: text/csv; charset=Big5\n\nname,city\n", "Big5"},
      {"", ""},
      {"<?xml version=\"1.0\"?><a encoding=\"sjis\"/>", ""},
      {"name,charset\nann,gbk\n", ""},
      {"Subject: x\n\nContent-Type: text/plain; charset=gbk\n", ""},
      {"<meta>charset=gbk", ""},
  };
  for (const Case& test : kCases) EXPECT_EQ(declared_charset(test.text), test.charset) << test.text;
}

TEST(Charset, IsKnownByMarksZerosAndDeclarations) {
  const std::string text = "name,ssn\nJosé Muñoz,1\n";
  const std::string wide = encode(text, "UTF-16LE");
  const std::string japanese = "<?xml version=\"1.0\" encoding=\"shift_jis\"?><n>山田太郎</n>";
  struct Case {
    std::string bytes;
    std::string_view encoding;
    std::string text;
  };
  const Case cases[] = {
      {wide, "utf-16le", text},
      {"\xff\xfe" + wide, "utf-16le", text},
      {encode(text, "UTF-16BE"), "utf-16be", text},
      {"\xfe\xff" + encode(text, "UTF-16BE"), "utf-16be", text},
      {encode(text, "UTF-32LE"), "utf-32le", text},
      {"\xff\xfe\0\0"s + encode(text, "UTF-32LE"), "utf-32le", text},
      {"\0\0\xfe\xff"s + encode(text, "UTF-32BE"), "utf-32be", text},
      {"\xff\xfe" + encode("中文，没有别的", "UTF-16LE"), "utf-16le", "中文，没有别的"},
      {encode(text, "CP1252"), "windows-1252", text},
      {text, "", text},
      {"\xef\xbb\xbf" + text, "", "\xef\xbb\xbf" + text},
      {encode(japanese, "CP932"), "shift_jis", japanese},
      // Declared wrongly: it is UTF-8.
      {japanese, "", japanese},
      // Marks in front of what is no text.
      {"\xff\xfe" + std::string(64, '\xd8'), "", "\xff\xfe" + std::string(64, '\xd8')},
      {"\xff\xfe" + std::string(64, 'a'), "windows-1252", "ÿþ" + std::string(64, 'a')},
      {std::string(100, '\0'), "", std::string(100, '\0')},
  };
  for (const Case& test : cases) {
    const Read read = read_sniffed(test.bytes);
    EXPECT_EQ(read.encoding, test.encoding) << test.text;
    EXPECT_TRUE(read.text == test.text) << test.encoding << ": " << read.text;
  }
}

TEST(Charset, TheWrongOrderIsPutRightByTheMark) {
  const Read read = read_as("utf-16", "\xfe\xff" + encode("Muñoz", "UTF-16BE"));
  EXPECT_EQ(read.text, "Muñoz");
  EXPECT_EQ(read.encoding, "utf-16be");
  EXPECT_EQ(read.origins.begin_of(0), 2U);
}

// PowerShell appends to logs in UTF-16 in whatever encoding the next program has.
TEST(Charset, AsciiBehindUtf16IsRead) {
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "one line of the log\n";
  const std::string plain(3000, 'x');
  const std::string bytes =
      "\xff\xfe" + encode(wide, "UTF-16LE") + plain + "!" + encode(wide, "UTF-16LE");
  const Read read = read_sniffed(bytes);
  EXPECT_TRUE(read.text.starts_with(wide.substr(0, wide.size() - 300)));
  const std::size_t at = read.text.find("xxxx");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(read.origins.begin_of(at), 2 + 2 * wide.size());
  EXPECT_EQ(read.text.substr(at).find('!'), plain.size());
}

TEST(Charset, LettersOfWindowsAreReadWhereverTheyBegin) {
  std::string ascii;
  while (ascii.size() < 200'000) ascii += "Wilma Krantz, 12 Elm Street\n";
  const std::string utf8 = ascii + "Jürgen Müller, Köln\n" + ascii;
  const std::string bytes = encode(utf8, "CP1252");
  for (const std::size_t piece : {1UL, 5000UL, 1UL << 20}) {
    const Read read = read_as("", bytes, piece, 3000);
    EXPECT_TRUE(read.text == utf8);
    EXPECT_EQ(read.encoding, "windows-1252");
    EXPECT_EQ(read.origins.begin_of(utf8.find("Köln")), bytes.find("K\xf6ln"));
  }
  // A file that is UTF-8 in one line and not in another.
  const std::string both = utf8 + bytes;
  EXPECT_TRUE(read_as("", both).text == utf8 + utf8);
  EXPECT_EQ(read_as("", utf8).encoding, "");
  EXPECT_TRUE(read_as("", utf8).origins.empty());
}

TEST(Charset, BlanksThatLookLikeSpacesAreSpaces) {
  std::string utf8;
  while (utf8.size() < 100'000) utf8 += "Ann\u00a0Lee, 06\u202f12\u202f34, Köln\n";
  const std::string plain = "Ann Lee, 06 12 34, Köln\n";
  for (const std::size_t piece : {1UL, 5000UL, 1UL << 20}) {
    const Read read = read_as("", utf8, piece, 3000);
    EXPECT_EQ(read.text.substr(0, plain.size()), plain);
    EXPECT_EQ(read.text.find("\u00a0"), std::string::npos);
    EXPECT_EQ(read.origins.begin_of(read.text.find("Lee")), utf8.find("Lee"));
    EXPECT_EQ(read.origins.begin_of(read.text.rfind("Lee")), utf8.rfind("Lee"));
    EXPECT_EQ(read.encoding, "");
  }
  for (const char* charset : {"CP1252", "ISO-8859-2", "UTF-16LE"}) {
    const std::string bytes = encode(utf8.substr(0, utf8.find(',')), charset);
    const std::string_view name = charset == "UTF-16LE"sv ? "utf-16le" : "iso-8859-2";
    EXPECT_EQ(read_as(charset == "CP1252"sv ? "" : name, bytes).text, "Ann Lee") << charset;
  }
  EXPECT_EQ(read_as("", "\x00\x01 \xc2\xa0 \x02"s).text, "\x00\x01 \xc2\xa0 \x02"s) << "binary";
}

TEST(Charset, WhatIsNotOfWindowsIsLeftAlone) {
  Dice dice(4);
  std::string noise(50'000, '\0');
  for (char& c : noise) c = static_cast<char>(dice.below(256));
  std::string cyrillic;
  for (int i = 0; i < 50; ++i) cyrillic += encode("Иванов Пётр, Москва\n", "CP1251");
  const std::string dos =
      encode("J\u00fcrgen f\u00e4hrt \u00fcber \u00e4u\u00dferste B\u00f6den\n", "CP850");
  std::string chinese = "name,city\n" + encode("张伟,北京\n李娜,上海\n", "GB18030");
  for (const std::string& bytes : {noise, cyrillic, dos, chinese, "\x80\x81"s}) {
    const Read read = read_as("", bytes);
    EXPECT_EQ(read.encoding, "") << bytes.substr(0, 30);
    EXPECT_TRUE(read.text == bytes);
  }
}

}  // namespace
}  // namespace leaksift::content
