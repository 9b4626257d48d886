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

// The letter from U+0386 to U+045F in lower case, a Greek vowel without its accent; 0 if it is such
// a letter already, or none.
constexpr unsigned small_letter(unsigned code) {
  switch (code) {
    case 0x386:  // Capitals with tonos.
    case 0x3AC:
      return 0x3B1;
    case 0x388:
    case 0x3AD:
      return 0x3B5;
    case 0x389:
    case 0x3AE:
      return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x390:  // With dialytika.
    case 0x3AA:
    case 0x3CA:
      return 0x3B9;
    case 0x38C:
    case 0x3CC:
      return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3B0:
    case 0x3AB:
    case 0x3CB:
      return 0x3C5;
    case 0x38F:
    case 0x3CE:
      return 0x3C9;
    default:
      break;
  }
  if (code >= 0x391 && code <= 0x3A9) return code + 0x20;
  if (code >= 0x410 && code <= 0x42F) return code + 0x20;
  return code >= 0x400 && code <= 0x40F ? code + 0x50 : 0;
}

constexpr unsigned kFirstSmallable = 0x386;
constexpr unsigned kLastSmallable = 0x42F;

struct TwoBytes {
  std::array<char, 2> bytes;
};

// UTF-8 of what small_letter() says, from kFirstSmallable; NUL where it says nothing.
constexpr std::array<TwoBytes, kLastSmallable - kFirstSmallable + 1> kSmall = [] {
  std::array<TwoBytes, kLastSmallable - kFirstSmallable + 1> small{};
  for (unsigned code = kFirstSmallable; code <= kLastSmallable; ++code) {
    const unsigned to = small_letter(code);
    if (to == 0) continue;
    small.at(code - kFirstSmallable).bytes = {static_cast<char>(0xC0 | to >> 6),
                                              static_cast<char>(0x80 | (to & 0x3F))};
  }
  return small;
}();

}  // namespace

std::string_view plain_letters(unsigned code) {
  if (code < kFirstLetter || code > kLastLetter) return {};
  return kPlain.at(code - kFirstLetter);
}

std::string_view folded_letters(unsigned code) {
  // The letters of Romanian with a comma below, which older texts write with a cedilla.
  if (code == 0x218 || code == 0x219) return "s";
  if (code == 0x21A || code == 0x21B) return "t";
  if (code < kFirstSmallable || code > kLastSmallable) return plain_letters(code);
  const auto& bytes = kSmall.at(code - kFirstSmallable).bytes;
  return bytes[0] == '\0' ? std::string_view() : std::string_view(bytes.data(), bytes.size());
}

std::string without_marks(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const unsigned code = code_of_two_bytes(text);
    const std::string_view letters = folded_letters(code);
    const bool folds = !letters.empty() || is_combining_mark(code);
    const std::size_t size = folds ? 2 : 1;
    plain += folds ? letters : text.substr(0, 1);
    text.remove_prefix(size);
  }
  return plain;
}

}  // namespace leaksift::validate
