// SipHash of many messages that begin alike, inlined.
#pragma once

#include "base/hash.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace leaksift::base {

/// Writes the eight bytes of `word`, least first, on every machine.
inline void write_word(char* out, std::uint64_t word) {
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  std::memcpy(out, &word, sizeof word);
}

/// SipHash (Aumasson and Bernstein, 2012) with `kRounds` rounds for each word of the message and
/// `kLastRounds` at its end, and an output of 64 bits or, for `Output` = Digest128, of 128.
/// SipHash<2, 4> is what siphash64 gives, and SipHash<2, 4, Digest128> what siphash128 does;
/// SipHash<1, 3> is what the hash tables of Rust and Python use. Immutable.
template <int kRounds, int kLastRounds, class Output = std::uint64_t>
class SipHash {
  static constexpr bool kWide = std::is_same_v<Output, Digest128>;
  static_assert(kWide || std::is_same_v<Output, std::uint64_t>);

 public:
  /// For messages that begin with `beginning`, of which whole words are taken in now.
  SipHash(const Key128& key, std::string_view beginning = {})
      : taken_(beginning.size() / kWord * kWord) {
    const auto* bytes = reinterpret_cast<const char*>(key.data());
    const std::uint64_t low = word_at(bytes);
    const std::uint64_t high = word_at(bytes + kWord);
    start_ = {low ^ 0x736f6d6570736575U, high ^ 0x646f72616e646f6dU, low ^ 0x6c7967656e657261U,
              high ^ 0x7465646279746573U};
    if constexpr (kWide) start_.v1 ^= 0xee;
    for (std::size_t i = 0; i < taken_; i += kWord) start_.take(word_at(beginning.data() + i));
  }

  /// The hash of `message`, which begins as was said.
  Output operator()(std::string_view message) const {
    State state = start_;
    const char* at = message.data() + taken_;
    std::size_t left = message.size() - taken_;
    for (; left >= kWord; left -= kWord, at += kWord) state.take(word_at(at));
    state.take(last_word(message, at, left));
    return finish(state);
  }

 private:
  static constexpr std::size_t kWord = 8;

  struct State {
    std::uint64_t v0 = 0, v1 = 0, v2 = 0, v3 = 0;

    void round() {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
    void take(std::uint64_t word) {
      v3 ^= word;
      for (int i = 0; i < kRounds; ++i) round();
      v0 ^= word;
    }
  };

  /// The last bytes of the message, fewer than a word, below its length.
  static std::uint64_t last_word(std::string_view message, const char* at, std::size_t left) {
    std::uint64_t last = static_cast<std::uint64_t>(message.size()) << 56;
    if (left == 0) return last;
    // One load of the last eight bytes, of which some have been taken in before.
    if (message.size() >= kWord) return last | word_at(at + left - kWord) >> (8 * (kWord - left));
    for (std::size_t i = 0; i < left; ++i) last |= byte_at(at, i) << (8 * i);
    return last;
  }

  static Output finish(State& state) {
    state.v2 ^= kWide ? 0xee : 0xff;
    for (int i = 0; i < kLastRounds; ++i) state.round();
    const std::uint64_t low = state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
    if constexpr (!kWide) {
      return low;
    } else {
      state.v1 ^= 0xdd;
      for (int i = 0; i < kLastRounds; ++i) state.round();
      const std::uint64_t high = state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
      Digest128 digest;
      write_word(reinterpret_cast<char*>(digest.data()), low);
      write_word(reinterpret_cast<char*>(digest.data()) + kWord, high);
      return digest;
    }
  }

  static std::uint64_t byte_at(const char* from, std::size_t i) {
    return static_cast<unsigned char>(from[i]);
  }
  /// Least byte first, on every machine.
  static std::uint64_t word_at(const char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return std::endian::native == std::endian::big ? __builtin_bswap64(word) : word;
  }

  std::size_t taken_;
  State start_;
};

}  // namespace leaksift::base
