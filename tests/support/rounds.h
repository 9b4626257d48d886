#pragma once

#include <cstddef>

namespace leaksift::support {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

/// How many rounds a test has that tries the same with many texts: a sanitizer, which makes each
/// cost ten times as much, sees a seventh of what the release build sees.
constexpr int rounds(int count) {
  return kSanitized ? count / 7 : count;
}

/// How far apart the places are that a test tries which would try all of them; odd.
constexpr std::size_t kStride = kSanitized ? 7 : 1;

}  // namespace leaksift::support
