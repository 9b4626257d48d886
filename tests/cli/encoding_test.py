"""Texts in other encodings than UTF-8, made by iconv: the same findings at the original offsets."""

import subprocess
import unittest

from leaksift_case import EMAIL, SSN, LeaksiftCase

ROWS = "name,ssn,email\n" + f"Wilma Krantz,{SSN},{EMAIL}\n" * 3


class Encodings(LeaksiftCase):
    def spans(self, path):
        return [(f["type"], f["location"]["offset"], f["location"]["length"])
                for f in self.findings(path)]

    def encoded(self, name, charset):
        return self.write(name, subprocess.run(["iconv", "-f", "UTF-8", "-t", charset],
                                               input=ROWS.encode(), capture_output=True,
                                               check=True).stdout)

    def test_ebcdic_is_a_table_with_the_same_offsets(self):
        expected = self.spans(self.write("plain.csv", ROWS))
        self.assertGreaterEqual(len(expected), 6)
        for charset in "IBM037", "IBM1047":
            path = self.encoded(f"{charset}.csv", charset)
            self.assertEqual(self.spans(path), expected)
            line = self.files(path)[path.name]
            self.assertEqual((line["format"], line["encoding"]), ("csv", "ebcdic-037"))
            self.assertEqual(line["bytes"], len(ROWS))

    def test_wide_text_is_found_at_twice_the_offsets(self):
        expected = [(kind, 2 * offset, 2 * length)
                    for kind, offset, length in self.spans(self.write("plain.txt", f"SSN: {SSN}\n"))]
        self.assertEqual(len(expected), 1)
        for charset in "utf-16-le", "utf-16-be":
            path = self.write(f"{charset}.txt", f"SSN: {SSN}\n".encode(charset))
            self.assertEqual(self.spans(path), expected)
            self.assertNotIn("encoding", self.files(path)[path.name])

    def test_text_in_ascii_is_not_ebcdic(self):
        for name, content in ("at.txt", "@" * 500), ("latin.txt", b"\xc1\xd5\xe4 \xf0" * 90):
            path = self.write(name, content)
            self.assertNotIn("encoding", self.files(path)[path.name])


if __name__ == "__main__":
    unittest.main()
