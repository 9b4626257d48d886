#include "pattern/tellable.h"

#include "support/database.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace leaksift::pattern {
namespace {

TEST(Tellable, TellsWhatNamesAFieldAndNoValue) {
  const std::string nothing;
  const std::vector<std::pair<std::string, std::string>> table = {
      {"member_ssn", "member_ssn"},
      {"Straße 2", "Straße 2"},
      {"q1234", "q1234"},
      {"q12345", nothing},
      {"1980/12/24", nothing},
      {"1-2-3-4-5", nothing},
      {"@timestamp", "@timestamp"},
      {"AKIAQ3EGZ7LMNOP5RSTU", nothing},
      {"12 Elm Street", nothing},
      {"12 Month Total", "12 Month Total"},
      {"oauth2ClientSecretV3", "oauth2ClientSecretV3"},
      {"ada@harborline.com", nothing},
      {"a\nb", nothing},
      {"a\x7f", nothing},
      {std::string(1, '\0'), nothing},
      {std::string(128, 'f'), std::string(128, 'f')},
      {std::string(129, 'f'), nothing},
      {"", ""},
  };
  for (const auto& [name, told] : table) EXPECT_EQ(tellable(name), told) << name;
}

TEST(Tellable, TellsNoPerson) {
  for (const std::string name :
       {"John Smith", "john.smith", "john_smith_ssn", "JohnSmith", "JOHN SMITH", "Smith, John",
        "Mary O'Brien", "John Q. Smith", "Müller, Hans", "Anna Zzyzxova", "smith-john84",
        "Priya Raman", "Dr. Imelda Thornbury", "Иван Петров", "Петрова, Анна Сергеевна",
        "Γιώργος Παππάς"}) {
    EXPECT_EQ(tellable(name), "") << name;
  }
}

TEST(Tellable, TellsWordsThatAreNamesToo) {
  for (const std::string name :
       {"First Name", "Grant Amount", "Will Power", "Chase Bank", "Page Title", "Mark Price",
        "Rose Gold", "Sales Rep", "mark", "Codigo Iban", "Uk Nino", "jenkins_home", "Work Phone",
        "Дата рождения", "Телефон", "НОМЕР ТЕЛЕФОНА", "Ημερομηνία γέννησης", "Имя №2"}) {
    EXPECT_EQ(tellable(name), name);
  }
}

TEST(Tellable, HidesTheStepsOfAPointerThatMayBeValues) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"/row/@ssn", "/row/@ssn"},
      {"/2024/11/ssn", "/2024/11/ssn"},
      {"/ann@x.org", "/*"},
      {"/users/ann@x.org/ssn", "/users/*/ssn"},
      {"/John Smith/ssn", "/*/ssn"},
      {"/accounts/4929104/John Smith", "/accounts/*/*"},
      {"/john/smith", "/john/smith"},
      {"/", "/"},
      {"//ssn", "//ssn"},
      {"/a/", "/a/"},
  };
  for (const auto& [name, told] : table) EXPECT_EQ(tellable(name), told) << name;
}

// What the patterns ask of names of fields is told, however it is written.
TEST(Tellable, TellsTheNamesThatThePatternsKnow) {
  for (const Pattern& pattern : support::project_patterns().patterns) {
    for (const auto* phrases : {&pattern.context.fields, &pattern.context.other_fields}) {
      for (std::string phrase : *phrases) {
        if (phrase.starts_with('=')) phrase.erase(0, 1);
        EXPECT_EQ(tellable(phrase), phrase) << pattern.id;
        bool begins = true;
        for (char& c : phrase) {
          if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
          begins = c == ' ';
        }
        EXPECT_EQ(tellable(phrase), phrase) << pattern.id;
      }
    }
  }
}

}  // namespace
}  // namespace leaksift::pattern
