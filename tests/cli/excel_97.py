"""Writes the stream "Workbook" of Excel 97 to 2003 ([MS-XLS]), as far as the tests need it."""

import struct

MOST = 8224  # Bytes of a record.


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text(value, width="<H"):
    wide = any(ord(c) > 255 for c in value)
    data = value.encode("utf-16-le" if wide else "latin-1")
    return struct.pack(width, len(value)) + bytes([wide]) + data


def shared_strings(values, cut):
    """The table of shared strings. Strings are cut after `cut` characters, the rest is wide."""
    data = struct.pack("<II", len(values), len(values))
    parts = []
    for value in values:
        if not 0 < cut < len(value):
            data += text(value)
            continue
        data += struct.pack("<H", len(value)) + b"\0" + value[:cut].encode("latin-1")
        parts.append(data)
        data = b"\1" + value[cut:].encode("utf-16-le")
    parts.append(data)
    return record(0xFC, parts[0]) + b"".join(record(0x3C, part) for part in parts[1:])


def cell(row, column, value, strings):
    """Text as shared string; whole numbers in four bytes; others as doubles; dates have style 1."""
    where = struct.pack("<HHH", row, column, 1 if isinstance(value, float) else 0)
    if isinstance(value, str) and value.startswith("="):
        return (record(0x06, where + b"\0" * 6 + b"\xff\xff" + b"\0" * 8)
                + record(0x207, text(value[1:])))
    if isinstance(value, str):
        strings.append(value)
        return record(0xFD, where + struct.pack("<I", len(strings) - 1))
    if isinstance(value, int) and abs(value) < 1 << 29:
        return record(0x27E, where + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF))
    return record(0x203, where + struct.pack("<d", value))


def workbook(sheets, cut=0, other=b"", unused=()):
    """`sheets`: rows of values by name. `other`: a record that no cell is."""
    strings = []
    streams = []
    for rows in sheets.values():
        data = record(0x809, struct.pack("<HH", 0x600, 0x10) + b"\0" * 12)
        for i, row in enumerate(rows):
            for k, value in enumerate(row):
                data += cell(i, k, value, strings) if value is not None else b""
        streams.append(data + (record(0x1B8, other) if other else b"") + record(0x0A))
    head = (record(0x809, struct.pack("<HH", 0x600, 5) + b"\0" * 12)
            + record(0xE0, b"\0" * 20) + record(0xE0, b"\0\0" + struct.pack("<H", 14) + b"\0" * 16))
    table = shared_strings([*strings, *unused], cut) + record(0x0A)
    names = sum(len(record(0x85, b"\0" * 6 + text(name, "<B"))) for name in sheets)
    offset = len(head) + names + len(table)
    for name, stream in zip(sheets, streams):
        head += record(0x85, struct.pack("<IH", offset, 0) + text(name, "<B"))
        offset += len(stream)
    return head + table + b"".join(streams)
