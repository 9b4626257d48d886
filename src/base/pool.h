// Pool: values that stay where they are, in room that is used again.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace leaksift::base {

/// Keeps its room when it is cleared. Not for use by several threads.
template <typename T>
class Pool {
 public:
  /// Keeps a copy, which stays valid until `clear`, or until the pool is gone: it may be moved.
  T& add(const T& value) {
    if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<Chunk>());
    T& place = (*chunks_[size_ / kChunk])[size_ % kChunk];
    ++size_;
    return place = value;
  }
  void clear() { size_ = 0; }

 private:
  static constexpr std::size_t kChunk = 64;
  using Chunk = std::array<T, kChunk>;

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace leaksift::base
