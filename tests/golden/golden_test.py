#!/usr/bin/python3
"""Compares the reports of tests/corpus/seized with golden ones, and with what was planted in it.

LEAKSIFT names the binary; ctest sets it. After a change that is meant, write new golden reports and
read their difference before committing it:

    LEAKSIFT_UPDATE_GOLDEN=1 ctest --preset release -L golden
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
LEAKSIFT = os.environ["LEAKSIFT"]
UPDATE = os.environ.get("LEAKSIFT_UPDATE_GOLDEN") == "1"

# Counts that differ from those planted: file, type, counted, reason. Nothing else may differ.
EXCEPTIONS = [
    ("clean/checksum.go", "ip_address", 1, "a version number in code reads as a public address"),
]


def without_digest(report):
    """The report with zeros for the digest of the patterns, which changes with every pattern."""
    return re.sub(rb'("pattern_digest":")([0-9a-f]+)', lambda m: m[1] + b"0" * len(m[2]), report)


def run_scan(folder):
    """Scans the corpus; returns the reports by the names of their golden files."""
    outputs = [folder / "seized.ndjson", folder / "seized.txt"]
    command = [LEAKSIFT, "scan", "seized", "--fingerprint-key", HERE / "fingerprint.key"]
    for output in outputs:
        command += ["-o", output]
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1770109200", LEAKSIFT_PATTERNS="")
    done = subprocess.run(command, cwd=CORPUS, env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, timeout=500, check=False)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"status {done.returncode}: {done.stderr.decode()}")
    return {output.name: without_digest(output.read_bytes()) for output in outputs}


def planted():
    """How often each (file, type) was planted."""
    truth = json.loads((CORPUS / "seized.truth.json").read_text(encoding="utf-8"))
    return {(file, kind): entry["count"]
            for file, types in truth["files"].items() for kind, entry in types.items()}


def found(ndjson):
    """How often each (file, type) is reported; members count for the file that they are in."""
    counts = collections.Counter()
    for line in ndjson.decode().splitlines():
        item = json.loads(line)
        if item["kind"] == "finding":
            file = item["location"]["path"].removeprefix("seized/")
            counts[file, item["type"]] += 1
    return counts


class GoldenTest(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix="leaksift-test-") as folder:
            cls.reports = run_scan(pathlib.Path(folder))

    def test_the_reports_are_the_golden_ones(self):
        for name, report in self.reports.items():
            golden = HERE / name
            if UPDATE:
                golden.write_bytes(report)
            with self.subTest(name):
                self.assertMultiLineEqual(report.decode(), golden.read_bytes().decode())

    def test_what_was_planted_is_found_and_nothing_else(self):
        expected = planted()
        for file, kind, count, reason in EXCEPTIONS:
            self.assertNotEqual(expected.get((file, kind), 0), count,
                                f"{file}, {kind}: strike the exception ({reason})")
            expected[file, kind] = count
        counts = found(self.reports["seized.ndjson"])
        differences = [f"{file}, {kind}: {expected.get((file, kind), 0)} expected, "
                       f"{counts[file, kind]} found"
                       for file, kind in sorted(set(expected) | set(counts))
                       if expected.get((file, kind), 0) != counts[file, kind]]
        self.assertEqual(differences, [])


if __name__ == "__main__":
    unittest.main()
