// FileStatus: what became of an input.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

/// scanned: all bytes. partial: some bytes, the reason says which and why not all. skipped: none,
/// by rule (special file, excluded, too large, encrypted). failed: none, by error.
enum class FileStatus : std::uint8_t { kScanned, kPartial, kSkipped, kFailed };

inline constexpr std::array<std::string_view, 4> kFileStatusNames = {"scanned", "partial",
                                                                     "skipped", "failed"};

constexpr std::string_view name_of(FileStatus status) {
  return kFileStatusNames[static_cast<std::size_t>(status)];
}

}  // namespace leaksift::core
