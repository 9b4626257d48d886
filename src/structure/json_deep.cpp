#include "structure/json_deep.h"

namespace leaksift::structure {

const char* JsonDeep::skip(const char* p, const char* end) {
  for (; p != end && *p != '\n'; ++p) {
    if (place_ == Place::kText) {
      p = find_any(p, end, '"', '\\', '\n');
      if (p == end || *p == '\n') return p;
      place_ = *p == '"' ? Place::kOutside : Place::kEscape;
    } else if (place_ == Place::kEscape || *p == '"') {
      place_ = Place::kText;
    } else if (*p == '{' || *p == '[') {
      ++open_;
    } else if ((*p == '}' || *p == ']') && --open_ == 0) {
      return p + 1;
    }
  }
  return p;
}

}  // namespace leaksift::structure
