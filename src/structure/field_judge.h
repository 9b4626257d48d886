// FieldJudge: what structure asks those who know patterns.
#pragma once

#include <string_view>

namespace leaksift::structure {

/// Knows what fields are called. Constant; shared by threads.
class FieldJudge {
 public:
  virtual ~FieldJudge() = default;
  /// Whether a text is known as the name of a field ("Date of birth"), and not of a value.
  virtual bool names_field(std::string_view text) const = 0;
};

}  // namespace leaksift::structure
