"""Signals, pipes whose reader goes away, and what is drawn on a terminal."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import termios
import time

from leaksift_case import SSN, TIMEOUT, LeaksiftCase, command, environment

LINE = f"SSN: {SSN}\n".encode()
# More than the margins of a block: what is this far back is scanned while the pipe is still open.
FILLER = b"nothing here\n" * 100_000


class Signals(LeaksiftCase):
    def stopped(self, number, fed, *arguments):
        """Sends a signal to a scan of a pipe that stays open; returns the scan and its report."""
        with subprocess.Popen(command("scan", "--format", "ndjson", *arguments, "-"),
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment()) as scan:
            header = scan.stdout.readline()
            for _ in range(4):
                scan.stdin.write(fed)
                scan.stdin.flush()
                time.sleep(0.1)
            scan.send_signal(number)
            report = header + scan.stdout.read()
            errors = scan.stderr.read()
            scan.wait(timeout=TIMEOUT)
        return scan.returncode, [json.loads(line) for line in report.splitlines()], errors

    def test_a_stopped_scan_closes_its_reports(self):
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=number.name):
                target = self.folder / f"{number.name}.json"
                code, report, errors = self.stopped(number, LINE + FILLER, "-o", target)
                self.assertEqual(code, status)
                self.assertIn(number.name.encode(), errors)
                summary = report[-1]
                self.assertEqual(summary["kind"], "summary")
                self.assertFalse(summary["complete"])
                self.assertEqual(summary["stopped_by"], number.name)
                told = [item["type"] for item in report if item["kind"] == "finding"]
                self.assertIn("us_ssn", told)
                self.assertEqual(summary["types"]["us_ssn"]["occurrences"], told.count("us_ssn"))
                line = next(item for item in report if item["kind"] == "file")
                self.assertEqual((line["status"], line["reason"]), ("partial", "stopped"))
                self.assertEqual(line["findings"]["us_ssn"], told.count("us_ssn"))
                self.assertFalse(json.loads(target.read_text())["summary"]["complete"])

    def test_a_scan_that_waits_for_input_stops_too(self):
        code, report, _ = self.stopped(signal.SIGINT, b"")
        self.assertEqual(code, 130)
        self.assertEqual(report[-1]["kind"], "summary")

    def test_a_second_signal_ends_it_at_once(self):
        with subprocess.Popen(command("scan", "--format", "ndjson", "-"), stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=environment()) as scan:
            scan.stdout.readline()
            scan.send_signal(signal.SIGSTOP)
            scan.send_signal(signal.SIGINT)
            scan.send_signal(signal.SIGTERM)
            scan.send_signal(signal.SIGCONT)
            scan.wait(timeout=TIMEOUT)
        self.assertIn(scan.returncode, (-signal.SIGINT, -signal.SIGTERM))


class ClosedPipes(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.input = self.write("a.txt", LINE * 50_000)

    def first_line(self, *arguments):
        """Reads one line, closes the pipe, and returns status and standard error."""
        with subprocess.Popen(command("scan", "--format", "ndjson", *arguments, self.input),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment()) as scan:
            self.assertIn(b'"kind":"scan"', scan.stdout.readline())
            scan.stdout.close()
            errors = scan.stderr.read()
            scan.wait(timeout=TIMEOUT)
        return scan.returncode, errors

    def test_a_reader_that_goes_away_is_no_error(self):
        self.assertEqual(self.first_line(), (0, b""))

    def test_fail_on_still_rests_on_the_whole_scan(self):
        self.assertEqual(self.first_line("--fail-on", "restricted"), (1, b""))

    def test_files_are_still_written(self):
        target = self.folder / "r.ndjson"
        self.assertEqual(self.first_line("-o", target), (0, b""))
        lines = target.read_text().splitlines()
        self.assertTrue(json.loads(lines[-1])["complete"])
        self.assertEqual(sum('"kind":"finding"' in line for line in lines), 50_000)

    def test_patterns_list_ends_quietly_too(self):
        with subprocess.Popen(command("patterns", "list"), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment()) as listing:
            listing.stdout.close()
            self.assertEqual(listing.stderr.read(), b"")


def read_terminal(descriptor):
    """All that was written to a pseudo-terminal whose other end is closed."""
    text = b""
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # EIO: the last writer is gone.
            part = b""
        if not part:
            return text.decode()
        text += part


class Terminals(LeaksiftCase):
    def on_terminal(self, stream, *arguments, columns=60, env=None):
        """Runs a slow scan with `stream` on a terminal; returns what was written there."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
        with subprocess.Popen(command("scan", *arguments, "-"), stdin=subprocess.PIPE,
                              env=env or environment(TERM="xterm"), **streams) as scan:
            os.close(theirs)
            for _ in range(5):
                scan.stdin.write(LINE + FILLER)
                scan.stdin.flush()
                time.sleep(0.2)
            scan.stdin.close()
            text = read_terminal(ours)
            self.assertEqual(scan.wait(timeout=TIMEOUT), 0)
        os.close(ours)
        return text

    def test_the_progress_bar_fits_and_vanishes(self):
        for columns in (60, 20):
            with self.subTest(columns=columns):
                text = self.on_terminal("stderr", columns=columns)
                frames = [frame for frame in text.replace("\x1b[K", "").split("\r") if frame]
                self.assertTrue(frames)
                self.assertLess(max(map(len, frames)), columns)
                self.assertIn("iB", frames[-1])
                self.assertTrue(text.endswith("\r\x1b[K"), text[-40:])
                self.assertNotIn("\n", text)

    def test_no_progress_bar_on_demand(self):
        for flag in ("--no-progress", "--quiet"):
            with self.subTest(flag=flag):
                self.assertEqual(self.on_terminal("stderr", flag), "")

    def test_no_progress_bar_without_a_terminal(self):
        self.assertEqual(self.expect(0, "scan", "-", stdin=LINE).stderr, "")

    def test_color(self):
        colored = "\x1b["
        self.assertIn(colored, self.on_terminal("stdout"))
        self.assertIn(colored, self.on_terminal("stdout", "--color", "auto"))
        self.assertNotIn(colored, self.on_terminal("stdout", "--color", "never"))
        no_color = environment(TERM="xterm", NO_COLOR="1")
        self.assertNotIn(colored, self.on_terminal("stdout", env=no_color))
        self.assertIn(colored, self.expect(0, "scan", "--color=always", "-", stdin=LINE).stdout)
        self.assertNotIn(colored, self.expect(0, "scan", "-", stdin=LINE).stdout)
