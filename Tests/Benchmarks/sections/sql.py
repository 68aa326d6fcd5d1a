"""`atelier sql` and the DuckDB CLI on the same statements, and the SQL place while scripts are written in it."""

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

from measuring import in_turn, median, peak, run, wall
from report import Row, at_most, megabytes, seconds, under
from terminal import Terminal

PARQUET = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 245760"
LINES = 10_000
TABLES = 5_000
RUN = "\x1b[15~"
CURSOR = re.compile(r"\b(\d+):(\d+)\b")


def measure(setting):
    return [
        *same_threads(setting), *start(setting), *tpch(setting), *exports(setting), *first_row(setting),
        *typing(setting), *completion(setting),
    ]


def command_line(setting, statement, *words):
    """The DuckDB CLI, without anybody's settings."""
    cli = Path(sys.executable).parent / "duckdb"
    return run([cli, "-init", os.devnull, *words, "-c", statement], setting.environment)


def same_threads(setting):
    """Both must work with as many threads."""
    statement = "SELECT current_setting('threads') AS threads"
    ours = setting.atelier("sql", statement, "--format", "csv").output
    theirs = command_line(setting, statement, "-csv").output
    if ours.split() != theirs.split():
        sys.exit(f"bench: the engines have different numbers of threads: {ours.split()}, {theirs.split()}")
    return []


def start(setting):
    ours, theirs = in_turn(
        5 * setting.runs, lambda: setting.atelier("sql", "SELECT 1", "--format", "csv"),
        lambda: command_line(setting, "SELECT 1", "-csv"))
    more = wall(ours) - wall(theirs)
    return [
        Row("sql: start, SELECT 1", seconds(wall(ours)), f"DuckDB CLI {seconds(wall(theirs))}", f"{more * 1000:+.0f} ms",
            "≤ +40 ms", more <= 0.040),
    ]


def tpch(setting):
    """All queries, a process each; both programs read the same database file and write their answers as CSV."""
    scale = 0.1 if setting.quick else 1
    made = setting.made(f"tpch-{scale}.duckdb", "make_tpch.py", scale)
    queries = json.loads(Path(f"{made}.json").read_text())
    workspace = Path(setting.path("tpch"))
    workspace.mkdir(exist_ok=True)
    file = workspace / "warehouse.duckdb"
    shutil.copyfile(made, file)
    times = []
    for query in queries:
        found = in_turn(
            setting.runs, lambda: setting.atelier("sql", query, "--format", "csv", "--workspace", workspace),
            lambda: command_line(setting, query, "-csv", "-readonly", file))
        check_same(query, *(each[0].output for each in found))
        times.append([wall(each) for each in found])
    starts = [wall(each) for each in in_turn(
        2 * setting.runs, lambda: setting.atelier("sql", "SELECT 1", "--format", "csv", "--workspace", workspace),
        lambda: command_line(setting, "SELECT 1", "-csv", "-readonly", file))]
    both = [sum(each) for each in zip(*times)]
    work = [whole - len(queries) * start for whole, start in zip(both, starts)]
    ratios = [(max(0, ours - starts[0]) / max(0.001, theirs - starts[1]), number + 1) for number, (ours, theirs) in enumerate(times)]
    whole = both[0] / both[1]
    slowest = max(ratios)
    return [
        at_most(f"sql: TPC-H's 22 queries, scale {scale:g}, without the starts", *work, 1.05, "DuckDB CLI"),
        Row("  with 22 starts", seconds(both[0]), f"DuckDB CLI {seconds(both[1])}", f"{whole:.2f}", "", None),
        Row(f"  the query that differs most: {slowest[1]}", "", "", f"{slowest[0]:.2f}", "", None),
    ]


def check_same(query, ours, theirs):
    """The same rows, or the times mean nothing."""
    if sorted(cells(ours)) != sorted(cells(theirs)):
        sys.exit(f"bench: the answers differ:\n{query}\n{ours[:300]}\n{theirs[:300]}")


def cells(text):
    """Lines without the quotes that need not be."""
    return [re.sub(r'["\r]', "", line) for line in text.strip().split("\n")]


def exports(setting):
    rows = setting.sizes[2]
    query = f"FROM '{setting.table(rows)}'"
    found = []
    for what, ending, options in [("CSV", "csv", "FORMAT csv, HEADER"), ("Parquet", "parquet", PARQUET)]:
        ours, theirs = setting.path("ours." + ending), setting.path("theirs." + ending)

        def by(run, file):
            used = run()
            size = os.path.getsize(file)
            os.remove(file)
            return used, size

        mine, others = in_turn(
            setting.runs, lambda: by(lambda: setting.atelier("sql", query, "--output", ours), ours),
            lambda: by(lambda: command_line(setting, f"COPY ({query}) TO '{theirs}' ({options})"), theirs))
        if abs(mine[0][1] / others[0][1] - 1) > 0.01:
            sys.exit(f"bench: the files differ: {mine[0][1]} and {others[0][1]} bytes")
        mine, others = [[used for used, _ in each] for each in (mine, others)]
        found.append(at_most(f"sql: {rows:,} rows to {what}", wall(mine), wall(others), 1.1, "DuckDB CLI"))
        found.append(Row("  peak memory", megabytes(peak(mine)), f"DuckDB CLI {megabytes(peak(others))}", "", "", None))
    words = ["/bin/sh", "-c", 'exec "$0" "$@" > /dev/null']
    cli = Path(sys.executable).parent / "duckdb"
    mine, others = in_turn(
        setting.runs, lambda: run([*words, setting.program, "sql", query, "--format", "csv"], setting.environment),
        lambda: run([*words, cli, "-init", os.devnull, "-c", f"COPY ({query}) TO '/dev/stdout' (FORMAT csv, HEADER)"],
                    setting.environment))
    found.append(at_most("  the CSV to standard output", wall(mine), wall(others), 1.1, "DuckDB CLI"))
    return found


def place(setting, workspace, name=None, text="", line=0):
    """The studio in its SQL place, with a script if there is one."""
    scripts = Path(workspace) / "scripts"
    scripts.mkdir(parents=True, exist_ok=True)
    if name:
        (scripts / f"{name}.sql").write_text(text)
        opened = [{"name": name, "line": line, "column": 0, "values": {}}]
        (scripts / ".open.json").write_text(json.dumps({"open": opened, "current": 0, "keys": "plain"}))
    terminal = Terminal([setting.program, "--workspace", workspace], setting.environment, setting.folder.name)
    terminal.wait("the studio", lambda text: len(text.strip()) > 100)
    terminal.settle()
    terminal.press("2")
    terminal.wait("the SQL place", lambda text: CURSOR.search(text.splitlines()[1] + text.splitlines()[2]))
    terminal.settle()
    return terminal


def first_row(setting):
    """From F5 to the first row of a scan whose columns nobody has asked for before."""
    rows = setting.sizes[2]
    table = setting.table(rows)

    def session():
        terminal = place(setting, setting.path("scan"))
        terminal.press(f"\x1b[200~SELECT *, flight_id * 3 AS tripled FROM '{table}';\x1b[201~")
        terminal.settle()
        found = terminal.time("the first row", RUN, lambda text: re.search(r"\b70000001\b|70,000,001", text))
        terminal.close()
        shutil.rmtree(setting.path("scan"), ignore_errors=True)
        return found

    times = [session() for _ in range(2 * setting.runs)]
    return [under(f"SQL place: first row of a scan of {rows:,}", median(wall for wall, _ in times), median(cpu for _, cpu in times), 0.100)]


def typing(setting):
    """Keys in the middle of a long script: one of many statements, and one of a single long one."""
    many = "\n".join(
        f"SELECT carrier, avg(dep_delay) AS delay_{number}\nFROM flights -- month {number}\nWHERE month = {number} AND origin = 'JFK'\n"
        "GROUP BY carrier HAVING count(*) > 100\nORDER BY 2 DESC;" for number in range(LINES // 5))
    single = "SELECT *\nFROM (VALUES\n" + ",\n".join(
        f"  ({number}, 'name {number}', {number / 7:.4f}, DATE '2024-01-01')" for number in range(LINES - 3)) + "\n) AS t(a, b, c, d);"
    found = []
    for what, text in [("many statements", many), ("one statement", single)]:
        times = []
        for number in range(setting.runs):
            terminal = place(setting, setting.path(f"typing-{len(found)}-{number}"), "long", text, LINES // 2)
            times += [key_time(terminal, key) for key in "AND ( sum(x) > 'a\x7f\x7f\x7f\x7f\x7f;\x7fb) , count_star(\x7f\x7f\x7f\x7f\x7fn" * 2]
            terminal.close()
        found.append(high(f"SQL place: a key in {LINES:,} lines, {what}", times, 0.016))
    return found


def key_time(terminal, key, condition=lambda text: True):
    """From a key to the frame that shows the moved cursor, and what else must be there."""
    before = cursor(terminal)
    shown, _ = terminal.time("the moved cursor", key, lambda text: cursor_in(text) not in (None, before) and condition(text))
    time.sleep(0.05)
    return shown


def cursor(terminal):
    return cursor_in(terminal.text)


def cursor_in(text):
    """The last on the line of the scripts."""
    for line in text.splitlines()[:4]:
        found = CURSOR.findall(line)
        if found:
            return found[-1]
    return None


def completion(setting):
    """From a key to the list under it, with many tables in the workspace."""
    made = setting.made(f"tables-{TABLES}.duckdb", "make_tables.py", TABLES)
    workspace = Path(setting.path("many"))
    workspace.mkdir(exist_ok=True)
    shutil.copyfile(made, workspace / "warehouse.duckdb")
    times = []
    for _ in range(setting.runs):
        terminal = place(setting, workspace, "names", "SELECT * FROM ", 0)
        terminal.press("\x1b[F")
        terminal.settle()
        terminal.press("tab")
        terminal.wait("the names", lambda text: "table_00000" in text)
        terminal.settle()
        for number in range(12):
            word = f"le_{number * 411 % TABLES:05}"
            # The last key leaves nothing to offer.
            for key in word[:-1] + "\x7f" * (len(word) - 1):
                times.append(key_time(terminal, key, lambda text: "10 columns" in text))
        terminal.close()
    return [high(f"SQL place: names offered of {TABLES:,} tables", times, 0.050)]


def high(what, times, limit):
    times = sorted(times)
    slow = times[min(len(times) - 1, int(len(times) * 0.99))]
    return Row(
        what, f"{slow * 1000:.1f} ms", f"median {median(times) * 1000:.1f} ms, {len(times)} keys", "",
        f"< {limit * 1000:.0f} ms", slow < limit)
