#include "pattern/set_snapshot.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {
namespace {

class SetSnapshot : public testing::Test {
 protected:
  void SetUp() override {
    saved_ = save(set_);
    ASSERT_TRUE(load(saved_, loaded_));
  }

  const PatternSet& set_ = support::project_patterns();
  std::string saved_;
  PatternSet loaded_;
};

TEST_F(SetSnapshot, GivesBackThePatterns) {
  EXPECT_EQ(loaded_.digest, set_.digest);
  ASSERT_EQ(loaded_.patterns.size(), set_.patterns.size());
  for (std::size_t i = 0; i < set_.patterns.size(); ++i) {
    // All of a pattern, member by member; of no other pattern, word or rule.
    PatternSet one;
    PatternSet other;
    one.patterns = {set_.patterns[i]};
    other.patterns = {loaded_.patterns[i]};
    EXPECT_EQ(save(other), save(one)) << set_.patterns[i].id;
    for (std::size_t j = 0; j < set_.patterns[i].regexes.size(); ++j) {
      EXPECT_EQ(loaded_.patterns[i].regexes[j].validator, set_.patterns[i].regexes[j].validator);
    }
  }
}

TEST_F(SetSnapshot, GivesBackWordsOfFields) {
  EXPECT_EQ(loaded_.vocabulary.abbreviations, set_.vocabulary.abbreviations);
  EXPECT_EQ(loaded_.vocabulary.other_numbers, set_.vocabulary.other_numbers);
  EXPECT_EQ(loaded_.vocabulary.designation_codes, set_.vocabulary.designation_codes);
  EXPECT_EQ(loaded_.vocabulary.short_words, set_.vocabulary.short_words);
  for (const std::string_view name : {"EMPLOYEESSN", "cust_AcctNbr2", "DRIVERLICENSENUMBER"}) {
    EXPECT_EQ(words_of(name, loaded_.vocabulary), words_of(name, set_.vocabulary));
  }
}

TEST_F(SetSnapshot, GivesBackRulesOfRecordsAndNames) {
  PatternSet one;
  PatternSet other;
  one.records = set_.records;
  one.names = set_.names;
  other.records = loaded_.records;
  other.names = loaded_.names;
  EXPECT_EQ(save(other), save(one));
  EXPECT_TRUE(loaded_.names.words.find("mister").has(NameRole::kHonorific) ||
              loaded_.names.words.find("mr").has(NameRole::kHonorific));
}

TEST_F(SetSnapshot, RefusesWhatIsNotAllOfIt) {
  PatternSet set;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, saved_.size() / 2, saved_.size() - 1}) {
    EXPECT_FALSE(load(std::string_view(saved_).substr(0, size), set)) << size;
  }
  EXPECT_FALSE(load(saved_ + "x", set));
}

}  // namespace
}  // namespace leaksift::pattern
