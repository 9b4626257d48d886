#include "structure/xml.h"

#include "structure/parser.h"
#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

/// What is a record, and what a value is called.
const std::vector<CellCase>& xml_documents() {
  static const std::vector<CellCase> kDocuments = {
      {"a document that repeats nothing is a record",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<person id=\"7\">\n  <name>Ann</name>\n"
       "  <address><city>Oslo</city></address>\n</person>\n",
       {"/person/@id=7#1", "/person/name=Ann#1", "/person/address/city=Oslo#1"}},
      {"elements that repeat are records",
       "<customers day=\"1\"><customer id=\"1\"><ssn>123-45-6789</ssn></customer>"
       "<customer id='2'><ssn>123-45-6780</ssn></customer></customers>",
       {"/customers/@day=1#1", "/customers./customer/@id=1#1",
        "/customers./customer/ssn=123-45-6789#1", "/customers./customer/@id=2#2",
        "/customers./customer/ssn=123-45-6780#2"}},
      {"records nest, and count on over all of their table",
       "<c><p><n>x</n><o><i>1</i></o><o><i>2</i></o></p><p><o><i>3</i></o><n>y</n></p></c>",
       {"/c./p/n=x#1", "/c/p./o/i=1#1", "/c/p./o/i=2#2", "/c/p./o/i=3#3", "/c./p/n=y#2"}},
      {"values that repeat are no records",
       "<c><phone>1</phone><phone>2</phone></c>",
       {"/c/phone=1#1", "/c/phone=2#1"}},
      {"records of attributes alone",
       "<rows><row a=\"1\" b=\"x\"/><row a=\"2\" /></rows>",
       {"/rows./row/@a=1#1", "/rows./row/@b=x#1", "/rows./row/@a=2#2"}},
      {"documents one behind the other",
       "<e><a>1</a></e>\n<e><a>2</a></e>\n",
       {"/e/a=1#1", "/e/a=2#2"}},
      {"prefixes are dropped, directives are no data",
       "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body xml:lang=\"en\">"
       "<m:Get xmlns:m=\"urn:x\" xsi:nil=\"true\" m:a=\"1\"><m:ssn>2</m:ssn></m:Get></s:Body>"
       "</s:Envelope>",
       {"/Envelope/Body/Get/@a=1#1", "/Envelope/Body/Get/ssn=2#1"}},
      {"texts are lines without the space before them, comments and instructions are passed over",
       "<a>\n  x y\n\tz\n <b/><!-- <c>n</c> -- > --> t<?php echo '<d>' ?>u</a>",
       {"/a=x y#1", "/a=z#1", "/a=t#1", "/a=u#1"}},
      {"CDATA",
       "<a><b><![CDATA[ <x> & y]z ]]></b><c><![CDATA[]]></c><d>p<![CDATA[q]]>r</d></a>",
       {"/a/b=<x> & y]z #1", "/a/d=p#1", "/a/d=q#1", "/a/d=r#1"}},
      {"declarations are passed over, and what they declare is never expanded",
       "<!DOCTYPE a [\n<!ENTITY lol \"ha]>\">\n<!ENTITY lol2 '&lol;&lol;'>\n"
       "<!-- it's -->\n<!ELEMENT a (#PCDATA)>\n]>\n<a><b>&lol2;</b></a>",
       {"/a/b=&lol2;#1"}},
      {"elements that an attribute names",
       "<r><entry key=\"Card No\">1</entry><data><property name=\"pin\" value=\"2\"/></data>"
       "<property value=\"3\"><x>4</x></property><entry key=\"77\">5</entry></r>",
       {"Card No=1#1", "/r/data/pin=2#1", "/r/property=3#1", "/r/property/x=4#1", "/r/entry=5#1"}},
      {"labels name the values of pairs, which are parts of the record around them",
       "<es><e><p><Name>SSN</Name><Value x=\"u\">1</Value></p><p><Name>a b</Name><t>k</t>"
       "<Value><s>2</s></Value></p></e><e><p><Name>q</Name><Value>3</Value></p></e></es>",
       {"/es.SSN/@x=u#1", "/es.SSN=1#1", "/es./e/p/t=k#1", "/es.a b/s=2#1", "/es.q=3#2"}},
      {"fields with a value in them",
       "<xfdf><fields><field name=\"SSN\"><value>1</value></field><field name=\"b\"><value>2"
       "</value></field></fields></xfdf>",
       {"/xfdf/fields/SSN/value=1#1", "/xfdf/fields/b/value=2#1"}},
      {"names that are none of fields make no pairs",
       "<r><p><name>Ann</name><value>1</value></p><p><name>Bo</name><value>2</value></p></r>",
       {"/r./p/name=Ann#1", "/r./p/value=1#1", "/r./p/name=Bo#2", "/r./p/value=2#2"}},
      {"property lists",
       "<plist version=\"1.0\"><array><dict><key>a</key><string>1</string><key>b</key><dict>"
       "<key>c</key><integer>2</integer></dict><key>d</key><array><real>3</real><real>4</real>"
       "</array></dict><dict><key>a</key><true/><key>7</key><string>5</string></dict></array>"
       "</plist>",
       {"/plist/@version=1.0#1", "/plist/array.a=1#1", "/plist/array.b/c=2#1",
        "/plist/array.d/real=3#1", "/plist/array.d/real=4#1", "/plist/array./dict/string=5#2"}},
      {"preferences of Android",
       "<map><string name=\"email\">a</string><long name=\"at\" value=\"2\" /></map>",
       {"email=a#1", "at=2#1"}},
      {"texts of a program are named after what they stand at",
       "<resources><string name=\"password\">Kennwort</string></resources>",
       {"/resources/string/@name=password#1", "/resources/string=Kennwort#1"}},
      {"a byte order mark", "\xEF\xBB\xBF<?xml version='1.0'?><a>1</a>", {"/a=1#1"}},
      {"quotes within quotes, and a slash",
       "<a b='\"' c=\"'>\" d = \"e/\"><f g=\"h\"/></a>",
       {"/a/@b=\"#1", "/a/@c='>#1", "/a/@d=e/#1", "/a/f/@g=h#1"}},
  };
  return kDocuments;
}

TEST(Xml, GivesRecordsAndPaths) {
  expect_cells("xml", xml_documents());
  for (const CellCase& document : xml_documents()) {
    SCOPED_TRACE(document.behaviour);
    Cursor cursor = sniff(document.text);
    cursor.advance(document.text);
    EXPECT_EQ(cursor.damage(), "");
  }
}

TEST(Xml, ReadsWhatProgramsExport) {
  expect_cells(
      "xml",
      {
          {"mysqldump --xml",
           "<?xml version=\"1.0\"?>\n<mysqldump "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
           "\n<database name=\"shop\">\n\t<table_structure name=\"customers\">\n"
           "\t\t<field Field=\"id\" Type=\"int\" Null=\"NO\" Key=\"PRI\" Extra=\"\" Comment=\"\" "
           "/>\n"
           "\t</table_structure>\n\t<table_data name=\"customers\">\n\t<row>\n"
           "\t\t<field name=\"id\">1</field>\n\t\t<field name=\"ssn\">123-45-6789</field>\n"
           "\t\t<field name=\"note\" xsi:nil=\"true\" />\n\t</row>\n\t<row>\n"
           "\t\t<field name=\"id\">2</field>\n\t</row>\n\t</table_data>\n"
           "\t<table_data name=\"cards\">\n\t<row>\n\t\t<field name=\"pan\">4</field>\n\t</row>\n"
           "\t</table_data>\n</database>\n</mysqldump>\n",
           {"/mysqldump/shop/table_structure/@name=customers#1",
            "/mysqldump/shop/table_structure/field/@Field=id#1",
            "/mysqldump/shop/table_structure/field/@Type=int#1",
            "/mysqldump/shop/table_structure/field/@Null=NO#1",
            "/mysqldump/shop/table_structure/field/@Key=PRI#1", "customers.id=1#1",
            "customers.ssn=123-45-6789#1", "customers.id=2#2", "cards.pan=4#1"}},
          {"phpMyAdmin",
           "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<pma_xml_export version=\"1.0\">\n"
           "<database name=\"shop\">\n<!-- Table customers -->\n<table name=\"customers\">\n"
           "<column name=\"id\">1</column>\n<column name=\"ssn\">123-45-6789</column>\n</table>\n"
           "<table name=\"customers\">\n<column name=\"id\">2</column>\n</table>\n"
           "<table name=\"cards\">\n<column name=\"pan\">4</column>\n</table>\n</database>\n"
           "</pma_xml_export>\n",
           {"/pma_xml_export/@version=1.0#1", "customers.id=1#1", "customers.ssn=123-45-6789#1",
            "customers.id=2#2", "cards.pan=4#1"}},
          {"mysql --xml",
           "<?xml version=\"1.0\"?>\n\n<resultset statement=\"select * from t\" xmlns:xsi=\"x\">\n"
           "  <row>\n\t<field name=\"a\">1</field>\n  </row>\n\n  <row>\n\t<field "
           "name=\"a\">2</field>\n"
           "  </row>\n</resultset>\n",
           {"/resultset/@statement=select * from t#1", "/resultset.a=1#1", "/resultset.a=2#2"}},
          {"FHIR",
           "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"p1\"/><extension "
           "url=\"http://hl7.org/"
           "fhir/us/core/StructureDefinition/us-core-birthsex\"><valueCode "
           "value=\"F\"/></extension>"
           "<name><family value=\"Ott\"/><given value=\"Ann\"/><given value=\"Eva\"/></name>"
           "<birthDate value=\"1970-01-01\"/></Patient>",
           {"/Patient/id=p1#1", "us-core-birthsex/valueCode=F#1", "/Patient/name/family=Ott#1",
            "/Patient/name/given=Ann#1", "/Patient/name/given=Eva#1",
            "/Patient/birthDate=1970-01-01#1"}},
          {"HL7 CDA",
           "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><recordTarget>"
           "<patientRole><id root=\"2.16.840.1.113883.4.1\" extension=\"123-45-6789\"/>"
           "<id root=\"2.16.840.1.113883.19.5\" extension=\"998991\"/>"
           "<birthTime value=\"19700101\"/></patientRole></recordTarget></ClinicalDocument>",
           {"/ClinicalDocument/recordTarget/patientRole/id ssn=123-45-6789#1",
            "/ClinicalDocument/recordTarget/patientRole/id=998991#1",
            "/ClinicalDocument/recordTarget/patientRole/birthTime=19700101#1"}},
          {"OFX 2",
           "<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n<OFX><STMTRS>"
           "<BANKACCTFROM><BANKID>121000358</BANKID><ACCTID>12345</ACCTID></BANKACCTFROM>"
           "<STMTTRN><NAME>A</NAME></STMTTRN><STMTTRN><NAME>B</NAME></STMTTRN></STMTRS></OFX>",
           {"/OFX/STMTRS/BANKACCTFROM/BANKID=121000358#1",
            "/OFX/STMTRS/BANKACCTFROM/ACCTID=12345#1", "/OFX/STMTRS./STMTTRN/NAME=A#1",
            "/OFX/STMTRS./STMTTRN/NAME=B#2"}},
      });
}

TEST(Xml, ReadsOfxWithoutEndTags) {
  const std::string document =
      "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n\r\n<OFX>\r\n<STMTRS>\r\n<CURDEF>USD\r\n"
      "<BANKACCTFROM><BANKID>121000358<ACCTID>12345\r\n<ACCTTYPE>CHECKING</ACCTTYPE>\r\n"
      "</BANKACCTFROM>\r\n<BANKTRANLIST>\r\n<STMTTRN>\r\n<TRNAMT>-5.00\r\n<NAME>A &amp; B\r\n"
      "</STMTTRN>\r\n<STMTTRN><TRNAMT>7</TRNAMT><NAME>C</STMTTRN>\r\n</BANKTRANLIST></STMTRS></"
      "OFX>";
  EXPECT_EQ(sniff(document).format(), "ofx");
  const std::string account = "/OFX/STMTRS/BANKACCTFROM";
  const std::string list = "/OFX/STMTRS/BANKTRANLIST./STMTTRN";
  EXPECT_EQ(read_cells(document),
            (std::vector<std::string>{"/OFX/STMTRS/CURDEF=USD#1", account + "/BANKID=121000358#1",
                                      account + "/ACCTID=12345#1", account + "/ACCTTYPE=CHECKING#1",
                                      list + "/TRNAMT=-5.00#1", list + "/NAME=A &amp; B#1",
                                      list + "/TRNAMT=7#2", list + "/NAME=C#2"}));
}

TEST(Xml, SaysWhichValuesHaveReferences) {
  const std::string document = "<a b=\"1&#64;\" c=\"2\">x&amp;y<d>z</d><![CDATA[&amp;]]></a>";
  core::RecordIndex index;
  sniff(document).index(document, index);
  std::vector<core::Encoding> encodings;
  for (const core::Cell& cell : index.cells) encodings.push_back(cell.encoding);
  using enum core::Encoding;
  EXPECT_EQ(encodings, (std::vector<core::Encoding>{kXml, kPlain, kXml, kPlain, kPlain}));
}

TEST(Xml, GivesRecordsTheirPlaces) {
  const std::string document = "<c> <r><a>1</a></r ><r a='1'/> </c>";
  core::RecordIndex index;
  sniff(document).index(document, index);
  ASSERT_EQ(index.records.size(), 3U);
  const auto bytes = [&](const core::Record& record) {
    return document.substr(static_cast<std::size_t>(record.begin),
                           static_cast<std::size_t>(record.end - record.begin));
  };
  EXPECT_EQ(bytes(index.records[0]), document);
  EXPECT_EQ(bytes(index.records[1]), "<r><a>1</a></r >");
  EXPECT_EQ(bytes(index.records[2]), "<r a='1'/>");
  for (const core::Record& record : index.records) EXPECT_TRUE(record.closed);
}

TEST(Xml, TakesNothingElseForXml) {
  const std::vector<std::string> texts = {
      "",
      "<",
      "<a>",
      "<a>1</a>",
      "<a></a><b></b>",
      "< a >b</ a >",
      "<br> is a tag\n",
      "<134>1 2026-01-01T00:00:00Z host app - - - <b>message</b>\n",
      "<ann@example.com> wrote: <b>no</b> <i>way</i>\n",
      "<?php echo '<a><b>1</b></a>'; ?>",
      "<!DOCTYPE html>\n<html><body><p>x</p></body></html>",
      "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>x</p></body></html>",
      "<div className={style}><Form onSubmit={() => a > b}><input/></Form></div>",
      "<div v-else><p>{{ name }}</p></div>",
      "<template><div><p>x</p></div></template>\n",
      "<a><b>1</a></b> <c></c>",
      "name,tag\nAnn,<b>x</b>\n",
      "#include <vector>\n#include <map>\nstd::vector<int> x;\n",
      "<vector><map> are headers\n",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_NE(sniff(text).format(), "xml");
  }
}

TEST(Xml, FindsTheRecordsOfTablesThatBeginLate) {
  std::string document = "<db><info><day><n>1</n></day></info><customers>";
  while (document.size() < kSniffLength) document += "<customer><id>1</id></customer>";
  document += "</customers><orders day=\"2\"><note>x</note>";
  const std::size_t begin = document.size();
  document +=
      "<order><id>3</id><item><id>4</id></item></order><order id=\"5\"/></orders>"
      "<info><day><n>6</n></day></info></db>";
  const std::vector<std::string> cells = {"/db/orders./order/id=3#1",
                                          "/db/orders./order/item/id=4#1",
                                          "/db/orders./order/@id=5#2", "/db/info/day/n=6#1"};
  // A window may begin at any tag without a cell being cut.
  for (std::size_t at = begin; at < document.size(); at = document.find('<', at + 1)) {
    core::RecordIndex index;
    Cursor cursor = sniff(document);
    cursor.advance(std::string_view(document).substr(0, at));
    const std::string_view window = std::string_view(document).substr(at);
    cursor.index(window, index);
    const std::vector<std::string> shown = show(index, window);
    ASSERT_LE(shown.size(), cells.size());
    EXPECT_TRUE(std::equal(shown.rbegin(), shown.rend(), cells.rbegin())) << window;
    if (at == begin) {
      EXPECT_EQ(shown, cells);
    }
  }
}

struct Damaged {
  std::string_view behaviour;
  std::string text;
  std::string damage;
  std::string last_cell;
};

TEST(Xml, SaysWhereADocumentIsDamagedAndGoesOn) {
  const std::vector<Damaged> cases = {
      {"cut", "<a><b>1</b><c>2", "element not closed at byte 11", "/a/c=2#1"},
      {"an element without its end", "<?xml version='1.0'?><a><b><c>1</b><d>2</d></a>",
       "element not closed at byte 27", "/a/d=2#1"},
      {"an end without its element", "<?xml version='1.0'?><a></b><d>2</d></a>",
       "element not closed at byte 24", "/a/d=2#1"},
      {"a '<' that is none", "<?xml version='1.0'?><a>1 < 2<d>2</d></a>", "tag broken at byte 26",
       "/a/d=2#1"},
      {"a tag without its end", "<?xml version='1.0'?><a><b x='1' <d>2</d></b></a>",
       "tag broken at byte 24", "/a/b/d=2#1"},
  };
  for (const Damaged& each : cases) {
    SCOPED_TRACE(each.behaviour);
    Cursor cursor = sniff(each.text);
    EXPECT_EQ(cursor.format(), "xml");
    const std::vector<std::string> cells = read_cells(each.text);
    ASSERT_FALSE(cells.empty());
    EXPECT_EQ(cells.back(), each.last_cell);
    cursor.advance(each.text);
    EXPECT_EQ(cursor.damage(), each.damage);
  }
}

TEST(Xml, AnOverlongAttributeEndsAtTheNextTag) {
  std::string document = "<a><b c=\"1\"/><b c=\"2\"/><b c=\"lost>";
  while (document.size() < 2 * kMaxQuotedLength) document += "text ";
  document += "<b c=\"found\"/></b></a>";
  const std::vector<std::string> cells = read_cells(document);
  ASSERT_EQ(cells.size(), 4U);
  EXPECT_EQ(cells.back(), "/a./b/b/@c=found#3");
}

TEST(Xml, GoesNoDeeperThanItsLimits) {
  std::string document = "<a><b>1</b>";
  for (int i = 0; i < 1000; ++i) document += "<d>";
  document += "<e>lost</e>";
  for (int i = 0; i < 1000; ++i) document += "</d>";
  document += "<b>2</b></a>";
  EXPECT_EQ(read_cells(document), (std::vector<std::string>{"/a/b=1#1", "/a/b=2#1"}));

  const std::string name(1000, 'n');
  const std::vector<std::string> cells = read_cells("<a><" + name + "><b>1</b></" + name + "></a>");
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_LE(cells.front().size(), kMaxNameLength + 4);
  EXPECT_TRUE(cells.front().ends_with("/b=1#1"));
}

}  // namespace
}  // namespace leaksift::structure
