#include "detect/digit_runs.h"

#include "detect/boundary.h"
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

bool is_marked(const std::vector<std::uint64_t>& bitmap, std::size_t at) {
  return (bitmap[at / 64] >> (at % 64) & 1) != 0;
}

/// `expected` is asked for the offset of each byte.
template <typename Expected>
void expect_marks_at(std::string_view text, const std::vector<std::uint64_t>& bitmap,
                     Expected expected) {
  ASSERT_GE(bitmap.size() * 64, text.size() + 64);
  for (std::size_t i = 0; i < bitmap.size() * 64; ++i) {
    ASSERT_EQ(is_marked(bitmap, i), i < text.size() && expected(i)) << "byte " << i;
  }
}

void expect_marks(std::string_view text, const std::vector<std::uint64_t>& bitmap,
                  bool (*expected)(char)) {
  expect_marks_at(text, bitmap, [&](std::size_t at) { return expected(text[at]); });
}

bool is_beyond(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a letter stands before `end`, or one and then ".", ")", a quote or "#". The byte before
/// the text is a letter or beyond.
bool ends_label(std::string_view text, std::size_t end) {
  auto letter = [text](std::size_t i) { return is_letter(text[i]) || is_beyond(text[i]); };
  if (end == 0 || letter(end - 1)) return true;
  return std::string_view(".)#\"").find(text[end - 1]) != std::string_view::npos &&
         (end < 2 || letter(end - 2));
}

bool ends_label_line(std::string_view text, std::size_t at) {
  if (text[at] < '\n' || text[at] > '\r' || !ends_label(text, at)) return false;
  return !(at >= 2 && is_digit(text[at - 2])) && !(at >= 3 && is_digit(text[at - 3]));
}

/// A space behind a hyphen or dash between spaces, or behind three periods.
bool is_behind_spaced_sign(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const bool dash = at >= 4 && is_beyond(text[at - 1]) && is_beyond(text[at - 2]) &&
                    is_beyond(text[at - 3]) && text[at - 4] == ' ';
  return text[at] == ' ' && (before.ends_with(" -") || before.ends_with("...") || dash);
}

/// A byte before the text: nothing that rules a separator out.
bool is_separator_at(std::string_view text, std::size_t at) {
  if (ends_label_line(text, at)) return true;
  if (at >= 1 && text[at] == ' ' && text[at - 1] == ' ') return ends_label(text, at - 1);
  if (is_behind_spaced_sign(text, at)) return true;
  if (std::string_view(":=#>\t").find(text[at]) == std::string_view::npos) return false;
  const bool digits = at >= 2 && is_digit(text[at - 1]) && is_digit(text[at - 2]);
  return !digits || at < 3 || is_letter(text[at - 3]) || is_beyond(text[at - 3]);
}

std::vector<std::uint32_t> long_run_ends(std::string_view text) {
  std::vector<std::uint32_t> ends;
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool digit = i < text.size() && is_digit(text[i]);
    if (!digit && digits >= kLongRun) ends.push_back(static_cast<std::uint32_t>(i));
    digits = digit ? digits + 1 : 0;
  }
  return ends;
}

/// The bitmaps and the runs against loops over bytes.
void expect_runs(std::string_view text) {
  ByteMarks marks;
  marks.mark("0a_:" + std::string(200, '7'));  // What was there before must go.
  marks.mark(text);
  auto word_byte = [](char c) { return is_digit(c) || is_letter(c) || c == '_'; };
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.digits, is_digit));
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.letters, is_letter));
  ASSERT_NO_FATAL_FAILURE(expect_marks(text, marks.words, word_byte));
  ASSERT_NO_FATAL_FAILURE(expect_marks_at(
      text, marks.separators, [&](std::size_t at) { return is_separator_at(text, at); }));
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
  ASSERT_EQ(marks.long_run_ends, long_run_ends(text));
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

TEST(DigitRuns, EndWhereverTheyAreLong) {
  for (std::size_t length = 0; length < 150; ++length) {
    const std::string run(length, '4');
    for (std::size_t before = 0; before < 70; ++before) {
      ASSERT_NO_FATAL_FAILURE(expect_runs(std::string(before, ' ') + run)) << length;
      ASSERT_NO_FATAL_FAILURE(expect_runs(std::string(before, ' ') + run + "=" + run + "?"))
          << length;
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

TEST(DigitRuns, TellWhereLabelsMayEndALine) {
  for (std::size_t before = 0; before < 70; ++before) {
    expect_runs(std::string(before, 'x') + "\nName\r\n121.5ms\nSSN:\nNo.\n\xc3\xa9\n\n5\n");
  }
}

TEST(DigitRuns, GoOnAcrossWords) {
  expect_runs(std::string(1000, '7'));
  expect_runs(std::string(63, 'x') + "12" + std::string(62, 'x') + "3" + std::string(64, '4'));
}

/// Random text of few kinds of bytes, so that all of them meet.
std::string mixed_text(support::Dice& dice, std::string_view bytes, std::size_t size) {
  std::string text;
  while (text.size() < size) text += bytes[dice.below(bytes.size())];
  return text;
}

TEST(DigitRuns, JoinedDigitsBeginNoNumberThatStandsAlone) {
  support::Dice dice(17);
  std::size_t joined = 0;
  std::size_t missed = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = mixed_text(dice, "0123456789--..::a_ /", 200 + dice.below(300));
    ByteMarks marks;
    marks.mark(text);
    for (std::size_t at = 1; at < text.size(); ++at) {
      if (!is_digit(text[at]) || text[at - 1] == '_' || is_letter(text[at - 1])) continue;
      const std::size_t run = run_length(marks.digits, at);
      const std::size_t end =
          at + run + dice.below(std::min<std::size_t>(9, text.size() + 1 - at - run));
      const bool alone = stands_alone(pattern::Boundary::kNumber, text, at, end, false);
      if (is_marked(marks.joined, at)) {
        EXPECT_FALSE(alone) << text.substr(at - 1, 20);
        ++joined;
      }
      const bool plain = text[at - 1] == '.' && at > 1 && is_digit(text[at - 2]);
      missed += plain && !is_marked(marks.joined, at);
    }
  }
  EXPECT_GT(joined, 10000U);
  EXPECT_EQ(missed, 0U);
}

/// Whether a part of a name can end right before the space at `space`: written out as the finder
/// of names asks for it, but for what takes lists of words.
bool may_end_part(std::string_view text, std::size_t space) {
  std::size_t at = space;
  if (at > 0 && (text[at - 1] == '.' || text[at - 1] == ',')) --at;
  const std::size_t end = at;
  while (at > 0 && is_letter(text[at - 1])) --at;
  if (at > 0 && is_beyond(text[at - 1])) return true;
  return at < end && (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '_'));
}

TEST(DigitRuns, PairsAreWhereverASecondPartOfANameMayBegin) {
  support::Dice dice(23);
  std::size_t pairs = 0;
  std::size_t others = 0;
  std::size_t spaced = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = mixed_text(dice, "  Aab1_.,\xC3\x89-", 200 + dice.below(300));
    ByteMarks marks;
    marks.mark(text);
    for (std::size_t at = 1; at < text.size(); ++at) {
      const bool capital = text[at] == 'A' || text[at] == '\xC3';
      const bool behind_comma = at > 1 && text[at - 1] == ',' && is_beyond(text[at - 2]);
      const bool behind = capital && (text[at - 1] == ' ' || behind_comma);
      const bool pair = behind && at > 1 && may_end_part(text, at - 1);
      EXPECT_TRUE(!pair || is_marked(marks.name_pairs, at)) << text.substr(0, at + 1);
      pairs += pair;
      spaced += behind;
      others += !pair && is_marked(marks.name_pairs, at);
    }
  }
  EXPECT_GT(pairs, 1000U);
  EXPECT_LT(others, (spaced - pairs) / 5);
}

}  // namespace
}  // namespace leaksift::detect
