// Result<T>: a value or an Error that says what failed, on what, and why.
//
// Fallible functions return Result; exceptions of libraries stop at the folder that met them.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace leaksift::base {

/// Why something failed, as one sentence for a person: what was tried, on what, why it failed and,
/// where it helps, what to do. Never holds a raw value from scanned content.
struct Error {
  std::string message;
};

/// Either a T or an Error. Check with `ok()` before taking the value.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
struct Ok {};
using Status = Result<Ok>;

}  // namespace leaksift::base
