"""Corpora of any size, from scripts/generate_corpus."""

import subprocess
import sys

from . import ROOT

CHUNK = 64 * 10**6
# The kinds that come again beyond CHUNK, for they take long to make; and their lines that do not.
REPEATED = {"sparse": 0, "dense": 1, "mysqldump": 0, "ndjson": 0, "xml": 0}
TREE = "source-tree"


def make(kind, size, folder, seed=1):
    """The path of a corpus of at most `size` bytes, a file or a tree; the same at every run. Beyond
    CHUNK the same lines come again."""
    path = folder / kind
    first = min(size, CHUNK) if kind in REPEATED else size
    subprocess.run([sys.executable, "-B", ROOT / "scripts/generate_corpus", kind,
                    "--bytes", str(first), "--seed", str(seed), "-o", path,
                    "--truth", folder / f"{kind}.truth"], check=True)
    if first < size:
        repeat(path, size, REPEATED[kind])
    return path


def repeat(path, size, head_lines):
    """Appends all but the first lines of a file to it, as often as they fit into `size` bytes."""
    content = path.read_bytes()
    for _ in range(head_lines):
        content = content[content.index(b"\n") + 1:]
    with open(path, "ab") as out:
        while content and out.tell() + len(content) <= size:
            out.write(content)


def size_of(path):
    """The bytes of a file, or of all files of a tree."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
