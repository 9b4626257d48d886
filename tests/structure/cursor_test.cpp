#include "structure/cursor.h"

#include "structure/read_cells.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace leaksift::structure {
namespace {

/// Documents that visit every state of the parsers.
const std::vector<std::string>& all_formats() {
  static const std::vector<std::string> kDocuments = {
      "plain text, with commas\n",
      "# A\nx: y\n- **Name:** Ann\n- **SSN**: 1\n* Born: 2 : 3\n- x: 4\n# B\n**Name:** Bob\n",
      "Array\n"
      "(\n"
      "    [0] => Array\n"
      "        (\n"
      "    [name] => Ann (Ott)\n"
      " [t] => Array\n"
      " (\n"
      " [0] => x\n"
      " )\n"
      "\n"
      "    [n:U:private] => 1\n"
      "        )\n"
      "\n"
      "    [1] => User Object\n"
      " (\n"
      " [name] => Bo\n"
      " )\n"
      ")\n",
      "array(2) {\n"
      "  [0]=>\n"
      "  array(2) {\n"
      "    [\"name\"]=>\n"
      "    string(3) \"A\"n\"\n"
      "    [\"n\"]=>\n"
      "    int(5)\n"
      "  }\n"
      "  [1]=>\n"
      "  object(U)#1 (1) {\n"
      "    [\"s\":protected]=>\n"
      "    string(1) \"6\"\n"
      "  }\n"
      "}\n",
      "<html><dl><dt>Name</dt><dd>Ann</dd><dt>SSN<dd>1<dt>z<dd>2<table><tr><td>a<tr><td>b</table></"
      "dl>"
      "<dl><dd>3<dt>Mail<dd>4</dl></html>",
      ":20:STARTUMS\n"
      ":25:12030000/1234567890\n"
      ":28C:0/1\n"
      ":60F:C240301EUR1000,00\n"
      ":61:2403010301C250,00N051NONREF\n"
      ":86:166?00GUTSCHRIFT?10931?20MIETE MAERZ?30BYLADEM1001?31DE02120300000000202051?32EVA\n"
      " OTT?33UND SOEHNE\n"
      ":61:2403020301D25,00N051NONREF\n"
      ":86:no subfields\n"
      "and more\n"
      ":62F:C240301EUR1250,00\n"
      "-\n",
      "# at 236\n"
      "#240301 10:00:01 server id 1  end_log_pos 420 CRC32 0x11223344 	Write_rows: table id 92\n"
      "### INSERT INTO `shop`.`people`\n"
      "### SET\n"
      "###   @1=5\n"
      "###   @2='Ann \\'A\\' Ott' /* VARSTRING(40) meta=40 nullable=1 is_null=0 */\n"
      "### UPDATE `shop`.`people`\n"
      "### WHERE\n"
      "###   @1=5\n"
      "### SET\n"
      "###   @1=6\n"
      "###   @2=NULL\n"
      "# at 420\n",
      "{\"data\":{\"people\":{\"edges\":[{\"cursor\":\"x\",\"node\":{\"name\":\"Ann\",\"orders\":{"
      "\"edges\":[{\"node\":{\"id\":1}}]}}},{\"node\":[1],\"cursor\":\"y\"}]}}}\n",
      "101 076401251 0764012512403011000A094101FIRST NATIONAL BANK    ACME PAYROLL           "
      "REF00001\n"
      "5200ACME PAYROLL                        1234567890PPDPAYROLL         240301   "
      "1076401250000001\n"
      "62212100035888213377120      0000150001EMP00501       MARGARET OKAFOR         "
      "0076401250000001\n"
      "705RENT MARCH                                                                      "
      "00010000004\n"
      "820000000400484001200000000000000000006500001234567890                         "
      "076401250000001\n",
      R"({"f":[{"name":"SSN","value":"1","t":2},{"name":"a\\"b/c","n":0,"value":{"s":["x"]}},)"
      R"({"value":3,"name":"Born"},{"key":"","name":"q","values":[4]}],"g":[{"name":"u","p":5}]})",
      "<r><e><p><Key>SSN</Key><t>x</t><Value a='1'>2</Value><Value><s>3</s></Value></p><p><Key>a b"
      "</Key><Value/></p></e><e><p><Key>q</Key></p></e><p><key>z</key><value>4</value></p></r>",
      "<plist><dict><key>SSN</key><string>1</string><key>a</key><dict><key>b</key><array><string>2"
      "</string></array></dict><string>3</string></dict></plist>",
      "Title\nName,\"Ott, \"\"A\"\"\",\r\nSSN,1\nBorn,\nother one,x y\n\nTitle\nName,Bo\nSSN, "
      "2\nBorn,3",
      "# t\n| Name | Ann |\n|---|---|\n| SSN |1 |\n Born | 2\n\ntext\n| Name | Bo |\n|SSN|3|x\n|a "
      "b|4|",
      "<html><table><tr><td>Name:<td>x<tr><td>Name</td><td>Ann</td></tr><tr><td>SSN<td>1<br>2<tr>"
      "<td>Born</td><td>3</td></tr><tr><td>Name</td><td>Bo</td></tr></table><table><tr><th>Name"
      "<td>Cy<tr><th>SSN<td>4<td>5<tr><th>SSN<td>6</table></html>",
      "A\na,b,c\n1,\"x, \"\"y\",3\n\n\nB "
      "b:\n\nd,e,f,g\n4,,5,6,7\r\n\r\na,b,c\r\n8,9,\n\nx,y,z\n1,2,3\n",
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER;CN=\"Ott, "
      "A\":mailto:a@b.example\nATTENDEE;CN=Bo;X=1"
      ":mailto:\n c@d.example\nEND:VEVENT\nbegin:vtodo\nSUMMARY;CN=:x\nend:vtodo\nEND:VCALENDAR",
      "x\n-[ RECORD 1 ]--\nid | 1\nfull name | Ann+\n   | Ott\n-[ RECORD 2 ]--\nid|2\n\n(2 "
      "rows)\nid | 3",
      "+--+---+\n|a |b  |\n+==+===+\n|1 |x  |\n+--+---+\n|2 | y\n|   z|\n+--+---+\n\n|no|row|\n",
      "NAME  MAIL     ZIP\nAnn   a@b.cd   1\nBo    e@f.gh   2\n\nNAME  MAIL     ZIP\nCy    i@j.kl  "
      " 3",
      "users:\n  ann.b:\n    n: x\n    o:\n      p: 1\n  bo: {n: y, q: 2}\n  k: 3\nlast: "
      "4\nitems:\n  - a: 1\n",
      "__CURSOR=1\nMESSAGE=a b\n\n__CURSOR=2\nMESSAGE=c\n=== x "
      "===\n__CURSOR=3\n__CURSOR=4\n[s]\na=1\n",
      std::string(64, 'a') +
          " b [06/Feb/2024:00:00:38 +0000] 192.0.2.3 u 3E57 GET k \"GET /a?m=a%40b.c HTTP/1.1\" "
          "200 - 1 - 7 "
          "- \"http://h/?q=1\" \"S3\" -\n" +
          std::string(64, '1') + " c [06/Feb/2024:00:00:38 +0000] x",
      "k1\t{\"a\":\"x\",\"b\":1}\nt k2 {\"a\":\"y\"}\nno\nk=v {\"a\":2}\nk3\t{\"a\":\"z\"}\nk4 "
      "{\"a\":\"z\"}\nk5 "
      "{\"a\":\"b\"}\nk6 {\"a\":{\"d\":\"z\"}}\nk7 {\"a\":\"z\"}\nk8 {\"a\":\"z\"}\nk9 "
      "{\"a\":\"z\"}\n",
      "12:00:00 a=1 INSERT INTO t (n, s) VALUES ('x=''y', 7), (\"z\", -2) b=3\n12:00:01 c=\"insert "
      "into t "
      "(a) values ('p')\" d=4\n12:00:02 {\"e\":5} insert into u values ('cut",
      "CEF:0|A|B|1|2|n|3|src=a msg=b c\nCEF:0|A|B|1|2|n|3|src=d\nLEEF:1.0|x=1\nmore=2\n",
      "CREATE FUNCTION f() AS $b$ it's; INSERT INTO n VALUES ('x') $b $b$;INSERT INTO t (a,b) "
      "VALUES "
      "($$it's $5, x$$,$q$$y$q$),($1,2),($$cut",
      "EXEC p @a = N'x', @b='y'\nGO\nexec s.p @a=1\nGO\n",
      "UPDATE t SET a = 'x' WHERE b = 'y' AND c LIKE 'z%' OR d > 'n' AND e=5;DELETE FROM s.t WHERE "
      "a IN "
      "('p', 'q') AND f='r'\nGO\nINSERT INTO t (a,b) SELECT 'x', upper('y', 2) FROM u UNION ALL "
      "SELECT 3, "
      "-4.5\nUNION SELECT N'it''s', ('k')\nINSERT t (a) SELECT b FROM 'c",
      "{\"a key that is long enough\": \"non:<!--\",\n  no  \": \"n, and more than thirty-two "
      "bytes "
      "behind it, so that it is not near the end\"}",
      "// a\n[ /* b * c **/ {name: 'O\"N', \"s\" /* d */ : // e\n 'it\\'s', $n : 2,}, // "
      "f\n{x:NumberLong(5),y :"
      "  ISODate( 'z' ),q:[B(1, \"w\"),nullo,Infinity]}]\n/",
      "{ \"_id\" : ObjectId(\"65\"), n : true }\n{ t : new Date(\"x\"), e : Foo(), d:Bar({}) "
      "}\n{\"a\":B(C(\"k\"), 2",
      "{\"Item\":{\"a\":{\"S\":\"x\"},\"b\":{\"M\":{\"c\":{\"N\":\"1\"}}},\"d\":{\"L\":[{\"S\":"
      "\"y\"},{\"M\":{\"e\":"
      "{\"S\":\"z\"}}}]}}}\n{\"Item\":{\"a\":{\"BOOL\":true}}}\n",
      "{\"users\":{\"ann\":{\"n\":1,\"identifier\":[{\"v\":\"x\"}]},\"bo\":{\"n\":2,\"identifier\":"
      "[]}}}",
      "\xEF\xBB\xBF# note\nname,note\r\n\"Ann, \"\"A\"\"\",\"x\ny\" z\r\nBob,,more\r\n \"q\" , b "
      "\n",
      "id,name,ssn,note\n1,Ann Ott,123-45-6789,a text that takes more than sixty-four bytes and no "
      "sign"
      "\n2,Bo,,x\r\n, y,\"q,\n\"\"\",z\n\n   \n3,Cy \"C\",987-65-4321,\"\"\n4,Di,1,2,\n5,Ed,1,2,  "
      "\n6,Flo,1\n"
      "7,Gus,234-56-7890,the end of a row that is as long as those before it were\n",
      "a;b;c\n1;2;3;4\n\n;;\n\"\"\"\";\"\";\"x\n",
      "name,note\n\"Ann \\\"A\\\\\",\"x\\\\\" z\n# no row \"\nBob,\\N\n",
      "name\tnote\tn\nAnn\t\\N\t1\nBob\t\"a\\\tb\\\nc\\\\\t2\n\\Nx\t\\a\t#\n#\t\\",
      "a@example.com:\"x\nb@example.com:y:\"z\nc@example.com:\nd@example.com:\\\ne@example.com:5\n"
      "f@example.com:6\ng@example.com:7\nh@example.com:8\n\ni:9\nj@example.com:1\nk@example.com: "
      "1\n",
      "CREATE TABLE `s`.`t` (a int, `b``c` text DEFAULT 'x', PRIMARY KEY (a));\n-- it's\n"
      "INSERT INTO t VALUES (1,'it''s'),(-2.5,'a\\'b'),(- 3,N'') /* ' */;\n"
      "INSERT INTO \"u\" (x,[y z]) VALUES ('q', -- c\n f('w', 2)::text), (0xAB, \"d\"\"e\")\n"
      "INSERT INTO u VALUES ('open",
      "USE d;\nINSERT INTO t SET a=1,`b`=-2, c = upper('x''y', 3) ;UPDATE t SET a = 'z', e=0x4a "
      "WHERE "
      "a='q'\nGO\n\\connect e\nINSERT INTO s.t VALUES "
      "(q'[it's]]',nq'a',replace('\\n','n',2),x'4a'),(q'",
      "INSERT INTO t VALUES (1,'Ann Ott','123-45-6789',NULL,4.5e1,''),\n(0, 'it''s', 'C:\\\\', "
      "NULL, "
      "0x4a, 'z'),(2,'Bo','',NULL,7,'a text that takes more than sixty-four bytes, with (1,2), in "
      "it'), (-3,null,'a' 'b',NULLIF(1,'x'),01,'y'),(NULL);INSERT INTO t VALUES (9,'987-65-4321',"
      "replace('a\\n','n',2),NULL,replace,'x'),(8,NULL,'w',E'v\\'',N'u',10),\n(11,'t','s',NULL,12,'"
      "q",
      "SET x = 'a';\nCOPY p.t (a, b) FROM stdin;\n1\t\\N\n\\t2\ta\\\tb\n\n\\\\x\t\\.y\r\n\\.\n"
      "INSERT INTO t (a) VALUES (E'x\\'', 'y\\');\n",
      "{\"a\\u00e9/~\":{\"b\":[1,-2.5e-3,{\"c\":\"x\\\"y\"},{\"$oid\":\"z\"}]}} 12\n[[3],\"\",{}]\n"
      "{\"n\":[{\"k\":[{\"v\":null,\"w\":\"\\\\\"}]},{\"k\":[{\"v\":true}]}]},\x1e{\"cut\":"
      "\"open\n{\"a\":1",
      "/**/ f({\"a\":[1,{\"b\":\"c)\"}]\n}) ; g([{\"d\":-2}],{\"e\":\"open",
      "f({\"a\":1});\n  $g.h({\"b\":-2});\r\n({\"c\":[\"d\"]}) f([{\"e\":\"f\"}])",
      "[\n {\"a\" : \"\\ud83d\\ude00\", \"$date\": {\"$numberLong\": \"9\"} },\n {\"d\": " +
          std::string(130, '[') + "\"]\\\"\"" + std::string(130, ']') + ", \"e\": -Infinity}\n]",
      "{\"id\":1,\"name\":\"Ann Ott\",\"ssn\":\"123-45-6789\",\"home\":{\"zip\":\"10115\",\"x/y\":"
      "\"1\",\"n\":2}}\n{\"name\": \"Bo\", \"id\": 22, \"ssn\":\"\", "
      "\"x/y\":\"z\",\"x~1y\":\"w\"}\n"
      "{\"id\":-3,\"na\\u006de\":\"C\\\"y\",\"ssn\" :  null,\"age\":4.5e1 "
      ",\"bad\":\"no\n{\"$oid\":\"5f\",\"ssn\""
      ":\"987-65-4321\"}\n{\"ssn\":\"a key and a text that take more than sixty-four "
      "bytes\",\"b\":7,}{\"id\":8x",
      "<?xml version=\"1.0\"?>\n<!DOCTYPE c [<!ENTITY a \"]>\"> <!-- it's --> ]>\n<c n='2'>\n"
      "<!-- a - -- b --><x:r xml:lang='en' id = \"1\"><s>12&amp;3 </s> t\r\n u<e/></x:r>\n"
      "<r><field name=\"f>g\" value='v'>w</field><![CDATA[ x] ]y]]]><id root=\"1.2\" a=b c/></r>"
      "</c>\n<cut a=\"b",
      "536904390OTT     ANN  7\n536904391VAN DYKEBO   8\n536904392LI      CY   9\n536904393OTT     "
      "DI   7\n536904394OTT     EDNA 7\n536904395OTT     FLO  7\n536904396O\xC3\x96TT     GUS  7\n"
      "536904397OTT     HO   7\n536904398OTT     IDA  7\n53690",
      "k {\"a\":1}\nk {\"b\":2}\nINSERT INTO t VALUES (\"{\"\"}\")\nk {\"c\":3}\n",
      "<?xml version='1.0'?><r><field name='f'>2</<>3</field></<></r></<>4<r><a>5</a></r>",
      "<!doctype HTML><style>a<b</style ><Table><tr><th colspan='2'>n&amp;<i>m</i><TH>o\n<tr><td>1"
      "</td><td> 2 <table><tr><th>p<td>3</tr></table>4<td colspan=x>5</TABLE><script>x</scrip",
      "OFXHEADER:100\n\n<OFX><STMTRS><ACCTID>12\n<T><N>A & B<M>x</M></T><T><N>B\n</T></STMTRS>",
      "\xEF\xBB\xBF"
      "2024-01-31 12:00:00 INFO a=1 b=\"q \\\" r\" ?c=%41&d=e#f\r\n\tmore g='h\r\rj=k\n\n"
      "2024-01-31 12:00:01 x==y z= (p=q, r=s]\n2024-01-31 12:00:02 t=u",
      "12:00:00 a={\"b\":{\"c\\u0041\":\"d\\\"\"}, \"e\":-1.5e3} f=[{\"g\":1},{\"h\":[\"i\",{}]}] "
      "j={ k\n"
      "12:00:01 l([{ \"m\" : null, \"n\":\"o=p\"}]); q={r=s} t=u{v=w} {x={\"y\":nul z=1\n"
      "12:00:02 [{[{\"a\":-\n12:00:03 {\"b\":\"open\n12:00:04 {\"\n",
      "h=1 i=2\n12=3 j=4\nk=\"l\" m=n\n  o=p\nq=r s=t\n[error] u=v\n<9>w=x\n",
      "10.0.0.1 - u [10/Oct/2000:13:55:36 -0700] \"GET /x?a=b+c&d#e HTTP/1.0\" 200 - \"-\" \"Mo\"\n"
      "10.0.0.2 - -x [10/Oct/2000:13:55:36 -0700] \"\\\"\" 5 6 \"h?y=1;z=2\" \"-\" t=0.1\r\n",
      "#Version: 1.0\n#Fields: date c-ip cs-uri-query cs(Cookie) cs(Referer)\n2024-01-31 ::1 "
      "a=b+c&d#e "
      "f=1;+g=%20 h/?i=-\r\n\n- \"j \"\"k\" - - x\n#Fields: d\te\n1  - 2\n#Fie",
      "http 2024-01-31T12:00:00.1Z app/l/5 192.0.2.7:1 - 1 -1 0 2 3 4 5 \"GET h/?a=b&c= H\" \"x "
      "\\\" y\" - "
      "-\n2024-01-31T12:00:00.1Z l [::1]:2 1.2.3.4:5 1 2 3 4 5 6 7 \"- h- -\" \"-\" k\nshort\n",
      "a=b\n[s t]\nexport c = \"d\\\"e\" # f\n g='h\n[s t]\ni=j ; k\n[open\nl=m",
      "version: 1\n\ndn: cn=a,\n dc=b\nmail;x:c\nd:: ZQ==\n f\ng:< h\n\ni: j\ndn: k\nl:  m\r\n-\n",
      "BEGIN:VCARD\nN:Bell;Ann;\n \\;x;y\nitem1.TEL;A=\"b:c\":1\nP;ENCODING=b:QQ==\n Qg==\n"
      "ADR:;;s\nEND:VCARD\nNOTE:no\nBEGIN:VCARD\r\nFN:Bob\\\r\n",
      "\x0bMSH|^~\\&|A^B\rPID|1||2~3&4^5||\r\x1c\rNTE|x\\F\\y\nMSH|^~\\&|\nbad\nOBX|1||z",
      "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240131*1200*^*00501*"
      "000000001*0*T*:~\r\nGS*HC~ST*837*1~HL*1~NM1*IL*1*B*A****34*5~\nREF*SY*6:7~SE*1~INS*Y~N3*x",
      "# t\n\n| a  | b |\n|:---|--:|\n|1 |2|\n| 3\n4 | 5\n\n| c | d\n|--|--|\n | 6 | 7 | 8\nx\n",
      " a | b\n---+---\n 1 | 2\n\xC3\xA9 |\n(2 rows)\n\nab  c\r\n--- --\r\n\xC3\xA9  1 22 3\r\n4\n "
      " 5 6\n",
      "+---+----+\n| a | b  |\n+---+----+\n| 1 | x\ny | z |\n| 2 | w  |\n+---+----+\n| no |\n",
      "a   b  c d\n==========\n1   2  3\n44  5  6 7\n\nx\n",
      "level=a url=/x?y=%41&z=b q=\"h/?r=s\" p=t?u&v\nn=o+p&w=x&k\nlevel=c d=e\n",
      "# s\n---\nstaff:\n- n: Ann L # x\n  s: '5''3'\n  t: !!str \"q\\\"\"\n  h:\n    z: 1\n    "
      "y:\n"
      "    - k: v\n- {n: 'B', h: {z: 2}, s: 3}\n- |\n  no\n-\n  n: C\nnote: >-\n  u: v\n\n  w\nm: "
      "4\n---\n"
      "n: D\na-b c: &x e:f\n",
      "*** 1. row ***\n  a: 1\nbc: 2\n*** 2. row ***\n  a: 3\nbc: x: y\n",
      "ssn no\n536904399\n\n536904398\r\n536904397\n",
      "INSERT ALL INTO t VALUES (1,'a') INTO u (b) VALUES ('c') SELECT 1;",
      "=x=\n[a]\nName: SSN\nValue: 1\n===\nName:q\r\nValue:\t2\n\nName: z\nValue: "
      "\n==\n[b]\nValue: "
      "3\nName: y\n Value: 4\nName: SSN\nValue: 5\n==\nName: u\nValue: 6\nName: v\nValue: 7\n",
  };
  return kDocuments;
}

struct PlacedCell {
  std::size_t begin;
  std::size_t end;
  std::string column;
  std::string table;
  std::uint64_t record;
  friend bool operator==(const PlacedCell&, const PlacedCell&) = default;
};

std::vector<PlacedCell> pieces(const Cursor& cursor, std::string_view window, std::size_t offset) {
  core::RecordIndex index;
  cursor.index(window, index);
  std::vector<PlacedCell> found;
  for (const core::Cell& cell : index.cells) {
    const core::Column& column = index.columns.at(cell.column);
    found.push_back({offset + cell.begin, offset + cell.end, column.name, column.table,
                     index.records.at(cell.record).number});
  }
  return found;
}

std::vector<PlacedCell> clipped(const std::vector<PlacedCell>& whole, std::size_t begin,
                                std::size_t end) {
  std::vector<PlacedCell> found;
  for (PlacedCell piece : whole) {
    piece.begin = std::max(piece.begin, begin);
    piece.end = std::min(piece.end, end);
    if (piece.begin < piece.end) found.push_back(piece);
  }
  return found;
}

/// Checks a window against the whole document, with the licence that index() has at the last byte.
void expect_same_cells(const Cursor& at_begin, std::string_view document,
                       const std::vector<PlacedCell>& whole, std::size_t begin, std::size_t end) {
  const std::vector<PlacedCell> found =
      pieces(at_begin, document.substr(begin, end - begin), begin);
  if (found == clipped(whole, begin, end)) return;
  ASSERT_LT(end, document.size());
  ASSERT_NE(std::string_view("\"'-\\]?&").find(document[end - 1]), std::string_view::npos)
      << "window [" << begin << ", " << end << ") of " << document;
  EXPECT_EQ(found, clipped(whole, begin, end - 1));
}

TEST(Cursor, IsTestedWithDocumentsOfEveryFormat) {
  std::set<std::string_view> formats;
  for (const std::string& document : all_formats()) formats.insert(sniff(document).format());
  for (const std::string_view format :
       {"text", "csv", "tsv", "delimited", "sql", "json", "ndjson", "xml", "ofx", "html"}) {
    EXPECT_TRUE(formats.count(format) > 0) << format;
  }
}

TEST(Cursor, GivesTheSameCellsInEveryWindow) {
  for (const std::string& document : all_formats()) {
    SCOPED_TRACE(document);
    const Cursor start = sniff(document);
    const std::vector<PlacedCell> whole = pieces(start, document, 0);
    for (std::size_t begin = 0; begin < document.size(); begin += support::kStride) {
      Cursor cursor = start;
      cursor.advance(std::string_view(document).substr(0, begin));
      for (std::size_t end = begin + 1; end <= document.size(); ++end) {
        expect_same_cells(cursor, document, whole, begin, end);
      }
    }
  }
}

TEST(Cursor, AdvancesAlikeHoweverTheBytesAreSplit) {
  for (const std::string& document : all_formats()) {
    SCOPED_TRACE(document);
    const std::string_view view = document;
    const Cursor start = sniff(document);
    Cursor bytewise = start;
    for (std::size_t at = 0; at < document.size(); ++at) {
      Cursor direct = start;
      direct.advance(view.substr(0, at));
      ASSERT_EQ(pieces(bytewise, view.substr(at), at), pieces(direct, view.substr(at), at)) << at;
      bytewise.advance(view.substr(at, 1));
    }
  }
}

std::string large_document(std::size_t which, std::mt19937& random) {
  static constexpr std::string_view kParts[] = {"\"",        "\"\"",
                                                "'",         "''",
                                                "\\",        "\\N",
                                                "\\.\n",     ",",
                                                "\n",        "\r\n",
                                                "\t",        ";",
                                                "(",         ")",
                                                "-- ",       "/*",
                                                "*/",        "word",
                                                "12",        "-",
                                                "),(",       "{",
                                                "}",         "[",
                                                "]",         ":",
                                                "true",      "{\"a\":\"",
                                                "\":[",      "\"},{\"b\":",
                                                "}\n",       "]\n",
                                                "{}",        "e5",
                                                "\x1e",      "1,",
                                                "\"\n",      "{\"$oid",
                                                "\",\"k",    "<r>",
                                                "</r>",      "<s a='",
                                                "&",         "<![CDATA[",
                                                "]]>",       "<!--",
                                                "-->",       "/>",
                                                "<?",        "<!DOCTYPE [",
                                                "<table>",   "<tr>",
                                                "<td>",      "<th>",
                                                "</table>",  "<script>",
                                                "</script>", "INSERT INTO t VALUES ("};
  std::string document = all_formats()[which];
  while (document.size() < 300'000) {
    if (random() % 500 == 0) document += std::string(random() % 100'000, 'x');
    document += kParts[random() % std::size(kParts)];
  }
  return document;
}

TEST(Cursor, GivesTheSameCellsInRandomWindowsOfLargeDocuments) {
  std::mt19937 random(7);
  for (std::size_t which = 0; which < all_formats().size(); ++which) {
    const std::string document = large_document(which, random);
    Cursor cursor = sniff(all_formats()[which]);
    const std::vector<PlacedCell> whole = pieces(cursor, document, 0);
    for (std::size_t begin = 0; begin < document.size();) {
      const std::size_t length = 1 + random() % (random() % 4 == 0 ? 50'000 : 300);
      const std::size_t end = std::min(begin + length, document.size());
      expect_same_cells(cursor, document, whole, begin, end);
      if (HasFatalFailure()) return;
      cursor.advance(std::string_view(document).substr(begin, end - begin));
      begin = end;
    }
  }
}

TEST(Cursor, GivesAscendingDisjointCells) {
  std::mt19937 random(11);
  for (std::size_t which = 0; which < all_formats().size(); ++which) {
    const std::string document = large_document(which, random);
    std::size_t last = 0;
    for (const PlacedCell& piece : pieces(sniff(all_formats()[which]), document, 0)) {
      ASSERT_LE(last, piece.begin);
      ASSERT_LT(piece.begin, piece.end);
      last = piece.end;
    }
  }
}

TEST(Cursor, CopiesAreIndependentAcrossThreads) {
  std::string document;
  for (int i = 0; i < 2000; ++i) {
    document += "CREATE TABLE t" + std::to_string(i % 50) + " (a int);\nINSERT INTO t" +
                std::to_string(i % 50) + " VALUES (" + std::to_string(i) + ");\n";
  }
  const std::vector<PlacedCell> whole = pieces(sniff(document), document, 0);
  Cursor cursor = sniff(document);
  std::vector<std::vector<PlacedCell>> found(document.size() / 10'000 + 1);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string_view window = std::string_view(document).substr(i * 10'000, 10'000);
    threads.emplace_back(
        [copy = cursor, window, i, &found] { found[i] = pieces(copy, window, i * 10'000); });
    cursor.advance(window);
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i], clipped(whole, i * 10'000, std::min((i + 1) * 10'000, document.size())));
  }
}

TEST(Cursor, IsPlainTextByDefault) {
  Cursor cursor;
  cursor.advance("name,city\nAnn,Oslo\n");
  core::RecordIndex index;
  index.cells.push_back({});
  cursor.index("a,b\n", index);
  EXPECT_EQ(cursor.format(), "text");
  EXPECT_TRUE(index.cells.empty());
}

}  // namespace
}  // namespace leaksift::structure
