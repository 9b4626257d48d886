#include "structure/line_ldif.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Ldif, GivesTheAttributesOfEntries) {
  expect_cells(
      "ldif",
      {
          {"entries",
           "version: 1\n# people\n\ndn: cn=Ann,dc=x\ncn: Ann B\nmail:a@b.example\n\n\n"
           "dn: cn=Bob,dc=x\ncn;lang-en: Bob",
           {"dn=cn=Ann,dc=x#1", "cn=Ann B#1", "mail=a@b.example#1", "dn=cn=Bob,dc=x#2",
            "cn=Bob#2"}},
          {"folded lines, base64 and URLs",
           "dn: cn=Ann,\r\n dc=x\r\nuserPassword:: e1NTSEF9\r\n IGZvbGRlZA==\r\njpegPhoto:< "
           "file:///x\r\n"
           "description: one\r\n  two\r\n# note\r\nmail: a@b.example\r\n",
           {"dn=cn=Ann,#1", "dn=dc=x#1", "userPassword=e1NTSEF9#1", "userPassword=IGZvbGRlZA==#1",
            "description=one#1", "description= two#1", "mail=a@b.example#1"}},
          {"base64 that is folded within a group",
           "dn:: Y249QW5u\ncn:: QW5uI\n ExlZQ==\n",
           {"dn=Y249QW5u#1", "cn=QW5uI#1", "cn=ZQ==#1"}},
          {"changes",
           "dn: cn=a\nchangetype: modify\nadd: mail\nmail: m\n-\ndelete: x\n-\n\nDN: "
           "cn=b\nchangetype: "
           "delete\n",
           {"dn=cn=a#1", "changetype=modify#1", "add=mail#1", "mail=m#1", "delete=x#1", "DN=cn=b#2",
            "changetype=delete#2"}},
          {"what stands outside of entries",
           "version: 1\ndn: a\ncn: x\n\ncn: none\n folded\ndn: b\ncn: y\n",
           {"dn=a#1", "cn=x#1", "dn=b#2", "cn=y#2"}},
      });
}

TEST(Ldif, TakesNothingElse) {
  expect_other("ldif", {"cn: Ann\nmail: a@b.example\nsn: B\n",
                        "version: 3\nservices:\n  web:\n    image: x\n", "dn: a\n",
                        "From: a\nTo: b\nSubject: c\n\nDear Ann\n"});
}

}  // namespace
}  // namespace leaksift::structure
