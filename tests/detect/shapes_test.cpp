#include "detect/shapes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// The shapes of an expression, sorted, with '?' behind those that the regex must confirm.
std::vector<std::string> shapes(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  if (!tree) return {"error: " + tree.error().message};
  const auto found = shapes_of(tree->root);
  if (!found) return {"none"};
  std::vector<std::string> texts;
  for (const Shape& shape : *found) texts.push_back(shape.text + (shape.exact ? "" : "?"));
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(Shapes, AreThoseOfTheExpression) {
  struct Case {
    std::string_view expression;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases = {
      {R"(\d{3}-\d{2}-\d{4})", {"NNN-NN-NNNN"}},
      {"[0-9]{3}", {"NNN"}},
      {"[1-9][0-9]{2}", {"NNN?"}},
      {"12", {"NN?"}},
      {R"([A-Za-z]\d{8})", {"ANNNNNNNN"}},
      {R"(\d{2,4})", {"NN", "NNN", "NNNN"}},
      {R"(\d{2}[ -]?\d)", {"NN N", "NN-N", "NNN"}},
      {R"([A-Za-z]{2}\d)", {"AAN"}},
      {R"([A-Z]{2}\d)", {"AAN?"}},
      {R"(\d[A-Za-z0-9])", {"NA", "NN"}},
      {R"(\(\d{2}\) \d)", {"(NN) N"}},
      {R"(\+\d{2}|\d{3})", {"+NN", "NNN"}},
      {R"((?:\d|[5-9])\d)", {"NN"}},
      {R"(\d(?:-\d){0,2})", {"N", "N-N", "N-N-N"}},
      {R"(AB \d)", {"AA N?"}},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(shapes(test.expression), test.expected) << test.expression;
  }
}

TEST(Shapes, ThereAreNoneForOtherExpressions) {
  for (const std::string_view expression : {
           "[A-Z]{5}",              // No digit.
           R"(\d?[A-Z])",           // No digit that must be there.
           R"(\d{3}_\d)",           // Another separator.
           R"(\d{2}\s\d)",          // A newline would be one.
           R"(\d{33})",             // Longer than any number.
           R"(\b\d{3}\b)",          // An assertion.
           R"(\d{3}-)",             // Ends with a separator.
           R"((?:\d[ -]?){12}\d)",  // More than kMaxShapes.
           R"([A-Z]{9}\d)",         // Too much before the first digit.
           R"(\d.\d)",              // Any byte.
           R"(\d{2}é)",             // Bytes beyond ASCII.
           R"(\d{0,1})",            // The empty text.
       }) {
    EXPECT_EQ(shapes(expression), std::vector<std::string>{"none"}) << expression;
  }
}

}  // namespace
}  // namespace leaksift::detect
