#include "structure/binary.h"

#include "structure/cursor.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace leaksift::structure {
namespace {

using namespace std::literals;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Binary, IsWhatHasBytesThatNoTextHas) {
  struct Case {
    std::string_view name;
    std::string bytes;
    bool binary;
  };
  const Case cases[] = {
      {"nothing", "", false},
      {"prose", "Dear Jos\xC3\xA9,\r\n\tit is \f done.\v\n", false},
      {"colours of a terminal", repeated("\x1b[31mred\x1b[0m\n", 40), false},
      {"bold print of a manual", repeated("N\bNA\bAM\bME\bE\n", 40), false},
      {"fields of Hive and FIX",
       repeated("7\x01"
                "Ann\x02x\x03y\x01\n",
                40),
       false},
      {"one zero in 64 bytes", std::string(63, 'x') + '\0', false},
      {"two zeros in 127 bytes", std::string(125, 'x') + "\0\0"s, true},
      {"strings that zeros end", repeated("PATH=/usr/bin\0HOME=/root\0"sv, 40), true},
      {"UTF-16 among others", repeated("S\0S\0N\0"sv, 40), true},
      {"lengths before strings",
       repeated("\x0e"
                "wilma krantz 1\x19 12 harborline avenue, x",
                40),
       true},
      {"DEL", repeated("abc\x7f", 40), true},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(is_binary(test.bytes), test.binary) << test.name;
    EXPECT_EQ(Cursor::sniff(test.bytes, true).format(), test.binary ? "binary" : "text")
        << test.name;
  }
}

TEST(Binary, IsWhatIsRandom) {
  std::mt19937 random(7);
  for (const std::size_t size : {1000U, 30'000U, 65'536U}) {
    std::string bytes;
    while (bytes.size() < size) bytes.push_back(static_cast<char>(random()));
    EXPECT_TRUE(is_binary(bytes)) << size;
  }
}

TEST(Binary, IsDecidedOnWhatDecidesFormats) {
  const std::string text = repeated("words of no import\n", kSniffLength / 19 + 1);
  const std::string zeros(kSniffLength, '\0');
  EXPECT_EQ(Cursor::sniff(text + zeros, false).format(), "text");
  EXPECT_EQ(Cursor::sniff(zeros + text, false).format(), "binary");
}

TEST(Binary, IsNothingThatHasAFormat) {
  EXPECT_EQ(Cursor::sniff("{\"name\":\"Ann\x7f\x7f\x7f\"}\n", true).format(), "json");
}

}  // namespace
}  // namespace leaksift::structure
