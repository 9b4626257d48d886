"""The evaluation set is what tests/evaluation/README.md says it is."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FREE_TEXT = {"chat", "code", "email", "letter", "log", "medical", "ticket"}
FIELDS = {"csv", "sql", "json", "form", "header"}


def made():
    return subprocess.run([sys.executable, "-B", ROOT / "scripts" / "make_evaluation_set", "-o", "-"],
                          capture_output=True, check=True, timeout=120).stdout.decode()


def words_of(file):
    lines = (ROOT / "patterns" / "names" / file).read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0] for line in lines}


class EvaluationSet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lines = made()
        cls.texts = [json.loads(line) for line in cls.lines.splitlines()]

    def names(self):
        for text in self.texts:
            for span in text["spans"]:
                yield text["kind"], text["text"][span["start"]:span["end"]], span

    def test_is_the_same_at_every_run(self):
        self.assertEqual(self.lines, made())

    def test_has_enough_names_of_every_kind(self):
        count = collections.Counter(kind for kind, _, span in self.names()
                                    if not span.get("optional"))
        self.assertGreaterEqual(sum(count.values()), 3000)
        self.assertEqual(set(count), FREE_TEXT | FIELDS)
        self.assertGreaterEqual(min(count.values()), 75)

    def test_has_enough_texts_without_names(self):
        without = {text["text"] for text in self.texts if text["kind"].startswith("not_")}
        self.assertGreaterEqual(len(without), 5000)
        self.assertFalse([text for text in self.texts
                          if text["kind"].startswith("not_") == bool(text["spans"])])

    def test_has_many_templates_of_free_text(self):
        folder = ROOT / "tests" / "evaluation" / "templates"
        templates = {line for kind in FREE_TEXT
                     for line in (folder / f"{kind}.txt").read_text(encoding="utf-8").splitlines()}
        self.assertGreaterEqual(len(templates), 150)

    def test_leaves_no_mark_and_no_slot(self):
        for text in self.texts:
            self.assertNotRegex(text["text"], r"[«»‹›]|\{(given|surname|place|company|id|date)\}")
        for _, name, _ in self.names():
            self.assertRegex(name, r"\A\w[\w .,'’-]*\Z")

    def test_has_names_that_no_list_has(self):
        known = words_of("given.txt") | words_of("surnames.txt")
        unknown = [name for _, name, _ in self.names()
                   if re.fullmatch(r"[A-Za-z]+", name.split()[-1])
                   and name.split()[-1].lower() not in known]
        self.assertGreater(len(unknown), 150)

    def test_has_the_forms_of_names(self):
        names = {name for _, name, _ in self.names()}
        for form in (r"[A-Z]+ [A-Z]+", r"\w+, \w+ \w\.", r"\w+ \w\. \w+", r"\w+ \w+-\w+", r"[a-z]+",
                     r"\w+ (de|van|von|da|dos) .+", r".* (Jr\.?|III)", r"\w+ O'\w+", r"\w+ Mc[A-Z]\w+",
                     r".*[áéíóúñçüöäłšžćř].*"):
            self.assertTrue([name for name in names if re.fullmatch(form, name)], form)

    def test_has_no_number_that_could_be_somebodys(self):
        for text in self.texts:
            for area in re.findall(r"\b(\d{3})-\d{2}-\d{4}\b", text["text"]):
                self.assertEqual(area[0], "9", text["text"])


if __name__ == "__main__":
    unittest.main()
