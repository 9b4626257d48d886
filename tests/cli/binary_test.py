"""Data in formats that nobody knows: said as `binary`, and the texts in it are found."""

import random
import tarfile
import unittest

from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind

LIMIT = 64 * 1024  # Bytes that decide the format.


def chunk(number, content):
    """A field of an unknown format: a number, a length, and bytes."""
    return bytes([0, number, 0, len(content)]) + content


def unknown_format():
    noise = random.Random(5)
    texts = [f"SSN: {SSN}".encode(), f"mail {EMAIL}".encode(), "Name: María Muñoz".encode(),
             f"SSN: {SSN[:-1]}1".encode("utf-16-le"), f"SSN: {SSN[:-1]}2".encode("utf-16-be")]
    data = b"\x7fUNK\1\2"
    for number, text in enumerate(texts):
        data += chunk(number, noise.randbytes(101)) + chunk(number, text)
    return data + chunk(9, noise.randbytes(200))


class Binary(LeaksiftCase):
    def format_of(self, content, *options):
        return self.files(*options, self.write("a.bin", content))["a.bin"]["format"]

    def test_texts_in_it_are_found_in_each_encoding(self):
        path = self.write("a.bin", unknown_format())
        lines = self.scan("--show-values", path)
        self.assertEqual({item["value"] for item in of_kind(lines, "finding")},
                         {SSN, EMAIL, "María Muñoz", SSN[:-1] + "1", SSN[:-1] + "2"})
        line, = of_kind(lines, "file")
        self.assertEqual((line["format"], line["status"], line["scanned"]),
                         ("binary", "scanned", path.stat().st_size))

    def test_a_value_begins_where_text_does(self):
        # As MessagePack writes it: of a short text, the byte before it is 0xa0 and its length.
        def packed(text):
            return bytes([0xa0 + len(text)]) + text.encode()

        record = b"\x84" + b"".join(packed(text) for text in (
            "name", "Rachel Nichols", "ssn", SSN, "mail", EMAIL, "x", ""))
        found = of_kind(self.scan("--show-values", self.write("a.bin", record * 3)), "finding")
        self.assertEqual({item["value"] for item in found}, {"Rachel Nichols", SSN, EMAIL})
        self.assertEqual(len(found), 9)

    def test_random_bytes_hold_next_to_nothing(self):
        noise = random.Random(20261126).randbytes(16 << 20)
        found = of_kind(self.scan(self.write("a.bin", noise)), "finding")
        self.assertLess(len(found), 4)

    def test_members_are_said_to_be_binary_too(self):
        self.write("unknown", unknown_format())
        self.write("note.txt", f"SSN: {SSN}\n")
        with tarfile.open(self.folder / "a.tar", "w") as archive:
            for name in "unknown", "note.txt":
                archive.add(self.folder / name, name)
        formats = {tuple(line.get("within", [])): line["format"]
                   for line in of_kind(self.scan(self.folder / "a.tar"), "file")}
        self.assertEqual(formats, {(): "tar", ("unknown",): "binary", ("note.txt",): "text"})

    def test_the_first_64_kib_decide_for_any_size_of_blocks(self):
        prose = b"words of no import\n" * (LIMIT // 19 + 1)
        zeros = bytes(LIMIT)
        for content, expected in (prose + zeros, "text"), (zeros + prose, "binary"), \
                (prose[:LIMIT - LIMIT // 64] + zeros, "text"), \
                (prose[:LIMIT - LIMIT // 64 - 1] + zeros, "binary"):
            for options in (), ("--block-size", "64K"), ("--threads", "3"):
                self.assertEqual(self.format_of(content, *options), expected)

    def test_what_was_text_is_no_binary_data(self):
        for content in "山田太郎 lives here\n".encode("shift-jis") * 20, \
                "words in wide units\n".encode("utf-16"), b"", \
                "words of a mainframe, and more of them than a few\n".encode("cp037") * 20:
            self.assertEqual(self.format_of(content), "text", content[:40])


if __name__ == "__main__":
    unittest.main()
