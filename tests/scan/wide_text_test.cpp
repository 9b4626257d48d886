// Values in runs of UTF-16 within other bytes are found, at the bytes that they take there.

#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/show_matches.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

using support::Dice;

constexpr std::string_view kNumber = "536-90-4399";

std::string wide(std::string_view ascii, bool big) {
  std::string out;
  for (const char c : ascii) {
    if (big) out.push_back('\0');
    out.push_back(c);
    if (!big) out.push_back('\0');
  }
  return out;
}

std::string noise(std::size_t size, Dice& dice) {
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(dice.below(256));
  return bytes;
}

/// Where the number that is in `bytes` was found; (0, 0) if it was not.
core::Span span_of_number(std::string_view bytes) {
  TextScan scan(support::project_database());
  for (const core::Match& match : scan.scan(bytes, 0.5)) {
    const std::string& type = support::project_patterns().patterns.at(match.what->pattern).id;
    if (type == "us_ssn") return match.value;
  }
  return {};
}

TEST(WideText, IsFoundAtEitherAlignmentAndInEitherOrder) {
  for (const bool big : {false, true}) {
    for (std::size_t before = 3; before < 70; ++before) {
      const std::string bytes = std::string(before, '\x81') + wide("SSN: ", big) +
                                wide(kNumber, big) + std::string(50, '\x82');
      const std::size_t begin = before + 10;
      EXPECT_EQ(span_of_number(bytes), (core::Span{begin, begin + 22})) << big << before;
    }
  }
}

TEST(WideText, BetweenZerosStandsAtEvenOffsets) {
  for (const bool big : {false, true}) {
    const std::string bytes =
        std::string(64, '\0') + wide("SSN: ", big) + wide(kNumber, big) + std::string(64, '\0');
    EXPECT_EQ(span_of_number(bytes), (core::Span{74, 96})) << big;
  }
}

// One byte of the noise may look like one more character.
TEST(WideText, IsFoundWithinRandomBytes) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    const bool big = dice.one_in(2);
    const std::string front = noise(300 + dice.below(100), dice);
    const std::string bytes = front + wide("SSN: ", big) + wide(kNumber, big) + noise(300, dice);
    const core::Span span = span_of_number(bytes);
    EXPECT_EQ(span.length(), 22U) << seed;
    EXPECT_NEAR(static_cast<double>(span.begin), static_cast<double>(front.size() + 10), 1.0)
        << seed;
  }
}

TEST(WideText, HasLatinLettersOfTwoBytesInTheTextAndInTheRun) {
  const std::string bytes =
      std::string("\xff\xfe", 2) + wide("Jos\xe9 M\xfcller, SSN: ", false) + wide(kNumber, false);
  EXPECT_EQ(span_of_number(bytes), (core::Span{38, 60}));
}

TEST(WideText, NeedsSixCharactersAndZerosBetween) {
  EXPECT_EQ(span_of_number(std::string("S\0S\0N\0:\0 ", 10)), core::Span());
  std::string broken = wide("SSN: ", false) + wide(kNumber, false);
  broken[21] = 'x';
  EXPECT_EQ(span_of_number(broken), core::Span());
}

// Values that are longer than a match may be, in bytes of the original, are not told.
TEST(WideText, DoesNotDependOnBlocks) {
  const std::vector<std::string> texts = support::example_texts(support::project_patterns());
  TextScan scan(support::project_database());
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    Dice dice(seed);
    std::string bytes;
    while (bytes.size() < 60000) {
      const std::string text = support::glued_text(texts, 200 + dice.below(6000), dice);
      bytes += dice.one_in(3)   ? noise(dice.below(3000), dice)
               : dice.one_in(4) ? text
                                : wide(text, dice.one_in(2));
    }
    const auto& set = support::project_patterns();
    const std::vector<std::string> whole = support::show(set, scan.scan(bytes, 0.0, bytes.size()));
    EXPECT_GT(whole.size(), 20U);
    for (const std::size_t block_size : {1500U, 4097U, 20001U}) {
      EXPECT_EQ(support::show(set, scan.scan(bytes, 0.0, block_size)), whole)
          << seed << " " << block_size;
    }
  }
}

}  // namespace
}  // namespace leaksift::scan
