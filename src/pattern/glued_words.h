// GluedWords: cuts names of fields that are written in one word, as databases with capitals alone
// have them.
#pragma once

#include "base/text_hash.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace leaksift::pattern {

/// The words that such names are put together of. Constant once all are added; shared by threads.
class GluedWords {
 public:
  /// Knows the words of a phrase, which spaces part. A word of three letters or more may stand
  /// anywhere in a name; a shorter one only if it is added with `short_too`.
  void add(std::string_view phrase, bool short_too = false);

  /// The words of a lower-case name: "employeessn" -> employee, ssn. Empty if it is itself a word,
  /// or if known words do not fill it. The longer words they are, the better.
  std::vector<std::string_view> cut(std::string_view name) const;

  /// For snapshots: base/snapshot.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(words_, longest_);
  }

 private:
  std::unordered_set<std::string, base::TextHash, std::equal_to<>> words_;
  std::size_t longest_ = 0;
};

}  // namespace leaksift::pattern
