// JsonPath: where in a document a value stands, as a JSON Pointer (RFC 6901).
#pragma once

#include "structure/parser.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// The steps from the document down to a value: "/customers/3/first~1last". Grows by one step at a
/// time, and is cut back to any earlier length. A step that finds no room is left out, so its
/// values have the name of what holds them.
class JsonPath {
 public:
  static constexpr std::size_t kMaxLength = 2048;
  /// Behind a path of this length there is room for any key.
  static constexpr std::size_t kRoomyLength = kMaxLength - 2 * kMaxNameLength - 1;
  /// An index above this is written '*', or a long array of numbers would be a table of as many
  /// columns, each of one value.
  static constexpr std::uint32_t kMaxIndex = 99;

  std::size_t size() const { return size_; }
  void cut(std::size_t size) { size_ = size; }

  /// Adds a key as it stands between its quotes, of which kMaxNameLength bytes count; `escaped`
  /// tells whether it holds backslashes.
  void add_key(std::string_view key, bool escaped);
  void add_index(std::uint32_t index);

  /// The steps behind the first `begin` bytes, and those up to `end`.
  std::string_view from(std::size_t begin) const { return between(begin, size_); }
  std::string_view between(std::size_t begin, std::size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }

 private:
  /// `step` as the document has it.
  void add_step(std::string_view step);
  /// `step` as a pointer writes it. Returns it where it then stands, with kRoom bytes behind it;
  /// null if it has found no room.
  const char* add(std::string_view step);

  static constexpr std::size_t kRoom = 16;
  std::string text_;  ///< The path and what longer ones have left behind it.
  std::size_t size_ = 0;
};

/// The first kMaxNameLength bytes of a pointer, without the character that these would cut.
std::string_view json_name(std::string_view pointer);

}  // namespace leaksift::structure
