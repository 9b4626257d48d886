"""The arithmetic of bench/: medians, ratios, losses and targets, and the chart."""

import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))

# pylint: disable=wrong-import-position
from measuring import cases, chart, corpora, peers, ratios, runs, tables

SVG = "{http://www.w3.org/2000/svg}"


def of(*seconds):
    return [{"seconds": one} for one in seconds]


def measured(name="sparse", **taken):
    """A case whose commands took these seconds; `j1` and `j2` are leaksift."""
    named = {f"-{command}" if command in ("j1", "j2") else command: of(*seconds)
             for command, seconds in taken.items()}
    return cases.Measured(cases.CASES[name], 10**9, named, {"-j1": 250 * 10**6})


class Arithmetic(unittest.TestCase):
    def test_the_median_is_not_moved_by_one_bad_run(self):
        self.assertEqual(runs.median(of(3, 1, 90)), 3)

    def test_a_ratio_compares_runs_of_the_same_round(self):
        # The second round is ten times slower for both.
        self.assertEqual(runs.median_ratio(of(2, 20, 2), of(1, 10, 1)), 2)

    def test_what_was_measured(self):
        one = measured(j1=(2, 2, 2), j2=(1, 1, 1), cat=(0.5, 0.5, 0.5), rg=())
        self.assertEqual(one.gb_per_second("-j1"), 0.5)
        self.assertEqual(one.ratio("-j1", "-j2"), 2)
        self.assertEqual(one.peak_mb("-j1"), 250)
        self.assertIsNone(one.ratio("-j1", "rg"))
        self.assertIsNone(one.peak_mb("rg"))
        self.assertEqual(one.ratios(), {"-j1": {"cat": 4}, "-j2": {"cat": 2}})

    def test_targets(self):
        one = measured(j1=(0.4,), j2=(0.25,), cat=(0.1,), **{cases.NAMELESS: (0.3,)})
        got = [(target.judge(one)["got"], target.judge(one)["met"]) for target in one.case.targets]
        self.assertEqual(got, [(2.5, True), (0.25, True), (None, None), (1.6, False),
                               (0.3 / 0.4, False)])

    def test_targets_with_a_most(self):
        tree = measured(corpora.TREE, j1=(3,), j2=(3,), rg=(2,))
        self.assertEqual([target.judge(tree)["met"] for target in tree.case.targets],
                         [True, False])
        digits = measured("digits", j1=(4,), j2=(4,))
        self.assertEqual([target.judge(digits)["met"] for target in digits.case.targets],
                         [True, True, None])

    def test_short_cases_run_more_rounds(self):
        self.assertEqual([cases.rounds_of(5, seconds) for seconds in (0.01, 0.3, 1, 100)],
                         [25, 10, 5, 5])

    def test_each_case_names_peers_that_there_are(self):
        for case in cases.CASES.values():
            self.assertLessEqual(set(case.peers), set(peers.PEERS), case.name)


class Losses(unittest.TestCase):
    def test_a_loss_is_the_median_over_the_peers(self):
        before = {"cat": 10, "rg": 2, "grep": 4}
        self.assertAlmostEqual(ratios.loss(before, {"cat": 12, "rg": 2.4, "grep": 4.8}), 0.2)
        # One peer had a bad day, one is new, one is gone.
        self.assertAlmostEqual(ratios.loss(before, {"cat": 2, "rg": 2, "grep": 4, "new": 1}), 0)
        self.assertAlmostEqual(ratios.loss(before, {"rg": 1}), -0.5)
        self.assertIsNone(ratios.loss(before, {"new": 1}))

    def test_more_than_15_percent_is_lost(self):
        before = {name: {"-j1": {"rg": 100}, "-j2": {"rg": 100}} for name in "abc"}
        now = {"a": {"-j1": {"rg": 115}, "-j2": {"rg": 90}},
               "b": {"-j1": {"rg": 116}, "-j2": {"rg": 116}},
               "c": {"-j1": {"rg": 100}, "-j2": {"rg": 150}}, "d": {"-j1": {"rg": 1}}}
        found = ratios.losses(before, now)
        self.assertEqual(ratios.lost(found), ["b", "c"])
        self.assertIsNone(found["d", "-j1"])
        table = "\n".join(tables.loss_lines(found, ratios.MOST_LOSS))
        self.assertEqual(table.count("LOST"), 3)
        self.assertIn("nothing kept", table)

    def test_of_two_measurements_the_better_counts(self):
        first = {("a", "-j1"): 0.5, ("b", "-j1"): 0.2, ("b", "-j2"): 0.1, ("c", "-j1"): None}
        second = {("b", "-j1"): 0.1, ("b", "-j2"): 0.3}
        self.assertEqual(ratios.lesser(first, second), {
            ("a", "-j1"): 0.5, ("b", "-j1"): 0.1, ("b", "-j2"): 0.1, ("c", "-j1"): None})

    def test_what_is_saved_is_loaded(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "ratios.json"
            ratios.save(path, 1000, {"cpu": "x"}, {"a": {"-j1": {"rg": 1.23456}}})
            kept = ratios.load(path)
            self.assertEqual((kept["bytes"], kept["ratios"]), (1000, {"a": {"-j1": {"rg": 1.235}}}))
            for wrong in ("{", "[]", "{}", '{"ratios": {}}', '{"ratios": [], "bytes": 1}'):
                path.write_text(wrong, encoding="utf-8")
                with self.assertRaises(ratios.Unusable, msg=wrong):
                    ratios.load(path)
            path.unlink()
            self.assertRaises(ratios.Unusable, ratios.load, path)


class Shown(unittest.TestCase):
    def test_numbers(self):
        self.assertEqual([tables.number(value) for value in (None, 0.012345, 12.345, 12345)],
                         ["", "0.0123", "12.3", "12,345"])

    def test_a_peer_that_was_stopped_is_in_the_table(self):
        table = "\n".join(tables.measured_lines([measured(j1=(2,), j2=(1,), ugrep=())]))
        self.assertRegex(table, r"\| ugrep +\| stopped \|")
        self.assertEqual(len({len(line) for line in table.splitlines()}), 1)

    def test_the_chart_is_well_formed_and_the_same_each_time(self):
        groups = [("a < b", [("ours & theirs", 3e8, True), ("rg", 2e5, False), ("x", 1e12, False)])]
        text = chart.draw("Head", 'A "note"', groups)
        self.assertEqual(text, chart.draw("Head", 'A "note"', groups))
        root = xml.etree.ElementTree.fromstring(text)
        words = [node.text for node in root.iter(f"{SVG}text")]
        for said in ("Head", 'A "note"', "a < b", "ours & theirs", "300 MB/s", "200 kB/s"):
            self.assertIn(said, words)
        # Bars stay within the scale, the longer the faster.
        widths = [float(node.get("width")) for node in root.iter(f"{SVG}rect")][1:]
        self.assertEqual(widths[1], 0)
        self.assertEqual(widths[2], chart.WIDTH - chart.LEFT - chart.RIGHT)
        self.assertAlmostEqual(widths[0] / widths[2], 0.619, 3)

    def test_speeds(self):
        self.assertEqual([chart.say(speed) for speed in (8.27e9, 9.96e8, 99.6e6, 4.21e6, 200e3)],
                         ["8.3 GB/s", "1.0 GB/s", "100 MB/s", "4.2 MB/s", "200 kB/s"])


class Corpora(unittest.TestCase):
    def test_every_kind_is_made_up_to_its_size(self):
        with tempfile.TemporaryDirectory() as name:
            for kind in {case.corpus for case in cases.CASES.values()}:
                path = corpora.make(kind, 60_000, pathlib.Path(name))
                self.assertEqual(path.is_dir(), kind == corpora.TREE, kind)
                self.assertGreater(corpora.size_of(path), 50_000 if path.is_file() else 5_000, kind)
                self.assertLessEqual(corpora.size_of(path), 250_000, kind)

    def test_lines_come_again_without_the_header(self):
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name) / "table"
            path.write_bytes(b"head\n1\n2\n")
            corpora.repeat(path, 18, 1)
            self.assertEqual(path.read_bytes(), b"head\n1\n2\n1\n2\n1\n2\n")


if __name__ == "__main__":
    unittest.main()
