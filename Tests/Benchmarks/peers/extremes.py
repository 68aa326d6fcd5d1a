"""extremes.py FILE: the flights that the screen must show first and last, in the table's order and by air time."""

import json
import sys

import duckdb

found = duckdb.execute(
    "SELECT min(flight_id), max(flight_id), arg_min(flight_id, air_time), arg_max(flight_id, air_time) FROM read_parquet(?)",
    [sys.argv[1]]).fetchone()
json.dump(dict(zip(["first", "last", "shortest", "longest"], found)), sys.stdout)
