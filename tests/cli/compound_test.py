"""Compound files: documents and messages of Microsoft Office before 2007."""

import unittest

from compound_file import compound_file
from excel_97 import record, workbook
from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind


def texts(**values):
    return {f"__substg1.0_{name[1:]}001F": text.encode("utf-16-le")
            for name, text in values.items()}


def message(subject, body, sender, address, *parts):
    tree = {"__properties_version1.0": b"\0" * 32,
            **texts(p0037=subject, p1000=body, p0C1A=sender, p5D01=address)}
    for part in parts:
        tree.update(part)
    return tree


class CompoundFiles(LeaksiftCase):
    def lines(self, name, data):
        return self.scan(self.write(name, data))

    def places(self, lines):
        return [(line["type"], line["location"]["within"]) for line in of_kind(lines, "finding")]

    def test_a_stream_in_pieces_is_read_whole(self):
        text = b"x " * 250 + f"SSN: {SSN}".encode() + b" y" * 3000
        for data in (text, text[:2000]):
            lines = self.lines("x.doc", compound_file({"1Table": b"", "WordDocument": data}))
            self.assertEqual(self.places(lines), [("us_ssn", ["WordDocument"])])
            self.assertEqual([line["format"] for line in of_kind(lines, "file")
                              if "within" not in line], ["doc"])

    def test_what_was_deleted_is_found(self):
        lines = self.lines("x.doc", compound_file({"WordDocument": b"a" * 9000},
                                                  f"SSN: {SSN}".encode()))
        self.assertEqual({tuple(within) for _, within in self.places(lines)},
                         {("free sectors",)})

    def test_an_encrypted_document_is_skipped(self):
        path = self.write("x.xlsx", compound_file({"EncryptionInfo": b"a" * 200,
                                                   "EncryptedPackage": b"b" * 9000}))
        lines = self.scan(path, status=3)
        self.assertEqual([(line["format"], line["status"], line["reason"])
                          for line in of_kind(lines, "file")], [("cfb", "skipped", "encrypted")])

    def test_a_message_of_outlook_is_mail(self):
        inner = message("Again", f"SSN: {SSN}", "Edna Moss", "edna.moss@pinemutual.net")
        tree = message("Numbers", f"My number is SSN: {SSN}", "Wilma Krantz",
                       "wilma.krantz@pinemutual.net",
                       {"__recip_version1.0_#00000000": texts(p3001="Otto Falk", p39FE=EMAIL)},
                       {"__attach_version1.0_#00000000":
                        {**texts(p3707="staff.csv"),
                         "__substg1.0_37010102": f"name,ssn\nAda Lund,{SSN}\n".encode()}},
                       {"__attach_version1.0_#00000001": {"__substg1.0_3701000D": inner}})
        lines = self.lines("x.msg", compound_file(tree))
        found = [(kind, within[-1].rsplit("/", 1)[-1]) for kind, within in self.places(lines)]
        self.assertEqual(sorted(found),
                         sorted([("person_name", "message")] * 3 + [("us_ssn", "message")] * 2
                                + [("email_address", "message")] * 3
                                + [("person_name", "staff.csv"), ("us_ssn", "staff.csv")]))
        self.assertEqual([record["notifiable"] for record in of_kind(lines, "record")],
                         [True, True, True])

    def test_sheets_of_excel_97_are_tables(self):
        people = [("Payroll",), ("Name", "SSN", "Born", "Card"),
                  ("Wilma Krantz", SSN, 32874.0, 4539852304551241),
                  ("Otto Falk", 536904398, 32875.0, None), ("=Edna Moss", None, 32876.0, None)]
        for cut in (0, 3):
            data = workbook({"Staff": people, "Größe €": [("a", "b", "c")]}, cut,
                            b"\0" * 40 + EMAIL.encode("utf-16-le"), ["SSN: 536-90-4397"])
            lines = self.lines("x.xls", compound_file({"Workbook": data + b"\0" * 4096}))
            found = [(line["type"], line["location"]["within"][0], line["location"].get("table"),
                      line["location"].get("field")) for line in of_kind(lines, "finding")]
            self.assertEqual(sorted(found, key=str), sorted(
                [("person_name", "sheet Staff", "Staff", "Name")] * 3
                + [("us_ssn", "sheet Staff", "Staff", "SSN")] * 2
                + [("date_of_birth", "sheet Staff", "Staff", "Born")] * 3
                + [("payment_card", "sheet Staff", "Staff", "Card"),
                   ("us_ssn", "unused strings", None, "SSN"),
                   ("email_address", "other records", None, None),
                   ("email_address", "other records", None, None)], key=str))
            self.assertIn(["sheet Größe €"],
                          [line.get("within") for line in of_kind(lines, "file")])

    def test_an_encrypted_workbook_is_skipped(self):
        data = record(0x809, b"\0\6\5\0" + b"\0" * 12) + record(0x2F, b"\1" * 54) + b"x" * 5000
        for tree in ({"Workbook": data}, {"WordDocument": b"\xec\xa5" + b"\0" * 8 + b"\0\1" + b"x" * 5000}):
            lines = self.scan(self.write("x.bin", compound_file(tree)), status=3)
            self.assertEqual([line["reason"] for line in of_kind(lines, "file")], ["encrypted"])

    def test_folders_that_are_too_deep_are_said_to_be_missing(self):
        tree = {"WordDocument": f"SSN: {SSN}".encode()}
        for _ in range(30):
            tree = {"a folder with a long name": tree, "b": f"SSN: {SSN}".encode()}
        lines = self.scan(self.write("x.doc", compound_file(tree)), status=3)
        self.assertEqual([line["reason"] for line in of_kind(lines, "file") if "reason" in line],
                         ["cfb: more folders than are kept"])
        self.assertGreater(len(of_kind(lines, "finding")), 10)

    def test_what_is_cut_or_runs_in_circles_ends(self):
        book = workbook({"Staff": [("Name", "SSN", "Born"), ("Wilma Krantz", SSN, 32874.0)]}, 3)
        whole = compound_file({"WordDocument": f"SSN: {SSN}".encode() + b"x" * 5000,
                               "Workbook": book})
        for size in range(0, len(whole), 97):
            self.write(f"cut/{size}", whole[:size])
        for at in range(0, len(whole) - 4, 61):
            for number in (b"\0\0\0\0", b"\1\0\0\0", b"\xff\xff\xff\x7f"):
                self.write(f"bent/{at}-{number[0]}{number[3]}",
                           whole[:at] + number + whole[at + 4:])
        for folder in ("cut", "bent"):
            done = self.run_leaksift("scan", self.folder / folder)
            self.assertIn(done.returncode, (0, 3), done.stderr)


if __name__ == "__main__":
    unittest.main()
