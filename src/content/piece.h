// kPiece: how much at a time.
#pragma once

#include <cstddef>

namespace leaksift::content {

/// Bytes that the readers of documents and databases read, or make, at a time.
inline constexpr std::size_t kPiece = 64 << 10;

}  // namespace leaksift::content
