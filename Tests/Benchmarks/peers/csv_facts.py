"""csv_facts.py FILE: what the screen must show: how often the most frequent city occurs, and the first order by article."""

import json
import sys

import duckdb

orders = duckdb.read_csv(sys.argv[1])
most = duckdb.sql("SELECT count(*) AS n FROM orders GROUP BY city ORDER BY n DESC LIMIT 1").fetchone()[0]
first = duckdb.sql("SELECT order_id FROM orders ORDER BY article, order_id LIMIT 1").fetchone()[0]
json.dump({"most": most, "first": first}, sys.stdout)
