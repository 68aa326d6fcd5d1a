"""make_large.py FILE ROWS: measurements, as many as asked for, in six columns."""

import json
import os
import sys

import duckdb

file, rows = sys.argv[1], int(sys.argv[2])
duckdb.sql(f"""
    COPY (
        SELECT CAST(n AS INTEGER) AS reading,
            TIMESTAMP '2020-01-01 00:00:00' + to_seconds(n) AS taken_at,
            'station ' || lpad(CAST(n // 1000 * 7 % 240 AS VARCHAR), 3, '0') AS station,
            CAST(hash(n // 16) % 4000 AS SMALLINT) AS pressure,
            CASE WHEN hash(n // 8, 1) % 50 > 0 THEN CAST(hash(n // 8, 2) % 800 AS SMALLINT) / 10.0::FLOAT END AS temperature,
            hash(n // 64, 3) % 97 = 0 AS alarm
        FROM range({rows}) AS numbers(n))
    TO '{file}.new' (FORMAT parquet)""")
os.replace(file + ".new", file)
json.dump({"rows": rows, "bytes": os.path.getsize(file)}, sys.stdout)
