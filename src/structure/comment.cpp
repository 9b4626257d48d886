#include "structure/comment.h"

#include "structure/bytes.h"

namespace leaksift::structure {

const char* Comment::skip(const char* p, const char* end) {
  switch (place_) {
    case Place::kSlash:
      place_ = *p == '*' ? Place::kBlock : lines_ && *p == '/' ? Place::kLine : Place::kNone;
      return none() ? p : p + 1;
    case Place::kLine:
      p = find_any(p, end, '\n');
      if (p != end) place_ = Place::kDone;
      return p;
    case Place::kBlock:
      p = find_any(p, end, '*');
      if (p == end) return p;
      place_ = Place::kStar;
      return p + 1;
    case Place::kStar:
      if (*p != '*') place_ = *p == '/' ? Place::kDone : Place::kBlock;
      return p + 1;
    default:
      return p;
  }
}

}  // namespace leaksift::structure
