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
        in_log = [line["location"] for line in of_kind(lines, "finding")
                  if line["value"] == "***-**-4398"]
        self.assertEqual([(os.path.basename(place["path"]), place["within"], place["record"])
                          for place in in_log], [("people.db", ["rows"], 3)])

    def logged(self, *scripts, name="in/y.db"):
        """A database with a log beside it that has what the scripts did, each a transaction."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = sqlite3.connect(self.folder / "writer.db", isolation_level=None)
        self.addCleanup(writer.close)
        writer.executescript("""PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL;
            PRAGMA wal_autocheckpoint = 0; CREATE TABLE p (name TEXT, ssn TEXT);
            INSERT INTO p VALUES ('Ada Quill', '431-66-2200'), ('Bo Reed', '431-66-2201');
            PRAGMA wal_checkpoint(TRUNCATE);""")
        for script in scripts:
            writer.executescript("BEGIN;" + script + "COMMIT;")
        log = path.with_name(path.name + "-wal")
        for source, target in (("writer.db", path), ("writer.db-wal", log)):
            target.write_bytes((self.folder / source).read_bytes())
        return path, log

    def wandas(self):
        return ["INSERT INTO p VALUES " + ", ".join(
            f"('Wanda Walsh', '431-66-{2300 + i}')" for i in range(40)) + ";"]

    def ssns(self, *roots, options=()):
        """Where each SSN was found: by its last digits, the file and the steps in it."""
        found = {}
        for line in self.findings(*roots, *options):
            if line["type"] == "us_ssn":
                place = line["location"]
                found.setdefault(line["value"][-4:], []).append(
                    (os.path.basename(place["path"]), *place["within"], place.get("table"),
                     place.get("field")))
        return found

    def test_rows_that_are_only_in_the_log_are_rows_of_their_table(self):
        path, log = self.logged(*self.wandas())
        in_table = [("y.db", "rows", "p", "ssn")]
        for roots in ([path.parent], [path, log], [path]):
            found = self.ssns(*roots)
            self.assertEqual(len(found), 42)
            self.assertEqual([places for places in found.values() if places != in_table], [])

    def test_a_log_whose_database_is_not_scanned_shows_all_its_rows(self):
        path, log = self.logged(*self.wandas())
        in_log = [("y.db-wal", "frames", None, "column_2")]
        for options in ([log], [path.parent, "--exclude", "*.db"],
                        [path.parent, "--include", "*-wal"]):
            found = self.ssns(*options)
            self.assertEqual(len(found), 42)
            self.assertEqual([places for places in found.values() if places != in_log], [])

    def test_what_was_changed_and_deleted_since_is_found(self):
        path, log = self.logged(
            "UPDATE p SET ssn = '431-66-2202' WHERE name = 'Bo Reed';",
            "INSERT INTO p VALUES ('Cy Hale', '431-66-2203');",
            "DELETE FROM p WHERE name IN ('Cy Hale', 'Ada Quill');")
        found = self.ssns(path.parent)
        self.assertEqual(found["2202"], [("y.db", "rows", "p", "ssn")])
        self.assertEqual(found["2203"], [("y.db-wal", "frames", None, None)])
        for old in ("2200", "2201"):
            self.assertIn(("y.db", "superseded", None, None), found[old])

    def test_a_log_within_an_archive_has_no_database_beside_it(self):
        path, log = self.logged(*self.wandas())
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            tar.add(path, "y.db")
            tar.add(log, "y.db-wal")
        found = self.ssns(self.write("both.tar", archive.getvalue()))
        self.assertEqual(len(found), 42)
        self.assertEqual(found["2310"], [("both.tar", "y.db-wal", "frames", None, "column_2")])

    def test_a_damaged_log_does_not_hide_the_database(self):
        path, log = self.logged(*self.wandas())
        whole = log.read_bytes()
        log.write_bytes(whole[:20] + b"?" + whole[21:])
        lines = self.scan(path.parent)
        found = {os.path.basename(line["path"]): line for line in of_kind(lines, "file")
                 if not line.get("within")}
        self.assertEqual(found["y.db-wal"]["format"], "sqlite-wal")
        self.assertEqual(found["y.db-wal"]["scanned"], len(whole))
        self.assertEqual(self.ssns(path)["2201"], [("y.db", "rows", "p", "ssn")])
        # Frames that do not count are read all the same.
        log.write_bytes(whole[:60] + b"?" + whole[61:])
        found = self.ssns(path.parent)
        self.assertEqual(found["2310"], [("y.db-wal", "frames", None, "column_2")])
        self.assertEqual(len(found), 42)

    def test_links_are_not_followed_to_a_log(self):
        path, log = self.logged(*self.wandas())
        elsewhere = self.folder / "elsewhere"
        log.rename(elsewhere)
        log.symlink_to(elsewhere)
        self.assertEqual(set(self.ssns(path.parent)), {"2200", "2201"})
        both = self.ssns(path.parent, options=["--follow-symlinks"])
        self.assertEqual(both["2310"], [("y.db-wal", "frames", None, "column_2")])

    def test_threads_change_nothing(self):
        path, _ = self.logged(*self.wandas(), "DELETE FROM p WHERE ssn LIKE '%5';", *self.wandas())
        one, two = ([{name: value for name, value in line.items() if name != "fingerprint"}
                     for line in self.scan(path.parent, option) if line["kind"] != "summary"]
                    for option in ("-j1", "-j2"))
        self.assertEqual(one, two)

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
