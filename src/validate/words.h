// Walks the words of a text, and finds words in lists.
#pragma once

#include "validate/ascii.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::validate {

/// Takes the next word off the front of `text`: what stands between white space. Empty at the end.
constexpr std::string_view next_word(std::string_view& text) {
  text = trim(text);
  std::size_t size = 0;
  while (size < text.size() && !is_space(text[size])) ++size;
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

/// A filter in front of a list of words: says at once that most other words are not in it, by their
/// first, middle and last letters and length. Case does not count. Holds no words itself.
class WordFilter {
 public:
  template <typename Words>
  constexpr explicit WordFilter(const Words& words) {
    for (std::string_view word : words) add(word);
  }

  constexpr void add(std::string_view word) { bits_[row_of(word)] |= bit_of(word); }
  /// False only if no word of the list equals `word`, which is not empty.
  constexpr bool may_hold(std::string_view word) const {
    return (bits_[row_of(word)] & bit_of(word)) != 0;
  }

 private:
  /// The low five bits of a letter are the same in both cases.
  static constexpr std::size_t row_of(std::string_view word) {
    const unsigned middle = static_cast<unsigned char>(word[word.size() / 2]) & 1U;
    return (static_cast<unsigned char>(word.front()) & 31U) * 2 + middle;
  }
  static constexpr std::uint64_t bit_of(std::string_view word) {
    const std::size_t last = static_cast<unsigned char>(word.back()) & 31U;
    return std::uint64_t{1} << ((last + 11 * word.size()) & 63);
  }

  std::array<std::uint64_t, 64> bits_{};
};

/// Whether `words`, which `filter` was made of, hold `text` without regard to ASCII case.
template <typename Words>
constexpr bool is_one_of_caseless(std::string_view text, const Words& words,
                                  const WordFilter& filter) {
  return !text.empty() && filter.may_hold(text) && is_one_of_caseless(text, words);
}

/// Without any of `punctuation` at both ends.
constexpr std::string_view strip(std::string_view word, std::string_view punctuation) {
  while (!word.empty() && punctuation.find(word.front()) != std::string_view::npos) {
    word.remove_prefix(1);
  }
  while (!word.empty() && punctuation.find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

}  // namespace leaksift::validate
