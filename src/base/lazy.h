// Lazy: a value that is made when it is first needed.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

namespace leaksift::base {

/// Shared by all threads; whichever asks first makes it. Asking again costs a load and a branch.
template <class T>
class Lazy {
 public:
  /// `make` gives a std::unique_ptr<const T>. The same for every call.
  template <class Make>
  const T& get(const Make& make) const {
    if (const T* const made = made_.load(std::memory_order_acquire)) return *made;
    std::call_once(once_, [&] {
      value_ = make();
      made_.store(value_.get(), std::memory_order_release);
    });
    return *value_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::unique_ptr<const T> value_;
  mutable std::atomic<const T*> made_ = nullptr;
};

}  // namespace leaksift::base
