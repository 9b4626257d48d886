// Limits: how far a scan goes into hostile input. A value that is passed, never a global.
#pragma once

#include <cstddef>
#include <cstdint>

namespace leaksift::core {

/// Bounds on what one input may cost. Every bound that bites is reported as a reason.
struct Limits {
  std::uint32_t max_depth = 16;                       ///< Containers within containers.
  std::uint64_t max_members = 1'000'000;              ///< Members of all containers of one input.
  std::uint64_t max_decoded_bytes = 1ULL << 40;       ///< Decoded bytes of one input.
  std::uint64_t max_decoded_total = 1ULL << 44;       ///< The same of all inputs of a scan.
  std::uint64_t max_seconds = 4 * 3600;               ///< Computing time for one input.
  std::size_t max_path_length = 4096;                 ///< Bytes of all names within an input.
  std::uint64_t max_expansion_ratio = 10'000;         ///< Decoded bytes per byte of the input...
  std::uint64_t expansion_grace_bytes = 64ULL << 20;  ///< ...once this many have been decoded.
  /// What of a member must be at hand as a whole (a database) is held in memory up to this size...
  std::uint64_t max_held_bytes = 32ULL << 20;
  std::uint64_t max_spooled_bytes = 16ULL << 30;  ///< ...and in a temporary file up to this.
  /// Dictionaries and windows of the decoders at work; what declares larger ones is not decoded.
  std::size_t max_decoder_bytes = 256U << 20;
  std::uint64_t max_file_size = UINT64_MAX;  ///< Larger files are skipped.
};

}  // namespace leaksift::core
