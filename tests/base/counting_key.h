#pragma once

#include "base/hash.h"

#include <cstddef>
#include <cstdint>

namespace leaksift::base {

/// 00 01 02 … 0F, the key of the published vectors of SipHash.
inline Key128 counting_key() {
  Key128 key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  return key;
}

}  // namespace leaksift::base
