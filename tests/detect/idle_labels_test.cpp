#include "detect/idle_labels.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

std::size_t value_in(std::string_view text) {
  return text.find('|');
}

/// Learns that the label before the '|' of `text` names nothing.
void learn(IdleLabels& labels, const std::string& text) {
  const auto label = label_before(text, value_in(text));
  ASSERT_TRUE(label.has_value()) << text;
  labels.learn(text, value_in(text), *label);
}

TEST(IdleLabels, AreKnownWhateverStandsBeforeThem) {
  IdleLabels labels;
  const std::string text = "something \"x\" request_id=|";
  EXPECT_FALSE(labels.knows(text, value_in(text)));
  learn(labels, text);
  EXPECT_TRUE(labels.knows(text, value_in(text)));
  const std::string other = "and then \"x\" request_id=|";
  EXPECT_TRUE(labels.knows(other, value_in(other)));
  const std::string longer = "and then \"xx\" request_id=|";
  EXPECT_FALSE(labels.knows(longer, value_in(longer)));
}

TEST(IdleLabels, AreNotKeptIfTheirBeginningIsOutOfSight) {
  for (const std::string text : {"the customer identification number: |", "a long_identifier_id=|",
                                 "id=|", "words of prose id: |"}) {
    IdleLabels labels;
    learn(labels, text);
    EXPECT_FALSE(labels.knows(text, value_in(text))) << text;
  }
}

/// A label that is known must be the one that was learned, whatever stands before the bytes that
/// are looked at.
TEST(IdleLabels, AreTheSameWhereverTheyAreKnown) {
  support::Dice dice(31);
  const std::vector<std::string> pieces = {"id", "user", "x", "_",  "-", "'", ".",   " ", "  ",
                                           "\"", "(",    "{", ",",  "/", ">", "\n",  "7", "n",
                                           "é",  "]",    ")", "\t", ":", "=", "name"};
  auto text_before = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += dice.pick(pieces);
    return text;
  };
  std::size_t known = 0;
  for (int round = 0; round < 100000; ++round) {
    const std::string separator = dice.pick(std::vector<std::string>{"=", ":", "#", ">", "=>"});
    const std::string text = text_before(40) + separator;
    const auto label = label_before(text, text.size());
    if (!label) continue;
    IdleLabels labels;
    labels.learn(text, text.size(), *label);
    const std::size_t same = round % 2 == 0 ? 16 : 8;
    const std::string other = text_before(40) + text.substr(text.size() - same);
    if (!labels.knows(other, other.size())) continue;
    const auto there = label_before(other, other.size());
    ASSERT_TRUE(there.has_value()) << other;
    ASSERT_EQ(there->text, label->text) << text << " against " << other;
    ++known;
  }
  EXPECT_GT(known, 10000U);
}

}  // namespace
}  // namespace leaksift::detect
