#include "scan/block_reader.h"

#include "content/charset_stream.h"
#include "support/piece_stream.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

using support::PieceStream;

/// Lines of many lengths, some longer than a margin.
std::string lines(std::size_t size) {
  support::Dice dice(size);
  std::string text;
  while (text.size() < size) {
    text += std::string(dice.below(dice.one_in(50) ? 3 * core::kBlockMargin : 60), 'x') + "\n";
  }
  text.resize(size);
  return text;
}

std::uint64_t line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + offset, '\n'));
}

std::uint64_t column_at(std::string_view text, std::size_t offset) {
  const std::size_t newline = text.substr(0, offset).rfind('\n');
  return newline == std::string_view::npos ? offset + 1 : offset - newline;
}

/// Checks one block of `text` whose owned part should begin at `own`.
void expect_block(const core::Block& block, std::string_view text, std::size_t own,
                  std::size_t block_size) {
  const std::size_t window = own - std::min(own, core::kBlockMargin);
  const std::size_t own_end = std::min(text.size(), own + block_size);
  const std::size_t end = std::min(text.size(), own + block_size + core::kBlockMargin);
  ASSERT_EQ(block.offset, window);
  ASSERT_EQ(block.own_begin, own - window);
  ASSERT_EQ(block.own_end, own_end - window);
  ASSERT_TRUE(block.view() == text.substr(window, end - window)) << "window at " << window;
  ASSERT_EQ(block.line, line_at(text, window));
  ASSERT_EQ(block.column, column_at(text, window));
  ASSERT_EQ(block.last, own_end == text.size());
}

void expect_blocks(std::string_view text, std::size_t block_size, std::size_t piece) {
  PieceStream stream(text, piece);
  BlockReader reader(stream, block_size);
  core::Block block;
  structure::Cursor cursor;
  std::size_t own = 0;
  for (std::uint64_t number = 0; reader.next(block, cursor); ++number) {
    ASSERT_EQ(block.number, number);
    ASSERT_NO_FATAL_FAILURE(expect_block(block, text, own, block_size));
    own += block.own_end - block.own_begin;
  }
  EXPECT_EQ(own, text.size());
  EXPECT_EQ(reader.bytes(), text.size());
  EXPECT_EQ(reader.error(), "");
  EXPECT_FALSE(reader.next(block, cursor)) << "after the end";
}

TEST(BlockReader, CoversABlobOnceForAnySizes) {
  struct Case {
    std::size_t text;
    std::size_t block;
    std::size_t piece;
  };
  constexpr std::size_t kMargin = core::kBlockMargin;
  constexpr std::size_t kSniff = structure::kSniffLength;
  const std::vector<Case> cases = {
      {0, 1, 1},
      {1, 1, 1},
      {3, 1, 1},
      {2000, 1, 7},
      {2000, 1999, 100},
      {2000, 2000, 2000},
      {2000, 2001, 1},
      {kMargin, 64, 4096},
      {3 * kMargin, 61, 4096},
      {3 * kMargin, kMargin, 1000},
      {3 * kMargin + 1, kMargin, 1 << 20},
      {kSniff, 1000, 999},
      {kSniff + 1, 1000, 999},
      {kSniff - 1, 4096, 1 << 20},
      {kSniff + kMargin, kSniff, 1 << 20},
      {kSniff + kMargin + 1, kSniff, 1 << 20},
      {4 * kSniff, kSniff, 65536},
      {4 * kSniff + 17, kSniff - 5, 3},
      {5 * kSniff, 10 * kSniff, 12345},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE("text " + std::to_string(test.text) + ", block " + std::to_string(test.block) +
                 ", piece " + std::to_string(test.piece));
    expect_blocks(lines(test.text), test.block, test.piece);
  }
}

TEST(BlockReader, CoversABlobOnceForSizesAtRandom) {
  support::Dice dice(11);
  for (int i = 0; i < 60; ++i) {
    const std::size_t size = dice.below(200'000);
    const std::size_t block = 50 + dice.below(dice.one_in(2) ? 1000 : 100'000);
    const std::size_t piece = 1 + dice.below(100'000);
    SCOPED_TRACE(testing::Message() << "text " << size << " block " << block << " piece " << piece);
    expect_blocks(lines(size), block, piece);
  }
}

/// What a block says of the blob's own bytes, when these are in ISO 8859-1 or, with `width` 2, in
/// UTF-16LE; `text` is the same in ISO 8859-1.
void expect_origins(const core::Block& block, std::string_view text, std::size_t width) {
  std::uint64_t at = 0;  // In the text of the blob, which is in UTF-8.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint64_t length = static_cast<unsigned char>(text[i]) < 0x80 ? 1 : 2;
    if (at >= block.offset && at + length <= block.offset + block.bytes.size()) {
      ASSERT_EQ(block.begin_in_blob(at - block.offset), i * width);
      ASSERT_EQ(block.end_in_blob(at - block.offset + length), (i + 1) * width);
    }
    if (at == block.offset) {
      ASSERT_EQ(block.line, line_at(text, i));
      ASSERT_EQ(block.column, (column_at(text, i) - 1) * width + 1);
    }
    at += length;
  }
}

TEST(BlockReader, SaysWhereDecodedTextStoodForAnySizes) {
  support::Dice dice(12);
  for (const std::size_t block_size : {64UL, 100UL, 4096UL, 70'000UL}) {
    for (const std::size_t width : {1UL, 2UL}) {
      std::string text = lines(block_size < 1000 ? 13'000 : 150'000);
      for (char& c : text) c = dice.one_in(50) && c != '\n' ? '\xf1' : c;
      std::string bytes;
      for (const char c : text) bytes.append(c + std::string(width - 1, '\0'));
      PieceStream inner(bytes, 1 + dice.below(70'000));
      const auto stream = content::charset_stream(width == 2 ? "utf-16le" : "iso-8859-1", inner);
      BlockReader reader(*stream, block_size);
      core::Block block;
      structure::Cursor cursor;
      for (std::size_t number = 0; reader.next(block, cursor); ++number) {
        if (number % 16 > 1) continue;
        ASSERT_NO_FATAL_FAILURE(expect_origins(block, text, width)) << block_size << " " << width;
      }
      EXPECT_EQ(reader.bytes(), bytes.size());
    }
  }
}

TEST(BlockReader, TakesABlockSizeOfZeroAsOne) {
  PieceStream stream("abc", 3);
  BlockReader reader(stream, 0);
  core::Block block;
  structure::Cursor cursor;
  std::string owned;
  while (reader.next(block, cursor)) {
    owned += block.view().substr(block.own_begin, block.own_end - block.own_begin);
  }
  EXPECT_EQ(owned, "abc");
}

TEST(BlockReader, GivesWhatCameBeforeAnError) {
  const std::string text = lines(100'000);
  for (const std::size_t size : {0UL, 1UL, 5000UL, 70'000UL, 100'000UL}) {
    PieceStream stream(std::string_view(text).substr(0, size), 3000, "gzip: truncated");
    BlockReader reader(stream, 4096);
    core::Block block;
    structure::Cursor cursor;
    std::string owned;
    while (reader.next(block, cursor)) {
      owned += block.view().substr(block.own_begin, block.own_end - block.own_begin);
    }
    EXPECT_TRUE(owned == text.substr(0, size)) << size;
    EXPECT_EQ(reader.error(), "gzip: truncated");
    EXPECT_EQ(reader.bytes(), size);
  }
}

/// A table with quoted newlines, so that where a row begins depends on all that comes before.
std::string table(std::size_t rows) {
  std::string text = "id,ssn,note\n";
  for (std::size_t row = 0; row < rows; ++row) {
    text += std::to_string(row) + ",536-90-4399,\"line, one\nline \"\"two\"\"\"\n";
  }
  return text;
}

TEST(BlockReader, GivesEachBlockTheStateOfTheTableAtItsWindow) {
  const std::string text = table(2000);
  core::RecordIndex whole;
  structure::Cursor::sniff(text.substr(0, structure::kSniffLength),
                           text.size() <= structure::kSniffLength)
      .index(text, whole);
  ASSERT_GT(whole.cells.size(), 5000U);
  for (const std::size_t block_size : {97UL, 1000UL, 20'000UL, 1UL << 20}) {
    PieceStream stream(text, 4096);
    BlockReader reader(stream, block_size);
    core::Block block;
    core::RecordIndex index;
    structure::Cursor cursor;
    std::size_t next = 0;  // The first cell of the whole that no block has owned so far.
    while (reader.next(block, cursor)) {
      cursor.index(block.view(), index);
      for (const core::Cell& cell : index.cells) {
        if (cell.begin < block.own_begin || cell.begin >= block.own_end) continue;
        ASSERT_LT(next, whole.cells.size());
        const core::Cell& expected = whole.cells[next++];
        ASSERT_EQ(block.offset + cell.begin, expected.begin) << "block size " << block_size;
        ASSERT_EQ(index.records.at(cell.record).number, whole.records.at(expected.record).number);
        ASSERT_EQ(index.columns.at(cell.column), whole.columns.at(expected.column));
      }
    }
    EXPECT_EQ(next, whole.cells.size()) << "block size " << block_size;
    EXPECT_EQ(reader.format(), "csv");
  }
}

TEST(BlockReader, TellsWhatIsWrongAtTheVeryEnd) {
  const std::string head = table(100);
  const std::vector<std::pair<std::string, std::string>> files = {
      {head, ""},
      {head + "1,\"lost\n", "quote not closed at byte " + std::to_string(head.size() + 2)},
      {head + "1,2",
       "1 row of another width than the table, at byte " + std::to_string(head.size())},
      {"[{\"a\":1},\n{\"b\":", "JSON cut off at byte 15"},
  };
  for (const auto& [text, damage] : files) {
    for (const std::size_t block_size : {64UL, 1000UL, text.size(), 1UL << 20}) {
      PieceStream stream(text, 4096);
      BlockReader reader(stream, block_size);
      core::Block block;
      structure::Cursor cursor;
      while (reader.next(block, cursor)) continue;
      EXPECT_EQ(reader.damage(), damage) << "block size " << block_size;
    }
  }
}

}  // namespace
}  // namespace leaksift::scan
