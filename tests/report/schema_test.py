#!/usr/bin/python3
"""Holds reports against leaksift-1.schema.json.

Without arguments: the golden reports that writer_test compares with what is written, and broken
variants of them. With arguments: each a report, NDJSON or (name ending in .json) one document.
"""
import copy
import json
import pathlib
import sys
import unittest

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = json.loads((HERE.parent.parent / "src/report/leaksift-1.schema.json").read_text())
LINE = jsonschema.Draft202012Validator(SCHEMA)
DOCUMENT = jsonschema.Draft202012Validator(
    {"$ref": "#/$defs/document", "$defs": SCHEMA["$defs"]})


def parsed_lines(path):
    return [json.loads(line) for line in path.read_bytes().decode().splitlines()]


def check(path):
    """Raises ValidationError where the report at `path` is not as the schema says."""
    if path.suffix == ".json":
        DOCUMENT.validate(json.loads(path.read_bytes()))
        return
    for line in parsed_lines(path):
        LINE.validate(line)


class SchemaTest(unittest.TestCase):
    def setUp(self):
        self.lines = parsed_lines(HERE / "golden/sample.ndjson")

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_reports_follow_it(self):
        for name in ("sample.ndjson", "sample.json", "empty.json"):
            with self.subTest(name):
                check(HERE / "golden" / name)

    def test_the_sample_has_all_kinds_in_order(self):
        kinds = [line["kind"] for line in self.lines]
        self.assertEqual(kinds[0], "scan")
        self.assertEqual(kinds[-1], "summary")
        self.assertEqual(set(kinds[1:-1]), {"finding", "file"})

    def test_both_formats_say_the_same(self):
        document = json.loads((HERE / "golden/sample.json").read_bytes())
        self.assertEqual([document["scan"], *document["entries"], document["summary"]], self.lines)

    def test_it_refuses_unknown_and_missing_properties(self):
        for line in self.lines:
            unknown = dict(line, surprise=1)
            self.assertFalse(LINE.is_valid(unknown), unknown)
            for name in set(line) - {"within", "reason", "stopped_by"}:
                broken = {key: value for key, value in line.items() if key != name}
                self.assertFalse(LINE.is_valid(broken), broken)

    def test_it_refuses_wrong_values(self):
        finding = next(line for line in self.lines if line["kind"] == "finding")
        for path, value in ((("id",), "xyz"), (("confidence",), 1.5), (("level",), "sure"),
                            (("location", "line"), 0), (("location", "path"), {"bytes": "?"}),
                            (("location", "extra"), 1), (("why",), [1])):
            broken = copy.deepcopy(finding)
            at = broken
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value
            with self.subTest(path):
                self.assertFalse(LINE.is_valid(broken))

    def test_every_property_is_described(self):
        def walk(node, where):
            for name, value in node.get("properties", {}).items():
                said = "description" in value or "const" in value or "$ref" in value
                self.assertTrue(said or name == "bytes", f"{where}.{name}")
                walk(value, f"{where}.{name}")
        for name, node in SCHEMA["$defs"].items():
            self.assertIn("description", node)
            walk(node, name)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for report in sys.argv[1:]:
            check(pathlib.Path(report))
    else:
        unittest.main()
