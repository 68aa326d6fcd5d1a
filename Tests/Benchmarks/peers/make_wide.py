"""make_wide.py FILE COLUMNS: a table of very many columns and a few thousand rows."""

import json
import os
import sys

import duckdb

file, columns = sys.argv[1], int(sys.argv[2])
kinds = ["n * {c} % 1009", "n / ({c} + 1.0)", "'value ' || n * {c} % 53", "n % {c} = 0", "DATE '2020-01-01' + CAST(n * {c} % 3000 AS INTEGER)"]
parts = [kinds[c % len(kinds)].format(c=c + 1) + f" AS column_{c + 1}" for c in range(columns)]
duckdb.sql(f"COPY (SELECT {', '.join(parts)} FROM range(5000) AS numbers(n)) TO '{file}.new' (FORMAT parquet)")
os.replace(file + ".new", file)
json.dump({"columns": columns}, sys.stdout)
