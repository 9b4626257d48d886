// Comment: passes over a comment, to the end of the line or to the closing star and slash.
#pragma once

#include <cstdint>

namespace leaksift::structure {

class Comment {
 public:
  /// Behind a byte that has begun a comment up to the end of the line.
  void begin_line() { place_ = Place::kLine; }
  /// Behind a '/', which a '*' makes a comment, and if `lines` another '/' too.
  void begin_slash(bool lines) {
    place_ = Place::kSlash;
    lines_ = lines;
  }

  /// Moves over the bytes [p, end), of which there are some. Stops at the newline that ends the
  /// comment, or behind its slash, or at the byte that makes it none.
  const char* skip(const char* p, const char* end);
  bool done() const { return place_ == Place::kDone; }
  /// The slash has begun none.
  bool none() const { return place_ == Place::kNone; }

 private:
  enum class Place : std::uint8_t { kSlash, kLine, kBlock, kStar, kDone, kNone };

  Place place_ = Place::kNone;
  bool lines_ = false;
};

}  // namespace leaksift::structure
