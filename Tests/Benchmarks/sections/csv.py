"""A delimited file of two million rows: its first rows, all of them, and questions to the loaded table."""

import re
import sys
import time
from pathlib import Path

from measuring import answer, in_turn, median
from report import at_most, megabytes, times_better, under
from terminal import Terminal

ROWS = 2_000_000
FIRST = re.compile(r"\b1000000\b")
LOADED = re.compile(rf"\bof {ROWS:,} ·")
THEIR_LOADED = re.compile(rf"\b{ROWS} rows")
THEIR_PROGRESS = re.compile(r"\d+%")
# Statements that the program's engine and the same engine alone run on the same table.
STATEMENTS = {
    "frequency": "SELECT city, count(*) AS n, count(*) / sum(count(*)) OVER () AS share FROM orders GROUP BY city ORDER BY n DESC",
    "statistics": "SUMMARIZE orders",
    "sort": "CREATE TEMP TABLE sorted AS SELECT order_id FROM orders ORDER BY article NULLS LAST, order_id",
}


def measure(setting):
    table = setting.made(f"orders-{ROWS}.csv", "make_csv.py", ROWS)
    facts = answer(setting.peer("csv_facts.py", table))
    visidata = Path(sys.executable).parent / "vd"
    ours = [our_session(setting, table, facts) for _ in range(setting.runs)]
    # One of theirs takes minutes.
    theirs = [their_session(setting, visidata, table, facts)]
    keep(setting, table)
    again = [reopened(setting, table) for _ in range(setting.runs)]
    engine = {name: cpu_of(setting, table, statement) for name, statement in STATEMENTS.items()}
    trusting = [answer(setting.peer("ask_csv.py", table, "load")) for _ in range(setting.runs)]

    def against(what, name, factor):
        rows = [times_better(what, middle(ours, name), middle(theirs, name), factor, "VisiData")]
        if name in engine:
            mine, alone = engine[name]
            rows.append(at_most("  the same statement, CPU", mine, alone, 1.3, "DuckDB"))
        return rows

    return [
        under(f"first rows of a CSV of {ROWS:,} rows", middle(ours, "first"), middle(ours, "first cpu"), 0.200),
        *against("  fully loaded", "loaded", 8),
        at_most("  CPU till then", middle(ours, "cpu"), median(trusting, lambda each: each["cpu"]), 1.3,
                "DuckDB CREATE TABLE, which rounds and drops"),
        times_better("  peak memory", middle(ours, "peak"), middle(theirs, "peak"), 5, "VisiData", megabytes),
        under("  second opening, all rows there", middle(again, "loaded"), middle(again, "cpu"), 0.200),
        *against("frequency table of a text column", "frequency", 100),
        *against("statistics of all columns", "statistics", 20),
        *against("sort by a text column", "sort", 20),
    ]


def middle(group, name):
    return median(group, lambda each: each[name])


def opened(terminal, loaded=LOADED, limit=300):
    """The seconds from the start of the process to the first rows, and to all of them."""
    found = {"first": terminal.wait("the first row", FIRST.search) - terminal.began, "first cpu": terminal.cpu}
    found["loaded"] = terminal.wait("all rows", loaded.search, limit) - terminal.began
    found |= {"cpu": terminal.cpu, "peak": terminal.peak}
    return found


def our_session(setting, table, facts):
    terminal = Terminal([setting.program, "--no-cache", table], setting.environment, setting.folder.name)
    found = opened(terminal)
    terminal.settle(3)
    terminal.press("ll")
    terminal.settle()
    found["frequency"], _ = terminal.time("the frequencies", "F", shows(facts["most"]))
    terminal.press("q")
    terminal.settle()
    terminal.press("l")
    terminal.settle()
    found["sort"], _ = terminal.time("the sorted rows", "s", shows(facts["first"]))
    terminal.press("u")
    terminal.settle()
    found["statistics"] = terminal.time_quiet(
        "the statistics", "P", lambda text: "Columns of" in text and "Describe" not in text.splitlines()[0])
    terminal.close()
    return found


def their_session(setting, program, table, facts):
    terminal = Terminal([program, table], setting.environment, setting.folder.name)
    found = opened(terminal, THEIR_LOADED)
    terminal.settle(3)
    terminal.press("ll")
    terminal.settle()
    found["frequency"], _ = terminal.time("the frequencies", "F", shows(facts["most"]), 600)
    terminal.press("q")
    terminal.settle(3)
    terminal.press("l")
    terminal.settle()
    found["sort"], _ = terminal.time("the sorted rows", "[", shows(facts["first"]), 600)
    terminal.settle(3)
    found["statistics"] = terminal.time_quiet(
        "the statistics", "I",
        lambda text: "describe" in text.splitlines()[-1] and not THEIR_PROGRESS.search(text.splitlines()[-1]))
    terminal.close()
    return found


def shows(number):
    """Whether a number is on the screen, grouped or not."""
    pattern = re.compile(rf"(?<!\d)(?:{number}|{number:,})(?!\d)")
    return lambda text: bool(pattern.search(text))


def keep(setting, table):
    """Opens the file once more, until what was loaded is kept."""
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    terminal.wait("all rows", LOADED.search, 300)
    kept = Path(setting.environment["XDG_CACHE_HOME"]) / "atelier/tables"
    deadline = time.perf_counter() + 60
    while not list(kept.glob("*.duckdb")) and time.perf_counter() < deadline:
        time.sleep(0.1)
    terminal.settle()
    terminal.close()


def reopened(setting, table):
    """Opens the file that was loaded and kept before."""
    terminal = Terminal([setting.program, table], setting.environment, setting.folder.name)
    found = opened(terminal)
    terminal.close()
    return found


def cpu_of(setting, table, statement):
    """CPU seconds of a statement over the same table of a database file, without the start of the process: ours and the engine's."""
    if not getattr(setting, "has_orders", False):
        setting.atelier("sql", f"CREATE OR REPLACE TABLE orders AS FROM '{table}'")
        setting.has_orders = True
    ours, start, alone = in_turn(
        2 * setting.runs, lambda: setting.atelier("sql", statement), lambda: setting.atelier("sql", "SELECT 1"),
        lambda: answer(setting.peer("ask_csv.py", table, statement)))
    mine = median(ours, lambda usage: usage.cpu) - median(start, lambda usage: usage.cpu)
    return mine, median(alone, lambda each: each["cpu"])
