#include "content/mail_header.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::content {
namespace {

struct WordCase {
  std::string value;
  std::string decoded;
  bool is_address_list = false;
};

// Those of RFC 2047, section 8 are among them.
std::vector<WordCase> word_cases() {
  return {
      {"plain", "plain"},
      {"=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"},
      {"=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>",
       "Keld Jørn Simonsen <keld@dkuug.dk>"},
      {"=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= "
       "=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
       "If you can read this you understand the example."},
      {"=?utf-8?b?SsO8?=", "Jü"},
      {"(=?ISO-8859-1?Q?a?= b)", "(a b)"},
      {"(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"},
      {"(=?ISO-8859-1?Q?a_b?=)", "(a b)"},
      {"=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü"},  // A character cut by its encoder.
      {"=?utf-8*de?Q?=C3=BC?=", "ü"},            // RFC 2231, section 5.
      {"=?x-unknown?Q?536-90-4399?=", "536-90-4399"},
      {"=?utf-8?Q?a=0D=0AFrom b?=", "a  From b"},
      {"=?utf-8?X?abc?= =?utf-8?Q?open", "=?utf-8?X?abc?= =?utf-8?Q?open"},
      {"=?utf-8?B?!!?=", "=?utf-8?B?!!?="},
      {"a =?b? c", "a =?b? c"},
      {"=?", "=?"},
      {"=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <j@x.org>", "\"Müller, Jörg\" <j@x.org>", true},
      {"\"=?utf-8?Q?M=C3=BCller=2C_J=22?=\" <j@x.org>", "\"Müller, J'\" <j@x.org>", true},
      {"=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?=", "Müller, Jörg", false},
  };
}

TEST(MailHeader, EncodedWordsAreUndone) {
  for (const WordCase& test : word_cases()) {
    EXPECT_EQ(decoded_words(test.value, test.is_address_list), test.decoded) << test.value;
  }
}

struct FieldCase {
  std::string text;
  std::string shown;  ///< "value; name=value"
};

// Those of RFC 2231, sections 3 and 4 are among them.
std::vector<FieldCase> field_cases() {
  return {
      {"", ""},
      {"Text/Plain", "text/plain"},
      {"text/plain; charset=us-ascii (Plain text)", "text/plain; charset=us-ascii (Plain text)"},
      {"multipart/mixed; Boundary=\"a b;c\\\"d\"; x = y",
       "multipart/mixed; boundary=a b;c\"d; x=y"},
      {"message/external-body; access-type=URL; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/x\"",
       "message/external-body; access-type=URL; url=ftp://cs.utk.edu/x"},
      {"application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
       "application/x-stuff; title=This is ***fun***"},
      {"application/x-stuff; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\";"
       " title*0*=us-ascii'en'This%20is%20even%20more%20",
       "application/x-stuff; title=This is even more ***fun*** isn't it!"},
      {"attachment; filename=\"x.txt\"; filename*=iso-8859-1''na%EFve.txt",
       "attachment; filename=naïve.txt; x.txt"},
      {"attachment; filename=\"=?utf-8?B?bmHDr3ZlLnR4dA==?=\"", "attachment; filename=naïve.txt"},
      {"attachment; filename=my list.csv", "attachment; filename=my list.csv"},
      {"attachment; filename*=utf-8'%41", "attachment; filename=utf-8'A"},
      {"attachment;;; =x; a; b=", "attachment; =x; b=; a"},
      {"text/plain; charset=\"us-ascii\" (plain; text)",
       "text/plain; charset=us-ascii; (plain; text)"},
      {"attachment; filename=\"open", "attachment; filename=open"},
  };
}

TEST(MailHeader, ParametersAreReadInAllTheirForms) {
  for (const FieldCase& test : field_cases()) {
    const ContentField field = ContentField::parse(test.text);
    std::string shown = field.value;
    for (const auto& [name, value] : field.parameters) {
      shown.append("; ").append(name).append("=").append(value);
      EXPECT_EQ(field.find(name), value);
    }
    for (const std::string& stray : field.strays) shown.append("; ").append(stray);
    EXPECT_EQ(shown, test.shown) << test.text;
  }
}

}  // namespace
}  // namespace leaksift::content
