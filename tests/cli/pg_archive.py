"""Archives as `pg_dump -Fc` writes them, of one table, without PostgreSQL."""

import struct
import zlib

CHUNK = 4096


def number(value):
    return struct.pack("<BI", value < 0, abs(value))


def string(text):
    return number(len(text.encode())) + text.encode()


def entry(identity, kind, *, name, definition="", copy="", schema="public", has_data=False):
    """An entry of the table of contents, version 1.14."""
    return (number(identity) + number(has_data) + string("0") + string("0") + string(name) +
            string(kind) + number(3) + string(definition) + string("") + string(copy) +
            string(schema) + string("") + string("heap") + string("tester") + string("false") +
            number(-1) + struct.pack("<BQ", 1 if has_data else 3, 0))


def data(identity, text):
    packed = zlib.compress(text.encode())
    chunks = [packed[first:first + CHUNK] for first in range(0, len(packed), CHUNK)]
    return (b"\1" + number(identity) + b"".join(number(len(chunk)) + chunk for chunk in chunks) +
            number(0))


def archive(table, definition, copy, rows):
    """`rows`: what follows the statement `copy`, to the end of the table."""
    entries = [
        entry(1, "ENCODING", name="ENCODING", schema="",
              definition="SET client_encoding = 'UTF8';\n"),
        entry(2, "STDSTRINGS", name="STDSTRINGS", schema="",
              definition="SET standard_conforming_strings = 'on';\n"),
        entry(3, "TABLE", name=table, definition=definition),
        entry(4, "TABLE DATA", name=table, copy=copy, has_data=True)]
    date = b"".join(map(number, (0, 30, 12, 1, 5, 124, 0)))
    return (b"PGDMP" + bytes((1, 14, 0, 4, 8, 1)) + number(-1) + date + string("crm") +
            string("15.2") + string("15.2") + number(len(entries)) + b"".join(entries) +
            data(4, rows))
