#include "structure/line_ini.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Ini, GivesSettingsWithTheirSections) {
  expect_cells(
      "ini",
      {
          {".env",
           "# secrets\nAPP_ENV=production\nexport DB_PASSWORD=\"it's "
           "#1\"\r\nURL=x://a?b=c&d=e\nEMPTY=\n"
           "QUOTED='a\\'b' # note",
           {"APP_ENV=production#1", "DB_PASSWORD=it's #1#1", "URL=x://a?b=c&d=e#1",
            "QUOTED=a\\'b#1"}},
          {"sections are tables",
           "\xEF\xBB\xBFtop=0\n[client]\nuser = ann\npassword=s#cret;x ; note\n\n[ssh "
           "\"b\"]\n\thost=h\n"
           "[client]\nuser=bob\n",
           {"top=0#1", "client.user=ann#1", "client.password=s#cret;x #1", "ssh \"b\".host=h#1",
            "client.user=bob#2"}},
          {"what the registry of Windows exports",
           "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\x]\r\n"
           "\"User Name\"=\"ann\"\r\n\"Path\"=\"c:\\\\x\"\r\n\"Port\"=dword:16\r\n@=\"y\"\r\n",
           {"HKEY_CURRENT_USER\\Software\\x.User Name=ann#1",
            "HKEY_CURRENT_USER\\Software\\x.Path=c:\\\\x#1",
            "HKEY_CURRENT_USER\\Software\\x.Port=dword:16#1"}},
          {"lines that are no settings",
           "a=1\nb=2\nc=3\nd=4\ne=5\nf=6\nno setting\n=x\n[g]\nh=7\ni=8\nj=9\nk=1\nl=2\n[open",
           {"a=1#1", "b=2#1", "c=3#1", "d=4#1", "e=5#1", "f=6#1", "g.h=7#1", "g.i=8#1", "g.j=9#1",
            "g.k=1#1", "g.l=2#1"}},
          {"entries of a journal",
           "__CURSOR=x\nMESSAGE=a\nMESSAGE=b\n\n__CURSOR=y\nMESSAGE=c\n[s]\na=1\na=2\n",
           {"__CURSOR=x#1", "MESSAGE=a#1", "MESSAGE=b#1", "__CURSOR=y#2", "MESSAGE=c#2", "s.a=1#1",
            "s.a=2#1"}},
          {"dividers",
           "=== one ===\nname = Ann\nssn = 1\n=== two ===\nname = Bob\nssn = 2\n---\nname = Cy\n",
           {"name=Ann#1", "ssn=1#1", "name=Bob#2", "ssn=2#2", "name=Cy#3"}},
          {"TOML",
           "title = \"x\"\n[[employee]]\nname = \"Ann\"\nssn = \"1\"\n[[employee]]\nname = "
           "\"Bob\"\n",
           {"title=x#1", "employee.name=Ann#1", "employee.ssn=1#1", "employee.name=Bob#2"}},
          {"forms, whose keys have signs",
           "Form #1\nFull Name = Ann\nSocial Security # = 1\nDriver's License (State) = x\n-----\n"
           "Full Name = Bob\nSocial Security # =\nDriver's License (State) = y\n",
           {"Full Name=Ann#1", "Social Security #=1#1", "Driver's License (State)=x#1",
            "Full Name=Bob#2", "Driver's License (State)=y#2"}},
          {"an open quote", "a=\"open\nb=c", {"a=open#1", "b=c#1"}},
      });
}

TEST(Ini, TakesNothingElse) {
  expect_other("ini", {
                          "a=1\n",
                          "int a = 5;\nint b = 6;\n",
                          "x = foo(\ny = bar(\n",
                          "The sum a=b\nis what we want, and so on and on=on\n",
                          "#!/bin/sh\nset -e\nA=1\nB=2\nfor x in $A; do\n echo $x\ndone\n",
                          "ann@a.example:pass=word\nbob@b.example:1234\n",
                      });
}

}  // namespace
}  // namespace leaksift::structure
