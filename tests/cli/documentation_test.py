"""Man page and completions know the same flags as the program."""

import re
import shutil
import subprocess
import unittest

from leaksift_case import SOURCE, LeaksiftCase

CLI = SOURCE / "src/cli"


def flags_in(text):
    return set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*[a-z]|-[a-z])(?![\w-])", text))


class Documentation(LeaksiftCase):
    def flags(self):
        """The flags that the help texts list: each at the start of a line."""
        found = set()
        for arguments in ((), ("scan",), ("patterns", "check")):
            for line in self.expect(0, *arguments, "--help").stdout.splitlines():
                listed = re.match(r"  (-[^ ]+)", line)
                found |= flags_in(listed[1].replace(",", " ")) if listed else set()
        self.assertIn("--max-expansion-ratio", found)
        self.assertIn("-o", found)
        return found

    def test_the_man_page(self):
        text = (CLI / "leaksift.1").read_text().replace("\\-", "-")
        headings = "\n".join(line for line in text.splitlines() if line.startswith(".B"))
        self.assertEqual(flags_in(headings.replace('"', " ")) - {"-"}, self.flags())

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_the_man_page_is_well_formed(self):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", CLI / "leaksift.1"],
                              capture_output=True, check=True)
        self.assertEqual(done.stderr, b"")

    def test_bash(self):
        lists = re.findall(r"compgen -W '([^']*)'", (CLI / "leaksift.bash").read_text())
        self.assertEqual(flags_in(" ".join(lists)), self.flags())

    def test_bash_completes(self):
        script = ("source " + str(CLI / "leaksift.bash") + "; COMP_WORDS=(leaksift scan --max-d); "
                  "COMP_CWORD=2; _leaksift; echo ${COMPREPLY[@]}")
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=True, text=True)
        self.assertEqual(done.stdout, "--max-depth --max-decoded-bytes --max-decoded-total\n")

    def test_zsh(self):
        text = (CLI / "_leaksift").read_text()
        single = re.findall(r"'\*?(-[a-z-]+)\[", text)
        grouped = re.findall(r"\{(-[^}]+)\}", text)
        self.assertEqual(flags_in(" ".join(single + grouped).replace(",", " ")), self.flags())

    def test_fish(self):
        lines = (CLI / "leaksift.fish").read_text().splitlines()
        text = "\n".join(line for line in lines if line.startswith("complete "))
        flags = {"--" + name for name in re.findall(r" -l ([a-z-]+)", text)}
        flags |= {"-" + name for name in re.findall(r" -s ([a-z])", text)}
        self.assertEqual(flags, self.flags())
