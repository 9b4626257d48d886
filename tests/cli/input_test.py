"""What can be named on the command line, and what lies below it."""

import os
import subprocess
import unittest

from leaksift_case import EMAIL, SSN, TIMEOUT, LeaksiftCase, command, environment

LINE = f"SSN: {SSN}\n"


class Inputs(LeaksiftCase):
    def test_standard_input(self):
        findings = self.findings("-", stdin=LINE.encode())
        self.assertEqual([finding["type"] for finding in findings], ["us_ssn"])
        self.assertEqual(findings[0]["location"]["path"], "-")

    def test_files_and_folders_together(self):
        one = self.write("one.txt", LINE)
        self.write("folder/deep/two.txt", LINE)
        self.assertEqual(len(self.findings(one, self.folder / "folder")), 2)

    def test_a_file_called_minus(self):
        path = self.write("-", LINE)
        self.assertEqual(len(self.findings(path)), 1)

    def test_include(self):
        self.write("in/a.txt", LINE)
        self.write("in/b.csv", LINE)
        self.write("in/c.log", LINE)
        files = self.files("--include", "*.txt", "--include", "*.csv", self.folder / "in")
        scanned = {name for name, line in files.items() if line["status"] == "scanned"}
        self.assertEqual(scanned, {"a.txt", "b.csv"})

    def test_exclude(self):
        self.write("in/a.txt", LINE)
        self.write("in/old/b.txt", LINE)
        files = self.files("--exclude", "old", self.folder / "in")
        self.assertEqual(files["a.txt"]["status"], "scanned")
        self.assertNotEqual(files.get("b.txt", {}).get("status"), "scanned")

    def test_max_file_size(self):
        self.write("in/small.txt", LINE)
        self.write("in/large.txt", LINE * 100)
        files = self.files("--max-file-size", "1K", self.folder / "in")
        self.assertEqual(files["small.txt"]["status"], "scanned")
        self.assertEqual(files["large.txt"]["status"], "skipped")
        self.assertTrue(files["large.txt"]["reason"])

    def test_a_fifo_does_not_block(self):
        self.write("in/a.txt", LINE)
        os.mkfifo(self.folder / "in/pipe")
        files = self.files(self.folder / "in")
        self.assertEqual(files["pipe"]["status"], "skipped")
        self.assertEqual(files["a.txt"]["status"], "scanned")

    def test_devices_are_not_read(self):
        self.assertEqual(self.files("/dev/zero")["zero"]["status"], "skipped")

    @unittest.skipIf(os.geteuid() == 0, "root may read every file")
    def test_an_unreadable_file_is_named(self):
        path = self.write("in/secret.txt", LINE)
        path.chmod(0)
        files = self.files(self.folder / "in", status=3)
        self.assertEqual(files["secret.txt"]["status"], "failed")
        self.assertIn("ermission denied", files["secret.txt"]["reason"])

    def test_symbolic_links_are_followed_only_on_demand(self):
        self.write("in/a.txt", "nothing\n")
        outside = self.write("outside/b.txt", LINE)
        (self.folder / "in/link.txt").symlink_to(outside)
        self.assertEqual(len(self.findings(self.folder / "in")), 0)
        self.assertEqual(len(self.findings("--follow-symlinks", self.folder / "in")), 1)

    def test_a_loop_of_links_ends(self):
        self.write("in/a.txt", LINE)
        (self.folder / "in/loop").symlink_to(self.folder / "in")
        (self.folder / "in/self").symlink_to("self")
        done = self.run_leaksift("scan", "--format", "ndjson", "--follow-symlinks",
                                 self.folder / "in")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.assertEqual(done.stdout.count('"kind":"finding"'), 1)

    def test_a_name_that_is_not_utf8(self):
        (self.folder / "in").mkdir()
        name = os.fsencode(self.folder / "in") + b"/caf\xe9\x1b[31m.txt"
        with open(name, "w", encoding="ascii") as file:
            file.write(LINE)
        self.assertEqual(len(self.findings(self.folder / "in")), 1)
        text = self.expect(0, "scan", self.folder / "in").stdout
        self.assertNotIn("\x1b", text)

    def test_a_file_may_lie_on_standard_input(self):
        path = self.write("a.txt", LINE)
        with open(path, "rb") as file:
            done = subprocess.run(command("scan", "--format", "ndjson", "-"), stdin=file,
                                  capture_output=True, timeout=TIMEOUT, env=environment(),
                                  check=False)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout.count(b'"kind":"finding"'), 1)

    def test_inputs_are_left_as_they_were(self):
        path = self.write("in/a.csv", f"name,email\nWilma Krantz,{EMAIL}\n")
        before = path.read_bytes(), os.stat(path).st_mtime_ns, os.listdir(path.parent)
        self.expect(0, "scan", path.parent)
        after = path.read_bytes(), os.stat(path).st_mtime_ns, os.listdir(path.parent)
        self.assertEqual(before, after)
