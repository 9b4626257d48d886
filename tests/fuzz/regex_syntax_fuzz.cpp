// Reads an expression, and holds what its tree says against what RE2 finds in a text.
#include "detect/lazy_dfa.h"
#include "detect/regex_program.h"
#include "detect/regex_syntax.h"
#include "detect/shapes.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using leaksift::detect::Edge;
using leaksift::detect::LazyDfa;
using leaksift::detect::RegexProgram;
using leaksift::detect::RegexTree;
using leaksift::detect::Shape;
using leaksift::detect::Side;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string shape_of(std::string_view text) {
  std::string shape(text);
  for (char& c : shape) {
    if (c >= '0' && c <= '9') {
      c = leaksift::detect::kShapeDigit;
    } else if (is_letter(c)) {
      c = leaksift::detect::kShapeLetter;
    }
  }
  return shape;
}

bool has_shape(const std::vector<Shape>& shapes, std::string_view text) {
  const std::string wanted = shape_of(text);
  return std::any_of(shapes.begin(), shapes.end(),
                     [&](const Shape& shape) { return shape.text == wanted; });
}

/// What RE2 matched must be what the tree allows.
void check_match(const RegexTree& tree, const std::optional<std::vector<Shape>>& shapes,
                 std::string_view found) {
  if (found.size() > leaksift::detect::width_of(tree.root).most) std::abort();
  const auto bytes = leaksift::detect::alphabet(tree.root);
  for (const char c : found) {
    if (!bytes.test(static_cast<unsigned char>(c))) std::abort();
  }
  const Edge front = leaksift::detect::edge_of(tree.root, Side::kFront);
  const Edge back = leaksift::detect::edge_of(tree.root, Side::kBack);
  if (found.empty()) {
    if (!front.empty || !back.empty) std::abort();
    return;
  }
  if (!front.bytes.test(static_cast<unsigned char>(found.front()))) std::abort();
  if (!back.bytes.test(static_cast<unsigned char>(found.back()))) std::abort();
  if (shapes && !has_shape(*shapes, found)) std::abort();
}

/// Every text of an exact shape must be a match.
void check_exact(const std::vector<Shape>& shapes, const re2::RE2& re2, std::string_view text) {
  for (const Shape& shape : shapes) {
    if (!shape.exact) continue;
    for (std::size_t at = 0; at + shape.text.size() <= text.size(); ++at) {
      const std::string_view part = text.substr(at, shape.text.size());
      if (shape_of(part) != shape.text) continue;
      const re2::StringPiece piece(part.data(), part.size());
      if (!re2.Match(piece, 0, piece.size(), re2::RE2::ANCHOR_BOTH, nullptr, 0)) std::abort();
    }
  }
}

/// From every beginning, the automaton's longest match must be RE2's.
void check_automaton(const RegexTree& tree, const re2::RE2& re2, std::string_view text) {
  const auto program = RegexProgram::build({&tree.root});
  if (!program) return;
  LazyDfa dfa(*program);
  const re2::StringPiece piece(text.data(), text.size());
  for (std::size_t at = 0; at <= text.size(); ++at) {
    std::size_t length = 0;
    const auto says = dfa.longest(text.substr(at), text.size() - at, false, length);
    if (says == LazyDfa::Says::kUnknown) continue;
    re2::StringPiece found;
    const bool matches = re2.Match(piece, at, text.size(), re2::RE2::ANCHOR_START, &found, 1);
    if (matches != (says == LazyDfa::Says::kYes)) std::abort();
    if (matches && found.size() != length) std::abort();
  }
}

void check(const RegexTree& tree, const re2::RE2& re2, std::string_view text) {
  const auto shapes = leaksift::detect::shapes_of(tree.root);
  const re2::StringPiece piece(text.data(), text.size());
  re2::StringPiece found;
  std::size_t at = 0;
  while (at <= text.size() && re2.Match(piece, at, text.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    check_match(tree, shapes, text.substr(begin, found.size()));
    at = begin + 1;
  }
  if (shapes) check_exact(*shapes, re2, text);
  check_automaton(tree, re2, text);
}

}  // namespace

/// The first byte says whether case counts; the first line is the expression, the rest the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLongestText = 256;
  if (size < 1) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  const std::string expression(input.substr(0, line));
  const bool caseless = (data[0] & 1U) != 0;

  const auto tree = leaksift::detect::parse_regex(expression, caseless);
  if (!tree) return 0;
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_longest_match(true);
  options.set_case_sensitive(!caseless);
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  const re2::RE2 re2(expression, options);
  if (re2.ok()) {
    check(*tree, re2, input.substr(line + 1, kLongestText));
  }
  return 0;
}
