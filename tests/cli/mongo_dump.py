"""Dumps as mongodump writes them (https://bsonspec.org), without MongoDB."""

import struct

MAGIC = b"\x6d\xe2\x99\x81"
TERMINATOR = b"\xff\xff\xff\xff"


def element(name, value):
    key = name.encode() + b"\0"
    if value is None:
        return b"\x0a" + key
    if isinstance(value, bool):
        return b"\x08" + key + bytes([value])
    if isinstance(value, int):
        return b"\x12" + key + struct.pack("<q", value)
    if isinstance(value, dict):
        return b"\x03" + key + document(value)
    text = value.encode() + b"\0"
    return b"\x02" + key + struct.pack("<i", len(text)) + text


def document(fields):
    body = b"".join(element(name, value) for name, value in fields.items())
    return struct.pack("<i", len(body) + 5) + body + b"\0"


def archive(database, collection, documents):
    """What `mongodump --archive` writes of one collection."""
    def header(end):
        return document({"db": database, "collection": collection, "EOF": end, "CRC": 0})

    return (MAGIC + document({"version": "0.1"}) + TERMINATOR + header(False) +
            b"".join(map(document, documents)) + TERMINATOR + header(True) + TERMINATOR)
