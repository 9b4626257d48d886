// Values that are written in escapes, wherever these stand, are found at the bytes of the escapes.

#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

using Strings = std::vector<std::string>;

/// The bytes of `text` that are found, with their types.
Strings found(std::string_view text, std::size_t block_size = 512 * 1024) {
  TextScan scan(support::project_database());
  Strings values;
  for (const core::Match& match : scan.scan(text, 0.5, block_size)) {
    values.push_back(support::project_patterns().patterns.at(match.what->pattern).id + " " +
                     std::string(text.substr(match.value.begin, match.value.length())));
  }
  return values;
}

TEST(EncodedText, IsFoundAtItsOwnBytes) {
  struct Case {
    std::string_view text;
    Strings found;
  };
  const Case cases[] = {
      {"see ssn 536%2D90%2D4399 in it\n", {"us_ssn 536%2D90%2D4399"}},
      {"SSN: 536&#45;90&#x2d;4399, of her\n", {"us_ssn 536&#45;90&#x2d;4399"}},
      {R"(s = "SSN: \x35\x336-90-4399";)", {R"(us_ssn \x35\x336-90-4399)"}},
      {R"(s = "SSN:\n536-90-4399\n";)", {"us_ssn 536-90-4399"}},
      {R"(mail wilma.krantz\u0040northgate-dental.com ok)",
       {R"(email_address wilma.krantz\u0040northgate-dental.com)"}},
      {"mail wilma.krantz%40northgate-dental.com ok\n",
       {"email_address wilma.krantz%40northgate-dental.com"}},
      {"This is what we have on file, as you asked: her social security number: 536=\n"
       "-90-4399, we said\n",
       {"us_ssn 536=\n-90-4399"}},
      {"Here is what we have on file, as you asked: her social security number: 53=\r\n"
       "6-90-4399, we said\r\n",
       {"us_ssn 53=\r\n6-90-4399"}},
      {"her social security number: 536-90=\n-4399, we said\n", {}},
      {"ann:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\nlegacy:{SHA}oU4eI71bcnBGqeO0t9tXvY1u5oQ=\n",
       {"password_hash {SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=",
        "password_hash {SHA}oU4eI71bcnBGqeO0t9tXvY1u5oQ="}},
      {"Dear Jos=C3=A9 Mu=C3=B1oz, welcome\n", {"person_name Jos=C3=A9 Mu=C3=B1oz"}},
      {"Name: Jos&eacute; Mu&ntilde;oz\n", {"person_name Jos&eacute; Mu&ntilde;oz"}},
      {"name=Imogen+Castellane&ssn=601712054\n",
       {"person_name Imogen+Castellane", "us_ssn 601712054"}},
      {"full_name=Jos\xC3\xA9+Mu\xC3\xB1oz&ssn=601712054\n",
       {"person_name Jos\xC3\xA9+Mu\xC3\xB1oz", "us_ssn 601712054"}},
      {"x?ssn=601712054&full_name=Imogen+Castellane HTTP/1.1\n",
       {"us_ssn 601712054", "person_name Imogen+Castellane"}},
      {"mail=ann+news@northgate-dental.com&tel=+49+30+901820&c=1\n",
       {"email_address ann+news@northgate-dental.com", "phone_number +49+30+901820"}},
      {"ssn=601712054 & name=Imogen+Castellane\n", {"us_ssn 601712054", "person_name Imogen"}},
      // What is plain counts once, with escapes beside it or not.
      {"a%20b SSN: 536-90-4399 %20\n", {"us_ssn 536-90-4399"}},
      {"SSN:%20536-90-4399%0A", {"us_ssn 536-90-4399"}},
      // Broken escapes, and numbers that are part of something else.
      {"SSN %5 536%2G90%2D4399 &#45 &#; \\x \\u00 =\n", {}},
      {"ref 98536%2D90%2D43991 and id%3D98536-90-43991\n", {}},
  };
  for (const Case& test : cases) EXPECT_EQ(found(test.text), test.found) << test.text;
}

// The address bears out "Elijah Dell", where the escape seems to end the name.
TEST(EncodedText, IsFoundWholeWhereAPartSeemsSurer) {
  for (const std::string name : {"Elijah Dell''Acqua", "Elijah Dell\\'Acqua"}) {
    const std::string text =
        "CREATE TABLE p (full_name text, email text);\nINSERT INTO p VALUES ('" + name +
        "', 'elijah.3844@juniper-ridge-mail.com');\n";
    EXPECT_EQ(found(text),
              (Strings{"person_name " + name, "email_address elijah.3844@juniper-ridge-mail.com"}));
  }
}

TEST(EncodedText, KeepsTheFieldOfItsCell) {
  TextScan scan(support::project_database());
  const auto matches =
      scan.scan("id,contact\n1,wilma.krantz%40northgate-dental.com\n2,x\n3,y\n", 0.5);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_NE(matches[0].what->column, core::kNoRecord);
  EXPECT_EQ(matches[0].record_number, 1U);
}

TEST(EncodedText, DoesNotDependOnBlocks) {
  support::Dice dice(8);
  const Strings pieces = {"SSN: 536%2D90%2D4399 ",
                          "mail wilma.krantz&#64;northgate-dental.com ",
                          "plain words and more of them ",
                          "C:\\new\\table\\x41 ",
                          "100% of a&b=c\n",
                          "SSN: 536-90-4399\n",
                          "rid=f7936f45-3efa-470a-8521-76230ca96fd9 ",
                          "number\\u003a 4929\\x2d1234 ",
                          "%%%&&&\\\\\\==="};
  std::string text;
  while (text.size() < 130'000) {
    text += dice.pick(pieces);
    if (dice.one_in(100)) text += std::string(dice.below(3000), 'x');
  }
  const Strings expected = found(text, 1 << 20);
  EXPECT_GT(expected.size(), 1000U);
  for (const std::size_t size : {1000UL, 4096UL, 65'536UL}) EXPECT_EQ(found(text, size), expected);
}

}  // namespace
}  // namespace leaksift::scan
