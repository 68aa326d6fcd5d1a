"""summarize.py FILE: what DuckDB itself says about every column."""

import sys

import duckdb

for line in duckdb.sql(f"SUMMARIZE SELECT * FROM '{sys.argv[1]}'").fetchall():
    print(line)
