"""The programs that leaksift is compared with. All run with one thread.

The searching ones get one expression for three of the families that leaksift finds, and validate
nothing; clamscan finds two families and validates them. What is not installed is told, see
`missing`; `scripts/install_dependencies --peers` installs all."""

import dataclasses
import shutil
import subprocess

from . import runs

# Social Security numbers, e-mail addresses, payment cards: understood alike by all three.
REGEX = (r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b|[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+\.[a-z]+"
         r"|\b([0-9][ -]?){13,16}\b")
# ClamAV ends a file at as many numbers: more than any holds. Its limits are the highest it takes.
CLAMSCAN = ["clamscan", "--no-summary", "--detect-structured=yes", "--structured-ssn-format=2",
            "--structured-ssn-count=4000000000", "--structured-cc-count=4000000000",
            "--max-filesize=2000M", "--max-scansize=4000M", "--max-scantime=0"]
SIGNATURE = "Leaksift.Bench:0:*:6c65616b736966742d62656e63682d6e6f7468696e67\n"


@dataclasses.dataclass(frozen=True)
class Peer:
    package: str
    words: list  # Of the command, before the path.
    tree: list  # The same, to read a folder with all below it.
    statuses: tuple = (0, 1)  # 1: no line matches.


PEERS = {
    "cat": Peer("coreutils", ["cat"], [], (0,)),
    "rg": Peer("ripgrep", ["rg", "-c", "-a", "-j1", "--no-mmap", "-e", REGEX], ["-uu"]),
    "grep": Peer("grep", ["grep", "-c", "-a", "-E", "-e", REGEX], ["-r"]),
    "ugrep": Peer("ugrep", ["ugrep", "-c", "-a", "-U", "-J1", "-E", "-e", REGEX], ["-r"]),
    "clamscan": Peer("clamav", CLAMSCAN, ["-r"], (0,)),
}


def command(name, path, folder):
    """The command of a peer on a file or a tree; `folder` is for what it needs besides."""
    peer = PEERS[name]
    if name == "cat" and path.is_dir():
        return runs.Command(["find", path, "-type", "f", "-exec", "cat", "{}", "+"], to_null=True)
    words = [*peer.words, *(peer.tree if path.is_dir() else [])]
    if name == "clamscan":  # It does not start without signatures: one, of what is nowhere.
        database = folder / "bench.ndb"
        database.write_text(SIGNATURE, encoding="ascii")
        words.append(f"--database={database}")
    return runs.Command([*words, path], peer.statuses, to_null=name == "cat")


def missing():
    """The names of the peers that are not installed."""
    return [name for name in PEERS if not shutil.which(name)]


def versions():
    """What each peer calls itself, by name; None for those that are not installed."""
    absent = missing()
    return {name: None if name in absent else first_line([name, "--version"]) for name in PEERS}


def first_line(words):
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]
