"""Paging, jumping and sorting in a big table, as the screen shows it, once the column's profile is complete."""

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
        timed(f"page down, {rows:,} rows", pages, 0.050),
        under("  slowest page", *max(pages), 0.050),
        timed("jump to the last row", [each["jump"] for each in sessions], 0.050),
        timed("sort by a number", [each["sort"] for each in sessions], 3),
    ]
    if answers:
        found.append(under("  slowest answer to a cursor key meanwhile", *max(answers), 0.050))
    return found


def timed(what, times, limit):
    return under(what, median(wall for wall, _ in times), median(cpu for _, cpu in times), limit)


def session(setting, table, facts):
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    terminal.wait("the first row", lambda text: facts["first"] in ids(text))
    wait_for_profile(terminal, "flight_id")
    found = {"pages": [page_down(terminal) for _ in range(10)]}
    full = len(ids(terminal.text))
    found["jump"] = terminal.time(
        "the last row", "G", lambda text: facts["last"] in ids(text) and len(ids(text)) == full)
    terminal.press("g")
    terminal.wait("the first row", lambda text: facts["first"] in ids(text))
    terminal.press("l")
    wait_for_profile(terminal, "air_time")
    found["sort"] = terminal.time("the shortest flight", "s", lambda text: facts["shortest"] in ids(text)[:1])
    terminal.settle()
    found["answers"] = answers_while_sorting(terminal, facts["longest"])
    terminal.close()
    return found


def wait_for_profile(terminal, column):
    """The pane beside the grid names the column above and says below whether all rows are counted."""
    heading = re.compile(rf"· \d+/\d+ +{column}\b")
    terminal.wait(
        f"the profile of {column}",
        lambda text: heading.search(text) and "all rows" in text and "counting all" not in text, limit=180)
    terminal.settle()


def ids(text):
    return [int(number) for number in FLIGHT_ID.findall(text)]


def page_down(terminal):
    before = ids(terminal.text)

    def is_next_page(text):
        now = ids(text)
        return len(now) == len(before) and min(now) >= max(before) and max(now) - min(now) == len(now) - 1

    return terminal.time("the next page", PAGE_DOWN, is_next_page)


def answers_while_sorting(terminal, expected):
    """Sorts the other way round and moves the cursor up and down until the rows have come."""
    times = []
    terminal.press("S")
    down = True
    while True:
        before = position(terminal.text)
        moved = terminal.time(
            "the moved cursor", "j" if down else "k",
            lambda text: expected in ids(text) or position(text) not in (None, before))
        if expected in ids(terminal.text):
            return times
        down = not down
        times.append(moved)
        time.sleep(0.1)


def position(text):
    found = re.search(r"([\d,]+) of [\d,]+ ·", text)
    return found and found[1]
