#include "validate/name_tokens.h"

#include "support/source_dir.h"

#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::validate {

void PrintTo(const NameToken& token, std::ostream* out) {
  *out << "given " << int{token.given} << ", surname " << int{token.surname} << ", word "
       << int{token.word};
}

namespace {

using Lists = std::unordered_map<std::string, NameToken>;

std::ifstream open_list(std::string_view file) {
  std::ifstream in(support::source_dir() + "/patterns/names/" + std::string(file));
  EXPECT_TRUE(in) << file;
  return in;
}

void read_list(std::string_view file, std::uint8_t NameToken::*part, Lists& lists) {
  std::ifstream in = open_list(file);
  std::string token;
  int token_class = 0;
  while (in >> token >> token_class) lists[token].*part = static_cast<std::uint8_t>(token_class);
}

const Lists& lists() {
  static const Lists all = [] {
    Lists result;
    read_list("given.txt", &NameToken::given, result);
    read_list("surnames.txt", &NameToken::surname, result);
    read_list("words.txt", &NameToken::word, result);
    return result;
  }();
  return all;
}

// The least classes of a token.
struct Case {
  std::string_view token;
  int given;
  int surname;
  int word;
};

TEST(NameTokens, KnowsNamesOfManyCountriesInEveryCase) {
  const std::vector<Case> cases = {
      {"Mary", 9, 1, 0},
      {"SMITH", 1, 9, 7},
      {"johnson", 1, 9, 1},
      {"Mu\xC3\xB1oz", 0, 6, 0},
      {"MU\xC3\x91OZ", 0, 6, 0},
      {"Munoz", 0, 6, 0},
      {"Mun\xCC\x83oz", 0, 6, 0},
      {"O'Brien", 0, 6, 0},
      {"O\xE2\x80\x99"
       "Brien",
       0, 6, 0},
      {"OBRIEN", 0, 6, 0},
      {"McDonald", 0, 7, 0},
      {"MacDonald", 0, 5, 0},
      {"Cruz", 3, 7, 0},
      {"Nguyen", 1, 6, 0},
      {"Nguy\xE1\xBB\x85n", 0, 3, 0},
      {"NGUY\xE1\xBB\x84N", 0, 3, 0},
      {"Patel", 0, 6, 0},
      {"Priya", 3, 0, 0},
      {"M\xC3\xBCller", 0, 5, 0},
      {"M\xC3\x9CLLER", 0, 5, 0},
      {"Mueller", 0, 5, 0},
      {"Fran\xC3\xA7ois", 3, 3, 0},
      {"Giovanni", 5, 1, 0},
      {"Wojciech", 3, 0, 0},
      {"\xC5\x81ukasz", 3, 0, 0},
      {"Lukasz", 3, 0, 0},
      {"Mohammed", 4, 3, 0},
      {"Garc\xC3\xAD"
       "a",
       0, 8, 0},
      {"Jos\xC3\xA9", 8, 0, 0},
      {"JOS\xC3\x89", 8, 0, 0},
      {"Kowalski", 0, 3, 0},
      {"Silva", 1, 5, 0},
      {"Wang", 0, 4, 0},
  };
  for (const Case& c : cases) {
    const NameToken found = name_token(c.token);
    EXPECT_GE(found.given, c.given) << c.token;
    EXPECT_GE(found.surname, c.surname) << c.token;
    EXPECT_GE(found.word, c.word) << c.token;
  }
}

TEST(NameTokens, KnowsWhatIsAWordOrPlaceFirst) {
  for (std::string_view token : {"Will", "Mark", "Rose", "Page", "Paris", "Jordan", "Georgia",
                                 "Amazon", "Chase", "May", "Street", "University"}) {
    EXPECT_GE(name_token(token).word, 7) << token;
  }
  for (std::string_view token : {"Jennifer", "Kimberly", "Gonzalez", "Nguyen", "Schwartz"}) {
    EXPECT_EQ(name_token(token).word, 0) << token;
  }
}

TEST(NameTokens, KnowsNothingOfOtherTexts) {
  for (std::string_view token :
       {"", "'", "x", "qwrtz", "getElementById", "Ann Lee", "Smith-Jones", "Smith,", "12", "\xC3",
        "\xE2\x80", "Mu\xF1oz", "\xCC\x83", "\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0"}) {
    EXPECT_EQ(name_token(token), NameToken{}) << token;
  }
  EXPECT_EQ(name_token(std::string(100'000, 'a')), NameToken{});
  EXPECT_EQ(name_token(std::string("anna\0", 5)), NameToken{});
}

// Letters of Latin-1 and Latin Extended-A: the capital, the small letter, and what is left.
TEST(NameTokens, FoldsCapitalsAndMarks) {
  struct Fold {
    std::string_view capital, small, plain;
  };
  for (const Fold& f : std::vector<Fold>{{"BJ\xC3\x96RN", "bj\xC3\xB6rn", "bjorn"},
                                         {"ZO\xC3\x8B", "zo\xC3\xAB", "zoe"},
                                         {"\xC5\x98"
                                          "EHO\xC5\x98",
                                          "\xC5\x99"
                                          "eho\xC5\x99",
                                          "rehor"},
                                         {"\xC5\xBDOFIE", "\xC5\xBEofie", "zofie"},
                                         {"ALE\xC5\xA0", "ale\xC5\xA1", "ales"},
                                         {"S\xC3\x98REN", "s\xC3\xB8ren", "soren"},
                                         {"W\xC4\x98GRZYN", "w\xC4\x99grzyn", "wegrzyn"},
                                         {"\xC4\xB0"
                                          "brahim",
                                          "ibrahim", "ibrahim"}}) {
    EXPECT_NE(name_token(f.plain), NameToken{}) << f.plain;
    EXPECT_EQ(name_token(f.capital), name_token(f.small)) << f.plain;
    EXPECT_NE(name_token(f.capital), NameToken{}) << f.capital;
  }
}

// A form with marks that no list has is the form without them.
TEST(NameTokens, LooksUpTheFormWithoutMarksWhenTheExactFormIsAbsent) {
  ASSERT_FALSE(lists().contains("j\xC3\xA0m\xC4\x99s"));
  EXPECT_EQ(name_token("J\xC3\xA0m\xC4\x99s"), name_token("James"));
  EXPECT_EQ(name_token("\xC5\x8Cliver"), name_token("oliver"));
}

TEST(NameTokens, FindsEveryTokenOfTheListsWithItsClasses) {
  ASSERT_GT(lists().size(), 100'000U);
  for (const auto& [token, expected] : lists()) {
    ASSERT_EQ(name_token(token), expected) << token;
    std::string capitals = token;
    for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    ASSERT_EQ(name_token(capitals), expected) << capitals;
  }
}

// Keys are compared whole, so no other text is ever taken for one.
TEST(NameTokens, FindsNoOtherText) {
  std::mt19937 random(4);
  std::uniform_int_distribution<int> letter('a', 'z');
  std::uniform_int_distribution<std::size_t> length(1, 12);
  int known = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    std::string token(length(random), ' ');
    for (char& c : token) c = static_cast<char>(letter(random));
    const auto listed = lists().find(token);
    known += listed != lists().end() ? 1 : 0;
    ASSERT_EQ(name_token(token), listed == lists().end() ? NameToken{} : listed->second) << token;
  }
  EXPECT_GT(known, 0);
}

// coverage.tsv has the shares that make_name_lists counted for the classes of the lists.
TEST(NameTokens, CoverThePopulation) {
  std::map<std::string, std::array<int, 10>> listed;
  for (const auto& [token, classes] : lists()) {
    ++listed["given"].at(classes.given);
    ++listed["surnames"].at(classes.surname);
  }
  std::ifstream in = open_list("coverage.tsv");
  std::string line;
  std::getline(in, line);
  std::map<std::string, double> covered;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string list;
    std::size_t name_class = 0;
    int names = 0;
    double share = 0;
    ASSERT_TRUE(fields >> list >> name_class >> names >> share) << line;
    EXPECT_EQ(listed[list].at(name_class), names) << line;
    covered[list] += share;
  }
  EXPECT_GE(covered["given"], 0.95);
  EXPECT_GE(covered["surnames"], 0.85);
  EXPECT_LE(covered["given"], 1.0);
  EXPECT_LE(covered["surnames"], 1.0);
}

}  // namespace
}  // namespace leaksift::validate
