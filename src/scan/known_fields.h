// KnownFields: what the patterns of a scan know of the names of fields, for structure.
#pragma once

#include "assess/region_finder.h"
#include "pattern/field_names.h"
#include "structure/field_judge.h"

#include <cstddef>
#include <string_view>

namespace leaksift::scan {

/// Constant after construction; shared by threads. `names` and `regions` must outlive it.
class KnownFields final : public structure::FieldJudge {
 public:
  KnownFields(const pattern::FieldNames& names, const assess::RegionFinder& regions)
      : names_(names), regions_(regions) {}

  bool names_field(std::string_view text) const override {
    constexpr std::size_t kLongest = 64;
    if (text.empty() || text.size() > kLongest) return false;
    // "--user=<name>" is the option of a program, "ann@mail.example" no mail.
    if (text.front() == '-' || text.find_first_of("<>=@") != text.npos) return false;
    return !names_.judge(text).silent || regions_.role_of(text) != assess::ColumnRole::kNone;
  }

 private:
  const pattern::FieldNames& names_;
  const assess::RegionFinder& regions_;
};

}  // namespace leaksift::scan
