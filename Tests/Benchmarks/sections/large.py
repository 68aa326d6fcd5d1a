"""A hundred million rows: the first of them, the last, and what keys feel like while all columns are described behind the grid."""

import re
import time

from measuring import answer, median
from report import Row, seconds, under
from sections.browse import PAGE_DOWN, ids, position, timed, wait_for_profile
from terminal import Terminal

PAGE_UP = "\x1b[5~"
FIRST = re.compile(r"2020-01-01 00:00:01")


def measure(setting):
    rows = 10_000_000 if setting.quick else 100_000_000
    table = setting.made(f"readings-{rows}.parquet", "make_large.py", rows)
    sessions = [session(setting, table, rows) for _ in range(setting.runs)]

    def keys(what, name):
        times = sorted(time for each in sessions for time in each[name])
        high = times[min(len(times) - 1, int(len(times) * 0.99))]
        return Row(what, f"{high * 1000:.1f} ms", f"median {median(times) * 1000:.1f} ms, {len(times)} keys", "", "< 16 ms", high < 0.016)

    return [
        timed(f"first rows of {rows:,}", [each["first"] for each in sessions], 0.200),
        timed("  jump to the last row", [each["jump"] for each in sessions], 0.050),
        keys("  next frame after a key, 99th percentile", "alone"),
        keys("  the same while all columns are described", "busy"),
        *sort_beside_profile(setting),
    ]


def session(setting, table, rows):
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    found = {"first": (terminal.wait("the first row", FIRST.search) - terminal.began, terminal.cpu)}
    wait_for_profile(terminal, "reading")
    found["jump"] = terminal.time("the last row", "G", lambda text: f"{rows - 1}" in text.replace(",", ""))
    terminal.press("g")
    terminal.settle()
    found["alone"] = key_times(terminal, 100)
    describe_all(terminal)
    found["busy"] = key_times(terminal, 100)
    if "Describe" not in terminal.screen.display[0]:
        print("bench: the description ended before the keys did")
    terminal.close()
    return found


def describe_all(terminal):
    """Begins to describe all columns, and goes back to the grid."""
    terminal.press("P")
    terminal.wait("the work on the top line", lambda text: "Describe" in text.splitlines()[0])
    terminal.press("q")
    terminal.wait("the grid", lambda text: position(text) is not None)


def key_times(terminal, count):
    """The seconds from each of some keys to the frame that shows where the cursor is now."""
    times = []
    for number in range(count):
        before = position(terminal.text)
        key = ["j", "j", "k", PAGE_DOWN, PAGE_DOWN, "j", PAGE_UP, "j"][number % 8]
        shown, _ = terminal.time("the moved cursor", key, lambda text: position(text) not in (None, before))
        times.append(shown)
        time.sleep(0.05)
    return times


def sort_beside_profile(setting):
    """Sorting the flights with nothing behind, and while their columns are described."""
    rows = setting.sizes[2]
    table = setting.table(rows)
    facts = answer(setting.peer("extremes.py", table))
    alone, beside = [], []
    for times, is_busy in [(alone, False), (beside, True)] * setting.runs:
        terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
        terminal.wait("the first row", lambda text: facts["first"] in ids(text))
        terminal.press("l")
        wait_for_profile(terminal, "air_time")
        if is_busy:
            describe_all(terminal)
        times.append(terminal.time("the shortest flight", "s", lambda text: facts["shortest"] in ids(text)[:1])[0])
        # The whole order, which the last row needs.
        times[-1] += terminal.time("the last rows", "G", lambda text: f"{rows:,} of {rows:,}" in text and len(ids(text)) > 10)[0]
        terminal.close()
    ratio = median(beside) / median(alone)
    what = f"sort of {rows:,} rows while all columns are described"
    return [Row(what, seconds(median(beside)), f"alone {seconds(median(alone))}", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5)]
