#include "pattern/load.h"

#include "pattern/pattern_reader.h"
#include "support/pattern_set.h"
#include "support/read_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {
namespace {

namespace fs = std::filesystem;

std::string repeated(std::string_view key, std::string_view text, int count) {
  std::string block;
  for (int i = 0; i < count; ++i) {
    block += "[[" + std::string(key) + "]]\ntext = '" + std::string(text) + "'\n";
  }
  return block;
}

/// A valid pattern file whose first lines are the five given ones. Line 6 is `[[regex]]`.
const std::string kHead =
    "id = \"badge\"\n"
    "title = \"Badge\"\n"
    "category = \"government\"\n"
    "sensitivity = \"internal\"\n"
    "description = \"A badge.\"\n";
const std::string kRegex =
    "[[regex]]\nname = \"plain\"\nexpression = 'B\\d{4}'\nconfidence = 0.6\n";
const std::string kExamples =
    repeated("example", "badge «B1234»", 8) + repeated("counterexample", "badge 1234", 8);

std::string error_of(const std::string& text) {
  const auto pattern = parse(text, "dir/badge.toml");
  return pattern ? "no error" : pattern.error().message;
}

TEST(Load, ReadsEverythingOfAPattern) {
  const std::string text = kHead +
                           "boundary = \"number\"\nnormalize = \"alnum\"\n"
                           "mask = { first = 1, last = 2 }\nvalidator = \"us_ssn\"\n"
                           "references = [\"Handbook\"]\n" +
                           kRegex +
                           "anchor = \"label\"\ncaseless = true\nsame_cell = true\n"
                           "sensitivity = \"restricted\"\n"
                           "validator = \"none\"\n"
                           "[context]\nwindow = 40\nfields = [\"badge number\"]\n"
                           "keywords = [\"badge\"]\nother_fields = [\"badge colour\"]\n"
                           "[score]\nfield = 1.5\nlabel = 2\nkeyword = 3\nkeyword_far = 0.5\n"
                           "floor = 0.1\nceiling = 0.9\ncapped_by_fields = false\n" +
                           kExamples;
  const auto pattern = parse(text, "badge.toml");
  ASSERT_TRUE(pattern.ok()) << pattern.error().message;
  EXPECT_EQ(pattern->id, "badge");
  EXPECT_EQ(pattern->sensitivity, core::Sensitivity::kInternal);
  EXPECT_EQ(pattern->boundary, Boundary::kNumber);
  EXPECT_EQ(pattern->normalize, Normalize::kAlnum);
  EXPECT_EQ(pattern->mask.style, MaskStyle::kEdges);
  EXPECT_EQ(pattern->mask.first, 1U);
  EXPECT_EQ(pattern->mask.last, 2U);
  EXPECT_EQ(pattern->references, std::vector<std::string>{"Handbook"});
  ASSERT_EQ(pattern->regexes.size(), 1U);
  const Regex& regex = pattern->regexes[0];
  EXPECT_EQ(regex.name, "plain");
  EXPECT_EQ(regex.expression, "B\\d{4}");
  EXPECT_DOUBLE_EQ(regex.confidence, 0.6);
  EXPECT_EQ(regex.anchor, Anchor::kLabel);
  EXPECT_TRUE(regex.caseless);
  EXPECT_TRUE(regex.same_cell);
  EXPECT_TRUE(regex.has_sensitivity);
  EXPECT_EQ(regex.sensitivity, core::Sensitivity::kRestricted);
  EXPECT_EQ(regex.validator, validate::find("none"));
  EXPECT_EQ(pattern->context.window, 40U);
  EXPECT_EQ(pattern->context.fields, std::vector<std::string>{"badge number"});
  EXPECT_EQ(pattern->context.keywords, std::vector<std::string>{"badge"});
  EXPECT_EQ(pattern->context.other_fields, std::vector<std::string>{"badge colour"});
  EXPECT_DOUBLE_EQ(pattern->weights.field, 1.5);
  EXPECT_DOUBLE_EQ(pattern->weights.label, 2.0);
  EXPECT_DOUBLE_EQ(pattern->weights.keyword, 3.0);
  EXPECT_DOUBLE_EQ(pattern->weights.keyword_far, 0.5);
  EXPECT_DOUBLE_EQ(pattern->weights.floor, 0.1);
  EXPECT_DOUBLE_EQ(pattern->weights.ceiling, 0.9);
  EXPECT_FALSE(pattern->weights.capped_by_fields);
}

TEST(Load, FillsInWhatIsLeftOut) {
  const auto pattern = parse(kHead + kRegex + kExamples, "badge.toml");
  ASSERT_TRUE(pattern.ok()) << pattern.error().message;
  EXPECT_EQ(pattern->boundary, Boundary::kWord);
  EXPECT_EQ(pattern->normalize, Normalize::kNone);
  EXPECT_EQ(pattern->mask.style, MaskStyle::kHidden);
  EXPECT_EQ(pattern->regexes[0].anchor, Anchor::kText);
  EXPECT_EQ(pattern->regexes[0].validator, validate::find("none"));
  EXPECT_FALSE(pattern->regexes[0].has_sensitivity);
  EXPECT_EQ(pattern->context.window, 80U);
  EXPECT_DOUBLE_EQ(pattern->weights.field, 5.0);
}

TEST(Load, ReadsAllButExamplesOfTheFirstFolderWhereTheseAreNotWanted) {
  const std::vector<std::string> folders = {support::source_dir() + "/patterns"};
  const auto all = load(folders);
  const auto some = load(folders, Examples::kNotOfFirst);
  ASSERT_TRUE(all.ok() && some.ok());
  EXPECT_EQ(some->digest, all->digest);
  ASSERT_EQ(some->patterns.size(), all->patterns.size());
  for (std::size_t i = 0; i < all->patterns.size(); ++i) {
    const Pattern& whole = all->patterns[i];
    const Pattern& part = some->patterns[i];
    EXPECT_TRUE(part.examples.empty()) << part.id;
    EXPECT_EQ(part.regexes.size(), whole.regexes.size()) << part.id;
    EXPECT_EQ(part.context.fields, whole.context.fields) << part.id;
    EXPECT_EQ(part.context.keywords, whole.context.keywords) << part.id;
    EXPECT_EQ(part.weights.best(), whole.weights.best()) << part.id;
  }
}

TEST(Load, KnowsWhereExamplesBegin) {
  const std::string head = "id = 'x'\nt = '''\n[[example]]\n'''\n";
  const std::string examples = "[[example]]\ntext = '''\n[context]\n'''\n[[counterexample]]\n";
  EXPECT_EQ(before_examples(head + examples), head);
  EXPECT_EQ(before_examples(head), head);
  EXPECT_EQ(before_examples(head + examples + "[context]\n"), head + examples + "[context]\n");
}

TEST(Load, TakesTheMarksOutOfExamples) {
  const std::string text =
      kHead + kRegex + "[[example]]\ntext = 'é «B1234», «B9»'\nlevel = \"high\"\n" + kExamples;
  const auto pattern = parse(text, "badge.toml");
  ASSERT_TRUE(pattern.ok()) << pattern.error().message;
  const Example& example = pattern->examples[0];
  EXPECT_EQ(example.text, "é B1234, B9");
  EXPECT_EQ(example.spans, (std::vector<core::Span>{{3, 8}, {10, 12}}));
  EXPECT_EQ(example.level, core::Level::kHigh);
  EXPECT_EQ(example.line, 10U);
  EXPECT_EQ(pattern->examples[1].level, core::Level::kMedium);
}

/// Each broken file, the line that its error names, and words that say what to do.
TEST(Load, SaysWhatIsWrongWhereAndWhatToDo) {
  struct Case {
    std::string text;
    int line;
    std::string_view message;
  };
  const std::string wrong_regex = kHead + "[[regex]]\nname = \"plain\"\nexpression = 'B'\n";
  const std::vector<Case> cases = {
      {"id = ", 1, "not valid TOML"},
      {kHead + "x = [1,\n", 6, "not valid TOML"},
      {"id = 5\n" + kRegex + kExamples, 1, "'id' must be a string"},
      {"id = \"Bad-Id\"\n" + kRegex + kExamples, 1, "'id' must be snake_case"},
      {"id = \"\"\n" + kRegex + kExamples, 1, "'id' is empty"},
      {"id = \"badge\"\n" + kRegex + kExamples, 1, "'title' is missing"},
      {"id = \"b\"\ntitle = \"B\"\ncategory = \"odd\"\n", 3,
       "'category' is 'odd', but must be one of government, financial, health"},
      {"id = \"b\"\ntitle = \"B\"\ncategory = \"health\"\nsensitivity = \"secret\"\n", 4,
       "must be one of public, internal, confidential, restricted"},
      {kHead + "boundary = \"line\"\n", 6, "must be one of none, word, number"},
      {kHead + "normalize = \"upper\"\n", 6, "must be one of none, digits, alnum, lower, words"},
      {kHead + "validator = \"lunh\"\n", 6, "'validator' is 'lunh', but there are only:"},
      {kHead + "mask = { first = 9 }\n", 6, "'mask.first' must be a whole number from 0 to 8"},
      {kHead + "mask = { last = -1 }\n", 6, "'mask.last' must be a whole number from 0 to 8"},
      {kHead + "mask = { style = \"x\" }\n", 6, "must be one of edges, email, words, hidden"},
      {kHead + "mask = 4\n", 6, "'mask' must be a table"},
      {kHead + "references = \"x\"\n", 6, "'references' must be a list of strings"},
      {kHead + kRegex + kRegex + kExamples, 6, "'regex' has the name 'plain' twice"},
      {kHead + "references = [1]\n", 6, "'references' must be a list of strings"},
      {kHead + "titel = \"x\"\n" + kRegex + kExamples, 6, "'titel' is not a key of a pattern file"},
      {kHead + "regex = 1\n", 6, "must be a list of tables: write [[regex]]"},
      {kHead + kExamples, 1, "'regex' is missing: write at least one [[regex]]"},
      {wrong_regex + kExamples, 6, "'regex.confidence' is missing"},
      {wrong_regex + "confidence = 0\n", 9, "'regex.confidence' must lie between 0 and 1"},
      {wrong_regex + "confidence = 1.0\n", 9, "'regex.confidence' must lie between 0 and 1"},
      {wrong_regex + "confidence = nan\n", 9, "'regex.confidence' must be a number"},
      {wrong_regex + "confidence = \"a\"\n", 9, "'regex.confidence' must be a number"},
      {kHead + kRegex + "anchor = \"line\"\n", 10, "must be one of text, label"},
      {kHead + kRegex + "caseless = 1\n", 10, "'regex.caseless' must be true or false"},
      {kHead + kRegex + "flags = 1\n", 10, "'regex.flags' is not a key of a pattern file"},
      {kHead + kRegex + "anchor = \"label\"\n" + kExamples, 6,
       "'plain' is anchored to labels, but [context] has no 'fields'"},
      {kHead + kRegex + "[context]\nwindow = 513\n", 11,
       "'context.window' must be a whole number from 0 to 512"},
      {kHead + kRegex + "[context]\nfields = [\"Badge\"]\n", 11,
       "has the phrase 'Badge', but phrases are lower-case words with single spaces"},
      {kHead + kRegex + "[context]\nkeywords = [\"a  b\"]\n", 11, "has the phrase 'a  b'"},
      {kHead + kRegex + "[context]\nkeywords = [\"\"]\n", 11, "has the phrase ''"},
      {kHead + kRegex + "[score]\nfloor = 0.9\nceiling = 0.5\n", 11,
       "'score.floor' and ceiling must satisfy 0 <= floor <= ceiling <= 1"},
      {kHead + kRegex + "[score]\nkeyword = inf\n", 11, "'score.keyword' must be a number"},
      {kHead + kRegex + "[[example]]\ntext = 'none'\n", 10,
       "an [[example]] must mark «what is to be found»"},
      {kHead + kRegex + "[[example]]\ntext = '«open'\n", 11, "opens a mark that it does not close"},
      {kHead + kRegex + "[[example]]\nlevel = \"low\"\n", 10, "'example.text' is missing"},
      {kHead + kRegex + "[[example]]\ntext = '«a»'\nlevel = \"top\"\n", 12,
       "must be one of low, medium, high"},
      {kHead + kRegex + repeated("example", "«B1234»", 8) + "[[counterexample]]\ntext = '«x»'\n",
       26, "a [[counterexample]] must not mark anything"},
      {kHead + kRegex + repeated("example", "«B1234»", 7) + repeated("counterexample", "x", 8), 1,
       "has 7 [[example]], but needs at least 8"},
      {kHead + kRegex + repeated("example", "«B1234»", 8), 1,
       "has 0 [[counterexample]], but needs at least 8"},
  };
  for (const Case& test : cases) {
    const std::string error = error_of(test.text);
    const std::string where = "dir/badge.toml:" + std::to_string(test.line) + ": ";
    EXPECT_EQ(error.substr(0, where.size()), where) << error << "\nof\n" << test.text;
    EXPECT_NE(error.find(test.message), std::string::npos) << error << "\nlacks: " << test.message;
  }
}

class LoadFolders : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "leaksift-load-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    root_ = folder;
    fs::create_directories(root_ / "a");
    fs::create_directories(root_ / "b");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, std::string id, const std::string& title = "Badge") const {
    std::string text = kHead + kRegex + kExamples;
    text.replace(text.find("badge"), 5, id);
    text.replace(text.find("Badge"), 5, title);
    support::write_file(root_ / path, text);
  }
  base::Result<PatternSet> load_both() const {
    return load({(root_ / "a").string(), (root_ / "b").string()});
  }
  static std::vector<std::string> ids(const PatternSet& set) {
    std::vector<std::string> all;
    for (const Pattern& pattern : set.patterns) all.push_back(pattern.id);
    return all;
  }

  fs::path root_;
};

TEST_F(LoadFolders, AreReadInTurnAndSortedById) {
  write("a/2.toml", "two");
  write("b/1.toml", "one");
  support::write_file(root_ / "a/notes.txt", "not a pattern");
  const auto set = load_both();
  ASSERT_TRUE(set.ok()) << set.error().message;
  EXPECT_EQ(ids(*set), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(set->digest.size(), 32U);
  EXPECT_EQ(set->patterns[0].file, (root_ / "b/1.toml").string());
}

TEST_F(LoadFolders, LaterOnesReplacePatternsAndAddWords) {
  write("a/x.toml", "badge", "First");
  write("b/y.toml", "badge", "Second");
  support::write_file(root_ / "a/vocabulary.toml",
                      "other_numbers = [\"order id\"]\n[abbreviations]\nnbr = \"number\"\n");
  support::write_file(root_ / "b/vocabulary.toml",
                      "other_numbers = [\"sku\"]\n[abbreviations]\nacct = \"account\"\n");
  const auto set = load_both();
  ASSERT_TRUE(set.ok()) << set.error().message;
  ASSERT_EQ(set->patterns.size(), 1U);
  EXPECT_EQ(set->patterns[0].title, "Second");
  EXPECT_EQ(set->vocabulary.other_numbers, (std::vector<std::string>{"order id", "sku"}));
  EXPECT_EQ(set->vocabulary.abbreviations.at("nbr"), "number");
  EXPECT_EQ(set->vocabulary.abbreviations.at("acct"), "account");
}

TEST_F(LoadFolders, DigestTellsWhatCanChangeAFinding) {
  write("a/x.toml", "badge");
  const std::string before = load_both()->digest;
  EXPECT_EQ(load_both()->digest, before);
  fs::rename(root_ / "a/x.toml", root_ / "a/renamed.toml");
  EXPECT_EQ(load_both()->digest, before) << "the name of a file changes nothing";
  support::write_file(root_ / "b/vocabulary.toml", "other_numbers = [\"sku\"]\n");
  const std::string with_words = load_both()->digest;
  EXPECT_NE(with_words, before);
  write("a/renamed.toml", "badge", "Other");
  EXPECT_NE(load_both()->digest, with_words);
}

TEST_F(LoadFolders, AreKeptUntilAFileChanges) {
  const std::string cache = (root_ / "kept").string();
  const auto load_kept = [&](Examples examples = Examples::kAll) {
    return load({(root_ / "a").string(), (root_ / "b").string()}, examples, cache);
  };
  write("a/x.toml", "badge", "First");
  EXPECT_EQ(load_kept()->patterns[0].title, "First");
  const std::string kept = support::read_file(cache);
  EXPECT_EQ(load_kept()->patterns[0].title, "First");
  EXPECT_EQ(support::read_file(cache), kept) << "read, not written again";
  EXPECT_EQ(load_kept()->digest, load_both()->digest);
  EXPECT_TRUE(load_kept(Examples::kNotOfFirst)->patterns[0].examples.empty());
  EXPECT_EQ(load_kept()->patterns[0].examples.size(), 8U);

  write("a/x.toml", "badge", "Other");
  EXPECT_EQ(load_kept()->patterns[0].title, "Other");
  fs::rename(root_ / "a/x.toml", root_ / "a/y.toml");
  EXPECT_EQ(load_kept()->patterns[0].file, (root_ / "a/y.toml").string());
  write("b/z.toml", "second");
  EXPECT_EQ(ids(*load_kept()), (std::vector<std::string>{"badge", "second"}));
  support::write_file(root_ / "b/z.toml", "id = ");
  EXPECT_FALSE(load_kept().ok()) << "an error is found as without";
  fs::remove(root_ / "b/z.toml");
  support::write_file(cache, "damaged");
  EXPECT_EQ(ids(*load_kept()), (std::vector<std::string>{"badge"}));
}

TEST_F(LoadFolders, MustNotHaveAnIdTwice) {
  write("a/1.toml", "badge");
  write("a/2.toml", "badge");
  const auto set = load_both();
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(set.error().message,
            (root_ / "a/2.toml").string() + ":1: the id 'badge' is also that of " +
                (root_ / "a/1.toml").string() + "; give one of them another id");
}

TEST_F(LoadFolders, MustBeReadableAndHoldAPattern) {
  EXPECT_EQ(load_both().error().message, "no pattern files were found");
  const auto missing = load({(root_ / "c").string()});
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("c' cannot be read: No such file"), std::string::npos);
  fs::create_directory(root_ / "a/folder.toml");
  const auto folder = load_both();
  ASSERT_FALSE(folder.ok());
  EXPECT_NE(folder.error().message.find("folder.toml"), std::string::npos);
}

TEST_F(LoadFolders, SayWhichVocabularyIsWrong) {
  write("a/1.toml", "badge");
  const std::string file = (root_ / "a/vocabulary.toml").string();
  support::write_file(file, "other_numbers = [\"Order\"]\n");
  EXPECT_EQ(load_both().error().message.substr(0, file.size() + 3), file + ":1:");
  support::write_file(file, "\n[abbreviations]\nnbr = 5\n");
  EXPECT_EQ(load_both().error().message, file + ":3: 'abbreviations.nbr' must be a string");
  support::write_file(file, "abbreviation = 5\n");
  EXPECT_NE(load_both().error().message.find("'abbreviation' is not a key"), std::string::npos);
}

TEST_F(LoadFolders, CanBeNarrowedToTypes) {
  write("a/1.toml", "one");
  write("a/2.toml", "two");
  write("a/3.toml", "three");
  struct Case {
    std::vector<std::string> only;
    std::vector<std::string> except;
    std::vector<std::string> left;
  };
  const std::vector<Case> cases = {
      {{}, {}, {"one", "three", "two"}},
      {{"two"}, {}, {"two"}},
      {{}, {"two"}, {"one", "three"}},
      {{"one", "two"}, {"two"}, {"one"}},
  };
  for (const Case& test : cases) {
    auto set = load_both();
    ASSERT_TRUE(select(*set, test.only, test.except).ok());
    EXPECT_EQ(ids(*set), test.left);
  }
  auto set = load_both();
  EXPECT_EQ(select(*set, {"four"}, {}).error().message,
            "there is no type 'four'; there are: one three two");
  EXPECT_FALSE(select(*set, {}, {"four"}).ok());
  EXPECT_EQ(select(*set, {"one"}, {"one"}).error().message, "no type is left to look for");
}

TEST(Load, ReadsTheProjectsOwnPatterns) {
  const PatternSet& set = support::project_patterns();
  EXPECT_GE(set.patterns.size(), 40U);
  EXPECT_FALSE(set.vocabulary.abbreviations.empty());
  for (const Pattern& pattern : set.patterns)
    EXPECT_FALSE(pattern.references.empty()) << pattern.id;
}

}  // namespace
}  // namespace leaksift::pattern
