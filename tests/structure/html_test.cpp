#include "structure/html.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Html, GivesTheRowsOfTables) {
  expect_cells(
      "html",
      {
          {"headers name the columns, text elsewhere is no cell",
           "<!DOCTYPE html>\n<html><body><h1>People</h1><table class=x><thead><tr><th>Name</th>"
           "<th>SSN&nbsp;<b>No.</b></th></tr></thead>\n<tbody><tr><td>Ann</td><td> 123-45-6789</td>"
           "</tr>\n<tr><td><b>Bob</b></td><td>a&amp;b</td></tr></tbody></table>end</body></html>",
           {"Name=Ann#1", "SSN  No.=123-45-6789#1", "Name=Bob#2", "SSN  No.=a&amp;b#2"}},
          {"mysql --html",
           "<TABLE BORDER=1><TR><TH>id</TH><TH>ssn</TH></TR><TR><TD>1</TD><TD>2</TD></TR></TABLE>",
           {"id=1#1", "ssn=2#1"}},
          {"a first row without headers names the columns too",
           "<html><table><tr><td>id</td><td>ssn</td></tr><tr><td>1</td><td>2</td></tr></table></"
           "html>",
           {"id=1#1", "ssn=2#1"}},
          {"headers of rows",
           "<html><table><tr><th>SSN</th><td>1</td></tr><tr><th>Name</th><td>2</td><td>3</td></tr>"
           "</table></html>",
           {"SSN=1#1", "Name=2#1", "Name=3#1"}},
          {"rows with names are fields of one record",
           "<html><table><tr><th>Name</th><td>Ann</td></tr><tr><th>SSN</th><td>1<br>2</td><th>Zip</"
           "th>"
           "<td>3</td></tr><tr><th>Name</th><td>Bob</td></tr><tr><th>SSN</th><td>4</td></tr></"
           "table>"
           "<table><tr><th>Name</th><td>Cy</td></tr></table></html>",
           {"Name=Ann#1", "SSN=1#1", "SSN=2#1", "Zip=3#1", "Name=Bob#2", "SSN=4#2", "Name=Cy#3"}},
          {"lists of fields are records",
           "<html><p>x<dl><dt>Name</dt><dd>Ann<dt>SSN<dd>1<br>2<dt>z<dd>3</dl>y<table><tr><td>a<dl>"
           "<dt>Name<dd>Bob<td>q<dt>SSN<dd>4</table><dl><dd>5<dt>Name<dd>Cy</dl></html>",
           {"Name=Ann#1", "SSN=1#1", "SSN=2#1", "=3#1", "Name=Bob#2", "Name=q#2", "SSN=4#2",
            "Name=Cy#3"}},
          {"columns win over rows",
           "<html><table><tr><th></th><th>SSN</th></tr><tr><th>Ann</th><td>1</td></tr></table></"
           "html>",
           {"=Ann#1", "SSN=1#1"}},
          {"end tags may be missing",
           "<html><table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3</table><p>x</html>",
           {"a=1#1", "b=2#1", "a=3#2"}},
          {"cells may span columns",
           "<html><table><tr><th colspan=\"2\">a</th><th>b</th></tr>"
           "<tr><td>1</td><td>2</td><td>3</td></tr></table></html>",
           {"a=1#1", "=2#1", "b=3#1"}},
          {"tables within cells",
           "<html><table><tr><td>o</td></tr><tr><td>1<table><tr><th>i</th></tr><tr><td>2</td></tr>"
           "</table>3</td></tr></table></html>",
           {"o=1#1", "i=2#2", "o=3#1"}},
          {"scripts and styles are no text",
           "<html><style>td > a{}</style><table><tr><th>a</th></tr><tr><td><script>if (a < b) "
           "{'</td></b>'}</SCRIPT >1</td></tr></table></html>",
           {"a=1#1"}},
      });
}

TEST(Html, TakesNothingElseForAPageWithTables) {
  expect_other("html", {
                           "<!doctype html><html><p>no table</p></html>",
                           "<html><script>'<table><tr><td>'</script></html>",
                           "<html><table>but no rows</table></html>",
                           "<html><dl><dt>Name<dd>a<dt>x<dd>b<dt>y<dd>c</dl></html>",
                           "tables: <table><tr><td>1</td></tr></table>",
                           "<htm",
                           "<!--",
                       });
}

TEST(Html, GoesNoDeeperThanItsLimits) {
  std::string page = "<html><table><tr><td>a</td></tr><tr><td>";
  for (int i = 0; i < 100; ++i) page += "<table><tr><td>n</td></tr><tr><td>";
  page += "x";
  for (int i = 0; i < 100; ++i) page += "</td></tr></table>";
  page += "1</td></tr></table><table><tr><th>b</th></tr><tr><td>2</td></tr></table>";
  const std::vector<std::string> cells = read_cells(page);
  ASSERT_FALSE(cells.empty());
  EXPECT_EQ(cells.back().substr(0, 4), "b=2#");
  EXPECT_EQ(cells[cells.size() - 2], "a=1#1");
}

}  // namespace
}  // namespace leaksift::structure
