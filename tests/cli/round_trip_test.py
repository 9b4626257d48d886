"""The same people written by real tools, and scanned: every format gives the same counts, and they
are right. Servers are started by the test, in its own folder, and hear on no network.
"""

import collections
import contextlib
import csv
import functools
import glob
import json
import os
import pathlib
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

import same_people
from leaksift_case import EMAIL, SSN, LeaksiftCase, command, environment, of_kind

PEOPLE = 2000
CREATE = """CREATE TABLE people (id INTEGER PRIMARY KEY, full_name VARCHAR(80) NOT NULL,
  ssn VARCHAR(11), email VARCHAR(120), card_number VARCHAR(19), notes TEXT)"""
POSTGRES = max(glob.glob("/usr/lib/postgresql/*/bin"), default=None)
MARIADB = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/local/bin")


@functools.lru_cache(maxsize=None)
def the_people():
    return same_people.make(PEOPLE)


def user_for_servers():
    """Servers refuse to run as root: the name of a user for them, or None for the caller's own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "mysql", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


class Server:
    """A database server with its data and its socket in a folder of its own."""

    def __init__(self, case, name):
        self.user = user_for_servers()
        # A short path: that of a socket must not exceed 107 bytes.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"ls-{name}-", dir="/tmp"))
        case.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        if self.user:
            shutil.chown(self.folder, self.user)

    def run(self, *arguments, stdin=None):
        """Runs a client or a tool as the server's user, and returns what it writes."""
        done = subprocess.run(list(map(str, arguments)), input=stdin, capture_output=True,
                              cwd=self.folder, user=self.user, check=False, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stderr.decode()[-2000:]}")
        return done.stdout

    def start(self, case, arguments, ready):
        """Starts the server, and waits until `ready()` runs without error."""
        with open(self.folder / "log", "wb") as log:
            process = subprocess.Popen(list(map(str, arguments)), cwd=self.folder, user=self.user,
                                       stdout=log, stderr=log)
        case.addCleanup(process.wait, 60)
        case.addCleanup(process.terminate)
        for _ in range(300):
            with contextlib.suppress(AssertionError):
                return ready()
            if process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text(errors="replace")[-2000:])


class RoundTripCase(LeaksiftCase):
    def check(self, path, other_records=0):
        """Demands of a scan what the people are; `other_records`: how many the format adds."""
        wanted = same_people.expected(the_people(), other_records)
        found = same_people.differences(same_people.counts_of(path), wanted)
        self.assertEqual("", "; ".join(found))

    def check_text(self, name, text, **options):
        self.check(self.write(name, text), **options)


class Text(RoundTripCase):
    """What programs write without a database."""

    def write_csv(self, name, **dialect):
        path = self.folder / name
        with open(path, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, **dialect)
            writer.writerow(same_people.COLUMNS)
            writer.writerows(the_people())
        self.check(path)

    def test_csv(self):
        self.write_csv("people.csv")

    def test_csv_with_backslashes(self):
        self.write_csv("people.csv", doublequote=False, escapechar="\\", quoting=csv.QUOTE_ALL)

    def test_csv_with_semicolons(self):
        self.write_csv("people.csv", delimiter=";", lineterminator="\n")

    def test_tsv(self):
        self.write_csv("people.tsv", dialect="excel-tab")

    def test_ndjson(self):
        objects = same_people.as_objects(the_people())
        self.check_text("people.ndjson", "".join(json.dumps(item) + "\n" for item in objects))

    def test_json_array(self):
        self.check_text("people.json", json.dumps(same_people.as_objects(the_people()), indent=1, ensure_ascii=False))

    def test_xml(self):
        """The document itself is a record too."""
        self.check_text("people.xml", same_people.as_xml(the_people()), other_records=1)


class Sqlite(RoundTripCase):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "people.db"
        self.base = sqlite3.connect(self.path)
        self.addCleanup(self.base.close)
        self.base.execute(CREATE)
        self.base.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)", the_people())
        self.base.commit()

    def test_database(self):
        """Its schema has a record, that of the table."""
        self.check(self.path, other_records=1)

    def test_dump_of_python(self):
        self.check_text("people.sql", "\n".join(self.base.iterdump()) + "\n")

    @unittest.skipUnless(shutil.which("sqlite3"), "sqlite3 is not installed")
    def test_tool(self):
        for name, commands in (("dump.sql", [".dump"]), ("people.csv", [".headers on", ".mode csv"]),
                               ("insert.sql", [".headers on", ".mode insert people"]),
                               ("people.json", [".mode json"])):
            with self.subTest(name):
                query = [] if name == "dump.sql" else ["SELECT * FROM people"]
                done = subprocess.run(["sqlite3", self.path], capture_output=True, check=True,
                                      input="\n".join(commands + query).encode() + (
                                          b";\n" if query else b"\n"))
                self.check(self.write(name, done.stdout))


@unittest.skipUnless(POSTGRES, "PostgreSQL is not installed")
class Postgres(RoundTripCase):
    def setUp(self):
        super().setUp()
        self.server = Server(self, "pg")
        tools = pathlib.Path(POSTGRES)
        data = self.server.folder / "data"
        self.server.run(tools / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8",
                        "--locale=C", "--no-sync")
        self.place = ["-h", self.server.folder, "-U", "tester"]
        psql = [tools / "psql", *self.place, "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1"]
        self.server.start(self, [tools / "postgres", "-D", data, "-k", self.server.folder,
                                 "-c", "listen_addresses=", "-c", "fsync=off"],
                          lambda: self.server.run(*psql, "-c", "SELECT 1"))
        self.server.run(*psql, stdin=b"CREATE DATABASE crm;")
        self.psql = [*psql, "-d", "crm"]
        self.server.run(*self.psql, stdin=CREATE.encode() + b";")
        table = self.folder / "load.csv"
        with open(table, "w", newline="", encoding="utf-8") as out:
            csv.writer(out, quoting=csv.QUOTE_MINIMAL).writerows(the_people())
        self.server.run(*self.psql, "-c", "COPY people FROM STDIN WITH (FORMAT csv)",
                        stdin=table.read_bytes())

    def test_dumps(self):
        dump = pathlib.Path(POSTGRES) / "pg_dump"
        for options in ([], ["--inserts"], ["--column-inserts"], ["--inserts", "--rows-per-insert=50"]):
            with self.subTest(" ".join(options)):
                self.check(self.write("dump.sql", self.server.run(
                    dump, *self.place, *options, "-d", "crm")))
        with self.subTest("pg_dumpall"):
            self.check(self.write("all.sql", self.server.run(
                pathlib.Path(POSTGRES) / "pg_dumpall", *self.place)))

    def dump(self, *options):
        return self.server.run(pathlib.Path(POSTGRES) / "pg_dump", *self.place, *options,
                               "-d", "crm")

    def findings_of(self, path, *, piped=False):
        """What is found where, however the file is packed: all but offsets and ids."""
        with open(path, "rb") as stdin:
            run = subprocess.run(command("scan", "--format", "ndjson", "-" if piped else path),
                                 stdin=stdin if piped else subprocess.DEVNULL, env=environment(),
                                 capture_output=True, check=True)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        for line in of_kind(lines, "file"):
            self.assertEqual((line["status"], line.get("reason")), ("scanned", None), line)
        return collections.Counter(
            (line["type"], line["value"], line["confidence"], place.get("table"),
             place.get("field"), place.get("record"))
            for line in of_kind(lines, "finding") for place in [line["location"]])

    def test_archives(self):
        """They give what plain dumps give: each finding with its table, column and row."""
        self.server.run(*self.psql, "-c", "COMMENT ON TABLE people IS 'ask " + EMAIL + "'")
        for options in ([], ["-Z0"], ["-Z9"], ["--inserts"], ["--column-inserts"],
                        ["--inserts", "--rows-per-insert=50"], ["--compress=lz4"],
                        ["--compress=zstd"]):
            with self.subTest(" ".join(options)):
                plain = [option for option in options if not option.startswith(("-Z", "--comp"))]
                try:
                    archive = self.write("crm.dump", self.dump("-Fc", *options))
                except AssertionError as error:  # What some versions and builds cannot do.
                    if "compress" not in str(error):
                        raise
                    self.skipTest("pg_dump does not compress so")
                wanted = self.findings_of(self.write("crm.sql", self.dump(*plain)))
                self.assertGreater(len(wanted), PEOPLE)
                self.assertEqual(self.findings_of(archive), wanted)
                self.assertEqual(self.findings_of(archive, piped=True), wanted)

    def check_unnamed(self, path):
        """The rows stand in a file without a header: its columns have numbers."""
        found = same_people.counts_of(path)["columns"]
        truth = same_people.expected(the_people())["columns"]
        for index, name in ((3, "ssn"), (4, "email"), (5, "card_number")):
            with self.subTest(name):
                self.assertEqual({**found[f"column_{index}"], "rows": PEOPLE}, truth[name])

    def test_folders_and_tar_files(self):
        self.dump("-Fd", "-f", self.server.folder / "folder")
        self.check_unnamed(self.server.folder / "folder")
        self.check_unnamed(self.write("crm.tar", self.dump("-Ft")))

    def test_large_objects(self):
        self.server.run(*self.psql, stdin=b"SELECT lo_from_bytea(16403, 'SSN " + SSN.encode() +
                        b"'), lo_from_bytea(4000000000, 'nothing');")
        path = self.write("crm.dump", self.dump("-Fc"))
        lines = self.scan(path)
        found = [line["type"] for line in of_kind(lines, "finding")
                 if line["location"]["within"] == ["blob 16403"]]
        self.assertEqual(found, ["us_ssn"])
        names = [line["within"] for line in of_kind(lines, "file") if "within" in line]
        self.assertEqual(names, [["toc.sql"], ["public.people"], ["blob 16403"],
                                 ["blob 4000000000"]])

    def test_copies(self):
        for options in ("HEADER", "FORMAT csv, HEADER", "FORMAT csv, HEADER, FORCE_QUOTE *"):
            with self.subTest(options):
                self.check(self.write("copy", self.server.run(
                    *self.psql, "-c", f"COPY people TO STDOUT WITH ({options})")))


@unittest.skipUnless(MARIADB, "MariaDB is not installed")
class MariaDb(RoundTripCase):
    def setUp(self):
        super().setUp()
        self.server = Server(self, "my")
        folder = self.server.folder
        places = [f"--datadir={folder}/data", f"--socket={folder}/sock"]
        self.server.run("mariadb-install-db", "--no-defaults", places[0], "--skip-test-db",
                        "--auth-root-authentication-method=normal")
        self.client = ["--no-defaults", places[1], "-u", "root", "--default-character-set=utf8mb4"]
        self.server.start(self, [MARIADB, "--no-defaults", *places, "--skip-networking",
                                 f"--pid-file={folder}/pid", "--innodb-flush-method=nosync",
                                 "--secure-file-priv="],
                          lambda: self.server.run("mariadb", *self.client, "-e", "SELECT 1"))
        self.server.run("mariadb", *self.client, stdin=(
            f"CREATE DATABASE crm CHARACTER SET utf8mb4; USE crm; {CREATE};").encode())
        self.load("people", "%s")

    def load(self, table, form):
        def literal(value):
            text = str(value).replace("\\", "\\\\").replace("'", "\\'")
            return "NULL" if value is None else form % f"'{text}'"
        rows = ",".join(f"({','.join(map(literal, row))})" for row in the_people())
        self.server.run("mariadb", *self.client, "crm",
                        stdin=f"INSERT INTO {table} VALUES {rows};".encode())

    def dump(self, *options):
        return self.server.run("mariadb-dump", *self.client, *options)

    def test_dumps(self):
        for options in (["crm"], ["--complete-insert", "crm"], ["--skip-extended-insert", "crm"],
                        ["--databases", "crm"], ["--hex-blob", "crm"]):
            with self.subTest(" ".join(options)):
                self.check(self.write("dump.sql", self.dump(*options)))

    def test_xml(self):
        """The document is a record too, and the descriptions of its columns are parts of it."""
        self.check(self.write("dump.xml", self.dump("--xml", "crm")), other_records=1)

    def test_blobs_in_hexadecimal(self):
        self.server.run("mariadb", *self.client, "crm", stdin=(
            b"ALTER TABLE people MODIFY ssn VARBINARY(11), MODIFY email BLOB,"
            b" MODIFY card_number VARBINARY(19);"))
        self.check(self.write("dump.sql", self.dump("--hex-blob", "crm")))

    def test_batch_output(self):
        self.check(self.write("people.tsv", self.server.run(
            "mariadb", *self.client, "--batch", "crm", "-e",
            "SELECT id, full_name, IFNULL(ssn, '') AS ssn, IFNULL(email, '') AS email,"
            " IFNULL(card_number, '') AS card_number, notes FROM people")))

    def test_tab(self):
        """The rows stand in a file without a header: its columns have numbers."""
        into = self.server.folder / "tab"
        into.mkdir()
        if self.server.user:
            shutil.chown(into, self.server.user)
        self.dump(f"--tab={into}", "crm")
        found = same_people.counts_of(into / "people.txt")
        truth = same_people.expected(the_people())
        self.assertEqual(found["records"], truth["records"])
        for index, name in ((3, "ssn"), (4, "email"), (5, "card_number")):
            with self.subTest(name):
                self.assertEqual(found["columns"].get(f"column_{index}"), truth["columns"][name])


if __name__ == "__main__":
    unittest.main()
