#include "content/archives.h"
#include "content/office_sheet.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using testing::expand_file;
using testing::Seen;
using testing::zip;

/// What the member `name` of a document reads.
std::string text_of_member(const std::string& bytes, const std::string& name) {
  for (const Seen& seen : expand_file(bytes)) {
    if (seen.is_blob && seen.within.back() == name) return seen.bytes;
  }
  return "(none)";
}

std::string docx(const std::string& body) {
  return zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", body}});
}

std::string xlsx(const std::string& sheet) {
  return zip({{"[Content_Types].xml", "<Types/>"},
              {"xl/styles.xml",
               "<s><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts><cellXfs>"
               "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></s>"},
              {"xl/worksheets/sheet1.xml", sheet}});
}

TEST(Office, JoinsRunsAndWritesRowsWithTabs) {
  EXPECT_EQ(text_of_member(docx("<w:p><w:t>536-90-</w:t><w:tab/><w:t>4399</w:t></w:p>"
                                "<w:tbl><w:tr><w:tc><w:p><w:t>a</w:t></w:p></w:tc><w:tc><w:p>"
                                "<w:t>b</w:t></w:p></w:tc></w:tr></w:tbl>"),
                           "document"),
            "536-90-\t4399\na \tb\n");
}

TEST(Office, PartsWhatWasDeletedFromWhatReplacedIt) {
  EXPECT_EQ(text_of_member(docx("<w:p><w:r><w:t>SSN 53</w:t></w:r><w:del><w:r><w:delText>6-90-4399"
                                "</w:delText></w:r></w:del><w:ins><w:r><w:t>6-90-4398</w:t></w:r>"
                                "</w:ins><w:ins><w:r><w:t>7</w:t></w:r></w:ins></w:p><w:ins/>"),
                           "document"),
            "SSN 536-90-4399 6-90-43987\n");
}

TEST(Office, UndoesOnlyPredefinedEntities) {
  EXPECT_EQ(text_of_member(docx("<!DOCTYPE d [<!ENTITY x 'boom>'>]><w:p><w:t>&#x41;&amp;&x;"
                                "<![CDATA[<&]]></w:t></w:p>"),
                           "document"),
            "A&&x;<&\n");
}

TEST(Office, ResolvesDatesExponentsAndInlineStrings) {
  EXPECT_EQ(
      text_of_member(
          xlsx("<row><c r='A1' t='inlineStr'><is><t>born</t></is></c><c t='str'><v>card</v></c>"
               "<c t='str'><v>at</v></c></row><row><c r='A2' s='1'><v>32874</v></c>"
               "<c r='B2'><v>4.11E+15</v></c></row>"
               "<row><c r='C3' s='2'><v>61.5</v></c><c t='b'><v>1</v></c></row>"),
          "sheet 1"),
      "COPY \"1\" (\"born\", \"card\", \"at\") FROM stdin;\n1990-01-01\t4110000000000000\t\n"
      "\t\t1900-03-01T12:00:00\n\\.\n");
}

/// A sheet of texts; an empty one is no cell.
std::string sheet_of(const std::vector<std::vector<std::string>>& rows) {
  std::string xml;
  for (const auto& row : rows) {
    xml += "<row>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      xml += "<c r='" + std::string(1, static_cast<char>('A' + i)) + "1' t='str'><v>" + row[i] +
             "</v></c>";
    }
    xml += "</row>";
  }
  return text_of_member(xlsx(xml), "sheet 1");
}

TEST(Office, TitlesAboveTheHeaderOfASheetAreComments) {
  EXPECT_EQ(sheet_of({{"Payroll"},
                      {"Company", "Pine Mutual"},
                      {"", "Person", "", "Pay"},
                      {"No", "Name", "SSN", "Pay"},
                      {"1", "Wilma Krantz", "536-90-4399", "90"}}),
            "-- Payroll\n-- Company\tPine Mutual\n-- \tPerson\tPay\n"
            "COPY \"1\" (\"No\", \"Name\", \"SSN\", \"Pay\") FROM stdin;\n"
            "1\tWilma Krantz\t536-90-4399\t90\n\\.\n");
}

TEST(Office, FormsInSheetsAreLines) {
  EXPECT_EQ(sheet_of({{"", "Name", "", "Wilma\tKrantz"},
                      {"", "SSN", "", "536-90-4399"},
                      {"", "Pet"},
                      {"", "", "", "none"}}),
            "Name\tWilma Krantz\nSSN\t536-90-4399\nPet\n\tnone\n");
  EXPECT_EQ(
      sheet_of({{"Name", "SSN"}, {"Wilma Krantz", "536-90-4399"}, {"Otto Falk", "536-90-4398"}}),
      "COPY \"1\" (\"Name\", \"SSN\") FROM stdin;\nWilma Krantz\t536-90-4399\n"
      "Otto Falk\t536-90-4398\n\\.\n");
}

TEST(Office, KnowsDateFormats) {
  EXPECT_TRUE(is_date_format("dd\\.mm\\.yyyy"));
  EXPECT_TRUE(is_date_format("[$-409]h:mm"));
  EXPECT_FALSE(is_date_format("0.00\"days\""));
  EXPECT_FALSE(is_date_format("[Red]#,##0"));
  EXPECT_EQ(iso_date(59, false), "1900-02-28");
  EXPECT_EQ(iso_date(0, true), "1904-01-01");
  EXPECT_EQ(iso_date(0.25, false), "06:00:00");
  EXPECT_EQ(iso_date(-1, false), "");
  EXPECT_EQ(iso_date(1e300, false), "");
}

TEST(Office, DocumentsOfOneFileAreTextAndTables) {
  const std::string excel =
      "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"s\">"
      "<Worksheet ss:Name=\"Staff\"><Table><Row><Cell><Data ss:Type=\"String\">Name</Data></Cell>"
      "<Cell ss:Index=\"3\"><Data ss:Type=\"String\">Born</Data><Comment><ss:Data>why</ss:Data>"
      "</Comment></Cell></Row><Row><Cell><Data ss:Type=\"Number\">1E3</Data></Cell>"
      "<Cell ss:Index=\"3\"><Data ss:Type=\"DateTime\">1990-01-01T00:00:00.000</Data></Cell></Row>"
      "</Table></Worksheet></Workbook>";
  EXPECT_EQ(text_of_member(excel, "sheets"),
            "COPY \"Staff\" (\"Name\", \"B\", \"Born\") FROM stdin;\n1000\t\t1990-01-01\n\\.\n"
            "why\n");
  const std::string word =
      "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"
      "<w:wordDocument><w:p><w:t>536-90-</w:t><w:t>4399</w:t></w:p>";
  EXPECT_EQ(text_of_member(word, "document"), "536-90-4399\n");
  const auto flat = [](const std::string& kind, const std::string& body) {
    return "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis."
           "opendocument." +
           kind + "\">" + body;
  };
  EXPECT_EQ(text_of_member(flat("text", "<text:p>536<text:span>-90-4399</text:span></text:p>"),
                           "document"),
            "536-90-4399\n");
  EXPECT_EQ(text_of_member(flat("spreadsheet",
                                "<table:table table:name=\"T\"><table:table-row>"
                                "<table:table-cell><text:p>a</text:p>"
                                "</table:table-cell></table:table-row>"),
                           "sheets"),
            "COPY \"T\" (\"A\") FROM stdin;\na\n\\.\n");
  EXPECT_EQ(expand_file("<?xml version=\"1.0\"?><w:other><w:p/></w:other>").size(), 1u);
}

TEST(Office, ABrokenDocumentGivesWhatCameBefore) {
  const std::string whole = docx("<w:p><w:t>first</w:t></w:p>" + testing::noise(100'000));
  const auto all = expand_file(whole.substr(0, whole.size() / 2));
  ASSERT_GE(all.size(), 2u);
  EXPECT_EQ(all[0].bytes.substr(0, 6), "first\n");
  EXPECT_EQ(all.back().format, "docx");
  EXPECT_EQ(all.back().status, core::FileStatus::kPartial);
}

TEST(Office, AnyBytesForXmlEnd) {
  for (std::size_t cut = 0; cut < 2000; cut += 37) {
    EXPECT_NE(text_of_member(docx("<a b='" + testing::noise(cut)), "document"), "(none)");
  }
}

TEST(Office, MarkupWithoutTextCountsAsDecoded) {
  core::Limits limits;
  limits.max_decoded_bytes = 4 << 20;
  const auto all = expand_file(docx(std::string(32 << 20, ' ')), "x", limits);
  EXPECT_EQ(all.back().status, core::FileStatus::kPartial);
}

}  // namespace
}  // namespace leaksift::content
