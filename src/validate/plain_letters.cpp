#include "validate/plain_letters.h"

#include <array>

namespace leaksift::validate {
namespace {

// From kFirstLetter to kLastLetter; '-' where there is no letter.
constexpr std::array<std::string_view, 192> kPlain = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", "-", "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", "-", "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s"};

constexpr unsigned kFirstLetter = 0xC0;
constexpr unsigned kLastLetter = 0x17F;

}  // namespace

std::string_view plain_letters(unsigned code) {
  if (code < kFirstLetter || code > kLastLetter) return {};
  return kPlain.at(code - kFirstLetter);
}

std::string without_marks(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const unsigned code = code_of_two_bytes(text);
    const std::string_view letters = plain_letters(code);
    const bool folds = !letters.empty() || is_combining_mark(code);
    const std::size_t size = folds ? 2 : 1;
    plain += folds ? letters : text.substr(0, 1);
    text.remove_prefix(size);
  }
  return plain;
}

}  // namespace leaksift::validate
