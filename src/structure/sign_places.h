// Where the signs stand that a format asks for, found at the speed of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Sets `places` to the offsets of all bytes of `text`, of less than 4 GiB, that equal one of
/// `signs`, ascending: at worst four times as many bytes as `text` has.
void find_places(std::string_view text, const std::array<char, 4>& signs,
                 std::vector<std::uint32_t>& places);

/// The signs of one line.
class LineSigns {
 public:
  /// `places`: those of the signs and, as the last, the end of the line, in the text in which the
  /// line begins at `begin`. They must outlive this.
  LineSigns(const std::uint32_t* places, std::size_t begin) : places_(places), begin_(begin) {}

  /// The offset in the line of the first sign at `at` or behind it, or of its end. `at` is not
  /// behind its end, and at least what it was before.
  std::size_t next(std::size_t at) {
    while (*places_ < begin_ + at) ++places_;
    return *places_ - begin_;
  }

 private:
  const std::uint32_t* places_;
  std::size_t begin_;
};

}  // namespace leaksift::structure
