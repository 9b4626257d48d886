#include "detect/known_labels.h"

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

const pattern::FieldVerdict kVerdict;

/// Learns what the label before the '|' of `text` names.
void learn(KnownLabels& labels, const std::string& text) {
  const auto label = label_before(text, value_in(text));
  ASSERT_TRUE(label.has_value()) << text;
  labels.learn(text, value_in(text), *label, kVerdict);
}

TEST(KnownLabels, AreKnownWhateverStandsBeforeThem) {
  KnownLabels labels;
  const std::string text = "something \"x\" request_id=|";
  EXPECT_EQ(nullptr, labels.find(text, value_in(text)));
  learn(labels, text);
  EXPECT_EQ(&kVerdict, labels.find(text, value_in(text)));
  const std::string other = "and then \"x\" request_id=|";
  EXPECT_EQ(&kVerdict, labels.find(other, value_in(other)));
  const std::string longer = "and then \"x\" a_request_id=|";
  EXPECT_EQ(nullptr, labels.find(longer, value_in(longer)));
}

TEST(KnownLabels, AreNotKeptIfTheirBeginningIsOutOfSight) {
  for (const std::string text : {"the customer identification number: |", "a long_identifier_id=|",
                                 "id=|", "words of prose id: |", "(of many words)  7 name=|"}) {
    KnownLabels labels;
    learn(labels, text);
    EXPECT_EQ(nullptr, labels.find(text, value_in(text))) << text;
  }
}

/// A label that is known must be the one that was learned, whatever stands before the bytes that
/// are looked at.
TEST(KnownLabels, AreTheSameWhereverTheyAreKnown) {
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
    KnownLabels labels;
    labels.learn(text, text.size(), *label, kVerdict);
    const std::size_t same = 8 + static_cast<std::size_t>(round % 9);
    const std::string other = text_before(40) + text.substr(text.size() - same);
    if (labels.find(other, other.size()) == nullptr) continue;
    const auto there = label_before(other, other.size());
    ASSERT_TRUE(there.has_value()) << other;
    ASSERT_EQ(there->text, label->text) << text << " against " << other;
    ++known;
  }
  EXPECT_GT(known, 10000U);
}

}  // namespace
}  // namespace leaksift::detect
