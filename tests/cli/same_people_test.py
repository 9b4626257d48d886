"""Fifty thousand people in the formats of leaked data: the counts are the same, and right."""

import csv
import functools
import json
import sqlite3
import unittest

import mongo_dump
import pg_archive
import same_people
from leaksift_case import LeaksiftCase

PEOPLE = 50_000
PER_INSERT = 5_000


@functools.lru_cache(maxsize=None)
def the_people():
    return same_people.make(PEOPLE, seed=21)


@functools.lru_cache(maxsize=None)
def the_counts(other_records):
    return same_people.expected(the_people(), other_records)


def escaped(value, escapes):
    return str(value).translate(escapes)


class SamePeople(LeaksiftCase):
    def check(self, path, other_records=0):
        found = same_people.differences(same_people.counts_of(path), the_counts(other_records))
        self.assertEqual("", "; ".join(found))

    def write_csv(self, name, dialect):
        path = self.folder / name
        with open(path, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, dialect)
            writer.writerow(same_people.COLUMNS)
            writer.writerows(the_people())
        self.check(path)

    def test_csv(self):
        self.write_csv("people.csv", "excel")

    def test_tsv(self):
        self.write_csv("people.tsv", "excel-tab")

    def test_mysqldump(self):
        escapes = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n"})
        rows = ["(" + ",".join("NULL" if value is None else f"'{escaped(value, escapes)}'"
                               for value in row) + ")" for row in the_people()]
        columns = ",\n".join(f"  `{name}` text" for name in same_people.COLUMNS)
        inserts = [f"INSERT INTO `people` VALUES {','.join(rows[first:first + PER_INSERT])};\n"
                   for first in range(0, PEOPLE, PER_INSERT)]
        self.check(self.write("mysql.sql", "-- MySQL dump 10.13\n\nCREATE TABLE `people` (\n" +
                              columns + "\n) ENGINE=InnoDB;\n" + "".join(inserts)))

    def copy_rows(self):
        escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
        rows = ["\t".join("\\N" if value is None else escaped(value, escapes) for value in row)
                for row in the_people()]
        return (f"COPY public.people ({', '.join(same_people.COLUMNS)}) FROM stdin;\n",
                "\n".join(rows) + "\n\\.\n")

    def test_pg_dump(self):
        self.check(self.write("pg.sql", "--\n-- PostgreSQL database dump\n--\n\n" +
                              "".join(self.copy_rows())))

    def test_pg_dump_archive(self):
        copy, rows = self.copy_rows()
        self.check(self.write("pg.dump", pg_archive.archive(
            "people", "CREATE TABLE public.people (\n    id integer\n);\n", copy, rows)))

    def test_sqlite(self):
        path = self.folder / "people.db"
        base = sqlite3.connect(path)
        base.execute(f"CREATE TABLE people ({', '.join(same_people.COLUMNS)})")
        base.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)", the_people())
        base.commit()
        base.close()
        self.check(path, other_records=1)  # The table's row in the schema.

    def test_json_by_ids(self):
        self.check(self.write("people.json", json.dumps({"people": {
            f"id{number}": item
            for number, item in enumerate(same_people.as_objects(the_people()))}})),
                   other_records=1)  # The document itself.

    def test_json_by_rows(self):
        self.check(self.write("people.json", json.dumps({
            "columns": list(same_people.COLUMNS), "data": [list(row) for row in the_people()]})),
                   other_records=1)  # The document itself.

    def test_ndjson(self):
        self.check(self.write("people.ndjson", "".join(
            json.dumps(item) + "\n" for item in same_people.as_objects(the_people()))))

    def documents(self):
        return [{"_id": number, **dict(zip(same_people.COLUMNS, row))}
                for number, row in enumerate(the_people())]

    def test_bson(self):
        path = self.folder / "people.bson"
        path.write_bytes(b"".join(map(mongo_dump.document, self.documents())))
        self.check(path)

    def test_mongodump_archive(self):
        path = self.folder / "people.archive"
        path.write_bytes(mongo_dump.archive("crm", "people", self.documents()))
        self.check(path, other_records=1)  # The metadata.

    def test_xml(self):
        # The document itself is a record too.
        self.check(self.write("people.xml", same_people.as_xml(the_people())), other_records=1)


if __name__ == "__main__":
    unittest.main()
