"""All columns of the flights described."""

import os
import sys
from pathlib import Path

from measuring import answer, cpu, in_turn, run, wall
from report import at_most, times_better

DESCRIBE = """{"longname": "open-file", "input": "%s", "keystrokes": "o"}
{"sheet": "flights", "longname": "describe-sheet", "keystrokes": "I"}
"""


def measure(setting):
    line = setting.path("line/flights.parquet")
    os.makedirs(os.path.dirname(line), exist_ok=True)
    answer(setting.peer("make_table.py", setting.flights, line, "1"))
    script = Path(setting.path("describe.vdj"))
    script.write_text(DESCRIBE % setting.flights)
    visidata = [Path(sys.executable).parent / "vd", "--batch", "--play", script, "--output", setting.path("described.tsv")]

    ours, theirs, our_start, their_start = in_turn(
        2 * setting.runs,
        lambda: setting.atelier("profile", setting.flights, "--json"),
        lambda: setting.peer("summarize.py", setting.flights),
        lambda: setting.atelier("profile", line, "--json"),
        lambda: setting.peer("summarize.py", line))
    [described] = in_turn(1 if setting.runs < 5 else 3, lambda: run(visidata, setting.environment))
    # What a table of one row costs is the start of the process; the rest is the engines' work.
    work = cpu(ours) - cpu(our_start), cpu(theirs) - cpu(their_start)
    return [
        at_most("profile of flights, with exact histograms", wall(ours), wall(theirs), 1.5, "DuckDB SUMMARIZE"),
        at_most("  CPU", cpu(ours), cpu(theirs), 1.5, "DuckDB SUMMARIZE"),
        at_most("  CPU without the start of the process", *work, 1.5, "DuckDB SUMMARIZE"),
        times_better("  sooner than VisiData's describe, CPU", cpu(ours), cpu(described), 20, "VisiData"),
    ]
