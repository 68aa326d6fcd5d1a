"""Rows of the table, and the table."""

from dataclasses import dataclass


@dataclass
class Row:
    """`ratio` is what the target is about; `met` is None where nothing was promised."""

    what: str
    ours: str
    other: str
    ratio: str
    target: str
    met: bool | None


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def megabytes(value):
    return f"{value:.0f} MB"


def at_most(what, ours, other, share, name, show=seconds):
    """Ours must be at most a share of the other's."""
    ratio = ours / other
    return Row(what, show(ours), f"{name} {show(other)}", f"{ratio:.2f}", f"≤ {share:g}", ratio <= share)


def times_better(what, ours, other, factor, name, show=seconds):
    """The other must need at least so many times as much."""
    ratio = other / ours
    return Row(what, show(ours), f"{name} {show(other)}", f"{ratio:.1f}x", f"≥ {factor:g}x", ratio >= factor)


def under(what, ours, cpu, limit):
    """Ours in seconds must be under a limit. The CPU time says how much of it was work, and not waiting for a core."""
    return Row(what, seconds(ours), f"{seconds(cpu)} of CPU", "", f"< {seconds(limit)}", ours < limit)


def print_table(facts, rows):
    lines = [("", "Atelier", "other", "ratio", "target", "met")]
    for _, row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        lines.append((row.what, row.ours, row.other, row.ratio, row.target, met))
    widths = [max(len(line[index]) for line in lines) for index in range(6)]
    for number, line in enumerate(lines):
        print("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    load = " to ".join(f"{value:.1f}" for value in facts["load"])
    size = ", quick" if facts["quick"] else ""
    print(f"\n{facts['machine']}, {facts['cores']} cores, {facts['system']}; load {load}; medians of {facts['runs']} runs{size}.")
    if max(facts["load"]) > facts["cores"]:
        print("The machine was busy: everything waited for its cores. Ratios and CPU times tell more than seconds.")
