"""Ratios that are kept, and what has been lost since.

A kept ratio is the time of leaksift by that of a peer in the same run, so that it carries over to
another machine. The file holds them by case, threads and peer, with the size they are true of."""

import json
import statistics

MOST_LOSS = 0.15


class Unusable(Exception):
    """A file of ratios that nothing can be compared with; the message says why."""


def save(path, size, conditions, by_case):
    """Writes what `load` reads. `by_case`: what Measured.ratios gives."""
    rounded = {case: {threads: {peer: float(f"{ratio:.4g}") for peer, ratio in by_peer.items()}
                      for threads, by_peer in by_threads.items()}
               for case, by_threads in by_case.items()}
    kept = {"bytes": size, "conditions": conditions, "ratios": rounded}
    path.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def load(path):
    """What `save` wrote; raises Unusable."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from error
    ratios = kept.get("ratios") if isinstance(kept, dict) else None
    if not isinstance(ratios, dict) or not isinstance(kept.get("bytes"), int):
        raise Unusable(f"{path}: no ratios with the bytes they were measured on")
    return kept


def loss(before, now):
    """By what part leaksift became slower: 0.2 is a fifth more time. Ratios are by peer. The median
    over the peers that both have, because a peer can be new, or have a bad day; None without."""
    changes = [now[peer] / before[peer] - 1 for peer in before if peer in now]
    return statistics.median(changes) if changes else None


def losses(before, now):
    """The loss by case and threads, for all cases of `now`; None where nothing was kept."""
    return {(case, threads): loss(before.get(case, {}).get(threads, {}), by_peer)
            for case, by_threads in now.items() for threads, by_peer in by_threads.items()}


def lesser(first, second):
    """Losses of which the cases in `second` were measured twice: the better counts, because a
    machine that is busy with something else loses, too."""
    return {key: part if second.get(key) is None or part is None else min(part, second[key])
            for key, part in first.items()}


def lost(by_case_and_threads):
    """The names of the cases that lost more than MOST_LOSS, in order."""
    return list(dict.fromkeys(case for (case, _), part in by_case_and_threads.items()
                              if part is not None and part > MOST_LOSS))
