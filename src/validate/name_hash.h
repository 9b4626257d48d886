// How the table of name tokens is laid out: what its generator writes and name_tokens.cpp reads.
//
// A perfect hash by displacement: the bucket of a key has a seed, with which no two keys of the
// table get the same slot. A slot holds where its key stands in the pool, and a fingerprint that
// ends the search for most words that are no keys. The pool holds each key whole, so that no other
// word is ever taken for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace leaksift::validate {

/// In bytes. Longer tokens are in no list.
inline constexpr std::size_t kLongestNameToken = 32;

/// A slot: the offset of an entry of the pool in its low bits, a fingerprint above.
inline constexpr unsigned kOffsetBits = 22;
inline constexpr std::uint32_t kEmptySlot = 0xFFFFFFFF;

/// An entry of the pool: length of the key, the classes as given name, surname and word, the key.
inline constexpr std::size_t kEntryHead = 4;

constexpr std::uint64_t multiply_folded(std::uint64_t a, std::uint64_t b) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A key with zeros behind it, so that it can be read eight bytes at a time.
using PaddedName = std::array<char, kLongestNameToken + 8>;

/// The table is built and read on one machine, so the order of bytes does not matter.
inline std::uint64_t hash_of_name(const PaddedName& key, std::size_t size) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15;
  constexpr std::uint64_t kSecond = 0xD6E8FEB86659FD93;
  std::uint64_t hash = size * kFirst;
  for (std::size_t i = 0; i < size; i += 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, key.data() + i, sizeof part);
    hash = multiply_folded(hash ^ part ^ kSecond, kFirst);
  }
  return multiply_folded(hash ^ kFirst, kSecond);
}

/// A number below `count` from the low half of `hash`.
constexpr std::uint32_t scaled(std::uint64_t hash, std::uint32_t count) {
  return static_cast<std::uint32_t>((hash & 0xFFFFFFFF) * count >> 32);
}

constexpr std::uint32_t slot_of(std::uint64_t hash, std::uint32_t seed, std::uint32_t slots) {
  return scaled(multiply_folded(hash + seed, 0xE7037ED1A0B428DB), slots);
}

constexpr std::uint32_t fingerprint_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> (32 + kOffsetBits));
}

}  // namespace leaksift::validate
