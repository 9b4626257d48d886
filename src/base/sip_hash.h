// SipHash of many messages that begin alike, inlined.
#pragma once

#include "base/hash.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::base {

/// Writes the eight bytes of `word`, least first, on every machine.
inline void write_word(char* out, std::uint64_t word) {
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  std::memcpy(out, &word, sizeof word);
}

/// SipHash-2-4 (Aumasson and Bernstein, 2012) with an output of 128 bits: what siphash128 gives.
/// Immutable.
class SipHash {
 public:
  /// For messages that begin with `beginning`, which is taken in now.
  SipHash(const Key128& key, std::string_view beginning = {})
      : length_(beginning.size()), pending_bits_(8 * (beginning.size() % kWord)) {
    const auto* bytes = reinterpret_cast<const char*>(key.data());
    const std::uint64_t low = word_at(bytes);
    const std::uint64_t high = word_at(bytes + kWord);
    start_ = {low ^ 0x736f6d6570736575U, high ^ 0x646f72616e646f6dU, low ^ 0x6c7967656e657261U,
              high ^ 0x7465646279746573U};
    start_.v1 ^= 0xee;
    for (; beginning.size() >= kWord; beginning.remove_prefix(kWord)) {
      start_.take(word_at(beginning.data()));
    }
    pending_ = short_word(beginning);
  }

  /// The hash of the beginning and `rest` behind it.
  Digest128 operator()(std::string_view rest) const {
    State state = start_;
    const std::uint64_t last =
        rest.size() < kWord ? take_short(state, rest) : take_long(state, rest);
    state.take(last | static_cast<std::uint64_t>(length_ + rest.size()) << 56);
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
      for (int i = 0; i < 2; ++i) round();
      v0 ^= word;
    }
  };

  /// Takes in the whole words of the message. Gives the bytes behind them, fewer than a word.
  std::uint64_t take_short(State& state, std::string_view rest) const {
    const std::uint64_t word = short_word(rest);
    const std::uint64_t first = pending_ | word << pending_bits_;
    if (pending_bits_ + 8 * rest.size() < 64) return first;
    state.take(first);
    return word >> (64 - pending_bits_);
  }
  std::uint64_t take_long(State& state, std::string_view rest) const {
    state.take(pending_ | word_at(rest.data()) << pending_bits_);
    rest.remove_prefix(kWord - pending_bits_ / 8);
    const char* const end = rest.data() + rest.size();
    for (; rest.size() >= kWord; rest.remove_prefix(kWord)) state.take(word_at(rest.data()));
    // One load of the last eight bytes, of which some have been taken in before.
    return word_at(end - kWord) >> 8 >> (8 * (kWord - 1 - rest.size()));
  }

  static Digest128 finish(State& state) {
    auto output = [&state] {
      for (int i = 0; i < 4; ++i) state.round();
      return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
    };
    Digest128 digest;
    state.v2 ^= 0xee;
    write_word(reinterpret_cast<char*>(digest.data()), output());
    state.v1 ^= 0xdd;
    write_word(reinterpret_cast<char*>(digest.data()) + kWord, output());
    return digest;
  }

  /// Fewer bytes than a word has.
  static std::uint64_t short_word(std::string_view bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return word;
  }
  /// Least byte first, on every machine.
  static std::uint64_t word_at(const char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return std::endian::native == std::endian::big ? __builtin_bswap64(word) : word;
  }

  std::size_t length_;         ///< Of the beginning.
  std::size_t pending_bits_;   ///< Of its bytes that are no whole word...
  std::uint64_t pending_ = 0;  ///< ...and these.
  State start_;
};

}  // namespace leaksift::base
