"""Tables of what was measured, as Markdown that can also be read as it is."""

from . import cases, peers


def number(value, digits=3):
    """A number in as many digits as say something; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 10**digits else f"{value:.{digits}g}"


def lines_of(head, rows):
    """A table with columns of equal width; those after the words stand at the right."""
    cells = [head, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    words = [not any(row[i][:1].isdigit() for row in rows) for i in range(len(head))]

    def line(row):
        return "| " + " | ".join(text.ljust(width) if word else text.rjust(width) for
                                 text, width, word in zip(row, widths, words)) + " |"

    rule = "|" + "|".join("-" * (width + 1) + ("-" if word else ":")
                          for width, word in zip(widths, words)) + "|"
    return [line(head), rule, *map(line, rows)]


def measured_lines(all_measured):
    """Each command of each case. A column `/cat` divides the time of leaksift by that of cat;
    `gain` is how many times as fast two threads are as one."""
    head = ["case", "command", "seconds", "GB/s", "peak MB",
            *(f"/{peer}" for peer in peers.PEERS), "gain"]
    rows = []
    for one in all_measured:
        for command in one.taken:
            ours = command not in peers.PEERS
            ratios = [number(one.ratio(command, peer)) if ours else "" for peer in peers.PEERS]
            gain = number(one.ratio("-j1", "-j2")) if command == "-j2" else ""
            seconds = number(one.seconds(command)) if one.taken[command] else "stopped"
            rows.append([one.case.name, f"leaksift {command}" if ours else command, seconds,
                         number(one.gb_per_second(command)), number(one.peak_mb(command)),
                         *ratios, gain])
    return lines_of(head, rows)


def target_lines(all_measured):
    """What was asked of each case, and what was got."""
    rows = []
    for one in all_measured:
        for target in one.case.targets:
            judged = target.judge(one)
            verdict = {True: "met", False: "missed", None: "not measured"}[judged["met"]]
            asked = ("at most " if target.at_most else "at least ") + number(target.asked)
            rows.append([one.case.name, target.what, asked, number(judged["got"]), verdict])
    return lines_of(["case", "target", "asked for", "got", ""], rows)


def loss_lines(losses, most):
    """How each case compares with what was kept."""
    rows = []
    for (case, threads), part in losses.items():
        verdict = "nothing kept" if part is None else "LOST" if part > most else ""
        rows.append([case, threads, "" if part is None else f"{part * 100:+.1f} %", verdict])
    return lines_of(["case", "threads", "time, relative to peers", ""], rows)
