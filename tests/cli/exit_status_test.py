"""Each exit status, and which wins when several apply."""

import gzip
import os
import subprocess

from leaksift_case import EMAIL, PHONE, SSN, TIMEOUT, LeaksiftCase, command, environment


class ExitStatus(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.ssn = self.write("ssn.txt", f"SSN: {SSN}\n")
        self.phone = self.write("phone.txt", f"phone: {PHONE}\n")
        self.email = self.write("email.txt", f"email: {EMAIL}\n")
        self.clean = self.write("clean.txt", "nothing to see\n")

    def broken_archive(self):
        packed = gzip.compress(os.urandom(100_000))
        return self.write("broken.gz", packed[:50_000])

    def test_zero_when_scanned_whatever_was_found(self):
        self.expect(0, "scan", self.clean)
        self.expect(0, "scan", self.ssn)
        self.expect(0, "scan", "--fail-on", "never", self.ssn)

    def test_one_at_or_above_fail_on(self):
        by_threshold = {
            "restricted": {self.ssn: 1, self.phone: 0, self.email: 0, self.clean: 0},
            "confidential": {self.ssn: 1, self.phone: 1, self.email: 0, self.clean: 0},
            "internal": {self.ssn: 1, self.phone: 1, self.email: 1, self.clean: 0},
        }
        for threshold, statuses in by_threshold.items():
            for path, status in statuses.items():
                with self.subTest(threshold=threshold, path=path.name):
                    self.expect(status, "scan", "--fail-on", threshold, path)

    def test_two_for_bad_usage(self):
        for arguments in [(), ("bogus",), ("scan",), ("scan", "--bogus", self.clean), ("patterns",),
                          ("scan", ""), ("scan", "-", "-"), ("scan", "--quiet=maybe", self.clean)]:
            with self.subTest(arguments=arguments):
                self.refused(*arguments, says="leaksift: ")

    def test_three_when_an_input_cannot_be_read(self):
        done = self.expect(3, "scan", self.clean, self.folder / "missing")
        self.assertIn("incomplete", done.stderr)
        self.expect(3, "scan", "/proc/self/mem")

    def test_three_when_an_input_cannot_be_decoded(self):
        self.expect(3, "scan", self.broken_archive())

    def test_three_when_a_report_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command("scan", self.clean), stdout=full, stderr=subprocess.PIPE,
                                  timeout=TIMEOUT, env=environment(), check=False)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"standard output cannot be written", done.stderr)

    def test_one_wins_over_three(self):
        self.expect(1, "scan", "--fail-on", "restricted", self.ssn, self.broken_archive())

    def test_help_and_version_go_to_standard_output(self):
        self.assertIn("Usage", self.expect(0, "--help").stdout)
        self.assertIn("--fail-on", self.expect(0, "scan", "--help").stdout)
        self.assertRegex(self.expect(0, "--version").stdout, r"\Aleaksift \d+\.\d+\.\d+\n\Z")
