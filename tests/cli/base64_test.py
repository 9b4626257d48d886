"""Base64 in text: what it holds is found within it, to any depth, once."""

import base64
import gzip
import io
import itertools
import json
import random
import unittest
import zipfile
import zlib

from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind

PERSON = json.dumps({"name": "Wilma Krantz", "ssn": SSN, "email": EMAIL})


def encode(content):
    return base64.b64encode(content if isinstance(content, bytes) else content.encode()).decode()


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


class Base64(LeaksiftCase):
    def found(self, text, *arguments, status=0):
        """(type, steps, offset) of each finding in a log that holds `text`."""
        path = self.write("a.log", text)
        self.lines = self.scan(*arguments, path, status=status)
        return [(item["type"], item["location"].get("within", []), item["location"]["offset"])
                for item in of_kind(self.lines, "finding") if item["type"] not in ("jwt", "api_key")]

    def test_text_and_containers_are_entered(self):
        places = [("person_name", PERSON.index("Wilma")), ("us_ssn", PERSON.index(SSN)),
                  ("email_address", PERSON.index(EMAIL))]
        url_safe = base64.urlsafe_b64encode(PERSON.encode()).decode().rstrip("=")
        twice = "and inside: " + encode(PERSON)
        for code, steps in (encode(PERSON), []), (url_safe, []), \
                (encode(gzip.compress(PERSON.encode(), mtime=0)), ["gzip"]), \
                (encode(zlib.compress(PERSON.encode())), ["zlib"]), \
                (encode(zipped("p.json", PERSON)), ["p.json"]), (encode(twice), ["base64@12"]), \
                (encode(encode(gzip.compress(PERSON.encode(), mtime=0))), ["base64@0", "gzip"]):
            expected = [(kind, ["base64@14", *steps], offset) for kind, offset in places]
            self.assertEqual(self.found(f"INFO payload: {code} done\n"), expected, steps)
            file_line = of_kind(self.lines, "file")
            self.assertEqual(len(file_line), 1)
            self.assertEqual(file_line[0]["findings"]["us_ssn"], 1)
            records = of_kind(self.lines, "record")
            self.assertEqual([record["location"]["within"] for record in records],
                             [["base64@14", *steps]])

    def test_utf_16_of_powershell_is_read(self):
        code = encode(f"Write-Host 'SSN: {SSN}'".encode("utf-16-le"))
        self.assertEqual(self.found(f"powershell -enc {code}\n"),
                         [("us_ssn", ["base64@16"], 2 * len("Write-Host 'SSN: "))])

    def test_escapes_of_the_text_around_are_undone(self):
        lines = base64.encodebytes(PERSON.encode() * 2).decode()
        for text in (json.dumps({"d": lines}), json.dumps({"d": encode(PERSON + "???")})
                     .replace("/", "\\/"), f'<a d="{lines}"/>'.replace("\n", "&#10;")):
            kinds = [kind for kind, _, _ in self.found(text)]
            self.assertEqual(set(kinds), {"person_name", "us_ssn", "email_address"}, text)

    def test_text_in_hexadecimal_is_read_in_dumps(self):
        digits = PERSON.encode().hex()
        for text in (f"COPY public.d (a, b) FROM stdin;\n1\t\\\\x{digits}\n\\.\n",
                     "SET standard_conforming_strings = on;\n"
                     f"INSERT INTO public.d (a, b) VALUES (1, '\\x{digits}');\n",
                     f"INSERT INTO d (a, b) VALUES (1, 0x{digits});\n"):
            self.assertIn("us_ssn", [kind for kind, _, _ in self.found(text)], text)

    def test_claims_of_a_token_are_found_beside_it(self):
        parts = ['{"alg":"HS256","typ":"JWT"}', json.dumps({"sub": "1", "ssn": SSN})]
        token = ".".join([base64.urlsafe_b64encode(part.encode()).decode().rstrip("=")
                          for part in parts] + ["c2lnbmF0dXJlLW9mLXRoZS10b2tlbg-x"])
        found = self.found(f"Authorization: Bearer {token}\n")
        self.assertIn("jwt", [item["type"] for item in of_kind(self.lines, "finding")])
        self.assertEqual([kind for kind, _, _ in found], ["us_ssn"])

    def test_order_and_counts_are_those_of_the_places(self):
        text = f"SSN: {SSN[:-1]}1 x {encode(PERSON)} SSN: {SSN[:-1]}2\n"
        found = self.found(text, "--threads", "1")
        self.assertEqual([len(steps) for _, steps, _ in found], [0, 1, 1, 1, 0])
        ids = [item["id"] for item in of_kind(self.lines, "finding")]
        self.assertEqual(len(ids), len(set(ids)))
        counts = [entry for entry in of_kind(self.lines, "summary")][0]["types"]
        self.assertEqual(counts["us_ssn"]["occurrences"], 3)

    def test_columns_count_their_own_rows_alone(self):
        ssns = [f"536-90-{4000 + number}" for number in range(4)]
        inner = {"csv": f"id,ssn\n1,{SSN}\n2,{SSN}\n", "yaml": f"- id: 1\n  ssn: {SSN}\n- id: 2\n",
                 "json": json.dumps({"id": 1, "ssn": SSN})}
        outer = {"csv": lambda code: "id,ssn,code\n" + "".join(
                     f"{number},{ssn},{code}\n" for number, ssn in enumerate(ssns)),
                 "yaml": lambda code: "".join(
                     f"- id: {number}\n  ssn: {ssn}\n  code: {code}\n"
                     for number, ssn in enumerate(ssns)),
                 "json": lambda code: "".join(
                     json.dumps({"id": number, "ssn": ssn, "code": code}) + "\n"
                     for number, ssn in enumerate(ssns))}
        for (outside, text), (inside, within) in itertools.product(outer.items(), inner.items()):
            with self.subTest(outside=outside, inside=inside):
                lines = self.scan(self.write("a.txt", text(encode(within))))
                columns = [(line["rows"], line["filled"], line["occurrences"], line["distinct"])
                           for line in of_kind(lines, "column")]
                self.assertEqual(columns, [(4, 4, 4, 4)])
                findings = of_kind(lines, "finding")
                summary = of_kind(lines, "summary")[0]
                self.assertEqual(len(findings), 4 + 4 * within.count(SSN))
                self.assertEqual(of_kind(lines, "file")[0]["findings"], {"us_ssn": len(findings)})
                self.assertEqual(summary["types"]["us_ssn"], {
                    "occurrences": len(findings), "distinct": 5, "distinct_exact": True, "files": 1})
                self.assertEqual(summary["sensitivity"]["restricted"], len(findings))
                self.assertEqual(summary["records"]["with_findings"], len(of_kind(lines, "record")))
                self.assertEqual(summary["records"]["with_findings"], len(findings))

    def test_samples_of_a_column_are_its_own(self):
        code = encode(f"id,ssn\n1,{SSN}\n2,{SSN}\n3,{SSN}\n")
        text = "code,id,ssn\n" + "".join(f"{code},{n},536-90-{4000 + n}\n" for n in range(5))
        lines = self.scan("--samples", "2", self.write("a.csv", text))
        for kind in "finding", "record":
            within = [bool(line["location"]["within"]) for line in of_kind(lines, kind)]
            self.assertEqual((within.count(True), within.count(False)), (2, 2), kind)

    def test_limits_are_said(self):
        deep = f"the SSN: {SSN} is deep inside"
        for _ in range(5):
            deep = encode(deep)
        found = self.found(deep + "\n", "--max-depth", "3", status=3)
        self.assertEqual(found, [])
        self.assertIn("limit: depth 3", [line.get("reason") for line in of_kind(self.lines, "file")])
        self.assertEqual(len(self.found(deep + "\n", "--max-depth", "5")), 1)
        bomb = encode(gzip.compress(gzip.compress(b"\0" * 30_000_000, mtime=0), mtime=0))
        self.found(f"x {bomb[:8000]}\n", status=3)
        self.assertIn("limit: expansion ratio",
                      [line.get("reason") for line in of_kind(self.lines, "file")])
        long = encode("".join(f"line {n}: SSN: {SSN}\n" for n in range(1000)))
        found = self.found(f"x {long}\n", status=3)
        self.assertGreater(len(found), 200)
        self.assertIn("8192", of_kind(self.lines, "file")[0]["reason"])

    def test_long_binary_base64_leaves_nothing_open(self):
        noise = random.Random(4).randbytes(30_000)
        for start in b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF", \
                b"0\x82\x05\xe0", b"wOF2\0\1\0\0", b"":
            code = encode(start + noise)
            self.assertEqual(self.found(f"url(data:;base64,{code})\n"), [])
            self.assertEqual(self.found(base64.encodebytes(start + noise).decode()), [])

    def test_lines_do_not_depend_on_blocks(self):
        text = ""
        for number in range(400):
            text += f"SSN: {SSN} in line {number}\n" if number % 3 else "words of no import\n" * 30
            text += f"x {encode(PERSON)}\n" + encode(gzip.compress(PERSON.encode())[:-9]) + " \n"
            text += json.dumps({"n": number, "ssn": SSN, "code": encode(PERSON)}) + "\n"
        key = self.write("key", "0" * 64)
        path = self.write("a.log", text)
        reports = set()
        for options in ("--threads", "1"), ("--threads", "2"), ("--block-size", "64K"):
            done = self.run_leaksift("scan", "--format", "ndjson", "--fingerprint-key", key, *options,
                                     path)
            lines = done.stdout if isinstance(done.stdout, str) else done.stdout.decode()
            reports.add("".join(line for line in lines.splitlines(True)
                                if '"kind":"scan"' not in line and '"kind":"summary"' not in line))
        self.assertEqual(len(reports), 1)
        self.assertGreater(reports.pop().count('"status":"partial"'), 300)

    def test_damaged_runs_never_stop_a_scan(self):
        code = encode(zipped("p.json", PERSON * 20))
        for at in range(0, len(code), 7):
            broken = code[:at] + "AAAA" + code[at + 4:]
            self.run_leaksift("scan", "--format", "ndjson", self.write("b.log", f"x {broken}\n"))
            done = self.run_leaksift("scan", "--format", "ndjson", self.write("b.log", code[:at]))
            self.assertIn(done.returncode, (0, 3))


if __name__ == "__main__":
    unittest.main()
