"""bench/compare on tiny corpora: what it prints and writes, and its exit statuses. The environment
variable LEAKSIFT names the program; ctest sets it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

COMPARE = pathlib.Path(__file__).resolve().parents[2] / "bench/compare"
LEAKSIFT = os.environ["LEAKSIFT"]
CASES = ("sparse", "dense-samples", "source-tree", "tiny", "digits")


def scaled(ratios, factor):
    """Kept ratios as they would be if leaksift had taken `factor` times as long."""
    return {case: {threads: {peer: ratio * factor for peer, ratio in by_peer.items()}
                   for threads, by_peer in by_threads.items()}
            for case, by_threads in ratios.items()}


class Compare(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="leaksift-test-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def compare(self, *arguments, status=0, leaksift=LEAKSIFT, **environment):
        done = subprocess.run([sys.executable, "-B", COMPARE, "--leaksift", leaksift, "--folder",
                               self.folder, "--patience", "5", "--rounds", "1", *arguments],
                              capture_output=True, text=True, check=False, timeout=300,
                              env=dict(os.environ, **environment))
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def test_tables_and_files(self):
        files = {flag: self.folder / f"out{flag}" for flag in ("--json", "--svg", "--store")}
        done = self.compare("--bytes", "100k", "--cases", *CASES,
                            *(word for pair in files.items() for word in pair))
        for case in CASES:
            for threads in (1, 2):
                self.assertRegex(done.stdout, rf"\| {case} +\| leaksift -j{threads} +\| +[0-9.]+")
            self.assertRegex(done.stdout, rf"\| {case} +\|.*\| at (least|most) [0-9.]+ +\|")
        result = json.loads(files["--json"].read_text())
        self.assertEqual([case["case"] for case in result["cases"]], list(CASES))
        self.assertEqual(result["cases"][0]["rows"][0]["command"], "-j1")
        self.assertGreater(result["cases"][0]["ratios"]["-j1"]["cat"], 0)
        kept = json.loads(files["--store"].read_text())
        self.assertEqual((kept["bytes"], set(kept["ratios"])), (100_000, set(CASES)))
        root = xml.etree.ElementTree.fromstring(files["--svg"].read_text())
        self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         ["out--json", "out--store", "out--svg"])

    def test_check(self):
        path = self.folder / "ratios.json"
        self.compare("--bytes", "10k", "--cases", "sparse", "tiny", "--store", path)
        kept = json.loads(path.read_text())
        for factor, status in ((100, 0), (0.01, 1)):
            path.write_text(json.dumps(kept | {"ratios": scaled(kept["ratios"], factor)}))
            done = self.compare("--cases", "tiny", "sparse", "--check", path, status=status)
            self.assertIn("time, relative to peers", done.stdout)
            # What seems to have lost is measured again.
            self.assertEqual(done.stderr.count("measuring tiny"), 1 + status)
            self.assertEqual("lost more than 15%: tiny, sparse" in done.stderr, status == 1)

    def test_what_cannot_be_checked(self):
        path = self.folder / "ratios.json"
        path.write_text('{"bytes": 10000, "ratios": {"sparse": {"-j1": {"cat": 9}}}}')
        for words, says in ((["--bytes", "20k"], "other sizes"), (["--cases", "tiny"], "nothing")):
            self.assertIn(says, self.compare("--check", path, *words, status=2).stderr)

    def test_misuse(self):
        for words in (["--cases", "none"], ["--rounds", "0"], ["--bytes", "much"], ["--wrong"],
                      ["--check", self.folder / "missing"]):
            self.assertTrue(self.compare(*words, status=2).stderr, words)
        self.assertIn("is no program", self.compare(leaksift="/nowhere", status=2).stderr)
        broken = self.folder / "broken"
        broken.write_text('#!/bin/sh\n[ "$1" = --version ] || exit 7\n')
        broken.chmod(0o755)
        failed = self.compare("--cases", "tiny", status=2, leaksift=broken)
        self.assertIn("status 7 of", failed.stderr)

    def test_a_peer_that_is_not_installed_is_told(self):
        for name in ("cat", "timeout"):
            (self.folder / name).symlink_to(shutil.which(name))
        done = self.compare("--cases", "tiny", PATH=str(self.folder))
        self.assertIn("rg is not installed (package ripgrep", done.stderr)
        self.assertRegex(done.stdout, r"\| tiny +\| cat +\|")
        self.assertNotIn("| rg ", done.stdout)


if __name__ == "__main__":
    unittest.main()
