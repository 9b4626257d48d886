"""A chart of speeds as SVG: the same bytes for the same numbers. It brings its own background,
light or dark as the reader's system is, so that it can be read on any page."""

import math
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT = 760, 110, 80  # RIGHT: room for the last number.
BAR, GAP, TITLE, GROUP = 12, 3, 22, 14
TOP, BOTTOM = 58, 34
LOWEST, HIGHEST = 1e6, 1e10  # Bytes per second at the two ends of the scale.
LABELS = {1e6: "1 MB/s", 1e7: "10 MB/s", 1e8: "100 MB/s", 1e9: "1 GB/s", 1e10: "10 GB/s"}
STYLE = """
  .page { fill: #ffffff } .ours { fill: #0b7285 } .peer { fill: #adb5bd }
  .line { stroke: #dee2e6 }
  text { fill: #212529; font: 11px sans-serif }
  text { stroke: #ffffff; stroke-width: 3; paint-order: stroke }
  .head { font-size: 15px; font-weight: bold } .group { font-size: 12px; font-weight: bold }
  .soft { fill: #5c636a }
  @media (prefers-color-scheme: dark) {
    .page { fill: #16191d } .ours { fill: #3bc9db } .peer { fill: #5c636a }
    .line { stroke: #343a40 } text { fill: #e9ecef; stroke: #16191d } .soft { fill: #adb5bd }
  }
"""


def place(speed):
    """Where a speed in bytes per second stands on the logarithmic scale."""
    share = math.log(min(max(speed, LOWEST), HIGHEST) / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def say(speed):
    """A speed in two digits."""
    for unit, name in ((1e9, "GB/s"), (1e6, "MB/s"), (1e3, "kB/s")):
        if speed >= 0.995 * unit:
            break
    digits = 0 if speed >= 9.95 * unit else 1
    return f"{speed / unit:.{digits}f} {name}"


def text(x, y, words, kind="", anchor="start"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
            + (f' class="{kind}"' if kind else "") + f">{escape(words)}</text>")


def bar(y, name, speed, ours):
    """A bar with its name before it and its speed behind it."""
    end = place(speed)
    return [text(LEFT - 8, y + BAR - 2, name, anchor="end"),
            f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" '
            f'class="{"ours" if ours else "peer"}"/>',
            text(end + 5, y + BAR - 2, say(speed), "soft")]


def draw(head, note, groups):
    """The chart as text. `groups`: for each its title and its bars: name, bytes per second, and
    whether it is one of ours."""
    heights = [TITLE + len(bars) * (BAR + GAP) + GROUP for _, bars in groups]
    height = TOP + sum(heights) + BOTTOM
    parts = [f'<rect width="{WIDTH}" height="{height}" rx="6" class="page"/>',
             text(16, 24, head, "head"), text(16, 42, note, "soft")]
    for speed, label in LABELS.items():
        x = place(speed)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height - BOTTOM}" '
                     'class="line"/>')
        parts.append(text(x, height - BOTTOM + 16, label, "soft", "middle"))
    y = TOP
    for (title, bars), step in zip(groups, heights):
        parts.append(text(LEFT, y + TITLE - 7, title, "group"))
        for row, (name, speed, ours) in enumerate(bars):
            parts += bar(y + TITLE + row * (BAR + GAP), name, speed, ours)
        y += step
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(head)}">\n'
            f"<style>{STYLE}</style>\n{body}\n</svg>\n")
