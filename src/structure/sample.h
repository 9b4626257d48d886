// Sample: the front of a blob, by which its format is recognised.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::structure {

class FieldJudge;

/// So many lines are enough to judge a format by.
inline constexpr std::size_t kSampledLines = 400;

/// Shared by all that try to recognise a blob, so that its lines are found once. Views into the
/// bytes that it was made of, which must outlive it. Used by one thread.
class Sample {
 public:
  /// `complete`: `bytes` are all of the blob. `within_record`: it is a value of a record, and what
  /// its own records are is of no use.
  Sample(std::string_view bytes, bool complete, bool within_record = false,
         const FieldJudge* judge = nullptr)
      : bytes_(bytes), complete_(complete), within_record_(within_record), judge_(judge) {}

  std::string_view bytes() const { return bytes_; }
  bool complete() const { return complete_; }
  bool within_record() const { return within_record_; }
  /// Null if nobody knows of fields.
  const FieldJudge* judge() const { return judge_; }

  /// The first lines that are not blank, without byte order mark and newlines, at most
  /// kSampledLines; not the last one if it may go on. Empty where a NUL stands in the sample: that
  /// is no text.
  const std::vector<std::string_view>& lines() const;

  /// The first line that is not blank, NUL or not; or empty. Most blobs show by it that they are
  /// something else.
  std::string_view first_line() const;

 private:
  std::string_view bytes_;
  bool complete_;
  bool within_record_;
  const FieldJudge* judge_;
  mutable std::optional<std::vector<std::string_view>> lines_;
  mutable std::optional<std::string_view> first_line_;
};

/// Whether `part` is at least `percent` of `whole`, which is not 0.
constexpr bool is_share(std::size_t part, std::size_t whole, std::size_t percent) {
  return whole != 0 && part * 100 >= whole * percent;
}

/// Whether so many lines do not fit a format that not all others could make up for it: more than
/// `percent` of the sample.
inline bool too_many(std::size_t misfits, std::size_t percent, const Sample& sample) {
  return misfits * 100 > sample.lines().size() * percent;
}

}  // namespace leaksift::structure
