"""Patterns of the user's own, broken ones, and leaksift patterns."""

import re

from leaksift_case import SOURCE, LeaksiftCase

BADGE = """id = "employee_badge"
title = "Employee badge"
category = "government"
sensitivity = "confidential"
description = "The number on a badge of this company."
boundary = "word"
normalize = "alnum"
mask = { first = 0, last = 2 }
references = ["Internal"]

[[regex]]
name = "plain"
expression = 'BDG-[0-9]{6}'
confidence = 0.9

[context]
fields = ["badge"]
keywords = ["badge"]
other_fields = []
""" + "".join(f"\n[[example]]\ntext = 'badge «BDG-12345{i}»'\n" for i in range(8)) + "".join(
    f"\n[[counterexample]]\ntext = 'part XBDG-12345{i}7'\n" for i in range(8))


class UserPatterns(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.patterns = self.folder / "patterns"
        self.badge = self.write("patterns/badge.toml", BADGE)
        self.input = self.write("in/a.txt", "the badge BDG-482913 was lost\n")

    def test_a_pattern_of_the_user_is_found(self):
        self.assertEqual(self.types_found(self.input), set())
        findings = self.findings("--patterns", self.patterns, self.input)
        self.assertEqual([finding["type"] for finding in findings], ["employee_badge"])
        self.assertNotIn("482913", str(findings))

    def test_a_later_folder_replaces_a_pattern(self):
        self.write("more/badge.toml", BADGE.replace('"confidential"', '"restricted"'))
        finding, = self.findings("--patterns", self.patterns, "--patterns", self.folder / "more",
                                 self.input)
        self.assertEqual(finding["sensitivity"], "restricted")

    def test_a_broken_pattern_stops_before_scanning(self):
        cases = {
            "an unknown key": BADGE.replace("title =", "titel ="),
            "a bad regex": BADGE.replace("[0-9]{6}", "([0-9]{6}"),
            "a look-ahead": BADGE.replace("[0-9]{6}", "(?=[0-9])[0-9]{6}"),
            "an unbounded repeat": BADGE.replace("[0-9]{6}", "[0-9]+"),
            "too few examples": BADGE.replace("\n[[example]]\ntext = 'badge «BDG-123450»'\n", ""),
            "too few counter-examples":
                BADGE.replace("\n[[counterexample]]\ntext = 'part XBDG-1234507'\n", ""),
            "no title": BADGE.replace('title = "Employee badge"\n', ""),
            "a bad sensitivity": BADGE.replace('"confidential"', '"secret"'),
            "not TOML": BADGE + "[[",
        }
        for name, text in cases.items():
            with self.subTest(name):
                self.assertNotEqual(text, BADGE)
                path = self.write("patterns/badge.toml", text)
                done = self.refused("scan", "--patterns", self.patterns, self.input,
                                    says="badge.toml")
                self.assertRegex(done.stderr, r"badge\.toml:\d+: ")
                checked = self.expect(2, "patterns", "check", path)
                self.assertRegex(checked.stderr, r"badge\.toml:\d+: ")

    def test_an_id_twice_in_a_folder_is_refused(self):
        self.write("patterns/twin.toml", BADGE)
        done = self.refused("scan", "--patterns", self.patterns, self.input, says="employee_badge")
        self.assertRegex(done.stderr, r"twin\.toml:\d+: ")
        self.expect(2, "patterns", "check", "--patterns", self.patterns)

    def test_a_folder_that_does_not_exist_is_refused(self):
        self.refused("scan", "--patterns", self.folder / "none", self.input, says="none")

    def test_check_names_every_broken_file(self):
        self.write("patterns/one.toml", BADGE.replace("title =", "titel ="))
        self.write("patterns/two.toml", BADGE.replace("[0-9]{6}", "[0-9]+"))
        done = self.expect(2, "patterns", "check", *sorted(self.patterns.iterdir()))
        self.assertIn("badge.toml: ok", done.stdout)
        self.assertIn("one.toml:", done.stderr)
        self.assertIn("two.toml:", done.stderr)

    def test_examples_that_do_not_hold_fail_the_test(self):
        self.expect(0, "patterns", "test", "--patterns", self.patterns)
        self.write("patterns/badge.toml", BADGE.replace("badge «BDG-123450»", "badge «BDG»-123450"))
        done = self.expect(2, "patterns", "test", "--patterns", self.patterns)
        self.assertRegex(done.stderr, r"badge\.toml:\d+: ")


class BuiltInPatterns(LeaksiftCase):
    def ids(self):
        return sorted(path.stem for path in (SOURCE / "patterns").glob("*.toml")
                      if path.stem not in ("vocabulary", "records", "regions", "name_words"))

    def test_list(self):
        lines = self.expect(0, "patterns", "list").stdout.splitlines()
        self.assertEqual(sorted(line.split()[0] for line in lines[1:]), self.ids())
        self.assertEqual(lines[0].split(), ["ID", "CATEGORY", "SENSITIVITY", "TITLE"])
        self.assertLessEqual(max(map(len, lines)), 80)
        row = next(line for line in lines if line.startswith("us_ssn "))
        self.assertRegex(row, r"^us_ssn +government +restricted +US Social Security number$")

    def test_show(self):
        text = self.expect(0, "patterns", "show", "us_ssn").stdout
        for part in ("US Social Security number", "restricted", r"\d{3}-\d{2}-\d{4}", "ssa.gov",
                     "counter-examples", "social security"):
            self.assertIn(part, text)
        self.assertNotIn("[[regex]]", text)
        for name in self.ids():
            with self.subTest(name):
                self.assertTrue(self.expect(0, "patterns", "show", name).stdout.startswith(name))

    def test_show_refuses_an_unknown_type(self):
        self.refused("patterns", "show", "us_snn", says=["us_snn", "patterns list"])

    def test_check_accepts_all(self):
        lines = self.expect(0, "patterns", "check").stdout.splitlines()
        self.assertEqual(len(lines), len(self.ids()))
        self.assertTrue(all(line.endswith(": ok") for line in lines))

    def test_check_leaves_vocabularies_to_their_folder(self):
        done = self.expect(0, "patterns", "check", SOURCE / "patterns/vocabulary.toml")
        self.assertIn("skipped", done.stdout)

    def test_all_examples_hold(self):
        done = self.expect(0, "patterns", "test")
        counts = re.fullmatch(r"(\d+) texts of (\d+) patterns hold on 3 engines\n", done.stdout)
        self.assertTrue(counts, done.stdout)
        self.assertEqual(int(counts[2]), len(self.ids()))
        self.assertGreaterEqual(int(counts[1]), 16 * len(self.ids()))
