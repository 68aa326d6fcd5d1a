"""Paging, jumping and sorting in a big table, as the screen shows it."""

import re
import time

from measuring import answer, median
from report import under
from terminal import Terminal

# Behind the number of a row; the profile beside the grid has such numbers too.
FLIGHT_ID = re.compile(r"│ +[\d,]+ +(\d{8})\b")
PAGE_DOWN = "\x1b[6~"


def measure(setting):
    rows = setting.sizes[2]
    table = setting.table(rows)
    facts = answer(setting.peer("extremes.py", table))
    sessions = [session(setting, table, facts) for _ in range(setting.runs)]
    pages = [page for each in sessions for page in each["pages"]]
    answers = [answer for each in sessions for answer in each["answers"]]
    found = [
        under(f"page down, {rows:,} rows", median(pages), 0.050),
        under("  slowest page", max(pages), 0.050),
        under("jump to the last row", median(each["jump"] for each in sessions), 0.050),
        under("sort by a number", median(each["sort"] for each in sessions), 3),
    ]
    if answers:
        found.append(under("  slowest answer to a cursor key meanwhile", max(answers), 0.050))
    return found


def session(setting, table, facts):
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    terminal.wait("the first row", lambda text: facts["first"] in ids(text))
    terminal.settle()
    found = {"pages": [page_down(terminal) for _ in range(10)]}
    full = len(ids(terminal.text))
    pressed = terminal.press("G")
    shown = terminal.wait("the last row", lambda text: facts["last"] in ids(text) and len(ids(text)) == full)
    found["jump"] = shown - pressed
    terminal.press("g")
    terminal.wait("the first row", lambda text: facts["first"] in ids(text))
    # The cursor goes to the air time, and its profile gets ready.
    terminal.press("l")
    terminal.settle()
    pressed = terminal.press("s")
    shown = terminal.wait("the shortest flight", lambda text: facts["shortest"] in ids(text)[:1])
    found["sort"] = shown - pressed
    terminal.settle()
    found["answers"] = answers_while_sorting(terminal, facts["longest"])
    terminal.close()
    return found


def ids(text):
    return [int(number) for number in FLIGHT_ID.findall(text)]


def page_down(terminal):
    before = ids(terminal.text)

    def is_next_page(text):
        now = ids(text)
        return len(now) == len(before) and min(now) >= max(before) and max(now) - min(now) == len(now) - 1

    pressed = terminal.press(PAGE_DOWN)
    return terminal.wait("the next page", is_next_page) - pressed


def answers_while_sorting(terminal, expected):
    """Sorts the other way round and moves the cursor up and down until the rows have come."""
    times = []
    terminal.press("S")
    down = True
    while True:
        before = position(terminal.text)
        pressed = terminal.press("j" if down else "k")
        down = not down
        shown = terminal.wait(
            "the moved cursor", lambda text: expected in ids(text) or position(text) not in (None, before))
        if expected in ids(terminal.text):
            return times
        times.append(shown - pressed)
        time.sleep(0.1)


def position(text):
    found = re.search(r"([\d,]+) of [\d,]+ ·", text)
    return found and found[1]
