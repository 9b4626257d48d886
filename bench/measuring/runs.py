"""Commands, run to their ends: how long they take, and how much memory."""

import dataclasses
import os
import pathlib
import platform
import statistics
import subprocess
import tempfile
import time

TIME = "/usr/bin/time"  # Debian's package time.
STOPPED = 124  # The status of timeout when it had to stop a command.


@dataclasses.dataclass(frozen=True)
class Command:
    words: list
    statuses: tuple = (0,)  # Those it may end with.
    to_null: bool = False  # Else its output goes to a file: into /dev/null, grep ends at a match.


class Failed(Exception):
    """A command that cannot be measured; the message says which, and why."""


def environment():
    """What commands see: bytes are bytes, which is what the searching ones are fastest with."""
    return dict(os.environ, LC_ALL="C")


def run(command):
    """Runs a command to its end: its seconds, wall and processor, and its status. What it writes is
    thrown away. Raises Failed on a status that it may not end with."""
    with open(os.devnull, "r+b") as null, tempfile.TemporaryFile() as file:
        out = null if command.to_null else file
        start = time.perf_counter()
        try:
            process = subprocess.Popen(command.words, stdin=null, stdout=out, env=environment())
        except OSError as error:
            raise Failed(f"cannot run {command.words[0]}: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.statuses:
        raise Failed(f"status {process.returncode} of {' '.join(map(str, command.words))}")
    return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime,
            "status": process.returncode}


def warm_up(command, patience=0):
    """Runs a command as `run` does, but stops it after `patience` seconds unless that is 0. Gives
    `stopped`, `seconds` (about: two more programs are started), and `peak`: the most resident
    bytes, None where there is no `time` to measure them.
    What wait4 says itself would not do: it counts what this process holds for what it starts."""
    words = ["timeout", str(patience), *command.words]
    with tempfile.NamedTemporaryFile() as told:
        if can_measure_memory():
            words = [TIME, "-q", "-o", told.name, "-f", "%M", *words]
        done = run(Command(words, (*command.statuses, STOPPED), command.to_null))
        kilobytes = told.read().split()
    return {"stopped": done["status"] == STOPPED, "seconds": done["seconds"],
            "peak": int(kilobytes[-1]) * 1024 if kilobytes else None}


def can_measure_memory():
    return os.access(TIME, os.X_OK)


def alternate(commands, rounds):
    """All runs by the names of the commands: all in turn, round after round, so that a slower
    minute of the machine meets them all."""
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(command))
    return taken


def median(runs, what="seconds"):
    return statistics.median(one[what] for one in runs)


def median_ratio(runs, others):
    """How many times the seconds of `others` those of `runs` are: the median over the rounds, each
    of which compares what ran in the same minute."""
    return statistics.median(one["seconds"] / other["seconds"]
                             for one, other in zip(runs, others))


def conditions(leaksift):
    """What the numbers depend on besides the corpora; `load` is what else the machine does, if this
    is called before anything is measured."""
    version = subprocess.run([leaksift, "--version"], capture_output=True, text=True, check=True)
    models = [line.split(":", 1)[1].strip()
              for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
              if line.startswith("model name")]
    return {"version": version.stdout.strip(), "cpu": models[0] if models else platform.machine(),
            "cores": len(os.sched_getaffinity(0)), "system": platform.platform(),
            "load": round(os.getloadavg()[0], 2)}
