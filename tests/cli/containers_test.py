"""The same people in every container, made by the real tools, as a file and through a pipe: each
shows the same people, at the right path, and no one twice.
"""

import collections
import csv
import functools
import io
import json
import subprocess
import unittest

import same_people
from leaksift_case import LeaksiftCase, command, environment, of_kind
from synthetic import containers

PEOPLE = 300


@functools.lru_cache(maxsize=None)
def the_people():
    """Rows without line breaks in them, so that a file of them can be halved at a line."""
    rows = same_people.make(PEOPLE)
    return [[value if not isinstance(value, str) else value.replace("\n", " ") for value in row]
            for row in rows]


@functools.lru_cache(maxsize=None)
def content():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(same_people.COLUMNS)
    writer.writerows(the_people())
    return out.getvalue().encode()


class Containers(LeaksiftCase):
    def scan_of(self, path, piped, password):
        passwords = self.write("passwords", f"wrong\n{password}\nlast\n")
        arguments = command("scan", "--format", "ndjson", "--password-file", passwords,
                            "-" if piped else path)
        with open(path, "rb") as stdin:
            done = subprocess.run(arguments, stdin=stdin if piped else subprocess.DEVNULL,
                                  env=environment(), capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def check(self, path, within, piped, password):
        lines = self.scan_of(path, piped, password)
        wanted = same_people.expected(the_people())
        found = same_people.counts_in(lines)
        self.assertEqual("", "; ".join(same_people.differences(found, wanted)))
        if piped and within and within[0] + path.suffix == path.name:
            return  # What a pipe holds has no name to be derived from.
        paths = collections.Counter(tuple(line["location"].get("within", []))
                                    for line in of_kind(lines, "finding"))
        self.assertEqual(list(paths), [tuple(within)])
        ids = collections.Counter(line["id"] for line in of_kind(lines, "finding"))
        self.assertEqual(max(ids.values()), 1)
        for line in of_kind(lines, "file"):
            self.assertEqual((line["status"], line.get("reason")), ("scanned", None), line)

    def check_both(self, path, within, password="none"):
        for piped in (False, True):
            with self.subTest(path.name, piped=piped):
                self.check(path, within, piped, password)

    def test_tools(self):
        for recipe in containers.RECIPES:
            with self.subTest(recipe.name):
                if missing := recipe.missing():
                    self.skipTest(f"not installed: {', '.join(missing)}")
                folder = self.folder / recipe.name.replace(".", "-")
                folder.mkdir()
                self.check_both(containers.make(recipe, folder, content()), recipe.within,
                                recipe.password)

    def test_rar(self):
        """No free program writes these; see synthetic/containers.py."""
        for name, make in (("4.rar", containers.rar4), ("5.rar", containers.rar5)):
            self.check_both(self.write(name, make(containers.NAME, content())), [containers.NAME])


if __name__ == "__main__":
    unittest.main()
