"""scripts/score on a few labelled texts, whose right answer is counted by hand."""

import json
import subprocess
import sys

from leaksift_case import EMAIL, LEAKSIFT, SOURCE, SSN, TIMEOUT, LeaksiftCase, environment

SSN_TYPE, EMAIL_TYPE = "us_ssn", "email_address"


def document(text, kind, *labels):
    """A labelled text; a label is the marked string, its type, and how far its start is moved."""
    spans = []
    for value, type_id, moved in labels:
        start = text.index(value)
        spans.append({"start": start + moved, "end": start + len(value), "type": type_id})
    return {"text": text, "kind": kind, "spans": spans}


# Letters outside ASCII before values: positions count characters, not bytes.
TEXTS = [
    document(f"Señor Müller 日本 SSN: {SSN}, {EMAIL}", "letter", (SSN, SSN_TYPE, 0),
             (EMAIL, EMAIL_TYPE, 0)),
    document(f"SSN: {SSN} 𝒳 {EMAIL}", "letter", (SSN, SSN_TYPE, 1), (EMAIL, EMAIL_TYPE, 0)),
    document("SSN: none given", "form", ("none", SSN_TYPE, 0)),
    document(f"His SSN: {SSN}", "form"),
    document("nothing here", "form"),
]


class Score(LeaksiftCase):
    def score(self, *arguments, status=0, texts=None):
        lines = TEXTS if texts is None else texts
        path = self.write("labelled.jsonl", "\n".join(
            line if isinstance(line, str) else json.dumps(line) for line in lines))
        done = subprocess.run([sys.executable, "-B", SOURCE / "scripts" / "score", path,
                               *arguments], capture_output=True, timeout=TIMEOUT, text=True,
                              env=environment(LEAKSIFT=LEAKSIFT), check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def scores(self, *arguments):
        result = json.loads(self.score("--json", *arguments).stdout)
        self.assertEqual(result["documents"], len(TEXTS))
        return {(item["type"], item["kind"]): item for item in result["scores"]}

    def test_counts_and_rates(self):
        # SSN: three labels, three findings. One is equal, one overlaps, one of each has no partner.
        ssn = self.scores()[SSN_TYPE, None]
        self.assertEqual((ssn["labelled"], ssn["found"]), (3, 3))
        self.assertEqual(ssn["exact"]["right"], 1)
        self.assertEqual(ssn["overlapping"]["right"], 2)
        for rate in ("precision", "recall", "f1"):
            self.assertAlmostEqual(ssn["exact"][rate], 1 / 3)
            self.assertAlmostEqual(ssn["overlapping"][rate], 2 / 3)
        size = sum(len(text["text"].encode()) for text in TEXTS)
        self.assertEqual(ssn["bytes"], size)
        self.assertAlmostEqual(ssn["false_per_mb"], 1e6 / size)

    def test_characters_outside_ascii(self):
        email = self.scores()[EMAIL_TYPE, None]
        self.assertEqual((email["labelled"], email["found"], email["exact"]["right"]), (2, 2, 2))

    def test_kinds(self):
        scores = self.scores()
        letter, form = scores[SSN_TYPE, "letter"], scores[SSN_TYPE, "form"]
        self.assertEqual((letter["labelled"], letter["found"], letter["overlapping"]["right"]),
                         (2, 2, 2))
        self.assertEqual((form["labelled"], form["found"], form["overlapping"]["right"]), (1, 1, 0))
        self.assertEqual(form["exact"]["f1"], 0)
        self.assertIsNone(scores[EMAIL_TYPE, "form"]["exact"]["precision"])

    def test_optional_labels_count_neither_found_nor_missed(self):
        text = document(f"SSN: {SSN}, SSN: none", "x", (SSN, SSN_TYPE, 2), ("none", SSN_TYPE, 0))
        for span in text["spans"]:
            span["optional"] = True
        other = document(f"His SSN: {SSN}", "x", (SSN, SSN_TYPE, 0))
        ssn = json.loads(self.score("--json", texts=[text, other]).stdout)["scores"][0]
        self.assertEqual((ssn["labelled"], ssn["found"], ssn["exact"]["right"]), (1, 1, 1))

    def test_types(self):
        self.assertEqual({key[0] for key in self.scores("--types", EMAIL_TYPE)}, {EMAIL_TYPE})

    def test_min_confidence(self):
        bare = [document(f"number {SSN.replace('-', '')} of it", "x")]
        found = {level: json.loads(self.score("--json", "--types", SSN_TYPE, "--min-confidence",
                                              level, texts=bare).stdout)["scores"][0]["found"]
                 for level in ("low", "medium")}
        self.assertEqual(found, {"low": 1, "medium": 0})

    def test_the_table(self):
        lines = self.score().stdout.splitlines()
        rows = {line.split()[0]: line.split()[1:] for line in lines[2:]}
        self.assertEqual(rows[SSN_TYPE][:8], ["3", "3", "0.333", "0.333", "0.333", "0.667",
                                              "0.667", "0.667"])
        self.assertIn("letter", rows)

    def test_errors_are_masked(self):
        done = self.score("--errors", "5")
        self.assertNotIn(SSN, done.stdout + done.stderr)
        self.assertIn("«999-99-9999»", done.stderr)
        self.assertIn("missed us_ssn form", done.stderr)
        self.assertIn(f"«{SSN}»", self.score("--errors", "5", "--show-values").stderr)

    def test_what_is_no_labelled_text(self):
        for wrong in ("{", '{"text": "a"}', '{"text": 1, "spans": []}', "[]",
                      '{"text": "ab", "spans": [{"start": 1, "end": 3, "type": "us_ssn"}]}'):
            with self.subTest(wrong):
                self.assertIn("labelled.jsonl:1", self.score(status=2, texts=[wrong]).stderr)
        self.assertIn("no labelled text", self.score(status=2, texts=[]).stderr)
