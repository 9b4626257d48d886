"""What is made to exhaust a scanner: each is scanned as far as limits go, in little memory and time,
and the report says which limit it met. Nothing is written anywhere.
"""

import contextlib
import gzip
import io
import json
import os
import shutil
import struct
import subprocess
import tarfile
import unittest
import zipfile
import zlib

from leaksift_case import SSN, LeaksiftCase, command, environment, of_kind

MEMORY_MB = 400
SECONDS = 100  # Of processor time; all take a few on an idle machine.
TEXT = f"SSN: {SSN}\n".encode()


def local_header(name, packed, size, crc=0):
    return struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, packed, size, len(name),
                       0) + name


def central_header(name, packed, size, offset, crc=0):
    return struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, packed, size,
                       len(name), 0, 0, 0, 0, 0, offset) + name


def zip_with(directory, members, before):
    return before + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, members, members,
                                            len(directory), len(before), 0)


def kernel_of(size):
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"0" * (size - len(TEXT)) + TEXT
    return content, deflate.compress(content) + deflate.flush()


def repeating_zip(members, kernel_size):
    """Members that all name the same bytes."""
    content, data = kernel_of(kernel_size)
    crc = zlib.crc32(content)
    directory = b"".join(central_header(b"%d" % number, len(data), kernel_size, 0, crc)
                         for number in range(members))
    return zip_with(directory, members, local_header(b"0", len(data), kernel_size, crc) + data)


def overlapping_zip(members, kernel_size):
    """Members of which each quotes the header of the next in front of what that holds (D. Fifield,
    A better zip bomb, 2019)."""
    content, data = kernel_of(kernel_size)
    directory, lengths = [], []
    for number in reversed(range(members)):
        if directory:
            data = struct.pack("<BHH", 0, len(header), len(header) ^ 0xffff) + header + data
            content = header + content
        name, crc = b"%05d" % number, zlib.crc32(content)
        header = local_header(name, len(data), len(content), crc)
        lengths.append(len(header) + len(data))
        directory.append((name, len(data), len(content), crc))
    entries = [central_header(name, packed, size, lengths[-1] - length, crc)
               for (name, packed, size, crc), length in zip(directory, lengths)]
    return zip_with(b"".join(reversed(entries)), members, header + data)


def sixteen_of(content, name):
    """As 42.zip is made, layer by layer."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(16):
            file.writestr(f"{number}{name}", content)
    return out.getvalue()


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def letters_of(column):
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


OFFICE = "application/vnd.openxmlformats-officedocument."
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def office_parts(part, kind):
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Override PartName="/{part}" '
                               f'ContentType="{OFFICE}{kind}.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r" '
                       f'Type="{RELATIONS}/officeDocument" Target="{part}"/></Relationships>'}


def with_dictionary(archive, size):
    """A 7z file of one LZMA stream with a header in plain, whose dictionary has `size` bytes."""
    bytes_ = bytearray(archive)
    offset, length = struct.unpack("<QQ", bytes_[12:28])
    header = bytes_[32 + offset:32 + offset + length]
    at = header.index(b"\x23\x03\x01\x01\x05") + 6
    header[at:at + 4] = struct.pack("<I", size)
    bytes_[32 + offset:32 + offset + length] = header
    bytes_[28:32] = struct.pack("<I", zlib.crc32(bytes(header)))
    bytes_[8:12] = struct.pack("<I", zlib.crc32(bytes(bytes_[12:32])))
    return bytes(bytes_)


def number(value):
    """A number in the header of a 7z file, in its longest form."""
    return b"\xff" + struct.pack("<Q", value)


class Bombs(LeaksiftCase):
    def measured(self, path, *arguments, feed=None, memory=MEMORY_MB, leave_out=None):
        """The objects of a scan, of which it demands its bounds, but for lines that hold `leave_out`:
        what this process holds in memory is counted for the programs that it starts."""
        out = self.folder / "report.ndjson"
        with open(out, "wb") as report:
            process = subprocess.Popen(
                command("scan", "--format", "ndjson", "--quiet", "--emit", "finding,file,summary",
                        *arguments, path), stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                stdout=report, stderr=subprocess.DEVNULL, env=environment())
            if feed:
                feed(process.stdin)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertIn(process.returncode, (0, 3))
        self.assertLess(usage.ru_maxrss / 1024, memory)
        self.assertLess(usage.ru_utime + usage.ru_stime, SECONDS)
        with open(out, "rb") as report:
            return [json.loads(line) for line in report
                    if leave_out is None or leave_out not in line]

    def whole(self, lines):
        """The line of the input itself, which comes last."""
        return of_kind(lines, "file")[-1]

    def check_partial(self, lines, reason):
        line = self.whole(lines)
        self.assertEqual((line["status"], line["reason"]), ("partial", reason))
        self.assertLess(line["scanned"], line["bytes"])

    def test_overlapping_members(self):
        lines = self.measured(self.write("overlap.zip", overlapping_zip(250, 1_000_000)))
        self.check_partial(lines, "limit: expansion ratio")

    def test_members_with_the_same_bytes(self):
        """Two thousand names for 20 MB: these are scanned once."""
        lines = self.measured(self.write("repeat.zip", repeating_zip(2000, 20_000_000)))
        self.assertEqual(len(of_kind(lines, "finding")), 1)

    def test_layers_of_zip(self):
        layer = sixteen_of(b"\0" * (32 << 20), ".txt")
        for _ in range(4):
            layer = sixteen_of(layer, ".zip")
        self.check_partial(self.measured(self.write("42.zip", layer)), "limit: expansion ratio")

    def test_layers_of_gzip(self):
        """As a quine has them, without end: at the limit of depth, what is there is scanned."""
        content = TEXT
        for _ in range(40):
            content = gzip.compress(content)
        lines = self.measured(self.write("deep.gz", content))
        self.assertIn("limit: depth 16", [line.get("reason") for line in of_kind(lines, "file")])

    def test_zeros(self):
        """2 GB, then something: all is read. 100 GB take fifty times as long."""
        zeros = gzip.compress(b"\0" * (10 << 20))
        path = self.write("zeros.gz", zeros * 200 + gzip.compress(b"\n" + TEXT))
        lines = self.measured(path)
        self.assertEqual(self.whole(lines)["status"], "scanned")
        self.assertEqual(len(of_kind(lines, "finding")), 1)
        self.check_partial(self.measured(path, "--max-decoded-bytes", "1G"), "limit: decoded bytes")
        self.check_partial(self.measured(path, "--max-expansion-ratio", "100"),
                           "limit: expansion ratio")

    def test_many_members(self):
        def feed(pipe):
            headers = b"".join(tarfile.TarInfo(f"d/{number:08}").tobuf(tarfile.USTAR_FORMAT)
                               for number in range(20_000))
            try:
                for _ in range(50):
                    pipe.write(headers)
            except BrokenPipeError:
                pass
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        lines = self.measured("-", "--max-members", "500000", feed=feed, memory=150,
                              leave_out=b'"within":["d/')
        line = self.whole(lines)
        self.assertEqual((line["status"], line["reason"]), ("partial", "limit: members"))
        self.assertEqual(lines[-1]["members"], 500_000)

    def test_wide_sheet(self):
        """More columns than any program writes; what stands in the last of them is found."""
        columns = [letters_of(column) for column in range(65_000)]
        rows = "".join(f'<row r="{row}">' + "".join(
            f'<c r="{letters}{row}"><v>{row}</v></c>' for letters in columns) +
            f'<c r="{letters_of(65_000)}{row}" t="inlineStr"><is><t>SSN: {SSN}</t></is></c></row>'
            for row in range(1, 6))
        parts = office_parts("xl/workbook.xml", "spreadsheetml.sheet")
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        parts["xl/workbook.xml"] = (
            f'<workbook xmlns="{main}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>')
        parts["xl/_rels/workbook.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        parts["xl/worksheets/sheet1.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')
        lines = self.measured(self.write("wide.xlsx", zip_of(parts)))
        self.assertEqual(len(of_kind(lines, "finding")), 5)

    def test_entities(self):
        entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        parts = office_parts("word/document.xml", "wordprocessingml.document")
        parts["word/document.xml"] = (
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f'<w:body><w:p><w:r><w:t>&l9; SSN: {SSN}</w:t></w:r></w:p></w:body></w:document>')
        lines = self.measured(self.write("bomb.docx", zip_of(parts)))
        self.assertEqual(len(of_kind(lines, "finding")), 1)

    def test_names_that_climb(self):
        """Names are bytes: nothing is written, wherever they point."""
        target = self.folder / "target"
        names = [f"../../../../../../../..{target}", str(target), "..\\..\\evil", "a\0b"]
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as file:
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = len(TEXT)
                file.addfile(info, io.BytesIO(TEXT))
        path = self.write("in/climb.tar", out.getvalue())
        before = sorted(self.folder.rglob("*"))
        lines = self.measured(path)
        (self.folder / "report.ndjson").unlink()
        self.assertEqual(sorted(self.folder.rglob("*")), before)
        self.assertEqual(len(of_kind(lines, "finding")), len(names))

    def test_a_list_of_files_that_are_nothing(self):
        """Forty million empty files without names in a header of 5 MB: a bit each, of which
        libarchive would make two gigabytes."""
        count = 40_000_000
        marks = b"\xff" * (count // 8)
        header = (b"\x01\x05" + number(count) + b"\x0e" + number(len(marks)) + marks + b"\0\0")
        place = struct.pack("<QQI", 0, len(header), zlib.crc32(header))
        start = b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(place)) + place
        line = self.whole(self.measured(self.write("list.7z", start + header)))
        self.assertRegex(line["reason"], r"^7z: needs \d+ bytes of memory")

    @unittest.skipUnless(shutil.which("7z"), "7z is not installed")
    def test_dictionaries(self):
        """A dictionary of 1 GiB, in front of 500 MB that would fill it."""
        with open(self.folder / "z", "wb") as zeros:
            zeros.truncate(500 << 20)
        options = {"capture_output": True, "check": True, "cwd": self.folder}
        subprocess.run(["7z", "a", "-mhc=off", "-mx=1", "-m0=lzma:d=64k", "x.7z", "z"], **options)
        subprocess.run(["7z", "a", "-mx=1", "-mm=LZMA:d=64k", "x.zip", "z"], **options)
        large = with_dictionary((self.folder / "x.7z").read_bytes(), 1 << 30)
        line = self.whole(self.measured(self.write("large.7z", large)))
        self.assertRegex(line["reason"], r"^7z: needs \d+ bytes of memory")
        zipped = bytearray((self.folder / "x.zip").read_bytes())
        zipped[36:40] = struct.pack("<I", 1 << 30)  # Behind the header of 30 bytes and the name.
        line = self.whole(self.measured(self.write("large.zip", bytes(zipped))))
        self.assertRegex(line["reason"], r"^zip: needs \d+ bytes of memory")
        for name in ("x.7z", "x.zip"):
            self.assertEqual(self.whole(self.measured(self.folder / name))["status"], "scanned")


if __name__ == "__main__":
    unittest.main()
