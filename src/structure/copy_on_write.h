// CopyOnWrite: a value that copies share until one of them changes it.
#pragma once

#include <atomic>
#include <memory>

namespace leaksift::structure {

/// Copying costs one reference. A copy and its original may be used by different threads; each of
/// the two by one thread at a time, except that several may copy from the same one.
template <class T>
class CopyOnWrite {
 public:
  CopyOnWrite() : value_(std::make_shared<T>()), exclusive_(true) {}
  CopyOnWrite(const CopyOnWrite& other) : value_(other.value_), exclusive_(false) {
    other.exclusive_.store(false, std::memory_order_relaxed);
  }
  CopyOnWrite& operator=(const CopyOnWrite& other) {
    if (this == &other) return *this;
    value_ = other.value_;
    exclusive_.store(false, std::memory_order_relaxed);
    other.exclusive_.store(false, std::memory_order_relaxed);
    return *this;
  }

  const T& read() const { return *value_; }

  T& write() {
    if (!exclusive_.load(std::memory_order_relaxed)) {
      value_ = std::make_shared<T>(*value_);
      exclusive_.store(true, std::memory_order_relaxed);
    }
    return *value_;
  }

 private:
  std::shared_ptr<T> value_;
  /// Whether no copy was made since the value was. The reference count could tell as well, but
  /// reading it orders nothing before the last use by another thread.
  mutable std::atomic<bool> exclusive_;
};

}  // namespace leaksift::structure
