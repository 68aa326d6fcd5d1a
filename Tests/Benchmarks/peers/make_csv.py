"""make_csv.py FILE ROWS: orders as delimited text: seven columns of mixed types, with nulls, leading zeros and quoted cells."""

import json
import os
import sys

import duckdb

file, rows = sys.argv[1], int(sys.argv[2])
# hash() is the same everywhere, so every run and every machine has the same rows.
duckdb.sql("SET preserve_insertion_order = true")
duckdb.sql(f"""
    COPY (
        SELECT 1000000 + n AS order_id,
            TIMESTAMP '2024-01-01 00:00:00' + to_seconds(n * 31 + hash(n, 1) % 25) AS ordered_at,
            ['Lyon', 'Oslo', 'Quito', 'São Paulo', 'Tartu', 'Cork', 'Kyoto', 'Pune', 'Gdańsk', 'Lima', 'Turin', 'Bergen']
                [CAST((hash(n, 2) % 1000) ^ 2 / 1000000 * 12 AS INTEGER) % 12 + 1] AS city,
            lpad(CAST(hash(n, 3) % 40000 AS VARCHAR), 6, '0') AS article,
            CASE WHEN hash(n, 4) % 20 > 0 THEN 1 + CAST(hash(n, 5) % 60 AS INTEGER) END AS quantity,
            CASE WHEN hash(n, 6) % 33 > 0 THEN round(hash(n, 7) % 1000000 / 100.0, 2) END AS price,
            CASE hash(n, 8) % 8 WHEN 0 THEN NULL WHEN 1 THEN 'gift, wrapped' WHEN 2 THEN 'said "today"'
                ELSE 'standard' END AS note
        FROM range({rows}) AS numbers(n))
    TO '{file}.new' (FORMAT csv, HEADER)""")
os.replace(file + ".new", file)
json.dump({"rows": rows, "bytes": os.path.getsize(file)}, sys.stdout)
