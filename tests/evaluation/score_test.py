"""Names are found as well as the README says, on the evaluation set drawn anew: with another seed
than those that rules and weights were made with. The templates are the same.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"
FIELDS = {"csv", "tsv", "sql", "json", "form", "header"}
FREE_TEXT = {"chat", "code", "email", "letter", "log", "medical", "ticket"}
CODE_AND_LOGS = {"not_code", "not_logs", "not_minified", "not_licences"}


def run(*command):
    return subprocess.run([sys.executable, "-B", *command], capture_output=True, check=True,
                          timeout=300).stdout


class Names(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            labelled = pathlib.Path(folder) / "set.jsonl"
            run(SCRIPTS / "make_evaluation_set", "--seed", "fresh 2", "-o", labelled)
            report = run(SCRIPTS / "score", "--types", "person_name", "--json", "--leaksift",
                         os.environ["LEAKSIFT"], labelled)
        cls.scores = [score for score in json.loads(report)["scores"] if score["kind"]]

    def counted(self, kinds):
        """Labelled, found, and both, of all texts of some kinds; and their bytes."""
        scores = [score for score in self.scores if score["kind"] in kinds]
        self.assertTrue(scores)
        return (sum(score["labelled"] for score in scores), sum(score["found"] for score in scores),
                sum(score["overlapping"]["right"] for score in scores),
                sum(score["bytes"] for score in scores))

    def test_in_fields(self):
        labelled, found, right, _ = self.counted(FIELDS)
        self.assertGreaterEqual(right / found, 0.99)
        self.assertGreaterEqual(right / labelled, 0.98)

    def test_in_free_text_and_among_hard_negatives(self):
        labelled, _, _, _ = self.counted(FREE_TEXT)
        others = {score["kind"] for score in self.scores if score["kind"].startswith("not_")}
        _, found, right, _ = self.counted(FREE_TEXT | others)
        self.assertGreaterEqual(right / found, 0.90)
        self.assertGreaterEqual(right / labelled, 0.80)

    def test_almost_never_in_code_and_logs(self):
        _, found, _, size = self.counted(CODE_AND_LOGS)
        # The set is below one megabyte of each: one finding in it is as good as none.
        self.assertLessEqual(found, max(1, size / 1e6))


if __name__ == "__main__":
    unittest.main()
