// NameMemory: remembers what field names say, so that each is judged once.
#pragma once

#include "base/text_hash.h"
#include "pattern/field_names.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::detect {

/// A bounded cache in front of FieldNames. One per thread. Verdicts stay valid until `trim`.
class NameMemory {
 public:
  explicit NameMemory(const pattern::FieldNames& names) : names_(names) {}

  const pattern::FieldVerdict& judge(std::string_view name, std::string_view table = {});

  /// Forgets everything if hostile input has filled the memory. Call between blocks.
  void trim() {
    if (verdicts_.size() <= kMostNames) return;
    verdicts_.clear();
    ++generation_;
  }
  /// Verdicts of the same generation at the same place are the same.
  std::uint64_t generation() const { return generation_; }

 private:
  static constexpr std::size_t kMostNames = 4096;

  const pattern::FieldNames& names_;
  std::unordered_map<std::string, pattern::FieldVerdict, base::TextHash, std::equal_to<>> verdicts_;
  std::uint64_t generation_ = 0;
  std::string key_;
};

}  // namespace leaksift::detect
