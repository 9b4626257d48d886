#include "detect/digit_runs.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void expect_marks(std::string_view text, const std::vector<std::uint64_t>& bitmap,
                  bool (*expected)(char)) {
  ASSERT_GE(bitmap.size() * 64, text.size() + 64);
  for (std::size_t i = 0; i < bitmap.size() * 64; ++i) {
    const bool marked = (bitmap[i / 64] >> (i % 64) & 1) != 0;
    ASSERT_EQ(marked, i < text.size() && expected(text[i])) << "byte " << i;
  }
}

/// The bitmaps and the runs against loops over bytes.
void expect_runs(std::string_view text) {
  ByteMarks marks;
  marks.mark("0a_:" + std::string(200, '7'));  // What was there before must go.
  marks.mark(text);
  auto word_byte = [](char c) { return is_digit(c) || is_letter(c) || c == '_'; };
  auto separator = [](char c) {
    return std::string_view(":=#>").find(c) != std::string_view::npos;
  };
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.digits, is_digit));
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.letters, is_letter));
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.words, word_byte));
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.separators, separator));
  using Run = std::pair<std::size_t, std::size_t>;
  constexpr std::size_t kExact = 57;  // Of longer runs, only that they are at least this long.
  std::vector<Run> expected;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && word_byte(text[i - 1])) continue;  // A word begins here, or nothing does.
    std::size_t begin = i;
    while (begin < text.size() && is_letter(text[begin])) ++begin;
    std::size_t end = begin;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > begin) expected.emplace_back(begin, std::min(end - begin, kExact));
  }
  std::vector<Run> runs;
  LeadingRuns leading(false);
  for (std::size_t word = 0; word < marks.digits.size(); ++word) {
    std::uint64_t starts = leading.next(marks.digits[word], marks.letters[word], marks.words[word]);
    for (; starts != 0; starts &= starts - 1) {
      const std::size_t at = word * 64 + static_cast<std::size_t>(__builtin_ctzll(starts));
      runs.emplace_back(at, std::min(run_length(marks.digits, at), kExact));
    }
  }
  ASSERT_EQ(runs, expected);
}

TEST(DigitRuns, AreThoseOfALoopForEveryLengthAndOffset) {
  support::Dice dice(5);
  std::string text(400, ' ');
  for (char& c : text) {
    c = dice.one_in(2) ? static_cast<char>('0' + dice.below(10))
                       : static_cast<char>(dice.below(256));
  }
  for (std::size_t offset = 0; offset < 70; ++offset) {
    for (std::size_t length = 0; length <= 300; ++length) {
      ASSERT_NO_FATAL_FAILURE(expect_runs(std::string_view(text).substr(offset, length)))
          << "offset " << offset << " length " << length;
    }
  }
}

TEST(DigitRuns, AreMeasuredBackwardsToo) {
  ByteMarks marks;
  const std::string text = "ab" + std::string(50, 'x') + " " + std::string(70, 'y') + "1zz";
  marks.mark(text);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    std::size_t length = 0;
    while (length < at && is_letter(text[at - 1 - length])) ++length;
    const std::size_t told = run_length_before(marks.letters, at);
    EXPECT_EQ(std::min<std::size_t>(told, 56), std::min<std::size_t>(length, 56)) << at;
    EXPECT_LT(told, 64U);
  }
}

TEST(DigitRuns, TellEveryByteValue) {
  std::string text;
  for (int value = 0; value < 256; ++value) text += static_cast<char>(value);
  expect_runs(text);
  expect_runs(text + text);
}

TEST(DigitRuns, GoOnAcrossWords) {
  expect_runs(std::string(1000, '7'));
  expect_runs(std::string(63, 'x') + "12" + std::string(62, 'x') + "3" + std::string(64, '4'));
}

}  // namespace
}  // namespace leaksift::detect
