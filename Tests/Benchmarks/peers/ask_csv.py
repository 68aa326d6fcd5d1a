"""ask_csv.py FILE load|STATEMENT: seconds of DuckDB alone: making a table of the file, or a statement over that table `orders`."""

import json
import os
import resource
import sys
import time

import duckdb

file, statement = sys.argv[1:]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if statement == "load":
    database = duckdb.connect()
    statement = f"CREATE TABLE orders AS FROM '{file}'"
else:
    kept = file + ".duckdb"
    if not os.path.exists(kept):
        duckdb.connect(kept + ".new").sql(f"CREATE TABLE orders AS FROM '{file}'")
        os.replace(kept + ".new", kept)
    database = duckdb.connect(kept, read_only=True)
wall, used = time.perf_counter(), cpu()
database.execute(statement).fetchall()
json.dump({"seconds": time.perf_counter() - wall, "cpu": cpu() - used}, sys.stdout)
