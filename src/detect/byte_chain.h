// ByteChain: a byte that stands in every match of an expression again and again, never far apart.
#pragma once

#include "detect/regex_syntax.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// The seven colons of a full IPv6 address, at most four bytes between each two. An automaton must
/// begin at every colon, of which a log's times have two or three; looking for so many of them that
/// close costs next to nothing.
struct ByteChain {
  char byte = 0;
  std::size_t links = 0;  ///< How many there are at least.
  std::size_t reach = 0;  ///< From one to the next, in bytes, at most.

  friend bool operator==(const ByteChain&, const ByteChain&) = default;
};

/// The chain of an expression: punctuation, at least kLeastLinks, all of them within 64 bytes.
inline constexpr std::size_t kLeastLinks = 4;
std::optional<ByteChain> chain_of(const RegexNode& root);

/// Appends to `ends` the offset behind each byte in `text` that ends a chain's least number of
/// links, ascending. So every match that lies in `text` has one of them behind its first byte.
void find_chains(const ByteChain& chain, std::string_view text, std::vector<std::uint32_t>& ends);

}  // namespace leaksift::detect
