#include "pattern/vocabulary.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

struct Case {
  std::string_view name;
  std::string_view words;
};

TEST(Vocabulary, SplitsNamesIntoWords) {
  const Vocabulary vocabulary{.abbreviations = {{"nbr", "number"},
                                                {"acct", "account"},
                                                {"soc", "social"},
                                                {"dob", "date of birth"}},
                              .other_numbers = {}};
  const std::vector<Case> cases = {
      {"", ""},
      {"__ -", ""},
      {"ssn", "ssn"},
      {"SSN", "ssn"},
      {"Ssn", "ssn"},
      {"employeeSSN", "employee ssn"},
      {"SSNNumber", "ssn number"},
      {"XMLHttpRequest", "xml http request"},
      {"cust_AcctNbr2", "cust account number 2"},
      {"ACCT_NBR", "account number"},
      {"account", "account"},
      {"SocSecNo", "social sec no"},
      {"dob", "date of birth"},
      {"user.dob[0]", "user date of birth 0"},
      {"line1Text", "line 1 text"},
      {"a1b2", "a 1 b 2"},
      {"iPhone", "i phone"},
      {"Stra\xc3\x9f"
       "e_nr",
       "stra\xc3\x9f"
       "e nr"},
      {"\"quoted name\"", "quoted name"},
      {" padded\t", "padded"},
      {"PATIENT'S ACCT NBR", "patient account number"},
      {"Insured\xe2\x80\x99s name", "insured name"},
      {"sons' names", "sons names"},
      {"'s", "s"},
      {"Insured's I.D.", "insured id"},
      {"D.O.B. (Y.M.D)", "date of birth ymd"},
      {"a.id", "a id"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(joined(words_of(test.name, vocabulary)), test.words) << test.name;
  }
}

TEST(Vocabulary, ExpandsTheAbbreviationsOfTheProject) {
  const std::vector<Case> cases = {
      {"acct_nbr", "account number"}, {"LAST_NM", "last name"},     {"ORD_NBR", "order number"},
      {"custId", "customer id"},      {"PhoneNum", "phone number"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(joined(words_of(test.name, support::project_patterns().vocabulary)), test.words)
        << test.name;
  }
}

TEST(Vocabulary, CutsNamesThatAreWrittenInOneWord) {
  const std::vector<Case> cases = {
      {"EMPLOYEESSN", "employee ssn"},
      {"MEMBERSSN", "member ssn"},
      {"PERSONBIRTHDATE", "person birth date"},
      {"CUSTACCTNO", "customer account number"},
      {"DTOFBIRTH", "date of birth"},
      {"empdob", "employee dob"},
      {"HOMEPHONE2", "home phone 2"},
      {"SESSIONID", "session id"},
      {"BUSINESSNO", "business number"},
      {"ABYSSNO", "abyssno"},
      {"colname", "colname"},
      {"discard", "discard"},
      {"notations", "notations"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(joined(words_of(test.name, support::project_patterns().vocabulary)), test.words)
        << test.name;
  }
}

TEST(Vocabulary, ReadsAnyBytesAsAName) {
  std::string name;
  for (int byte = 0; byte < 256; ++byte) name += static_cast<char>(byte);
  for (const std::string& word : words_of(name, {})) EXPECT_NE(word, "");
}

}  // namespace
}  // namespace leaksift::pattern
