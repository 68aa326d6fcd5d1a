"""A table of two thousand columns, and what the program does while nobody does anything."""

import re

from measuring import in_turn, median
from report import Row, under
from terminal import Terminal

COLUMNS = 2000


def measure(setting):
    table = setting.made(f"wide-{COLUMNS}.parquet", "make_wide.py", COLUMNS)
    [found] = in_turn(2 * setting.runs, lambda: session(setting, table))
    idle = max(0, median(found, lambda each: each["idle"]))
    return [
        under(f"first rows of {COLUMNS:,} columns", *both(found, "first"), 0.300),
        under("  to the last column", *both(found, "last"), 0.050),
        Row("idle for five seconds, CPU", f"{idle * 1000:.0f} ms", "", "", "< 5 ms", idle < 0.005),
    ]


def both(found, name):
    return median(found, lambda each: each[name][0]), median(found, lambda each: each[name][1])


def session(setting, table):
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    shown = terminal.wait("the first rows", lambda text: "column_2" in text and "value " in text)
    found = {"first": (shown - terminal.began, terminal.cpu)}
    terminal.settle()
    found["last"] = terminal.time(
        "the last column", "$", lambda text: f"{COLUMNS}/{COLUMNS}" in text and re.search(rf"column_{COLUMNS}\b", text) and "2020-" in text)
    terminal.settle(2)
    found["idle"] = terminal.idle(5)
    terminal.close()
    return found
