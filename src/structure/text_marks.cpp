#include "structure/text_marks.h"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "structure/text_marks.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_STRUCTURE_TEXT_MARKS
#define LEAKSIFT_STRUCTURE_TEXT_MARKS
namespace leaksift::structure {

// A byte is of base64 if the entries for its two halves share a bit.
using Halves = std::array<std::uint8_t, 16>;
constexpr Halves kLow = {0b1010, 0b1110, 0b1110, 0b1110, 0b1110, 0b1110, 0b1110, 0b1110,
                         0b1110, 0b1110, 0b1100, 0b0101, 0b0100, 0b0101, 0b0100, 0b1101};
constexpr Halves kHigh = {0, 0, 0b0001, 0b0010, 0b0100, 0b1000, 0b0100, 0b1000};

// Bitmaps of some text on its way into TextMarks, in words of TextMarks::kStep bits.
struct MarkRows {
  static constexpr std::size_t kWords = 64;
  // The first word is of the text before. The last ones are room for vectors.
  using Row = std::array<std::uint64_t, 1 + kWords + 8>;

  Row base64{}, capitals{};
  Row pairs{};
};

}  // namespace leaksift::structure
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::structure {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Writes one bit per byte into each row that tells what bytes are, of `count` times 64 bytes.
void mark_bytes(const std::uint8_t* bytes, std::size_t count, MarkRows& rows) {
  const hn::CappedTag<std::uint8_t, TextMarks::kStep> tag;
  const auto low = hn::LoadDup128(tag, kLow.data());
  const auto high = hn::LoadDup128(tag, kHigh.data());
  for (std::size_t i = 0; i < count * TextMarks::kStep; i += hn::Lanes(tag)) {
    auto store = [&](auto mask, MarkRows::Row& row) HWY_ATTR {
      hn::StoreMaskBits(tag, mask, reinterpret_cast<std::uint8_t*>(&row[1]) + i / 8);
    };
    const auto value = hn::LoadU(tag, bytes + i);
    const auto kinds = hn::And(hn::TableLookupBytes(low, hn::And(value, hn::Set(tag, 0x0F))),
                               hn::TableLookupBytes(high, hn::ShiftRight<4>(value)));
    store(hn::Gt(kinds, hn::Zero(tag)), rows.base64);
    store(hn::Lt(hn::Sub(value, hn::Set(tag, 'A')), hn::Set(tag, 26)), rows.capitals);
  }
}

// Finds the pairs of lanes, each of which has a byte of a row.
void mark_pairs(std::size_t count, MarkRows& rows) {
  static_assert(TextMarks::kLane == 8);
  const hn::CappedTag<std::uint8_t, 64> tag;
  auto lane = [](MarkRows::Row& row, std::size_t at) {
    return reinterpret_cast<std::uint8_t*>(&row[1]) + at;
  };
  for (std::size_t i = 0; i < count * sizeof(std::uint64_t); i += hn::Lanes(tag)) {
    auto load = [&](MarkRows::Row& row) HWY_ATTR { return hn::LoadU(tag, lane(row, i)); };
    auto before = [&](MarkRows::Row& row) HWY_ATTR { return hn::LoadU(tag, lane(row, i) - 1); };
    const auto full = hn::And(load(rows.base64), before(rows.base64));
    const auto capitals = hn::Or(load(rows.capitals), before(rows.capitals));
    const auto pairs = hn::AndNot(hn::VecFromMask(tag, hn::Eq(capitals, hn::Zero(tag))),
                                  hn::VecFromMask(tag, hn::Eq(full, hn::Set(tag, 0xFF))));
    hn::StoreU(hn::And(pairs, hn::Set(tag, 0x80)), tag, lane(rows.pairs, i));
  }
}

void mark_rows(const char* bytes, std::size_t count, MarkRows& rows) {
  mark_bytes(reinterpret_cast<const std::uint8_t*>(bytes), count, rows);
  mark_pairs(count, rows);
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::structure
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::structure {

HWY_EXPORT(mark_rows);

void TextMarks::collect(std::string_view text, std::uint64_t offset) {
  lead_ = std::min<std::size_t>((kLane - offset % kLane) % kLane, text.size());
  text.remove_prefix(lead_);
  pairs_.resize((text.size() + kStep - 1) / kStep);
  MarkRows rows;
  auto mark = [&](const char* bytes, std::size_t count, std::size_t word) {
    HWY_DYNAMIC_DISPATCH(mark_rows)(bytes, count, rows);
    std::copy_n(&rows.pairs[1], count, &pairs_[word]);
    rows.base64[0] = rows.base64[count];
    rows.capitals[0] = rows.capitals[count];
  };
  const std::size_t whole = text.size() / kStep;
  for (std::size_t word = 0; word < whole; word += MarkRows::kWords) {
    mark(text.data() + word * kStep, std::min(MarkRows::kWords, whole - word), word);
  }
  if (whole == pairs_.size()) return;
  std::array<char, kStep> rest{};
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(whole * kStep), text.end(), rest.begin());
  mark(rest.data(), 1, whole);
}

}  // namespace leaksift::structure
#endif  // HWY_ONCE
