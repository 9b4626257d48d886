// JsonDeep: passes over what is nested too deeply, by its brackets and strings alone.
#pragma once

#include "structure/bytes.h"

#include <cstdint>

namespace leaksift::structure {

/// Begins behind a bracket and ends behind the one that closes it.
class JsonDeep {
 public:
  /// Moves over the bytes [p, end). Stops behind the closing bracket, and at each newline.
  const char* skip(const char* p, const char* end);
  bool done() const { return open_ == 0; }
  /// In a string, where a newline makes no sense.
  bool in_text() const { return place_ != Place::kOutside; }

 private:
  enum class Place : std::uint8_t { kOutside, kText, kEscape };

  std::uint64_t open_ = 1;  ///< Brackets.
  Place place_ = Place::kOutside;
};

}  // namespace leaksift::structure
