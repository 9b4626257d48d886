"""What is measured, and what is asked of it."""

import dataclasses

from . import corpora, peers, runs

THREADS = ("-j1", "-j2")
ALL = tuple(peers.PEERS)
# What names of persons cost is how much faster leaksift is without.
NAMELESS = "-j1 without names"
# No target of these is relative to clamscan, which would take most of the time.
SEARCHING = ("cat", "rg", "grep", "ugrep")
# Short cases run for as long as this, but at most as many times more rounds than asked for.
LEAST_SECONDS, MOST_TIMES = 3.0, 5
SAMPLES = ("--samples", "10")  # Records, columns and summary in full, findings as samples.


@dataclasses.dataclass(frozen=True)
class Target:
    """`asked` is the least that a quantity of a Measured may be or, with `at_most`, the most."""
    what: str
    quantity: str
    asked: float
    of: tuple = ()
    at_most: bool = False

    def judge(self, measured):
        """What was asked for, and what was got; `got` and `met` are None if it was not measured."""
        got = getattr(measured, self.quantity)(*self.of)
        met = None if got is None else got <= self.asked if self.at_most else got >= self.asked
        return {"what": self.what, "asked": self.asked, "at_most": self.at_most, "got": got,
                "met": met}


def speed(least):
    return Target("GB/s, one thread", "gb_per_second", least, ("-j1",))


def second_thread(least):
    return Target("gain of two threads", "ratio", least, ("-j1", "-j2"))


def kept_with_names(least):
    return Target("of the speed without names", "ratio", least, (NAMELESS, "-j1"))


def as_fast_as(peer, least):
    return Target(f"times the speed of {peer}", "ratio", least, (peer, "-j1"))


@dataclasses.dataclass(frozen=True)
class Case:
    """One corpus and one way to report what is in it."""
    name: str
    corpus: str  # A kind of scripts/generate_corpus.
    targets: tuple
    flags: tuple = ()  # Of leaksift.
    peers: tuple = ALL
    most_bytes: int = 10**15
    charted: str = ""  # What the chart calls it, if it is there.

    def tells_of_names(self):
        return any(NAMELESS in target.of for target in self.targets)


UNBOUNDED = (speed(0.15), Target("peak MB, one thread", "peak_mb", 300, ("-j1",), True),
             Target("peak MB, two threads", "peak_mb", 300, ("-j2",), True))
CASES = {case.name: case for case in (
    Case("sparse", "sparse",
         (speed(2.0), as_fast_as("cat", 0.25), as_fast_as("rg", 3.5), second_thread(1.9),
          kept_with_names(0.8)),
         charted="a log, one line of 2,000 with personal data"),
    Case("dense-samples", "dense",
         (speed(0.35), second_thread(1.85), kept_with_names(0.75)), SAMPLES,
         charted="a CSV table of people"),
    Case("dense-all", "dense", (speed(0.15), second_thread(1.8)), peers=("cat", "rg")),
    # Thousands of people stand in a line, of which those that count lines read one.
    Case("mysqldump", "mysqldump", (speed(0.25), second_thread(1.8)), SAMPLES, ("cat", "clamscan")),
    Case("ndjson", "ndjson", (speed(0.25), second_thread(1.8)), SAMPLES,
         charted="the same people as NDJSON"),
    Case(corpora.TREE, corpora.TREE,
         (Target("times the time of rg", "ratio", 1.5, ("-j1", "rg"), True), second_thread(1.7)),
         charted="a tree of small source files"),
    Case("random", "random", (speed(1.0), second_thread(1.8)), charted="random bytes"),
    Case("tiny", "sparse",
         (Target("ms, start to exit", "milliseconds", 15, ("-j1",), True),), most_bytes=1000),
    *(Case(kind, kind, UNBOUNDED, peers=SEARCHING) for kind in
      ("at-signs", "digits", "one-hyphens", "braces", "quotes", "one-word", "one-line")),
)}


class Measured:
    """What was measured of a case. Commands are those of `commands_for` by their names."""

    def __init__(self, case, size, taken, peaks):
        """`taken`: the runs of each command; of one that was stopped there are none."""
        self.case, self.size, self.taken, self.peaks = case, size, taken, peaks

    def seconds(self, command):
        return runs.median(self.taken[command]) if self.taken.get(command) else None

    def milliseconds(self, command):
        seconds = self.seconds(command)
        return None if seconds is None else seconds * 1e3

    def gb_per_second(self, command):
        seconds = self.seconds(command)
        return None if seconds is None else self.size / seconds / 1e9

    def ratio(self, command, other):
        """How many times the time of another command this one takes."""
        if not self.taken.get(command) or not self.taken.get(other):
            return None
        return runs.median_ratio(self.taken[command], self.taken[other])

    def peak_mb(self, command):
        peak = self.peaks.get(command)
        return None if peak is None else peak / 1e6

    def ratios(self):
        """leaksift's time by that of each peer, by threads: what carries over between machines."""
        found = {threads: {peer: self.ratio(threads, peer) for peer in self.case.peers}
                 for threads in THREADS}
        return {threads: {peer: ratio for peer, ratio in by_peer.items() if ratio is not None}
                for threads, by_peer in found.items()}


def commands_for(case, path, leaksift, folder):
    """The commands to compare on one corpus, by name: `-j1`, `-j2`, and the installed peers."""
    scan = [leaksift, "scan", path, "--quiet", *case.flags, "-o", folder / "report.ndjson"]
    commands = {threads: runs.Command([*scan, threads]) for threads in THREADS}
    if case.tells_of_names():
        commands[NAMELESS] = runs.Command([*scan, "-j1", "--exclude-types", "person_name"])
    absent = peers.missing()
    commands.update((name, peers.command(name, path, folder))
                    for name in case.peers if name not in absent)
    return commands


def rounds_of(least, seconds):
    """How many rounds to run that take so long each: more where they are short, for a median of
    few short runs says little."""
    return max(least, min(MOST_TIMES * least, int(LEAST_SECONDS / seconds)))


def measure(case, path, leaksift, folder, rounds, patience):
    """Runs each command once unmeasured, which fills the page cache and tells its peak of memory,
    then all in turn, for `rounds` rounds or more. A peer that takes longer than `patience` seconds
    is left."""
    commands = commands_for(case, path, leaksift, folder)
    warm = {name: runs.warm_up(command, patience if name in peers.PEERS else 0)
            for name, command in commands.items()}
    going = {name: command for name, command in commands.items() if not warm[name]["stopped"]}
    rounds = rounds_of(rounds, sum(warm[name]["seconds"] for name in going))
    taken = dict.fromkeys(commands, ()) | runs.alternate(going, rounds)
    return Measured(case, corpora.size_of(path), taken,
                    {name: one["peak"] for name, one in warm.items()})
