#include "detect/shape_filter.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/shape_filter.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_DETECT_SHAPE_FILTER_TABLES
#define LEAKSIFT_DETECT_SHAPE_FILTER_TABLES
namespace leaksift::detect {

struct ShapeFilter::Tables {
  static constexpr std::size_t kBytes = 14;
  /// A pattern is of kBytes and, in its lowest bit, of the byte before them: that of a leading run
  /// is no digit, and belongs to a word only if it is a letter.
  static constexpr std::size_t kPatterns = std::size_t{1} << (1 + kBytes);

  /// Kinds by classes of them, so that the tables stay in a CPU's near caches: what is bare, what
  /// stands behind a separator, and what stands behind letters, by their number.
  using Classes = std::uint8_t;
  static constexpr Classes kBare = 1;
  static constexpr Classes kBehindSeparator = 2;
  static Classes class_behind(std::size_t letters) {
    return static_cast<Classes>(4U << ((letters - 1) % 6));
  }

  /// By pattern: behind what it is allowed.
  std::array<Classes, kPatterns> by_digits{};
  std::array<Classes, kPatterns> by_words{};
  /// By the byte before a run, if that is no letter, and by the number of letters before it: which
  /// kinds can be, and of which classes these are.
  std::array<ShapeKinds, 256> kinds_behind_byte{};
  std::array<ShapeKinds, 64> kinds_behind_letters{};
  std::array<ShapeKinds, 256> kinds_of{};  ///< By classes.
  bool keeps_joined = false;  ///< Some shape that begins with digits may join what is before it.

  static std::size_t pattern(const std::vector<std::uint64_t>& bitmap, std::size_t before) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, reinterpret_cast<const char*>(bitmap.data()) + before / 8, sizeof bits);
    return bits >> (before % 8) & (kPatterns - 1);
  }
  Classes classes(const ByteMarks& marks, std::size_t before) const {
    return by_digits[pattern(marks.digits, before)] & by_words[pattern(marks.words, before)];
  }
};

}  // namespace leaksift::detect
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {

constexpr std::size_t kWords = 64;                   // Of the bitmaps that are looked at in one go.
constexpr std::size_t kMostRuns = kWords * 32 + 64;  // That begin in them, and room behind.

// Writes `base` plus the position of each mark to `out`, ascending; says how many they are. Writes
// some more than needed, up to 64, so that a number which a CPU cannot guess decides no branch.
HWY_INLINE std::size_t append_marks(std::uint32_t base, std::uint64_t marks, std::uint32_t* out) {
  constexpr std::size_t kMostly = 6;
  const auto count = static_cast<std::size_t>(__builtin_popcountll(marks));
  for (std::size_t i = 0; i < kMostly; ++i, marks &= marks - 1) {
    // Behind the last mark the position does not matter; the highest bit gives it one.
    out[i] = base + static_cast<std::uint32_t>(__builtin_ctzll(marks | std::uint64_t{1} << 63));
  }
  for (std::size_t i = kMostly; i < count; ++i, marks &= marks - 1) {
    out[i] = base + static_cast<std::uint32_t>(__builtin_ctzll(marks));
  }
  return count;
}

// Moves those of `runs` to the front that may be the first digits of something; says how many.
HWY_INLINE std::size_t keep_possible(const ShapeFilter::Tables& tables, const ByteMarks& marks,
                                     std::uint32_t* runs, std::size_t count) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t run = runs[i];
    runs[kept] = run;
    kept += tables.classes(marks, run - std::size_t{1}) != 0;
  }
  return kept;
}

// Appends those of `runs` that fit to what stands before them.
HWY_INLINE void append_fitting(const ShapeFilter::Tables& tables, const MarkedText& text,
                               const std::uint32_t* runs, std::size_t count,
                               std::vector<ShapeCandidate>& found) {
  std::size_t kept = found.size();
  found.resize(kept + count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t before = runs[i] - std::size_t{1};
    const std::size_t letters = run_length_before(text.marks.letters, runs[i]);
    const ShapeKinds fitting =
        tables.kinds_behind_letters[letters] |
        tables.kinds_behind_byte[static_cast<unsigned char>(text.text[before])];
    const ShapeKinds kinds = fitting & tables.kinds_of[tables.classes(text.marks, before)];
    found[kept] = {runs[i], static_cast<std::uint32_t>(letters), kinds};
    kept += kinds != 0;
  }
  found.resize(kept);
}

void find_candidates(const ShapeFilter::Tables& tables, const MarkedText& text, bool within,
                     std::vector<ShapeCandidate>& found) {
  const ByteMarks& marks = text.marks;
  const std::uint64_t left_out = tables.keeps_joined ? 0 : ~std::uint64_t{0};
  LeadingRuns leading(within);
  std::array<std::uint32_t, kMostRuns> runs;
  const std::size_t words = marks.digits.size() - 1;  // The last one is behind all text.
  for (std::size_t word = 0; word < words;) {
    std::size_t count = 0;
    for (const std::size_t end = std::min(words, word + kWords); word < end; ++word) {
      const std::uint64_t starts =
          leading.next(marks.digits[word], marks.letters[word], marks.words[word]) &
          ~(marks.joined[word] & left_out);
      count += append_marks(static_cast<std::uint32_t>(word * 64), starts, runs.data() + count);
    }
    // The tables know of a byte before each run.
    const std::size_t first = count > 0 && runs[0] == 0 ? 1 : 0;
    if (first == 1) found.push_back({0, 0, ShapeKinds{1} << kBareShape});
    count = keep_possible(tables, marks, runs.data() + first, count - first);
    append_fitting(tables, text, runs.data() + first, count, found);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {

HWY_EXPORT(find_candidates);

void ShapeFilter::find(const MarkedText& text, bool within,
                       std::vector<ShapeCandidate>& found) const {
  found.clear();
  if (tables_) HWY_DYNAMIC_DISPATCH(find_candidates)(*tables_, text, within, found);
}

// Allows every pattern that goes on behind `head` with the first `known` bits of `digits` or
// `words`.
void ShapeFilter::allow(std::string_view head, std::uint32_t digits, std::uint32_t words,
                        std::size_t known) {
  if (!tables_) tables_ = std::make_shared<Tables>();
  const std::size_t other = head.find_last_not_of(kShapeLetter);
  const std::size_t letters = head.size() - (other == std::string_view::npos ? 0 : other + 1);
  ShapeKinds kind = 0;
  Tables::Classes kind_class = 0;
  if (letters > 0) {
    kind_class = Tables::class_behind(letters);
    kind = ShapeKinds{1} << (kShapeBehindLetters + letters - 1);
    tables_->kinds_behind_letters.at(letters) = kind;
  } else if (!head.empty()) {
    kind_class = Tables::kBehindSeparator;
    kind = ShapeKinds{1} << (kShapeBehindSeparator + kShapeSeparators.find(head.back()));
    tables_->kinds_behind_byte.at(static_cast<unsigned char>(head.back())) |= kind;
  } else {
    kind_class = Tables::kBare;
    kind = ShapeKinds{1} << kBareShape;
    for (unsigned value = 0; value < 256; ++value) {
      if (!is_word(static_cast<char>(value))) tables_->kinds_behind_byte.at(value) |= kind;
    }
  }
  const bool known_kind = (tables_->kinds_of.at(kind_class) & kind) != 0;
  for (std::size_t classes = 0; !known_kind && classes < tables_->kinds_of.size(); ++classes) {
    if ((classes & kind_class) != 0) tables_->kinds_of.at(classes) |= kind;
  }
  auto allow_in = [&](auto& table, std::uint32_t bits, bool word_before) {
    for (std::uint32_t rest = 0; rest < 1U << (Tables::kBytes - known); ++rest) {
      table.at((bits | rest << known) << 1 | (word_before ? 1U : 0U)) |= kind_class;
    }
  };
  allow_in(tables_->by_digits, digits, false);
  allow_in(tables_->by_words, words, letters > 0);
}

void ShapeFilter::add(std::string_view text, bool alone) {
  const std::size_t begin = text.find(kShapeDigit);
  const std::string_view shape = text.substr(begin, Tables::kBytes);
  std::uint32_t digits = 0;
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = shape[i] == kShapeDigit;
    digits |= static_cast<std::uint32_t>(digit) << i;
    words |= static_cast<std::uint32_t>(digit || shape[i] == kShapeLetter) << i;
  }
  // The byte behind a shape belongs to no word: its bits are known, and 0.
  allow(text.substr(0, begin), digits, words, std::min(Tables::kBytes, shape.size() + 1));
  tables_->keeps_joined = tables_->keeps_joined || (begin == 0 && !alone);
}

void ShapeFilter::add_head(std::string_view head, std::size_t digits) {
  const std::size_t known = std::min(Tables::kBytes, digits);
  const std::uint32_t run = (std::uint32_t{1} << known) - 1;
  allow(head, run, run, known);
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
