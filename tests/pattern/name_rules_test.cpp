#include "pattern/name_rules.h"

#include <gtest/gtest.h>

#include <string_view>

namespace leaksift::pattern {
namespace {

TEST(NameWords, AreFoundWhateverTheirCase) {
  NameWords words;
  EXPECT_TRUE(words.add("von", NameRole::kParticle));
  EXPECT_TRUE(words.add("von", NameRole::kThing));
  EXPECT_FALSE(words.add("Von", NameRole::kParticle));
  EXPECT_TRUE(words.find("Von").has(NameRole::kParticle));
  EXPECT_TRUE(words.find("VON").has(NameRole::kThing));
  EXPECT_TRUE(words.find("vo").empty());
}

TEST(NameWords, MayHaveARoleIfOneOfThisLengthAndFirstLetterDoes) {
  NameWords words;
  words.add("von", NameRole::kParticle);
  words.add("de", NameRole::kParticle);
  words.add("street", NameRole::kThing);
  for (const std::string_view word : {"von", "Von", "VAN", "de", "DU"}) {
    EXPECT_TRUE(words.may_have(word, NameRole::kParticle)) << word;
  }
  for (const std::string_view word : {"vo", "vonn", "street", "an", "a", "vonvonvonvonvonvonvon"}) {
    EXPECT_FALSE(words.may_have(word, NameRole::kParticle)) << word;
  }
  EXPECT_TRUE(words.may_have("street", NameRole::kThing));
}

}  // namespace
}  // namespace leaksift::pattern
