#include "base/newlines.h"

#include <cstring>

namespace leaksift::base {
namespace {

/// Sixteen bytes, each a count; GCC and Clang compile the arithmetic to SIMD on every machine.
using Lanes [[gnu::vector_size(16)]] = unsigned char;
constexpr std::size_t kStep = 4 * sizeof(Lanes);
/// Each step adds at most four to a lane of at most 255.
constexpr std::size_t kStepsPerSum = 63;

Lanes load(const char* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

/// Each lane 1 where a byte is '\n', else 0.
Lanes newlines(const char* from) {
  return (load(from) == '\n') & 1;
}

std::size_t sum(Lanes lanes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &lanes, sizeof halves);
  constexpr std::uint64_t kEven = 0x00ff00ff00ff00ff;
  std::uint64_t pairs = 0;
  for (const std::uint64_t half : halves) pairs += (half & kEven) + ((half >> 8) & kEven);
  return static_cast<std::size_t>((pairs * 0x0001000100010001) >> 48);
}

}  // namespace

std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (static_cast<std::size_t>(end - at) >= sizeof(Lanes)) {
    Lanes lanes{};
    for (std::size_t i = 0; i < kStepsPerSum && static_cast<std::size_t>(end - at) >= kStep; ++i) {
      lanes += newlines(at) + newlines(at + 16) + newlines(at + 32) + newlines(at + 48);
      at += kStep;
    }
    for (int i = 0; i < 3 && static_cast<std::size_t>(end - at) >= sizeof(Lanes); ++i) {
      lanes += newlines(at);
      at += sizeof(Lanes);
    }
    count += sum(lanes);
  }
  for (; at != end; ++at) count += *at == '\n' ? 1 : 0;
  return count;
}

std::size_t last_newline(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  const void* const found = memrchr(text.data(), '\n', text.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

void LineIndex::count() {
  std::uint64_t line = line_;
  for (std::size_t at = 0; at <= text_.size(); at += kStep) {
    before_.push_back(line);
    line += count_newlines(text_.substr(at, kStep));
  }
}

}  // namespace leaksift::base
