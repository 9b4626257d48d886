"""The flags that choose what is found, and the limits."""

import gzip
import io
import zipfile

from leaksift_case import EMAIL, PHONE, SSN, LeaksiftCase


def zip_of(members):
    """The bytes of a ZIP archive with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return packed.getvalue()


class WhatIsFound(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.input = self.write("a.txt", f"SSN: {SSN}\nphone: {PHONE}\nemail: {EMAIL}\n")

    def test_all_types_by_default(self):
        self.assertEqual(self.types_found(self.input), {"us_ssn", "phone_number", "email_address"})

    def test_types(self):
        self.assertEqual(self.types_found("--types", "us_ssn", self.input), {"us_ssn"})
        both = {"us_ssn", "email_address"}
        self.assertEqual(self.types_found("--types", "us_ssn,email_address", self.input), both)
        self.assertEqual(
            self.types_found("--types", "us_ssn", "--types", "email_address", self.input), both)

    def test_exclude_types(self):
        self.assertEqual(self.types_found("--exclude-types", "us_ssn,phone_number", self.input),
                         {"email_address"})
        self.assertEqual(
            self.types_found("--types", "us_ssn,iban", "--exclude-types", "iban", self.input),
            {"us_ssn"})

    def test_unknown_types_are_refused(self):
        self.refused("scan", "--types", "us_snn", self.input, says=["--types", "us_snn", "list"])
        self.refused("scan", "--exclude-types", "nope", self.input, says=["--exclude-types", "nope"])
        self.refused("scan", "--types", "iban", "--exclude-types", "iban", self.input, says="left")

    def test_min_confidence(self):
        self.write("in/low.txt", "parcel 536904399 was sent\n")
        self.write("in/medium.txt", "social security numbers go here, such as 536904399 perhaps\n")
        self.write("in/high.txt", f"SSN: {SSN}\n")
        counts = {level: len(self.findings("--types", "us_ssn", "--min-confidence", level,
                                           self.folder / "in"))
                  for level in ("low", "medium", "high")}
        self.assertEqual(counts, {"low": 3, "medium": 2, "high": 1})

    def test_values_that_make_no_sense_are_refused(self):
        cases = {
            "--format": ["xml", ""], "--color": ["sometimes"], "--min-confidence": ["hgih", "0.5"],
            "--fail-on": ["public"], "--threads": ["0", "257", "-1", "4x", ""],
            "--max-file-size": ["3Q", "-1", "K", "99999999999G", "1.5G"], "--max-depth": ["x", "-2"],
            "--max-members": ["1K"], "--max-decoded-total": ["x"], "--max-time": ["0", "1h"],
            "--max-path-length": ["0"], "--password-file": ["/nowhere/passwords"], "--max-decoded-bytes": ["much"],
            "--max-expansion-ratio": ["0"], "--engine": ["slow"], "--block-size": ["63", "1G"],
        }
        for flag, values in cases.items():
            for value in values:
                with self.subTest(flag=flag, value=value):
                    self.refused("scan", f"{flag}={value}", self.input, says="leaksift: ")

    def test_the_last_of_two_values_counts(self):
        done = self.expect(0, "scan", "--format", "text", "--format", "ndjson", self.input)
        self.assertIn('"kind":"summary"', done.stdout)

    def test_a_switch_can_be_turned_off(self):
        options = self.scan("--show-values", "--show-values=false", self.input)[0]["options"]
        self.assertFalse(options["show-values"])


class Limits(LeaksiftCase):
    def incomplete(self, path, *limit):
        """Demands that all is found without `limit`, less with it, and that this is said."""
        whole = self.scan(path)
        self.assertTrue(whole[-1]["complete"])
        cut = self.scan(*limit, path, status=3)
        self.assertFalse(cut[-1]["complete"])
        self.assertTrue([item for item in cut if item["kind"] == "file" and item.get("reason")])
        count = [sum(item["kind"] == "finding" for item in items) for items in (whole, cut)]
        self.assertLess(count[1], count[0])

    def test_max_depth(self):
        inner = zip_of({"a.txt": f"SSN: {SSN}\n"})
        for _ in range(3):
            inner = zip_of({"inner.zip": inner})
        self.incomplete(self.write("deep.zip", inner), "--max-depth", "2")

    def test_max_members(self):
        members = {f"{i}.txt": f"SSN: {SSN}\n" for i in range(5)}
        self.incomplete(self.write("many.zip", zip_of(members)), "--max-members", "2")

    def test_max_decoded_bytes(self):
        text = "filler\n" * 100_000 + f"SSN: {SSN}\n"
        self.incomplete(self.write("big.gz", gzip.compress(text.encode())),
                        "--max-decoded-bytes", "64K")

    def test_max_decoded_total(self):
        text = "filler\n" * 20_000 + f"SSN: {SSN}\n"
        for i in range(3):
            self.write(f"in/{i}.gz", gzip.compress(text.encode()))
        self.incomplete(self.folder / "in", "--max-decoded-total", "300K", "-j1")

    def test_max_path_length(self):
        """All is found, but the name is cut, and this is said."""
        path = self.write("long.zip", zip_of({"n" * 200: f"SSN: {SSN}\n"}))
        lines = self.scan("--max-path-length", "100", path, status=3)
        self.assertEqual(len([item for item in lines if item["kind"] == "finding"]), 1)
        cut = [item for item in lines if item.get("reason") == "limit: path length 100"]
        self.assertRegex(cut[0]["within"][0], r"^n{100}\.\.\.\d+$")

    def test_max_time(self):
        """A second of work on zeros that take several to decode."""
        zeros = gzip.compress(b"\0" * (64 << 20), 1)
        path = self.write("zeros.gz", zeros * 300)
        lines = self.scan("--max-time", "1", path, status=3)
        line = [item for item in lines if item["kind"] == "file"][-1]
        self.assertEqual((line["status"], line["reason"]), ("partial", "limit: time"))
        self.assertLess(line["scanned"], line["bytes"])

    def test_max_expansion_ratio(self):
        # The ratio counts once 64 MiB have been decoded.
        text = b"\0" * (72 << 20) + f"\nSSN: {SSN}\n".encode()
        self.incomplete(self.write("bomb.gz", gzip.compress(text)), "--max-expansion-ratio", "10")
