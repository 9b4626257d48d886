"""Office documents: text joined across formatting, and sheets as tables."""

import unittest
import zipfile

from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind

TYPES = ("[Content_Types].xml", "<Types/>")
ODF = "application/vnd.oasis.opendocument."


class OfficeDocuments(LeaksiftCase):
    def document(self, name, *parts):
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for part, text in parts:
                kind = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
                out.writestr(part, text, kind)
        return path

    def places(self, path):
        lines = self.scan(path)
        formats = [line["format"] for line in of_kind(lines, "file") if not line.get("within")]
        found = [(line["type"], line["location"]) for line in of_kind(lines, "finding")]
        return formats, found

    def workbook(self, rows, style=""):
        return self.document(
            "people.xlsx", TYPES,
            ("xl/workbook.xml", '<workbook xmlns:r="r"><sheets>'
             '<sheet name="Staff" sheetId="7" state="hidden" r:id="rId1"/></sheets></workbook>'),
            ("xl/_rels/workbook.xml.rels",
             '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
            ("xl/sharedStrings.xml", "<sst><si><t>name</t></si><si><r><t>ss</t></r><r><t>n</t></r>"
             f"</si><si><t>Ada &amp; Co</t></si><si><t>{SSN}</t></si><si><t>{EMAIL}</t></si></sst>"),
            ("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))

    def test_a_number_is_joined_across_runs(self):
        path = self.document(
            "letter.docx", TYPES,
            ("word/document.xml", '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>SSN 536-90-</w:t>'
             "</w:r><w:r><w:rPr><w:b/></w:rPr><w:t>4399</w:t></w:r></w:p></w:body></w:document>"),
            ("word/header2.xml", f"<w:hdr><w:p><w:t>{EMAIL}</w:t></w:p></w:hdr>"))
        formats, found = self.places(path)
        self.assertEqual(formats, ["docx"])
        self.assertEqual([(kind, place["within"]) for kind, place in found],
                         [("us_ssn", ["document"]), ("email_address", ["header 2"])])

    def test_a_sheet_is_a_table_and_unused_strings_are_seen(self):
        path = self.workbook('<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
                             '<row><c r="A2" t="s"><v>2</v></c><c r="C2" t="s"><v>3</v></c></row>')
        formats, found = self.places(path)
        self.assertEqual(formats, ["xlsx"])
        places = dict(found)
        self.assertEqual(places["us_ssn"]["within"], ["sheet Staff"])
        self.assertEqual(places["us_ssn"]["table"], "Staff")
        self.assertEqual(places["us_ssn"]["field"], "ssn")
        self.assertEqual(places["us_ssn"]["record"], 1)
        self.assertEqual(places["email_address"]["within"], ["unused strings"])
        self.assertEqual(len(found), 2)

    def test_an_ods_sheet_is_a_table(self):
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        rows = "".join("<table:table-row>" + "".join(cell.format(v) for v in row)
                       + "</table:table-row>"
                       for row in [("name", "ssn"), ("Ada", SSN)])
        path = self.document("people.ods", ("mimetype", ODF + "spreadsheet"),
                             ("content.xml", f'<x><table:table table:name="Staff">{rows}'
                              "</table:table></x>"))
        formats, found = self.places(path)
        self.assertEqual(formats, ["ods"])
        place = dict(found)["us_ssn"]
        self.assertEqual((place["within"], place["table"], place["field"], place["record"]),
                         (["sheets"], "Staff", "ssn", 1))

    def test_an_annotation_does_not_cut_a_number(self):
        path = self.document(
            "letter.odt", ("mimetype", ODF + "text"),
            ("content.xml", "<x><text:p>SSN 536-90-<office:annotation><text:p>"
             f"{EMAIL}</text:p></office:annotation><text:span>4399</text:span></text:p></x>"))
        formats, found = self.places(path)
        self.assertEqual(formats, ["odt"])
        self.assertEqual([kind for kind, _ in found], ["us_ssn", "email_address"])

    def test_a_zip_that_only_holds_a_document_stays_a_zip(self):
        inner = self.document("a.pptx", TYPES,
                              ("ppt/slides/slide3.xml", f"<p><a:t>SSN {SSN}</a:t></p>"))
        outer = self.folder / "in" / "outer.zip"
        with zipfile.ZipFile(outer, "w") as out:
            out.write(inner, "a.pptx")
        formats, found = self.places(outer)
        self.assertEqual(formats, ["zip"])
        self.assertEqual([place["within"] for _, place in found], [["a.pptx", "slide 3"]])

    def test_a_declared_entity_is_not_expanded(self):
        path = self.document(
            "bomb.docx", TYPES,
            ("word/document.xml", '<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
             f"<w:p><w:t>&b; SSN {SSN}</w:t></w:p>"))
        formats, found = self.places(path)
        self.assertEqual([kind for kind, _ in found], ["us_ssn"])


if __name__ == "__main__":
    unittest.main()
