"""What all tests of the command line share: a folder of their own, and a way to run the program.

The environment variable LEAKSIFT names the binary; ctest sets it.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LEAKSIFT = os.environ["LEAKSIFT"]
TIMEOUT = 120

# Synthetic values, one of each sensitivity that --fail-on knows.
SSN = "536-90-4399"
PHONE = "+1 415 867 5309"
EMAIL = "wilma.krantz@northgate-dental.com"


def environment(**changes):
    """The environment of a run: reproducible, without colour; a value of None removes a name."""
    values = dict(os.environ, SOURCE_DATE_EPOCH="1700000000", LEAKSIFT_PATTERNS="")
    values.pop("NO_COLOR", None)
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    return values


def command(*arguments):
    return [LEAKSIFT, *map(str, arguments)]


class LeaksiftCase(unittest.TestCase):
    """A test with a temporary folder `self.folder`, which is gone afterwards."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="leaksift-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        """Writes a file below the folder and returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_leaksift(self, *arguments, stdin=b"", env=None):
        """Runs the program to its end and returns it with its output as text."""
        done = subprocess.run(command(*arguments), input=stdin, capture_output=True,
                              timeout=TIMEOUT, env=env or environment(), check=False)
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def expect(self, status, *arguments, **options):
        """Runs the program, demands an exit status, and returns the run."""
        done = self.run_leaksift(*arguments, **options)
        self.assertEqual(done.returncode, status,
                         f"{arguments}\nstdout: {done.stdout[:2000]}\nstderr: {done.stderr[:2000]}")
        return done

    def refused(self, *arguments, says, **options):
        """Demands status 2, no report, and a message on standard error with all of `says`."""
        done = self.expect(2, *arguments, **options)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Aleaksift: ")
        for words in [says] if isinstance(says, str) else says:
            self.assertIn(words, done.stderr)
        return done

    def scan(self, *arguments, status=0, **options):
        """Scans with an NDJSON report and returns its objects."""
        done = self.expect(status, "scan", "--format", "ndjson", *arguments, **options)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def findings(self, *arguments, **options):
        return of_kind(self.scan(*arguments, **options), "finding")

    def types_found(self, *arguments, **options):
        return {finding["type"] for finding in self.findings(*arguments, **options)}

    def files(self, *arguments, **options):
        """The file lines of a scan by the name of the file."""
        lines = of_kind(self.scan(*arguments, **options), "file")
        return {pathlib.PurePath(line["path"]).name: line for line in lines}


def of_kind(objects, kind):
    return [item for item in objects if item["kind"] == kind]
