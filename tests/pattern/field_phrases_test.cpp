#include "pattern/field_phrases.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::pattern {
namespace {

using Texts = std::vector<std::string>;

PatternSet completed(Context context) {
  PatternSet set;
  set.vocabulary.persons = {"voter", "pupil"};
  set.patterns.resize(1);
  set.patterns[0].context = std::move(context);
  complete_fields(set);
  return set;
}

TEST(FieldPhrases, StandForOneOfEachPerson) {
  Context context;
  context.ending_fields = {"<person> nick", "alias"};
  const PatternSet set = completed(context);
  EXPECT_EQ(set.patterns[0].context.ending_fields, (Texts{"voter nick", "pupil nick", "alias"}));
}

TEST(FieldPhrases, OfPartsOfNamesAreFields) {
  Context context;
  context.fields = {"name"};
  context.ending_fields = {"last"};
  context.given_fields = {"<person> first", "forename"};
  context.family_fields = {"surname", "last"};
  const PatternSet set = completed(context);
  const Context& whole = set.patterns[0].context;
  EXPECT_EQ(whole.given_fields, (Texts{"voter first", "pupil first", "forename"}));
  EXPECT_EQ(whole.fields, (Texts{"name", "voter first", "pupil first", "forename", "surname"}));
  EXPECT_EQ(whole.ending_fields, Texts{"last"});
}

TEST(FieldPhrases, AreMadeOfWordsThatNamesMayBeGluedOf) {
  Context context;
  context.given_fields = {"<person> first"};
  const PatternSet set = completed(context);
  const auto words = set.vocabulary.glued.cut("voterfirst");
  EXPECT_EQ(Texts(words.begin(), words.end()), (Texts{"voter", "first"}));
}

}  // namespace
}  // namespace leaksift::pattern
