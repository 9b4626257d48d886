"""Texts in other encodings than UTF-8, made by iconv: the same findings at the original offsets."""

import subprocess
import unittest

from leaksift_case import EMAIL, SSN, LeaksiftCase

NAMES = ["María Muñoz", "José García", "Jürgen Müller", "Wilma Krantz"]
TABLE = "id,name,ssn,email\n" + "".join(
    f"{number},{name},{SSN[:-1]}{number},{EMAIL}\n" for number, name in enumerate(NAMES, 1))
# How iconv calls an encoding, what a report calls it, and whether a mark stands in front.
ENCODINGS = [("UTF-16LE", "utf-16le", "utf-16-le"), ("UTF-16BE", "utf-16be", "utf-16-be"),
             ("UTF-32LE", "utf-32le", "utf-32-le"), ("UTF-32BE", "utf-32be", "utf-32-be"),
             ("CP1252", "windows-1252", "cp1252"), ("ISO-8859-1", "windows-1252", "latin-1"),
             ("IBM037", "ebcdic-037", "cp037"), ("UTF-8", None, "utf-8")]
JAPANESE = ["山田太郎", "ソ表能", "鈴木花子"]  # Of the second, each character ends like a backslash.


def iconv(text, charset):
    return subprocess.run(["iconv", "-f", "UTF-8", "-t", charset], input=text.encode(),
                          capture_output=True, check=True).stdout


class Encodings(LeaksiftCase):
    def found(self, path, codec):
        """What is found in a file; and that each finding stands where its value does."""
        content = path.read_bytes()
        found = []
        for item in self.findings("--show-values", path):
            place = item["location"]
            raw = content[place["offset"]:place["offset"] + place["length"]]
            # Python leaves the line ends of EBCDIC as controls; they stand in no value.
            self.assertEqual(raw.decode(codec), item["value"], path)
            newline = "\n".encode(codec)
            if codec != "cp037":
                before = content[:place["offset"]].split(newline)
                self.assertEqual(place["line"], len(before), path)
                self.assertEqual(place["column"], len(before[-1]) + 1, path)
            found.append((item["type"], item["value"], place.get("field"), place.get("table"),
                          place.get("record")))
        return found

    def test_a_table_is_the_same_in_every_encoding(self):
        for text, form in (TABLE, "csv"), (TABLE.replace(",", "\t"), "tsv"), (json_of(), "json"), \
                (sql_of(), "sql"):
            path = self.write(f"plain.{form}", text)
            expected = self.found(path, "utf-8")
            self.assertGreaterEqual(len(expected), 2 * len(NAMES))
            records = self.records(path)
            for name, encoding, codec in ENCODINGS:
                for mark in "", "\ufeff":
                    if mark and not name.startswith("UTF"):
                        continue
                    path = self.write(f"{name}-{len(mark)}.{form}", iconv(mark + text, name))
                    line = self.files(path)[path.name]
                    self.assertEqual((line["format"], line.get("encoding")), (form, encoding), path)
                    self.assertEqual(line["bytes"], line["scanned"])
                    self.assertEqual(line["bytes"], path.stat().st_size)
                    self.assertEqual(self.found(path, codec), expected, path)
                    self.assertEqual(self.records(path), records, path)

    def records(self, path):
        """What is told of records, and that each begins and ends where it should."""
        content = path.read_bytes()
        records = []
        for entry in self.scan("--format", "ndjson", path):
            if entry["kind"] == "record":
                place = entry["location"]
                self.assertLessEqual(place["offset"] + place["length"], len(content))
                records.append((entry["types"], place["record"], place["line"]))
        return records

    def test_charsets_that_are_declared_are_undone(self):
        rows = list(zip(JAPANESE, (f"{SSN[:-1]}{number}" for number in range(1, 4))))
        expected = [entry for name, ssn in rows
                    for entry in (("person_name", name, "name"), ("us_ssn", ssn, "ssn"))]
        xml = "<people>\n" + "".join(f"<p><name>{name}</name><ssn>{ssn}</ssn></p>\n"
                                    for name, ssn in rows) + "</people>\n"
        html = "<table><tr><th>name</th><th>ssn</th></tr>\n" + "".join(
            f"<tr><td>{name}</td><td>{ssn}</td></tr>\n" for name, ssn in rows) + "</table></html>\n"
        sql = "INSERT INTO `people` (`name`, `ssn`) VALUES\n" + ",\n".join(
            f"('{name}','{ssn}')" for name, ssn in rows) + ";\n"
        for charset, encoding, codec, label in ("CP932", "shift_jis", "cp932", "Shift_JIS"), \
                ("GB18030", "gb18030", "gb18030", "gb18030"), ("EUC-JP", "euc-jp", "euc-jp", "ujis"):
            documents = {
                "xml": f'<?xml version="1.0" encoding="{label}"?>\n{xml}',
                "html": f'<html><head><meta charset="{label}"></head>\n{html}',
                "sql": f"-- MySQL dump 10.13\n/*!40101 SET NAMES {label} */;\n{sql}"}
            for form, text in documents.items():
                path = self.write(f"{charset}.{form}", iconv(text, charset))
                line = self.files(path)[path.name]
                self.assertEqual((line["format"], line["encoding"]), (form, encoding))
                found = self.found(path, codec)
                self.assertEqual([(kind, value, field.rsplit("/", 1)[-1]) for
                                  kind, value, field, _, _ in found],
                                 expected, path)

    def test_wide_text_in_other_bytes_is_found_at_twice_the_offsets(self):
        expected = [(kind, 2 * offset + 64, 2 * length)
                    for kind, offset, length in self.spans(self.write("plain.txt", f"SSN: {SSN}\n"))]
        self.assertEqual(len(expected), 1)
        for charset in "utf-16-le", "utf-16-be":
            path = self.write(f"{charset}.bin", bytes(range(128, 192)) +
                              f"SSN: {SSN}\n".encode(charset) + b"\x01\xff" * 40)
            self.assertEqual(self.spans(path), expected)
            self.assertNotIn("encoding", self.files(path)[path.name])

    def spans(self, path):
        return [(f["type"], f["location"]["offset"], f["location"]["length"])
                for f in self.findings(path)]

    def test_text_in_ascii_is_not_ebcdic(self):
        for name, content in ("at.txt", "@" * 500), ("latin.txt", b"\xc1\xd5\xe4 \xf0" * 90):
            path = self.write(name, content)
            self.assertNotIn("encoding", self.files(path)[path.name])

    def test_a_name_in_windows_1252_is_masked_by_letters(self):
        path = self.write("windows.csv", TABLE.encode("cp1252"))
        masks = [f["value"] for f in self.findings(path) if f["type"] == "person_name"]
        self.assertEqual(masks, [f["value"] for f in self.findings(self.write("utf8.csv", TABLE))
                                 if f["type"] == "person_name"])

    def test_fingerprints_do_not_depend_on_the_encoding(self):
        key = self.write("key", bytes(range(32)))
        prints = {name: [f["fingerprint"] for f in self.findings(
            "--fingerprint-key", key, self.write(f"{name}.csv", iconv(TABLE, name)))]
            for name, _, _ in ENCODINGS}
        self.assertEqual(len({tuple(values) for values in prints.values()}), 1)


def json_of():
    rows = [line.split(",") for line in TABLE.splitlines()]
    return "[" + ",\n".join("{" + ", ".join(f'"{key}": "{value}"' for key, value in
                                           zip(rows[0], row)) + "}" for row in rows[1:]) + "]\n"


def sql_of():
    rows = [line.split(",") for line in TABLE.splitlines()]
    return "INSERT INTO `people` (" + ", ".join(f"`{key}`" for key in rows[0]) + ") VALUES\n" + \
        ",\n".join("(" + ",".join(f"'{value}'" for value in row) + ")" for row in rows[1:]) + ";\n"


if __name__ == "__main__":
    unittest.main()
