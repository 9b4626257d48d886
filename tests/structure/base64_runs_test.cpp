#include "structure/base64_runs.h"

#include "structure/bytes.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

std::string base64(std::string_view bytes, std::string_view last = "+/", std::size_t line = 0) {
  const std::string alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + std::string(last);
  std::string out;
  std::size_t in_line = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k > bytes.size() ? '=' : alphabet[bits >> (18 - 6 * k) & 63U];
    }
    in_line += 4;
    if (in_line == line) out += '\n';
    if (in_line == line) in_line = 0;
  }
  return out;
}

core::Block block_of(std::string_view text, std::uint64_t offset = 0) {
  core::Block block;
  block.bytes.assign(text.begin(), text.end());
  block.offset = offset;
  block.own_end = text.size();
  return block;
}

/// What the runs of a text decode to.
Strings decoded(std::string_view text, std::uint64_t offset = 0) {
  const core::Block block = block_of(text, offset);
  TextMarks marks;
  marks.collect(block.view(), block.offset);
  Base64Runs runs;
  runs.collect(block, marks);
  Strings values;
  for (const Base64Runs::Run& run : runs.runs()) {
    values.push_back(decode_base64(text.substr(run.begin, run.end - run.begin)));
  }
  return values;
}

TEST(Base64Runs, AreFoundWhereverTheyStand) {
  const std::string value = "the number is 536-90-4399?>";
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::string_view last : {"+/", "-_"}) {
      const std::string text = std::string(before, ' ') + base64(value, last) + "\" and so on";
      EXPECT_EQ(decoded(text), Strings{value}) << before;
      EXPECT_EQ(decoded(text, 5), Strings{value}) << before;
    }
  }
}

TEST(Base64Runs, OfEveryLengthAreDecoded) {
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string value =
        std::string("Wilma Krantz, 12 Elm Street, ").append(171, 'x').substr(0, size);
    const std::string text = "x: " + base64(value) + " end";
    EXPECT_EQ(decoded(text), size >= 18 ? Strings{value} : Strings{}) << size;
  }
}

TEST(Base64Runs, GoOnInTheNextLine) {
  std::string value;
  while (value.size() < 1000) value += "Wilma Krantz, 12 Elm Street\n";
  for (const std::size_t line : {64U, 76U}) {
    std::string text = "-----BEGIN-----\n" + base64(value, "+/", line) + "\n-----END-----\n";
    EXPECT_EQ(decoded(text), Strings{value});
    std::string indented;
    for (const char c : text) indented += c == '\n' ? "\r\n    " : std::string(1, c);
    EXPECT_EQ(decoded(indented), Strings{value});
  }
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

TEST(Base64Runs, AreReadThroughTheEscapesOfTheFormatsAroundThem) {
  std::string value = "Wilma Krantz >>>?~?>>> 536-90-4399 ";
  for (int i = 0; i < 3; ++i) value += value;
  const std::string code = base64(value);
  for (const auto& [plus, slash, padding] :
       {std::array{"+", "\\/", "="}, std::array{"\\u002B", "/", "\\u003D"},
        std::array{"%2B", "%2F", "%3D"}}) {
    const std::string escaped =
        replaced(replaced(replaced(code, "+", plus), "/", slash), "=", padding);
    EXPECT_EQ(decoded("\"doc\":\"" + escaped + "\","), Strings{value}) << escaped;
  }
}

TEST(Base64Runs, GoOnBehindLineBreaksThatAreEscaped) {
  std::string value = "Wilma Krantz >>>?~?>>> 536-90-4399 ";
  for (int i = 0; i < 3; ++i) value += value;
  const std::string code = base64(value, "+/", 76);
  for (const std::string_view end :
       {"\\n", "\\r\\n", "%0A", "%0D%0A", "&#10;", "&#xA;", "&#13;\n"}) {
    const std::string lines = replaced(code, "\n", end);
    EXPECT_EQ(decoded("\"" + lines + "\""), Strings{value}) << end;
    EXPECT_EQ(decoded("\"see:" + std::string(end) + lines + std::string(end) + "\""),
              Strings{value})
        << end;
  }
  EXPECT_EQ(decoded("{\"a\":\"x\\t" + base64(value) + "\"}"), Strings{value});
}

TEST(Base64Runs, EndWhereTheNextLineSaysSomethingElse) {
  const std::string value = "Wilma Krantz, 12 Elm Street, Northgate, Ohio";
  const std::string line = base64(value + '.');
  ASSERT_EQ(line.size(), 60U);
  for (const std::string_view next : {"Dear Jane\n", "text", "Dear, all\n", "OK\n", "(none)\n"}) {
    const bool cut = next == "text";  // Nobody can tell: the text ends there.
    const Strings values = decoded(line + "\n" + std::string(next));
    ASSERT_EQ(values.size(), 1U);
    EXPECT_EQ(values[0] == value + '.', !cut) << next;
  }
  for (const std::string_view after : {"</data>", "'", "\"", "\n", "\r\n", ""}) {
    EXPECT_EQ(decoded("'" + line + "\n" + base64(value) + std::string(after)),
              Strings{value + '.' + value});
  }
}

TEST(Base64Runs, AreApartWhenEachLineHasAContainer) {
  const std::string archive = "PK\x03\x04" + std::string(41, 'p');
  const std::string line = base64(archive) + "\n";
  EXPECT_EQ(decoded(line + line + line), Strings(3, archive));
}

TEST(Base64Runs, AreNotSeenInOtherText) {
  for (const std::string_view text :
       {"rid=f7936f45-3efa-470a-8521-76230ca96fd9 d41d8cd98f00b204e9800998ecf8427e", "",
        "getUserInformationFromTheDatabase someVeryLongIdentifierIndeed",
        "GET /a/very/long/Path/To/It", "AAAAAAAAAAAAAAAAAAAAAA", "VGhlIG51bWJlciBpcyA1Mz"}) {
    EXPECT_EQ(decoded(text), Strings{}) << text;
  }
}

TEST(Base64Runs, LongOnesAreCut) {
  std::string value;
  while (value.size() < 20'000) value += "Wilma Krantz, 12 Elm Street\n";
  const Strings values = decoded("x " + base64(value));
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0], value.substr(0, Base64Runs::kMostLength / 4 * 3));
}

TEST(Base64Runs, BelongToTheBlockTheyBeginIn) {
  support::Dice dice(5);
  std::string text;
  std::vector<std::size_t> begins;
  while (text.size() < 60'000) {
    text += std::string(1 + dice.below(300), dice.one_in(2) ? ' ' : 'y') + "=";
    begins.push_back(text.size());
    text += base64("No. " + std::string(20 + dice.below(900), '7'), "+/", dice.one_in(2) ? 76 : 0);
    text += dice.pick(Strings{"< ", "' ", "\n"});
  }
  for (const std::size_t size : {64U, 999U, 20'000U, 60'000U}) {
    std::vector<std::size_t> found;
    for (std::size_t own = 0; own < text.size(); own += size) {
      const std::size_t window = own - std::min(own, core::kBlockMargin);
      core::Block block = block_of(
          std::string_view(text).substr(window, own - window + size + core::kBlockMargin), window);
      block.own_begin = own - window;
      block.own_end = std::min(block.bytes.size(), block.own_begin + size);
      TextMarks marks;
      marks.collect(block.view(), block.offset);
      Base64Runs runs;
      runs.collect(block, marks);
      for (const Base64Runs::Run& run : runs.runs()) found.push_back(window + run.begin);
    }
    EXPECT_EQ(found, begins) << size;
  }
}

// Pairs of lanes that have nothing but the characters of base64, and a capital.
TEST(TextMarks, AreThoseOfASlowSearch) {
  support::Dice dice(6);
  auto is_base64 = [](char c) {
    return is_letter(c) ? static_cast<unsigned char>(c) < 0x80
                        : is_digit(c) || c == '\x7F' ||
                              std::string_view("+/-_").find(c) != std::string_view::npos;
  };
  auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (int round = 0; round < 200; ++round) {
    std::string text(dice.one_in(10) ? dice.below(10'000) : dice.below(500), '\0');
    for (char& c : text) {
      c = dice.one_in(40) ? static_cast<char>(dice.below(256)) : "aZ09+/-_aaaaaa"[dice.below(14)];
    }
    TextMarks marks;
    marks.collect(text, dice.below(20));
    for (std::size_t i = marks.lead(); i < text.size(); ++i) {
      const std::size_t at = i - marks.lead();
      const bool ends_lane = at % TextMarks::kLane + 1 == TextMarks::kLane;
      const bool ends_pair = ends_lane && at > TextMarks::kLane;
      const auto pair = std::string_view(text).substr(ends_pair ? i - 15 : i, 16);
      const bool expected = ends_pair && std::all_of(pair.begin(), pair.end(), is_base64) &&
                            std::any_of(pair.begin(), pair.end(), is_capital);
      ASSERT_EQ(marks.pairs()[at / 64] >> at % 64 & 1U, expected ? 1U : 0U) << i;
    }
  }
}

}  // namespace
}  // namespace leaksift::structure
