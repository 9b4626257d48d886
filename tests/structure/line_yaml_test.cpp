#include "structure/line_yaml.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Yaml, GivesTheValuesOfKeys) {
  expect_cells(
      "yaml",
      {
          {"a list of mappings",
           "# staff\nstaff:\n  - name: Ann Lee\n    ssn: '536904399'\n    address:\n      zip: "
           "\"94110\"\n"
           "    tags:\n      - a\n      - b\n    mail: a@b.org  # work\n  - name: Bob\n    ssn: "
           "1\nnext: x\n",
           {"/staff.name=Ann Lee#1", "/staff.ssn=536904399#1", "/staff./address/zip=94110#1",
            "/staff.mail=a@b.org  #1", "/staff.name=Bob#2", "/staff.ssn=1#2", "next=x#2"}},
          {"a list as far left as its key, and dashes on lines of their own",
           "staff:\n- name: Ann\n  ssn: 1\n-\n  name: Bob\n  ssn: 2\n",
           {"/staff.name=Ann#1", "/staff.ssn=1#1", "/staff.name=Bob#2", "/staff.ssn=2#2"}},
          {"a list at the top",
           "---\n- name: Ann\n  ssn: 1\n- name: Bob\n  ssn: 2\n",
           {"name=Ann#1", "ssn=1#1", "name=Bob#2", "ssn=2#2"}},
          {"maps of ids",
           "users:\n  ann.bell:\n    name: Ann\n    home:\n      zip: 1\n  bob: {name: Bob}\n"
           "version: 2\n",
           {"/users.name=Ann#1", "/users./home/zip=1#1", "/users.name=Bob#2", "version=2#2"}},
          {"what stands in one behind other values belongs to these",
           "name: Ann\nphones:\n  home:\n    number: 1\n  work:\n    number: 2\naddress:\n  home:\n"
           "    zip: 3\n",
           {"name=Ann#1", "/phones/home/number=1#1", "/phones/work/number=2#1",
            "/address/home/zip=3#1"}},
          {"rows of mysql, and what it says below",
           "*** 1. row ***\n name: Ann\n  ssn: 1\n*** 2. row ***\n name: Bob\n  ssn: 2\n"
           "2 rows in set (0.00 sec)\n",
           {"name=Ann#1", "ssn=1#1", "name=Bob#2", "ssn=2#2"}},
          {"documents",
           "---\nname: Ann\nssn: 1\n---\nname: Bob\nssn: 2\n",
           {"name=Ann#1", "ssn=1#1", "name=Bob#2", "ssn=2#2"}},
          {"the same keys again",
           "Name: Ann\nSSN: 1\n\nName: Bob\nSSN: 2\n",
           {"Name=Ann#1", "SSN=1#1", "Name=Bob#2", "SSN=2#2"}},
          {"mappings in braces",
           "staff:\n  - {name: Ann Lee, ssn: \"1\", home: {zip: 2}}\n  - {name: 'O''Neil', ssn: "
           "3}\n",
           {"/staff.name=Ann Lee#1", "/staff.ssn=1#1", "/staff.zip=2#1", "/staff.name=O''Neil#2",
            "/staff.ssn=3#2"}},
          {"block scalars, tags and anchors",
           "note: |\n  one: two\n  three\nssn: !!str 536904399\nbase: &b x\ncopy: *b\n",
           {"note=one: two#1", "note=three#1", "ssn=536904399#1", "base=x#1", "copy=*b#1"}},
          {"tags of programs",
           "host: db\npassword: !Ref DbSecret\nport: 1\nmail: a@b.org\n\nhost: c\npassword: x\n",
           {"host=db#1", "password=!Ref DbSecret#1", "port=1#1", "mail=a@b.org#1", "host=c#2",
            "password=x#2"}},
          {"names of variables and their values",
           "env:\n- name: DB_PASSWORD\n  value: \"x\"\n- name: Ann Lee\n  value: 7\n- name: A\n  "
           "z: 1\n"
           "  value: 2\n- value: 3\n",
           {"/env.name=DB_PASSWORD#1", "/env.DB_PASSWORD=x#1", "/env.name=Ann Lee#2",
            "/env.value=7#2", "/env.name=A#3", "/env.z=1#3", "/env.value=2#3", "/env.value=3#4"}},
          {"secrets are named by words, and people not at all",
           "- name: dbPassword\n  value: 1\n- name: api-token\n  value: 2\n- name: John.Smith\n"
           "  value: 3\n- name: Anna\n  value: 4\n- name: jsmith\n  value: 5\n- name: SMITH\n  "
           "value: "
           "6\n",
           {"name=dbPassword#1", "dbPassword=1#1", "name=api-token#2", "api-token=2#2",
            "name=John.Smith#3", "value=3#3", "name=Anna#4", "value=4#4", "name=jsmith#5",
            "value=5#5", "name=SMITH#6", "value=6#6"}},
          {"rows of mysql's \\G",
           "*************************** 1. row ***************************\n  id: 1\nname: Ann\n"
           "*************************** 2. row ***************************\n  id: 2\nname: Bob\n",
           {"id=1#1", "name=Ann#1", "id=2#2", "name=Bob#2"}},
      });
}

TEST(Yaml, TakesNothingElse) {
  expect_other("yaml", {"Dear Ann,\nNote: this is a letter.\nIt goes on.\nP.S.: bye\n",
                        "body {\n  color: red;\n  margin: 0;\n}\n",
                        "def f(x):\n  if x:\n    return 1\n  else:\n    y()\n",
                        "all: build\n\tcc x.c\nclean: x\n\trm x\n", "key: value\n",
                        "const x = {\n  name: 'a',\n  ssn: 'b',\n};\n"});
}

}  // namespace
}  // namespace leaksift::structure
