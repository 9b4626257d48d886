#include "detect/pivot_gate.h"

#include "detect/regex_engines.h"

#include <gtest/gtest.h>

#include <string_view>

namespace leaksift::detect {
namespace {

std::optional<Gate> gate_in(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  EXPECT_TRUE(tree.ok()) << expression;
  const auto pivot = pivot_of(tree->root);
  EXPECT_TRUE(pivot.has_value()) << expression;
  return pivot->gate;
}

TEST(PivotGate, is_what_must_stand_behind_a_run_of_other_bytes) {
  const auto gate =
      gate_in("[a-z]{1,9}@[a-z]{1,9}(?:\\.[a-z]{1,9}){0,3}\\.[a-z]{2,4}[:;]([0-9]{4})");
  ASSERT_TRUE(gate.has_value());
  EXPECT_EQ(gate->gate, ByteSet().set(':').set(';'));
  EXPECT_TRUE(gate->run['.'] && gate->run['z']);
  EXPECT_FALSE(gate->run['0']);
}

TEST(PivotGate, is_missing_where_nothing_tells) {
  EXPECT_FALSE(gate_in("[a-z]{1,9}@[a-z.]{1,9}").has_value());         // Nothing must follow.
  EXPECT_FALSE(gate_in("[a-z]{1,9}@[a-z.:]{1,9}:[0-9]").has_value());  // The run may hold it.
  EXPECT_FALSE(gate_in("[a-z]{1,9}@[a-z@]{1,9}:[0-9]").has_value());   // Pivots share a run.
  EXPECT_FALSE(gate_in("[a-z]{1,9}@[a-z]{1,9}:?[0-9]").has_value());   // It may be missing.
}

TEST(PivotGate, passes_what_may_match_and_looks_no_farther_back_than_asked) {
  const std::string_view text = "a@b.c,d@e.f:1 g@h";
  const auto gate = gate_in("[a-z]{1,9}@[a-z.]{1,9}:[0-9]");
  ASSERT_TRUE(gate.has_value());
  PivotGate pivots('@', *gate);
  pivots.start(0);
  EXPECT_FALSE(pivots.may_pass(text, 0, 3));  // A comma ends the run of the first.
  EXPECT_TRUE(pivots.may_pass(text, 0, 9));
  EXPECT_TRUE(pivots.may_pass(text, 7, 9));
  EXPECT_FALSE(pivots.may_pass(text, 8, text.size()));  // The end of the text is no gate.
  pivots.start(8);
  EXPECT_FALSE(pivots.may_pass(text, 8, text.size()));
}

TEST(PivotGate, is_shut_by_what_is_known_to_stand_behind_a_pivot) {
  const auto gate = gate_in("[a-z]{1,9}@[a-z.]{1,9}:[0-9]");
  ASSERT_TRUE(gate.has_value());
  const PivotGate pivots('@', *gate);
  const ByteSet letters = alphabet(parse_regex("[a-z.@]", false)->root);
  EXPECT_TRUE(pivots.shuts('@', ',', letters));
  EXPECT_FALSE(pivots.shuts('@', ':', letters));  // That is the gate.
  EXPECT_FALSE(pivots.shuts('@', 'a', letters));  // The run may go on.
  EXPECT_FALSE(pivots.shuts('.', ',', letters));  // That is no pivot.
  EXPECT_FALSE(pivots.shuts('@', ',', ByteSet(letters).set(':')));
}

}  // namespace
}  // namespace leaksift::detect
