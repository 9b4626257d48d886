"""SQLite databases: what their tables and their deleted rows hold, and that nothing is touched."""

import io
import os
import sqlite3
import tarfile
import unittest

from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind

OTHER_SSN = "536-90-4398"


class SqliteDatabases(LeaksiftCase):
    def make(self, name, script):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path, isolation_level=None)
        base.executescript("PRAGMA secure_delete = OFF;" + script)
        base.close()
        return path

    def people(self, name="in/people.db"):
        return self.make(name, f"""
            CREATE TABLE notes (v); INSERT INTO notes VALUES ('nothing');
            CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, ssn TEXT, email TEXT);
            INSERT INTO people VALUES (1, 'Ada Quill', NULL, NULL),
                                      (2, 'Bo Reed', '{SSN}', '{EMAIL}');""")

    def snapshot(self, folder):
        """All there is below a folder: names, bytes and times."""
        found = {}
        for path in [folder, *folder.rglob("*")]:
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_ctime_ns,
                           path.read_bytes() if path.is_file() else None)
        return found

    def test_a_finding_has_its_table_field_and_record(self):
        lines = self.scan(self.people())
        places = {line["type"]: line["location"] for line in of_kind(lines, "finding")}
        place = places["us_ssn"]
        self.assertEqual(place["within"], ["rows"])
        self.assertEqual(place["table"], "people")
        self.assertEqual(place["field"], "ssn")
        self.assertEqual(place["record"], 2)
        container = [line for line in of_kind(lines, "file") if not line.get("within")]
        self.assertEqual([line["format"] for line in container], ["sqlite"])
        self.assertEqual([line["status"] for line in container], ["scanned"])

    def test_a_deleted_row_is_found(self):
        path = self.make("in/old.db", f"""
            CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, ssn TEXT);
            INSERT INTO people VALUES (1, 'Ada Quill', '{SSN}'), (2, 'Bo Reed', '{OTHER_SSN}');
            DELETE FROM people WHERE id = 2;""")
        places = {line["value"]: line["location"] for line in self.findings(path)
                  if line["type"] == "us_ssn"}
        self.assertEqual(places["***-**-4399"]["within"], ["rows"])
        self.assertEqual(places["***-**-4398"]["within"], ["free"])

    def test_the_folder_is_left_as_it_was(self):
        path = self.people()
        writer = sqlite3.connect(path, isolation_level=None)
        writer.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        writer.execute("INSERT INTO people VALUES (3, 'Cy Hale', ?, NULL)", (OTHER_SSN,))
        self.addCleanup(writer.close)
        path.parent.chmod(0o555)
        self.addCleanup(path.parent.chmod, 0o755)
        before = self.snapshot(path.parent)
        lines = self.scan(path.parent)
        self.assertEqual(self.snapshot(path.parent), before)
        formats = {os.path.basename(line["path"]): line["format"] for line in of_kind(lines, "file")
                   if not line.get("within")}
        self.assertEqual(formats["people.db"], "sqlite")
        self.assertEqual(formats["people.db-wal"], "sqlite-wal")
        in_log = [line for line in of_kind(lines, "finding")
                  if line["location"]["path"].endswith("-wal")]
        self.assertTrue(in_log)

    def test_within_an_archive(self):
        path = self.people()
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w:gz") as tar:
            tar.add(path, "backup/people.db")
        outer = self.write("backup.tar.gz", archive.getvalue())
        places = [line["location"] for line in self.findings(outer) if line["type"] == "us_ssn"]
        self.assertEqual([place["within"] for place in places], [["backup/people.db", "rows"]])
        self.assertEqual([place["record"] for place in places], [2])

    def test_a_damaged_database_is_incomplete_and_read_as_far_as_it_goes(self):
        whole = self.people().read_bytes()
        path = self.write("cut.db", whole[:-1000])
        lines = self.scan(path, status=3)
        container = [line for line in of_kind(lines, "file") if not line.get("within")][0]
        self.assertEqual(container["status"], "partial")
        self.assertIn("sqlite: truncated", container["reason"])


if __name__ == "__main__":
    unittest.main()
