// All characters of a text, sixteen at a time.
#pragma once

#include "base/sip_hash.h"
#include "base/sixteen.h"
#include "validate/eight.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace leaksift::validate {

using base::Sixteen;

/// Calls `take` with all characters of `text`, sixteen at a time, and where these begin. The last
/// ones overlap those before; behind a text of fewer there are zeros. Inlined, so that what `take`
/// marks stays in registers.
template <typename Take>
[[gnu::always_inline]] inline void for_each_sixteen(std::string_view text, Take take) {
  if (text.size() < Sixteen::kSize) {
    std::array<char, Sixteen::kSize> padded{};
    if (!text.empty()) base::write_word(padded.data(), load_eight_at_most(text, 0));
    if (text.size() > 8) base::write_word(&padded[8], load_eight_at_most(text, 8));
    take(Sixteen(padded.data()), std::size_t{0});
    return;
  }
  const std::size_t last = text.size() - Sixteen::kSize;
  for (std::size_t at = 0; at < last; at += Sixteen::kSize) take(Sixteen(text.data() + at), at);
  take(Sixteen(text.data() + last), last);
}

}  // namespace leaksift::validate
