"""make_tables.py FILE TABLES: a database file of many small tables with ten columns each."""

import json
import os
import sys

import duckdb

file, tables = sys.argv[1], int(sys.argv[2])
database = duckdb.connect(file + ".new")
columns = ", ".join(f"measure_{number} INTEGER" for number in range(10))
database.execute("BEGIN")
for number in range(tables):
    database.execute(f"CREATE TABLE table_{number:05} ({columns})")
database.execute("COMMIT")
database.close()
os.replace(file + ".new", file)
json.dump({"tables": tables}, sys.stdout)
