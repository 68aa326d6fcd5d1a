"""make_table.py FLIGHTS FILE ROWS: the flights again and again, until there are enough rows."""

import json
import os
import sys

import duckdb

flights, file, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
# 7919 has no factor in common with the number of rows, so no two air times are equal.
duckdb.sql(f"""
    COPY (
        SELECT 70000000 + n AS flight_id, air_time + (n * 7919 % {rows}) / {rows} AS air_time, * EXCLUDE (n, copy, air_time)
        FROM (
            SELECT row_number() OVER () AS n, * FROM range({rows // 300_000 + 1}) AS copies(copy), '{flights}' LIMIT {rows}))
    TO '{file}.new' (FORMAT parquet)""")
os.replace(file + ".new", file)
json.dump({"rows": rows}, sys.stdout)
