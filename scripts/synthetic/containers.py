"""One file in every container, made by the programs that people use: what the tests open."""

import dataclasses
import pathlib
import shutil
import struct
import subprocess
import zlib

NAME = "people.csv"
PASSWORD = "Schlüssel ключ 🔑"  # Of what is encrypted. 7z takes it in the charset of the locale.


@dataclasses.dataclass(frozen=True)
class Recipe:
    """How a container is made in a folder that holds NAME. `command` is run by a shell there."""
    name: str
    command: str
    within: tuple = (NAME,)
    seekable_only: bool = False
    password: str = ""

    def tools(self):
        """The programs that it calls, as far as they are no part of every system."""
        return [tool for tool in TOOLS if tool in self.command.replace(".7z", "").split()]

    def missing(self):
        return [tool for tool in self.tools() if not shutil.which(tool)]


TOOLS = ("7z", "ar", "bsdtar", "bzip2", "compress", "cpio", "gcab", "gzip", "lz4", "lzip", "lzma",
         "pzstd", "tar", "uuencode", "xorriso", "xz", "zip", "zstd")

HALVES = f"head -n 150 {NAME} > a; tail -n +151 {NAME} > b"

RECIPES = (
    # Archives.
    *(Recipe(f"{form}.tar", f"tar --format={form} -cf {form}.tar {NAME}")
      for form in ("v7", "oldgnu", "gnu", "ustar", "pax")),
    Recipe("sparse.tar", f"tar --sparse -cf sparse.tar {NAME}"),
    Recipe("folder.tar", f"mkdir -p db && cp {NAME} db && tar -cf folder.tar db", (f"db/{NAME}",)),
    Recipe("appended.tar", f"tar -cf appended.tar -T /dev/null && tar -rf appended.tar {NAME}"),
    Recipe("plain.zip", f"zip -q plain.zip {NAME}"),
    Recipe("stored.zip", f"zip -q -0 stored.zip {NAME}"),
    Recipe("zip64.zip", f"zip -q -fz zip64.zip {NAME}"),
    Recipe("bzip2.zip", f"zip -q -Z bzip2 bzip2.zip {NAME}"),
    Recipe("streamed.zip", f"zip -q - {NAME} | cat > streamed.zip"),
    Recipe("unnamed.zip", f"cat {NAME} | zip -q > unnamed.zip", ("-",)),
    *(Recipe(f"{method}.7z.zip", f"7z a -tzip -mm={method} {method}.7z.zip {NAME}")
      for method in ("Copy", "Deflate", "BZip2", "LZMA", "PPMd")),
    *(Recipe(f"{method}.7z", f"7z a -m0={method} {method}.7z {NAME}")
      for method in ("Copy", "Deflate", "BZip2", "LZMA", "LZMA2", "PPMd")),
    *(Recipe(f"{name}.7z", f"LC_ALL=C.UTF-8 7z a '-p{PASSWORD}' {how} {name}.7z {NAME}",
             password=PASSWORD) for name, how in (
                 *((f"secret-{method}", f"-m0={method}")
                   for method in ("Copy", "Deflate", "BZip2", "LZMA", "LZMA2", "PPMd")),
                 ("secret-filtered", "-mf=BCJ2"), ("secret-plain-header", "-mhc=off"),
                 ("hidden", "-mhe=on"), ("hidden-plain-header", "-mhe=on -mhc=off"))),
    Recipe("hidden.7z.tar.gz", f"LC_ALL=C.UTF-8 7z a '-p{PASSWORD}' -mhe=on h.7z {NAME} && "
           "tar -czf hidden.7z.tar.gz h.7z", ("h.7z", NAME), password=PASSWORD),
    *(Recipe(f"secret-{method}.7z.zip",
             f"7z a -tzip -pASCII -mem={method} secret-{method}.7z.zip {NAME}", password="ASCII")
      for method in ("ZipCrypto", "AES256")),
    Recipe("plain-header.7z", f"7z a -mhc=off plain-header.7z {NAME}"),
    Recipe("filtered.7z", f"7z a -mf=BCJ filtered.7z {NAME}"),
    *(Recipe(f"{form}.cpio", f"echo {NAME} | cpio --quiet -o -H {form} > {form}.cpio")
      for form in ("bin", "odc", "newc", "crc", "ustar")),
    Recipe("gnu.a", f"ar rc gnu.a {NAME}"),
    Recipe("bsd.a", f"bsdtar -cf bsd.a --format arbsd {NAME}"),
    Recipe("plain.iso", f"xorriso -as mkisofs -quiet -o plain.iso {NAME}"),
    Recipe("joliet.iso", f"xorriso -as mkisofs -quiet -J -o joliet.iso {NAME}"),
    Recipe("rock-ridge.iso", f"xorriso -as mkisofs -quiet -R -o rock-ridge.iso {NAME}"),
    Recipe("stored.cab", f"gcab -c stored.cab {NAME}"),
    Recipe("mszip.cab", f"gcab -z -c mszip.cab {NAME}"),
    Recipe("plain.xar", f"bsdtar -cf plain.xar --format xar {NAME}"),
    Recipe("bzip2.xar", f"bsdtar -cf bzip2.xar --format xar --options compression=bzip2 {NAME}"),
    Recipe("plain.warc", f"bsdtar -cf plain.warc --format warc {NAME}"),
    Recipe("compressed.warc.gz", f"bsdtar -czf compressed.warc.gz --format warc {NAME}"),
    # Compressed files.
    *(Recipe(f"{NAME}{suffix}", f"{command} {NAME} > {NAME}{suffix}") for command, suffix in (
        ("gzip -c", ".gz"), ("bzip2 -c", ".bz2"), ("xz -c", ".xz"), ("lzma -c", ".lzma"),
        ("lzip -c", ".lz"), ("zstd -qc", ".zst"), ("lz4 -qc", ".lz4"), ("compress -c", ".Z"))),
    Recipe("best.zst", f"zstd -qc --ultra -22 --long=27 {NAME} > best.zst", ("best",)),
    Recipe("best.xz", f"xz -c -9e {NAME} > best.xz", ("best",)),
    Recipe("blocks.xz", f"xz -c -T2 --block-size=8KiB {NAME} > blocks.xz", ("blocks",)),
    Recipe("legacy.lz4", f"lz4 -qlc {NAME} > legacy.lz4", ("legacy",)),
    Recipe("linked.lz4", f"lz4 -qc -B4 -BD {NAME} > linked.lz4", ("linked",)),
    Recipe("plain.uu", f"uuencode {NAME} {NAME} > plain.uu"),
    Recipe("base64.uue", f"uuencode -m {NAME} {NAME} > base64.uue"),
    Recipe("packed.uu", f"gzip -c {NAME} | uuencode {NAME}.gz > packed.uu"),
    # Streams one behind the other.
    *(Recipe(f"twice{suffix}", f"{HALVES}; ({command} a; {command} b) > twice{suffix}", ("twice",))
      for command, suffix in (("gzip -c", ".gz"), ("bzip2 -c", ".bz2"), ("xz -c", ".xz"),
                              ("lzip -c", ".lz"), ("zstd -qc", ".zst"), ("lz4 -qc", ".lz4"))),
    Recipe("skippable.zst", f"{HALVES}; S='\\120\\052\\115\\030\\004\\000\\000\\000skip'; "
           '(printf "$S"; zstd -qc a; printf "$S"; zstd -qc b; printf "$S") > skippable.zst',
           ("skippable",)),
    Recipe("frames.zst", f"pzstd -qc -p 2 {NAME} > frames.zst", ("frames",)),
    Recipe("skippable.lz4", f"{HALVES}; S='\\120\\052\\115\\030\\004\\000\\000\\000skip'; "
           '(lz4 -qc a; printf "$S"; lz4 -qc b) > skippable.lz4', ("skippable",)),
    # One within the other.
    *(Recipe(f"tar{suffix}", f"tar -cf - {NAME} | {command} > tar{suffix}") for command, suffix in (
        ("gzip", ".gz"), ("bzip2", ".bz2"), ("xz", ".xz"), ("lzma", ".lzma"), ("lzip", ".lz"),
        ("zstd -q", ".zst"), ("lz4 -q", ".lz4"), ("compress -c", ".Z"))),
    Recipe("backup.tar.zst", f"mkdir -p db && gzip -c {NAME} > db/{NAME}.gz && "
           "tar -cf - db | zstd -qc > backup.tar.zst", (f"db/{NAME}.gz", NAME)),
    Recipe("mixed.zip", f"tar -cJf m.tar.xz {NAME} && 7z a m.7z m.tar.xz && ar rc m.a m.7z && "
           "echo m.a | cpio --quiet -o -H newc > m.cpio && zip -q mixed.zip m.cpio",
           ("m.cpio", "m.a", "m.7z", "m.tar.xz", NAME)),
    Recipe("sixteen.zip", f"cp {NAME} 0 && for i in $(seq 1 16); do "
           "zip -q $i.zip $((i-1)) && mv $i.zip $i; done && mv 16 sixteen.zip",
           tuple(str(i) for i in range(15, -1, -1))),
)


def rar4(name, data):
    """RAR 2.9 with one stored member (unrar's technote): no free program writes it."""
    def block(kind, flags, body, data_length=None):
        size = 7 + len(body)
        head = struct.pack("<BHH", kind, flags, size) + body
        return struct.pack("<H", zlib.crc32(head) & 0xffff) + head
    header = struct.pack("<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0x5a21_8000, 20,
                         0x30, len(name), 0o100644) + name.encode()
    return (b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, header) + data +
            block(0x7b, 0x4000, b""))


def vint(number):
    """A number in the form of RAR 5: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7f:
        out.append(number & 0x7f | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def rar5(name, data):
    """RAR 5 with one stored member (rarlab.com/technote.htm)."""
    def block(body):
        sized = vint(len(body)) + body
        return struct.pack("<I", zlib.crc32(sized)) + sized
    member = (vint(2) + vint(2) + vint(len(data)) + vint(4) + vint(len(data)) + vint(0o100644) +
              struct.pack("<I", zlib.crc32(data)) + vint(0) + vint(1) + vint(len(name)) +
              name.encode())
    return (b"Rar!\x1a\x07\x01\x00" + block(vint(1) + vint(0) + vint(0)) + block(member) + data +
            block(vint(5) + vint(0) + vint(0)))


def make(recipe, folder, content):
    """Makes the container in `folder`, which is filled for it; returns its path."""
    folder = pathlib.Path(folder)
    (folder / NAME).write_bytes(content)
    done = subprocess.run(["bash", "-ec", "set -o pipefail\n" + recipe.command], cwd=folder,
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{recipe.name}: {done.stderr.decode(errors='replace')[-2000:]}")
    return folder / recipe.name
