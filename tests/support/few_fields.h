// FewFields: a judge that knows some names of fields, for parsers that ask.
#pragma once

#include "structure/field_judge.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace leaksift::support {

class FewFields final : public structure::FieldJudge {
 public:
  bool names_field(std::string_view text) const override {
    constexpr std::array<std::string_view, 5> kNames = {"Name", "SSN", "State", "Born", "Mail"};
    return std::find(kNames.begin(), kNames.end(), text) != kNames.end();
  }
};

}  // namespace leaksift::support
