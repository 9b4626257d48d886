// Walks the words of a text.
#pragma once

#include "validate/ascii.h"

#include <cstddef>
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
