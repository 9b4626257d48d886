// RawBytes: a buffer to read into.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace leaksift::base {

/// Leaves new elements as they are where std::allocator would clear them.
template <class T>
struct LeavingAllocator : std::allocator<T> {
  template <class U>
  void construct(U* at) noexcept {
    ::new (static_cast<void*>(at)) U;
  }
  template <class U, class... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    std::construct_at(at, std::forward<Arguments>(arguments)...);
  }
};

/// Bytes that resize() adds hold anything: for what is read into at once. Of the time that a small
/// file takes, clearing its three buffers of 64 KiB was a twentieth.
using RawBytes = std::vector<char, LeavingAllocator<char>>;

}  // namespace leaksift::base
