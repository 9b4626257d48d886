// SettingReader: turns the words of settings into values, remembers the first that makes no sense.
#pragma once

#include "base/result.h"
#include "cli/options.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace leaksift::cli {

/// Reads settings one after the other; a setting that was not given, or is wrong, gives
/// `otherwise`.
class SettingReader {
 public:
  bool flag(const Typed& typed, bool otherwise = false) const;
  std::string word(const Typed& typed, const std::string& otherwise = {}) const;
  /// A whole number from `least` to `most`.
  std::uint64_t count(const Typed& typed, std::uint64_t otherwise, std::uint64_t least,
                      std::uint64_t most);
  /// A number of bytes, with K, M or G (powers of 1024) behind it or not.
  std::uint64_t size(const Typed& typed, std::uint64_t otherwise, std::uint64_t least,
                     std::uint64_t most);
  /// The position of the word in `names`.
  std::size_t choice(const Typed& typed, std::span<const std::string_view> names,
                     std::size_t otherwise);

  void fail(const std::string& origin, const std::string& message);
  const std::optional<base::Error>& error() const { return error_; }

 private:
  std::optional<base::Error> error_;
};

/// The number of bytes that "10", "64K", "8M" or "1G" means, or nothing.
std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace leaksift::cli
