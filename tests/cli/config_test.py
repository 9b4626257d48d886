"""The configuration file."""

from leaksift_case import EMAIL, SSN, LeaksiftCase


class Config(LeaksiftCase):
    def setUp(self):
        super().setUp()
        self.input = self.write("in/a.txt", f"SSN: {SSN}\nemail: {EMAIL}\n")

    def config(self, text):
        return self.write("leaksift.toml", text)

    def test_settings_count(self):
        config = self.config('types = ["us_ssn"]\nformat = "ndjson"\n')
        done = self.expect(0, "scan", "--config", config, self.input)
        self.assertIn('"us_ssn"', done.stdout)
        self.assertNotIn("email_address", done.stdout)

    def test_every_setting_has_its_type(self):
        key = self.write("key", "sixteen bytes or more")
        target = self.folder / "r.json"
        patterns = self.folder / "patterns"
        patterns.mkdir()
        config = self.config(f"""
format = "ndjson"
output = ["{target}"]
show-values = true
fingerprint-key = "{key}"
color = "never"
quiet = true
no-progress = true
types = ["us_ssn", "email_address"]
exclude-types = ["email_address"]
min-confidence = "high"
fail-on = "restricted"
patterns = ["{patterns}"]
include = ["*.txt"]
exclude = ["*.log"]
max-file-size = "2M"
follow-symlinks = true
max-depth = 3
max-members = 1000
max-decoded-bytes = 1048576
max-decoded-total = "1G"
max-time = 600
max-path-length = 1000
max-expansion-ratio = 100
threads = 2
engine = "reference"
block-size = "64K"
""")
        done = self.expect(1, "scan", "--config", config, self.input)
        self.assertIn(SSN, done.stdout)
        self.assertIn('"max-decoded-bytes":1048576', done.stdout)
        self.assertTrue(target.exists())

    def test_flags_win(self):
        config = self.config('types = ["us_ssn"]\nfail-on = "restricted"\nshow-values = true\n')
        arguments = ("--config", config, "--types", "email_address", "--fail-on", "never",
                     "--show-values=false", self.input)
        self.assertEqual(self.types_found(*arguments), {"email_address"})
        self.assertNotIn(EMAIL, self.expect(0, "scan", "--format", "ndjson", *arguments).stdout)

    def test_sensitivity_ranks_types_again(self):
        config = self.config('[sensitivity]\nemail_address = "restricted"\nus_ssn = "internal"\n')
        ranks = {finding["type"]: finding["sensitivity"]
                 for finding in self.findings("--config", config, self.input)}
        self.assertEqual(ranks, {"email_address": "restricted", "us_ssn": "internal"})
        self.expect(1, "scan", "--config", config, "--fail-on", "restricted", "--types",
                    "email_address", self.input)
        self.expect(0, "scan", "--config", config, "--fail-on", "restricted", "--types", "us_ssn",
                    self.input)

    def test_errors_name_the_line(self):
        cases = {
            "\nbogus = 1\n": ":2: bogus",
            "\n\nconfig = 'x.toml'\n": ":3: config",
            "threads = '4'\n": ":1: threads must be a whole number",
            "threads = 1000\n": ":1: threads must be a whole number from 1 to 256",
            "\nshow-values = 'yes'\n": ":2: show-values must be true or false",
            "types = 'us_ssn'\n": ":1: types must be a list of strings",
            "types = ['us_ssn', 4]\n": ":1: types must be a list of strings",
            "\ntypes = ['us_snn']\n": ":2: types names the type 'us_snn'",
            "min-confidence = 'hgih'\n": ":1: min-confidence must be low, medium or high",
            "max-file-size = 1.5\n": ":1: max-file-size must be a number of bytes",
            "max-file-size = -5\n": ":1: max-file-size must be a size",
            "sensitivity = 'high'\n": ":1: sensitivity must be a table",
            "[sensitivity]\nus_snn = 'public'\n": ":2: us_snn is not a type",
            "[sensitivity]\n\nus_ssn = 'secret'\n": ":3: us_ssn must be public, internal",
            "[sensitivity]\nus_ssn = 4\n": ":2: us_ssn must be a string",
            "threads = 1\nthreads = 2\n": ":2: not valid TOML",
            "output = ['r.csv']\n": ":1: output must end in",
        }
        for text, says in cases.items():
            with self.subTest(text=text):
                self.refused("scan", "--config", self.config(text), self.input,
                             says="leaksift.toml" + says)

    def test_files_that_cannot_be_read(self):
        self.refused("scan", "--config", self.folder / "none.toml", self.input, says="none.toml")
        self.refused("scan", "--config", self.folder, self.input, says="regular file")
