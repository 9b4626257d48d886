"""Compound files: documents and messages of Microsoft Office before 2007."""

import unittest

from compound_file import compound_file
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

    def test_what_is_cut_or_runs_in_circles_ends(self):
        whole = compound_file({"WordDocument": f"SSN: {SSN}".encode() + b"x" * 9000})
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
