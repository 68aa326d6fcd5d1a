"""make_tpch.py FILE SCALE: TPC-H's tables in a database file, and its queries beside it, made by the tpch extension."""

import json
import os
import sys
from pathlib import Path

import duckdb
import duckdb_extension_tpch

file, scale = sys.argv[1:]
extension = next(Path(duckdb_extension_tpch.__file__).parent.rglob("tpch.duckdb_extension"))
database = duckdb.connect(file + ".new")
database.execute(f"LOAD '{extension}'")
database.execute(f"CALL dbgen(sf = {scale})")
queries = [text for _, text in database.sql("FROM tpch_queries() ORDER BY query_nr").fetchall()]
database.close()
Path(file + ".json").write_text(json.dumps(queries))
os.replace(file + ".new", file)
json.dump({"queries": len(queries), "bytes": os.path.getsize(file)}, sys.stdout)
