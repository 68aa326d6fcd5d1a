"""From the start of the process to the first row of data on the screen."""

import re
import sys
from pathlib import Path

from measuring import in_turn, median
from report import Row, seconds, times_better, under
from terminal import Terminal

# Departure and scheduled departure of the first flight.
FIRST_FLIGHT = re.compile(r"\b517\D{1,24}515\b")
FIRST_ID = re.compile(r"\b1 +70000001\b")


def measure(setting):
    rows = setting.sizes[2]
    big = setting.table(rows)
    visidata = Path(sys.executable).parent / "vd"

    def first_row(command, file, condition):
        terminal = Terminal([*command, file], setting.environment, setting.folder.name)
        painted = terminal.wait("the first row", condition)
        used = terminal.cpu
        terminal.close()
        return painted - terminal.began, used

    measurements = [
        lambda: first_row([setting.program], setting.flights, FIRST_FLIGHT.search),
        lambda: first_row([setting.program], big, FIRST_ID.search),
        lambda: first_row([visidata], setting.flights, FIRST_FLIGHT.search),
    ]
    for measurement in measurements:
        measurement()
    times = in_turn(2 * setting.runs, *measurements)
    ours, ours_big, theirs = [median(wall for wall, _ in each) for each in times]
    used = median(cpu for _, cpu in times[0])
    more = ours_big - ours
    return [
        under("start to first rows, flights.parquet", ours, used, 0.150),
        times_better("  sooner than VisiData", ours, theirs, 5, "VisiData"),
        Row(f"  the same with {rows:,} rows", seconds(ours_big), "", f"{more * 1000:+.0f} ms", "≤ +50 ms", more <= 0.050),
    ]
