"""Reports: where they go, what they show, and that they repeat."""

import json
import os
import stat
import subprocess
import unittest
import zipfile

from leaksift_case import (EMAIL, PHONE, SOURCE, SSN, TIMEOUT, LeaksiftCase, command,
                           environment)

try:
    import jsonschema
except ImportError:
    jsonschema = None

CARD = "4539578763621486"
KEY = b"a key of more than sixteen bytes"


class ReportFiles(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.input = self.write("in/a.txt", f"SSN: {SSN}\n")
        (self.folder / "out").mkdir()

    def target(self, name):
        return self.folder / "out" / name

    def test_the_extension_says_the_format(self):
        names = ["r.ndjson", "r.json", "r.txt"]
        arguments = [word for name in names for word in ("-o", self.target(name))]
        done = self.expect(0, "scan", *arguments, self.input)
        lines = self.target("r.ndjson").read_text().splitlines()
        self.assertEqual([json.loads(line)["kind"] for line in lines],
                         ["scan", "finding", "record", "file", "summary"])
        self.assertTrue(json.loads(self.target("r.json").read_text())["summary"]["complete"])
        self.assertIn("us_ssn", self.target("r.txt").read_text() + done.stdout)
        self.assertEqual(self.target("r.txt").read_text(), done.stdout)

    def test_other_extensions_are_refused(self):
        for name in ("r.csv", "r", "r.json.gz"):
            with self.subTest(name=name):
                self.refused("scan", "-o", self.target(name), self.input, says=".ndjson")
                self.assertFalse(self.target(name).exists())

    def test_quiet_leaves_standard_output_to_format(self):
        target = self.target("r.json")
        self.assertEqual(self.expect(0, "scan", "--quiet", "-o", target, self.input).stdout, "")
        done = self.expect(0, "scan", "--quiet", "--format", "ndjson", "-o", target, self.input)
        self.assertIn('"kind":"finding"', done.stdout)
        self.assertNotEqual(self.expect(0, "scan", "--quiet", self.input).stdout, "")

    def test_a_report_belongs_to_the_user_alone(self):
        target = self.target("r.json")
        self.expect(0, "scan", "-o", target, self.input)
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o600)

    def test_an_older_report_is_replaced_at_the_end(self):
        target = self.write("out/r.ndjson", "old")
        with subprocess.Popen(command("scan", "--format", "ndjson", "-o", target, "-"),
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=environment()) as scan:
            scan.stdout.readline()
            self.assertEqual(target.read_text(), "old")
            temporary = [path for path in target.parent.iterdir() if path != target]
            self.assertEqual(len(temporary), 1)
            self.assertEqual(stat.S_IMODE(temporary[0].stat().st_mode), 0o600)
            scan.communicate(b"nothing\n", timeout=TIMEOUT)
        self.assertEqual(scan.returncode, 0)
        self.assertIn('"kind":"summary"', target.read_text())
        self.assertEqual(os.listdir(target.parent), ["r.ndjson"])

    def test_an_input_is_never_replaced(self):
        data = self.write("in/data.json", f'{{"ssn": "{SSN}"}}\n')
        before = data.read_bytes()
        (self.folder / "link").symlink_to(self.folder / "in")
        cases = [(data, data), (data, self.folder / "in"), (data, self.folder / "link"),
                 (self.folder / "link/data.json", self.folder / "in"),
                 (self.folder / "out/../in/data.json", self.folder)]
        for target, root in cases:
            with self.subTest(target=target, root=root):
                self.refused("scan", "-o", target, root, says="belongs to the input")
        self.assertEqual(data.read_bytes(), before)

    def test_an_existing_file_may_be_an_input_behind_a_link(self):
        target = self.write("out/r.json", "old")
        self.refused("scan", "--follow-symlinks", "-o", target, self.input, says="--follow-symlinks")
        self.assertEqual(target.read_text(), "old")

    def test_only_regular_files_are_replaced(self):
        self.target("d.json").mkdir()
        self.target("l.json").symlink_to(self.input)
        os.mkfifo(self.target("p.json"))
        for name in ("d.json", "l.json", "p.json"):
            with self.subTest(name=name):
                self.refused("scan", "-o", self.target(name), self.input, says="regular file")

    def test_a_report_is_not_read_by_its_own_scan(self):
        target = self.folder / "in/new.ndjson"
        files = self.files("-o", target, self.folder / "in")
        self.assertTrue(target.exists())
        self.assertEqual([name for name, line in files.items() if line["status"] == "scanned"],
                         ["a.txt"])

    def test_bad_names_are_told_before_scanning(self):
        self.refused("scan", "-o", self.folder / "no/such/r.json", self.input, says="cannot be made")
        self.refused("scan", "-o", self.target("r.json"), "-o", self.target("../out/r.json"),
                     self.input, says="named twice")
        self.assertEqual(os.listdir(self.folder / "out"), [])


class Values(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.input = self.write("in/people.csv", "name,ssn,phone,email,card number\n"
                                f"Wilma Krantz,{SSN},{PHONE},{EMAIL},{CARD}\n")
        self.write("in/note.txt", f"SSN: {SSN}\nphone: {PHONE}\nemail: {EMAIL}\ncard: {CARD}\n")
        self.raw = [SSN, SSN.replace("-", ""), PHONE, EMAIL, CARD]

    def outputs(self, *arguments):
        """Everything that a scan writes in all formats, by name."""
        (self.folder / "out").mkdir(exist_ok=True)
        texts = {}
        for form in ("text", "ndjson", "json"):
            done = self.expect(0, "scan", "--min-confidence", "low", "--format", form, *arguments,
                               "-o", self.folder / f"out/{form}.json", self.folder / "in")
            texts[f"{form}, standard output"] = done.stdout
            texts[f"{form}, standard error"] = done.stderr
            texts[f"{form}, file"] = (self.folder / f"out/{form}.json").read_text()
        return texts

    def test_values_are_masked_everywhere(self):
        texts = self.outputs()
        self.assertIn("payment_card", texts["json, file"])
        for name, text in texts.items():
            for value in self.raw:
                with self.subTest(output=name):
                    self.assertNotIn(value, text)

    def test_show_values_shows_them(self):
        texts = self.outputs("--show-values")
        for value in (SSN, EMAIL, CARD):
            self.assertIn(value, texts["ndjson, standard output"])
            self.assertIn(value, texts["json, file"])

    def test_a_key_makes_fingerprints_comparable(self):
        key = self.write("key", KEY)
        other = self.write("other", KEY[::-1])

        def fingerprints(*arguments):
            return [finding["fingerprint"] for finding in self.findings(*arguments, self.input)]

        with_key = fingerprints("--fingerprint-key", key)
        self.assertEqual(with_key, fingerprints("--fingerprint-key", key))
        self.assertFalse(set(with_key) & set(fingerprints("--fingerprint-key", other)))
        self.assertFalse(set(fingerprints()) & set(fingerprints()))

    def test_a_short_key_is_refused(self):
        self.refused("scan", "--fingerprint-key", self.write("key", "short"), self.input, says="key")


class Repeating(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.key = self.write("key", KEY)
        rows = "".join(f"{i},Wilma Krantz,{SSN},user{i}@northgate-dental.com\n" for i in range(40))
        self.write("in/people.csv", "id,name,ssn,email\n" + rows)
        self.write("in/long.txt", "x" * 3000 + f" SSN: {SSN} " + "y" * 3000)
        self.write("in/dump.sql", "CREATE TABLE t (id int, ssn varchar(11));\nINSERT INTO t VALUES "
                   + ",".join(f"({i},'{SSN}')" for i in range(40)) + ";\n")
        with zipfile.ZipFile(self.folder / "in/box.zip", "w", zipfile.ZIP_DEFLATED) as box:
            box.write(self.folder / "in/people.csv", "people.csv")

    def report(self, *arguments, root=None, form="ndjson"):
        return self.run_leaksift("scan", "--format", form, "--fingerprint-key", self.key, *arguments,
                                 root or self.folder / "in").stdout

    def test_any_number_of_threads_and_any_block_size(self):
        expected = self.report("-j1")
        self.assertGreater(expected.count('"kind":"finding"'), 160)
        for arguments in [("-j2",), ("--threads", "7"), ("--block-size", "64"),
                          ("--block-size", "1K"), ("-j2", "--block-size", "4097"),
                          ("--block-size", "1M")]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.report(*arguments), expected)

    def test_any_engine(self):
        expected = self.report()
        for engine in ("fast", "reference", "re2"):
            with self.subTest(engine=engine):
                self.assertEqual(self.report("--engine", engine), expected)

    def test_the_text_and_json_reports_repeat_too(self):
        for form in ("text", "json"):
            with self.subTest(form=form):
                self.assertEqual(self.report("-j1", form=form),
                                 self.report("-j2", "--block-size", "1K", form=form))

    def test_the_seized_corpus(self):
        corpus = SOURCE / "tests/corpus/seized"
        expected = self.report("-j1", root=corpus)
        self.assertGreater(expected.count('"kind":"finding"'), 100)
        for arguments in [("-j2",), ("--block-size", "4K"), ("--block-size", "1M")]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.report(*arguments, root=corpus), expected)

    def test_started_is_source_date_epoch_or_now(self):
        started = self.scan(self.folder / "in")[0]["started"]
        self.assertEqual(started, "2023-11-14T22:13:20Z")
        now = self.scan(self.folder / "in", env=environment(SOURCE_DATE_EPOCH=None))[0]["started"]
        self.assertRegex(now, r"\A20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
        self.assertNotEqual(now, started)
        self.refused("scan", self.folder / "in", env=environment(SOURCE_DATE_EPOCH="soon"),
                     says="SOURCE_DATE_EPOCH")

    def test_a_compiled_cache_changes_nothing(self):
        cache = self.folder / "cache"
        expected = self.report()
        for run in ("cold", "warm"):
            with self.subTest(run=run):
                done = self.expect(0, "scan", "--format", "ndjson", "--fingerprint-key", self.key,
                                   self.folder / "in", env=environment(XDG_CACHE_HOME=str(cache)))
                self.assertEqual(done.stdout, expected)
        self.assertEqual(stat.S_IMODE((cache / "leaksift").stat().st_mode), 0o700)
        for file in (cache / "leaksift").iterdir():
            file.write_bytes(b"not a database")
        self.expect(0, "scan", self.folder / "in", env=environment(XDG_CACHE_HOME=str(cache)))
        self.expect(0, "scan", self.folder / "in", env=environment(XDG_CACHE_HOME=None, HOME=None))


class Schema(LeaksiftCase):
    @unittest.skipIf(jsonschema is None, "python3-jsonschema is not installed")
    def test_every_line_is_as_the_schema_says(self):
        schema = json.loads((SOURCE / "src/report/leaksift-1.schema.json").read_text())
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        validator = kind(schema)
        self.assertFalse(validator.is_valid({"kind": "finding"}))
        key = self.write("key", KEY)
        objects = []
        for root in (SOURCE / "tests/corpus/seized", self.folder / "missing", "/dev/null"):
            done = self.run_leaksift("scan", "--format", "ndjson", "--fingerprint-key", key,
                                     "--min-confidence", "low", root)
            objects += [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual({item["kind"] for item in objects},
                         {"scan", "finding", "record", "column", "file", "summary"})
        for item in objects:
            self.assertEqual([error.message for error in validator.iter_errors(item)], [], item)

    def test_the_header_names_the_effective_options(self):
        path = self.write("a.txt", "nothing\n")
        options = self.scan("--types", "us_ssn,iban", "--exclude-types", "iban", "--max-depth", "3",
                            "--max-file-size", "2K", "-j2", path)[0]["options"]
        self.assertEqual(list(options), [
            "types", "exclude-types", "min-confidence", "include", "exclude", "max-file-size",
            "passwords", "follow-symlinks", "max-depth", "max-members", "max-decoded-bytes",
            "max-decoded-total", "max-time", "max-path-length", "max-expansion-ratio", "sensitivity", "show-values"])
        self.assertEqual(options["types"], ["us_ssn", "iban"])
        self.assertEqual(options["exclude-types"], ["iban"])
        self.assertEqual(options["max-file-size"], 2048)
        self.assertEqual(options["max-depth"], 3)
        self.assertEqual(options["min-confidence"], "medium")
