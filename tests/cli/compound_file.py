"""Writes compound files ([MS-CFB]), in which Office 97 to 2003 and Outlook keep their streams."""

import struct

SECTOR, SMALL, LIMIT = 512, 64, 4096
END, FREE, TABLE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def padded(data, size):
    return data + b"\0" * (-len(data) % size)


class Chains:
    """Bytes in sectors, and which follows which; every other one is left out, so that no chain is
    in one piece."""

    def __init__(self, size, gaps):
        self.size, self.gaps, self.data, self.next = size, gaps, b"", []

    def add(self, data, gap=b""):
        if not data:
            return END
        data = padded(data, self.size)
        pieces = [data[i:i + self.size] for i in range(0, len(data), self.size)]
        start = len(self.next)
        step = 2 if self.gaps else 1
        for i, piece in enumerate(pieces):
            self.data += piece
            self.next.append(start + (i + 1) * step if i + 1 < len(pieces) else END)
            if self.gaps:
                self.data += padded(gap, self.size)[:self.size] or b"\0" * self.size
                self.next.append(FREE)
        return start


def record(name, kind, child=NONE, right=NONE, start=END, size=0):
    raw = name.encode("utf-16-le")
    return (padded(raw + b"\0\0", 64)[:64] + struct.pack("<HBB", len(raw) + 2, kind, 1)
            + struct.pack("<III", NONE, right, child) + b"\0" * 36
            + struct.pack("<IQ", start, size))


def compound_file(tree, deleted=b"", gaps=True):
    """`tree`: streams and folders by name. `deleted`: what stands in sectors that are free."""
    large, small = Chains(SECTOR, gaps), Chains(SMALL, False)
    records = [None]

    def add(folder):
        first, last = NONE, None
        for name, content in folder.items():
            own = len(records)
            records.append(None)
            if isinstance(content, dict):
                fields = {"kind": 1, "child": add(content)}
            else:
                chains = small if len(content) < LIMIT else large
                fields = {"kind": 2, "start": chains.add(content, deleted), "size": len(content)}
            records[own] = dict(fields, name=name, right=NONE)
            if last is None:
                first = own
            else:
                records[last]["right"] = own
            last = own
        return first

    child = add(tree)
    start = large.add(small.data, deleted)
    records[0] = {"name": "Root Entry", "kind": 5, "child": child, "start": start,
                  "size": len(small.data)}
    folders = large.add(b"".join(record(**fields) for fields in records))
    small_table = large.add(b"".join(struct.pack("<I", n) for n in small.next))
    count = 1
    while count * 128 < len(large.next) + count:
        count += 1
    tables = range(len(large.next), len(large.next) + count)
    table = large.next + [TABLE] * count
    table += [FREE] * (count * 128 - len(table))
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
              + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
              + struct.pack("<IIIIIIIIII", 0, count, folders, 0, LIMIT, small_table,
                            -(-len(small.next) * 4 // SECTOR), END, 0,
                            *list(tables)[:1]))
    header += b"".join(struct.pack("<I", sector) for sector in list(tables)[1:109])
    header += b"\xff" * (SECTOR - len(header))
    return header + large.data + b"".join(struct.pack("<I", n) for n in table)
