// RawMatch and Match: the states of a hit between the engine and the finding.
#pragma once

#include "core/span.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

/// A hit of one regex: bytes [begin, end) of the block, confirmed by the regex but not yet
/// validated.
struct RawMatch {
  std::uint32_t regex = 0;  ///< Index of the compiled regex.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One reason for a confidence: "luhn_valid", or "field_name" with the detail "ssn". Both parts
/// have the life time of the patterns and never hold scanned text.
struct Reason {
  std::string_view name;
  std::string_view detail;
};

/// Up to four reasons in the order in which they counted: a validator's, the best context's, and
/// room.
class Reasons {
 public:
  void add(std::string_view name, std::string_view detail = {}) {
    if (size_ < items_.size()) items_[size_++] = {name, detail};
  }
  std::size_t size() const { return size_; }
  const Reason* begin() const { return items_.data(); }
  const Reason* end() const { return items_.data() + size_; }

 private:
  std::array<Reason, 4> items_;
  std::uint8_t size_ = 0;
};

/// What part of a name of a person a value is, as its column or label says.
enum class NamePart : std::uint8_t { kWhole, kGiven, kFamily };
inline constexpr std::string_view kNamePartNames[] = {"", "given", "family"};

inline constexpr std::uint32_t kNoRecord = ~std::uint32_t{0};

/// What a value is taken for, how surely, and why. Values of a column mostly share one. Views point
/// into the block or its RecordIndex and die with them.
struct Judgement {
  std::uint32_t pattern = 0;  ///< Index into PatternSet::patterns.
  std::uint32_t regex = 0;    ///< Index of the regex within the pattern.
  double confidence = 0.0;
  double surety = 0.0;  ///< The log-odds of the regex alone.
  Reasons why;
  std::string_view field;  ///< Column, key or label that holds it; empty if none.
  std::string_view table;
  std::uint32_t column = kNoRecord;  ///< Index into RecordIndex::columns.
  NamePart part = NamePart::kWhole;
};
inline const Judgement kNoJudgement;

/// A validated value of one type.
struct Match {
  Span value;  ///< Bytes of the block.
  /// Never null. Belongs to whoever made the match, who says how long it stays.
  const Judgement* what = &kNoJudgement;
  /// What these bytes say, where that is not themselves: escapes undone. Else empty.
  std::string_view text;
  std::uint64_t record_number = 0;   ///< Of the record within its table, from 1; 0 if none.
  std::uint32_t record = kNoRecord;  ///< Index into RecordIndex::records.
};

/// What a match in `text` says.
inline std::string_view text_of(const Match& match, std::string_view text) {
  return match.text.empty() ? text.substr(match.value.begin, match.value.length()) : match.text;
}

}  // namespace leaksift::core
