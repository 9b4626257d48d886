// The names of markup: what they are made of, and room for one that a window's edge divides.
#pragma once

#include "structure/bytes.h"
#include "structure/parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::structure {

/// By byte, whether it may stand in a name of a tag or attribute: all but space, quotes and / < =
/// >.
inline constexpr auto kMarkupNameBytes = [] {
  std::array<bool, 256> table{};
  table.fill(true);
  for (std::size_t space = 0; space <= ' '; ++space) table[space] = false;
  for (const char c : {'"', '\'', '/', '<', '=', '>'}) table[static_cast<unsigned char>(c)] = false;
  return table;
}();

constexpr bool is_markup_name_byte(char c) {
  return kMarkupNameBytes[static_cast<unsigned char>(c)];
}

/// A qualified name without its prefix (Namespaces in XML 1.0, section 4).
inline std::string_view local_name(std::string_view name) {
  const void* const colon = std::memchr(name.data(), ':', name.size());
  if (colon == nullptr) return name;
  name.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(colon) - name.data()) + 1);
  return name;
}

/// The first kMaxNameLength bytes of a name.
class MarkupName {
 public:
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }
  std::string_view view() const { return {bytes_.data(), size_}; }

  void add(const char* begin, const char* end) {
    const std::size_t length =
        std::min(static_cast<std::size_t>(end - begin), kMaxNameLength - size_);
    std::memcpy(bytes_.data() + size_, begin, length);
    size_ += length;
  }
  /// `text` may be a part of view().
  void assign(std::string_view text) {
    std::memmove(bytes_.data(), text.data(), text.size());
    size_ = text.size();
  }

 private:
  std::array<char, kMaxNameLength> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace leaksift::structure
