// Texts made at random, always the same for the same seed, that are full of near and real hits.
#pragma once

#include "pattern/pattern.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::support {

/// Draws from a generator whose numbers the standard fixes, without its distributions, whose
/// results differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// A number from 0 to `count` - 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }

  template <typename Container>
  const auto& pick(const Container& items) {
    return items[below(items.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// The texts of all examples and counter-examples.
inline std::vector<std::string> example_texts(const pattern::PatternSet& set) {
  std::vector<std::string> texts;
  for (const pattern::Pattern& pattern : set.patterns) {
    for (const auto& example : pattern.examples) texts.push_back(example.text);
    for (const auto& example : pattern.counterexamples) texts.push_back(example.text);
  }
  return texts;
}

/// The marked values of all examples.
inline std::vector<std::string> example_values(const pattern::PatternSet& set) {
  std::vector<std::string> values;
  for (const pattern::Pattern& pattern : set.patterns) {
    for (const auto& example : pattern.examples) {
      for (const core::Span& span : example.spans) {
        values.push_back(example.text.substr(span.begin, span.length()));
      }
    }
  }
  return values;
}

/// A table of a few columns that are named for types, or for nothing, with values of these types
/// and of others: as CSV, as an INSERT of SQL or as lines of JSON.
inline std::string table_text(const pattern::PatternSet& set,
                              const std::vector<std::string>& values, std::size_t rows,
                              Dice& dice) {
  struct Form {
    std::string_view begin, between, quote, end;
  };
  static constexpr std::array<Form, 4> kForms = {
      {{"", ",", "", "\n"}, {"", ";", "\"", "\n"}, {"(", ",", "'", "),\n"}, {"", "\t", "", "\n"}}};
  const Form& form = kForms[dice.below(kForms.size())];
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> own;  // Values of the type that a column is named for.
  for (std::size_t left = 2 + dice.below(5); left > 0; --left) {
    const pattern::Pattern& pattern = dice.pick(set.patterns);
    own.emplace_back();
    for (const auto& example : pattern.examples) {
      for (const core::Span& span : example.spans) {
        own.back().push_back(example.text.substr(span.begin, span.length()));
      }
    }
    names.push_back(pattern.context.fields.empty() ? "c" + std::to_string(left)
                                                   : dice.pick(pattern.context.fields));
    std::replace(names.back().begin(), names.back().end(), ' ', '_');
  }
  const bool sql = form.quote == "'";
  std::string text = sql ? "INSERT INTO t (" : "";
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? std::string_view() : form.between);
    text += names[i];
  }
  text += sql ? ") VALUES\n" : "\n";
  for (std::size_t row = 0; row < rows; ++row) {
    text += form.begin;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) text += form.between;
      text += form.quote;
      text += dice.one_in(5) || own[i].empty() ? dice.pick(values) : dice.pick(own[i]);
      text += form.quote;
    }
    text += form.end;
  }
  return text;
}

/// Pieces of `texts` in random order, each whole or cut at random, with glue between them that
/// neighbours can run into: nothing, a digit, a quote, a line's end.
inline std::string glued_text(const std::vector<std::string>& texts, std::size_t size, Dice& dice) {
  static constexpr std::array<std::string_view, 14> kGlue = {
      "\n", "\n\n", " ", "", "-", ".", "/", ",", "7", "x", "\"", "=", "; ", "\t"};
  std::string text;
  while (text.size() < size) {
    const std::string& piece = dice.pick(texts);
    if (dice.one_in(4) && !piece.empty()) {
      const std::size_t begin = dice.below(piece.size());
      text += piece.substr(begin, 1 + dice.below(piece.size() - begin));
    } else {
      text += piece;
    }
    text += dice.one_in(2) ? std::string_view("\n") : dice.pick(kGlue);
  }
  return text;
}

/// Runs of digits and letters with separators between them, of the lengths that identifiers have,
/// and now and then a label or a mark of structured text.
inline std::string soup(std::size_t size, Dice& dice) {
  static constexpr std::array<std::string_view, 24> kSeparators = {" ",
                                                                   "-",
                                                                   ".",
                                                                   "/",
                                                                   " ",
                                                                   "-",
                                                                   ".",
                                                                   "/",
                                                                   " ",
                                                                   "-",
                                                                   "(",
                                                                   ")",
                                                                   "+",
                                                                   ":",
                                                                   ",",
                                                                   "_",
                                                                   "\n",
                                                                   "\n",
                                                                   "\t",
                                                                   "\"",
                                                                   "'",
                                                                   "\xc2\xa0",
                                                                   "\xe2\x80\x93",
                                                                   "@"};
  static constexpr std::array<std::string_view, 16> kWords = {
      "SSN: ",  "ssn=",  "\"mrn\": \"", "<account>", "card no. ",        "passport #",
      "order ", "IBAN ", "DOB: ",       "tax id ",   "routing number: ", "NHS",
      "AA",     "MRN ",  "phone: +1 ",  "license: "};
  static constexpr std::string_view kLetters = "ABCDEFGHKLMNPRSTXYZabcdefxyz";
  std::string text;
  while (text.size() < size) {
    const std::size_t kind = dice.below(16);
    if (kind == 0) {
      text += dice.pick(kWords);
    } else if (kind < 4) {
      for (std::size_t left = 1 + dice.below(4); left > 0; --left) text += dice.pick(kLetters);
    } else {
      const std::size_t longest = dice.one_in(4) ? 20 : 5;
      for (std::size_t left = 1 + dice.below(longest); left > 0; --left) {
        text += static_cast<char>('0' + dice.below(10));
      }
    }
    if (!dice.one_in(6)) text += dice.pick(kSeparators);
  }
  return text;
}

/// `text` with about one byte in `rate` changed, removed, doubled or moved.
inline std::string mutated(std::string text, std::size_t rate, Dice& dice) {
  static constexpr std::string_view kBytes = "0123456789 -./:,;=\"'<>()\nAaZ_\xc2\xa0\0";
  for (std::size_t count = text.size() / rate; count > 0 && !text.empty(); --count) {
    const std::size_t at = dice.below(text.size());
    switch (dice.below(4)) {
      case 0:
        text[at] = dice.pick(kBytes);
        break;
      case 1:
        text.erase(at, 1 + dice.below(3));
        break;
      case 2:
        text.insert(at, 1, dice.pick(kBytes));
        break;
      default:
        std::swap(text[at], text[dice.below(text.size())]);
        break;
    }
  }
  return text;
}

}  // namespace leaksift::support
