#include "detect/digit_runs.h"

#include <algorithm>
#include <array>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/digit_runs.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_DETECT_MARKED_ROWS
#define LEAKSIFT_DETECT_MARKED_ROWS
namespace leaksift::detect {

// Bitmaps of some text on its way into ByteMarks, in words of 64 bits.
struct MarkedRows {
  static constexpr std::size_t kWords = 64;
  // The first word is of the text before: what moves bits on looks at it. The last ones are room
  // for vectors.
  using Row = std::array<std::uint64_t, 1 + kWords + 8>;

  Row digits{}, letters{}, capitals{}, spaces{}, hyphens{}, periods{}, commas{}, colons{};
  Row underscores{}, number_signs{};
  Row parentheses{};  // Those that close, and quotes.
  Row equals{};       // '=', '>' and tabs.
  Row line_ends{};    // Line feeds to carriage returns.
  Row high{};         // Bytes beyond ASCII.

  Row words{};       // Letters, digits and underscores.
  Row beyond{};      // Letters, and bytes beyond ASCII.
  Row stops{};       // Periods and commas.
  Row closings{};    // Periods, parentheses that close, quotes, and number signs.
  Row separators{};  // What can stand between label and value.
  Row fours{};       // Digits behind three others.
  Row long_ends{};
  bool has_long_ends = false;
  Row rests{};  // Behind letters behind a digit or underscore: the rest of some other word.
  Row labels{}, pairs{}, joined{};  // As ByteMarks has them; labels are its separators.
};

}  // namespace leaksift::detect
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<std::uint8_t, 64>;
using Byte = hn::Vec<Tag>;

HWY_INLINE auto is(Byte value, unsigned byte) {
  return hn::Eq(value, hn::Set(Tag(), static_cast<std::uint8_t>(byte)));
}

// Whether bytes are among `count` ones, at most 127, from `first` on. CPUs compare signed numbers.
HWY_INLINE auto is_in(Byte value, unsigned first, int count) {
  const hn::RebindToSigned<Tag> tag;
  const auto least = hn::Set(Tag(), static_cast<std::uint8_t>(first + 128));
  const auto most = hn::Set(tag, static_cast<std::int8_t>(count - 128));
  return hn::RebindMask(Tag(), hn::Lt(hn::BitCast(tag, hn::Sub(value, least)), most));
}

// Writes one bit per byte into each of the rows that tell what bytes are, of `count` times 64
// bytes. Row by row, since registers hold the constants of few of them.
void mark_bytes(const std::uint8_t* bytes, std::size_t count, MarkedRows& rows) {
  for (std::size_t word = 1; word <= count; ++word, bytes += 64) {
    auto mark = [&](MarkedRows::Row& row, auto is_marked) HWY_ATTR {
      auto* const bits = reinterpret_cast<std::uint8_t*>(&row[word]);
      for (std::size_t i = 0; i < 64; i += hn::Lanes(Tag())) {
        hn::StoreMaskBits(Tag(), is_marked(hn::LoadU(Tag(), bytes + i)), bits + i / 8);
      }
    };
    auto mark_all = [&](MarkedRows::Row& row, char c) HWY_ATTR {
      mark(row, [c](Byte value) HWY_ATTR { return is(value, static_cast<unsigned char>(c)); });
    };
    mark_all(rows.spaces, ' ');
    mark_all(rows.periods, '.');
    mark_all(rows.commas, ',');
    mark_all(rows.colons, ':');
    mark_all(rows.hyphens, '-');
    mark_all(rows.underscores, '_');
    mark_all(rows.number_signs, '#');
    mark(rows.parentheses,
         [](Byte value) HWY_ATTR { return hn::Or(is(value, ')'), is(value, '"')); });
    mark(rows.digits, [](Byte value) HWY_ATTR { return is_in(value, '0', 10); });
    mark(rows.line_ends, [](Byte value) HWY_ATTR { return is_in(value, '\n', 4); });
    mark(rows.letters,
         [](Byte value) HWY_ATTR { return is_in(hn::Or(value, hn::Set(Tag(), 0x20)), 'a', 26); });
    mark(rows.high, [](Byte value) HWY_ATTR {
      const hn::RebindToSigned<Tag> tag;
      return hn::RebindMask(Tag(), hn::Lt(hn::BitCast(tag, value), hn::Zero(tag)));
    });
    mark(rows.equals, [](Byte value) HWY_ATTR {
      return hn::Or(hn::Or(is(value, '='), is(value, '>')), is(value, '\t'));
    });
    mark(rows.capitals, [](Byte value) HWY_ATTR {
      const auto others = hn::Or(hn::Or(is(value, 0xCE), is(value, 0xD0)), is(value, 0xE1));
      return hn::Or(hn::Or(is_in(value, 'A', 26), is_in(value, 0xC3, 3)), others);
    });
  }
}

using Words = hn::CappedTag<std::uint64_t, 8>;
using Bits = hn::Vec<Words>;

HWY_INLINE Bits load(const MarkedRows::Row& row, std::size_t word) {
  return hn::LoadU(Words(), row.data() + word);
}

// The bits of a row, each some places further.
template <int kPlaces>
HWY_INLINE Bits moved(const MarkedRows::Row& row, std::size_t word) {
  return hn::Or(hn::ShiftLeft<kPlaces>(load(row, word)),
                hn::ShiftRight<64 - kPlaces>(load(row, word - 1)));
}

// Makes the rows of bytes of several kinds.
void join_rows(std::size_t count, MarkedRows& rows) {
  const std::size_t lanes = hn::Lanes(Words());
  for (std::size_t word = 1; word <= count; word += lanes) {
    auto store = [&](Bits bits, MarkedRows::Row& row)
                     HWY_ATTR { hn::StoreU(bits, Words(), row.data() + word); };
    const Bits letters = load(rows.letters, word);
    const Bits periods = load(rows.periods, word);
    const Bits number_signs = load(rows.number_signs, word);
    store(hn::Or(hn::Or(letters, load(rows.digits, word)), load(rows.underscores, word)),
          rows.words);
    store(hn::Or(letters, load(rows.high, word)), rows.beyond);
    store(hn::Or(periods, load(rows.commas, word)), rows.stops);
    store(hn::Or(hn::Or(periods, load(rows.parentheses, word)), number_signs), rows.closings);
    store(hn::Or(hn::Or(load(rows.colons, word), load(rows.equals, word)), number_signs),
          rows.separators);
  }
}

// The digits that join what stands before them: ByteMarks::joined.
HWY_INLINE Bits joined_in(const MarkedRows& rows, std::size_t word) {
  const Bits digits = load(rows.digits, word);
  const Bits digit_before = moved<2>(rows.digits, word);
  const Bits next_digits = load(rows.digits, word + 1);
  const Bits two_more = hn::And(hn::Or(hn::ShiftRight<1>(digits), hn::ShiftLeft<63>(next_digits)),
                                hn::Or(hn::ShiftRight<2>(digits), hn::ShiftLeft<62>(next_digits)));
  const Bits time = hn::AndNot(two_more, hn::And(moved<1>(rows.colons, word), digit_before));
  const Bits decimal = hn::And(moved<1>(rows.periods, word), digit_before);
  const Bits far_digit = hn::Or(moved<3>(rows.digits, word),
                                hn::And(moved<3>(rows.words, word), moved<4>(rows.digits, word)));
  const Bits hyphenated =
      hn::And(moved<1>(rows.hyphens, word),
              hn::Or(digit_before, hn::And(moved<2>(rows.words, word), far_digit)));
  return hn::And(digits, hn::Or(time, hn::Or(decimal, hyphenated)));
}

// What stands behind a sign that parts a label from its value as a colon does: a hyphen or dash
// between spaces, or three dots, or two behind a space.
HWY_INLINE Bits spaced_signs_before(const MarkedRows& rows, std::size_t word) {
  const Bits hyphen = hn::And(moved<1>(rows.hyphens, word), moved<2>(rows.spaces, word));
  const Bits dash = hn::And(hn::And(moved<1>(rows.high, word), moved<2>(rows.high, word)),
                            hn::And(moved<3>(rows.high, word), moved<4>(rows.spaces, word)));
  const Bits dots = hn::And(hn::And(moved<1>(rows.periods, word), moved<2>(rows.periods, word)),
                            hn::Or(moved<3>(rows.periods, word), moved<3>(rows.spaces, word)));
  return hn::Or(hyphen, hn::Or(dash, dots));
}

// What is no digit, behind kLongRun of them.
void mark_long_runs(std::size_t count, MarkedRows& rows) {
  static_assert(kLongRun == 12, "three times four");
  const std::size_t lanes = hn::Lanes(Words());
  for (std::size_t word = 1; word <= count; word += lanes) {
    const Bits twos = hn::And(load(rows.digits, word), moved<1>(rows.digits, word));
    const Bits before = hn::And(moved<2>(rows.digits, word), moved<3>(rows.digits, word));
    hn::StoreU(hn::And(twos, before), Words(), rows.fours.data() + word);
  }
  Bits any = hn::Zero(Words());
  for (std::size_t word = 1; word <= count; word += lanes) {
    const Bits eight = hn::And(moved<1>(rows.fours, word), moved<5>(rows.fours, word));
    const Bits twelve = hn::And(eight, moved<9>(rows.fours, word));
    const Bits ends = hn::AndNot(load(rows.digits, word), twelve);
    hn::StoreU(ends, Words(), rows.long_ends.data() + word);
    any = hn::Or(any, ends);
  }
  rows.has_long_ends = !hn::AllTrue(Words(), hn::Eq(any, hn::Zero(Words())));
}

// Makes the rows that say what stands beside what.
void mark_neighbours(std::size_t count, MarkedRows& rows) {
  const std::size_t lanes = hn::Lanes(Words());
  for (std::size_t word = 1; word <= count; word += lanes) {
    // Adding carries each beginning through its letters to the byte behind them.
    const Bits letters = load(rows.letters, word);
    const Bits begins = hn::AndNot(moved<1>(rows.letters, word), letters);
    const Bits sum = hn::Add(letters, hn::And(begins, moved<1>(rows.words, word)));
    hn::StoreU(hn::AndNot(letters, sum), Words(), rows.rests.data() + word);
  }
  for (std::size_t word = 1; word <= count; word += lanes) {
    const Bits two_digits = hn::And(moved<1>(rows.digits, word), moved<2>(rows.digits, word));
    const Bits letters_before = moved<3>(rows.beyond, word);
    const Bits times = hn::AndNot(letters_before, two_digits);
    // The unit behind a log line's number is no label.
    const Bits unit = hn::Or(moved<2>(rows.digits, word), moved<3>(rows.digits, word));
    const Bits abbreviated = hn::And(moved<1>(rows.closings, word), moved<2>(rows.beyond, word));
    const Bits words = hn::AndNot(unit, hn::Or(moved<1>(rows.beyond, word), abbreviated));
    const Bits lines = hn::And(words, load(rows.line_ends, word));
    const Bits words_farther =
        hn::Or(moved<2>(rows.beyond, word),
               hn::And(moved<2>(rows.closings, word), moved<3>(rows.beyond, word)));
    const Bits spaces = load(rows.spaces, word);
    const Bits columns = hn::And(hn::And(spaces, moved<1>(rows.spaces, word)), words_farther);
    const Bits signs = hn::And(spaces, spaced_signs_before(rows, word));
    hn::StoreU(hn::Or(hn::AndNot(times, load(rows.separators, word)),
                      hn::Or(lines, hn::Or(columns, signs))),
               Words(), rows.labels.data() + word);
    const Bits stops = hn::Or(moved<2>(rows.stops, word), moved<2>(rows.parentheses, word));
    const Bits ends = hn::Or(moved<2>(rows.beyond, word), hn::And(stops, letters_before));
    const Bits behind = hn::Or(hn::And(moved<1>(rows.spaces, word), ends),
                               hn::And(moved<1>(rows.commas, word), moved<2>(rows.beyond, word)));
    hn::StoreU(hn::AndNot(moved<1>(rows.rests, word), hn::And(load(rows.capitals, word), behind)),
               Words(), rows.pairs.data() + word);
    hn::StoreU(joined_in(rows, word), Words(), rows.joined.data() + word);
  }
}

void mark_rows(const std::uint8_t* bytes, std::size_t count, MarkedRows& rows) {
  mark_bytes(bytes, count, rows);
  join_rows(count, rows);
  rows.digits[count + 1] = ~std::uint64_t{0};  // What comes next is not known: it may be digits.
  mark_neighbours(count, rows);
  mark_long_runs(count, rows);
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {

HWY_EXPORT(mark_rows);

namespace {

// Appends where the ends in `count` words of rows lie, the first of which is number `first`.
void append_ends(const MarkedRows& rows, std::size_t count, std::size_t first,
                 std::vector<std::uint32_t>& ends) {
  if (!rows.has_long_ends) return;
  for (std::size_t word = 0; word < count; ++word) {
    for (std::uint64_t marks = rows.long_ends[1 + word]; marks != 0; marks &= marks - 1) {
      const auto bit = static_cast<std::size_t>(__builtin_ctzll(marks));
      ends.push_back(static_cast<std::uint32_t>((first + word) * 64 + bit));
    }
  }
}

}  // namespace

void ByteMarks::mark(std::string_view text) {
  size = text.size();
  const std::size_t room = text.size() / 64 + 2;  // One of them behind all text.
  for (auto* bitmap : {&digits, &letters, &words, &separators, &name_pairs, &joined}) {
    bitmap->resize(room);
    bitmap->back() = 0;
  }
  long_run_ends.clear();
  MarkedRows rows;
  rows.letters[0] = rows.beyond[0] = ~std::uint64_t{0};
  auto mark_from = [&](const char* bytes, std::size_t count, std::size_t word) {
    HWY_DYNAMIC_DISPATCH(mark_rows)
    (reinterpret_cast<const std::uint8_t*>(bytes), count, rows);
    auto take = [&](const MarkedRows::Row& row, std::vector<std::uint64_t>& bitmap) {
      std::copy_n(row.begin() + 1, count, bitmap.begin() + static_cast<std::ptrdiff_t>(word));
    };
    take(rows.digits, digits);
    take(rows.letters, letters);
    take(rows.words, words);
    take(rows.labels, separators);
    take(rows.pairs, name_pairs);
    take(rows.joined, joined);
    append_ends(rows, count, word, long_run_ends);
    for (auto* row : {&rows.digits, &rows.letters, &rows.words, &rows.colons, &rows.spaces,
                      &rows.hyphens, &rows.periods, &rows.high, &rows.parentheses, &rows.stops,
                      &rows.closings, &rows.beyond, &rows.rests, &rows.fours}) {
      row->front() = (*row)[count];
    }
  };
  const std::size_t whole = text.size() / 64;
  for (std::size_t word = 0; word < whole; word += MarkedRows::kWords) {
    mark_from(text.data() + word * 64, std::min(MarkedRows::kWords, whole - word), word);
  }
  std::array<char, 64> rest{};
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(whole * 64), text.end(), rest.begin());
  mark_from(rest.data(), 1, whole);
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
