// Snapshots: values as bytes, for files that the same build of the program reads again (cereal).
//
// A struct is told by a function beside it,
//
//   template <class Archive>
//   void serialize(Archive& archive, Mask& mask) {
//     auto& [style, first, last] = mask;
//     archive(style, first, last);
//   }
//
// whose structured binding does not compile any more once the struct has another member.
#pragma once

#include <bitset>
#include <cereal/archives/binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/unordered_map.hpp>
#include <cereal/types/unordered_set.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstddef>
#include <exception>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>

namespace cereal {

/// As they lie in memory, not bit by bit.
template <class Archive, std::size_t kBits>
void serialize(Archive& archive, std::bitset<kBits>& bits) {
  archive(binary_data(&bits, sizeof bits));
}

}  // namespace cereal

namespace leaksift::base {

/// The bytes of `value`, of use only to the same build.
template <class Value>
std::string save_snapshot(const Value& value) {
  std::ostringstream stream;
  cereal::BinaryOutputArchive archive(stream);
  archive(value);
  return std::move(stream).str();
}

/// Reads a view in place.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());
    setg(begin, begin, begin + bytes.size());
  }
};

/// Makes `value` what was saved as `bytes`. False if these are not all of it and nothing else;
/// then `value` holds anything. Bytes that were not saved by this build must be kept from it.
template <class Value>
bool load_snapshot(std::string_view bytes, Value& value) {
  try {
    ViewBuffer buffer(bytes);
    std::istream stream(&buffer);
    cereal::BinaryInputArchive archive(stream);
    archive(value);
    return stream.peek() == std::istream::traits_type::eof();
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace leaksift::base
