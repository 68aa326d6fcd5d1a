"""train_alone.py FILE TARGET FEATURES ROUNDS: times learning from the very matrix that Atelier learns from."""

import json
import sys
import time

import duckdb
import lightgbm
import numpy

from parameters import PARAMETERS

file, target, features, rounds = sys.argv[1], sys.argv[2], sys.argv[3].split(","), int(sys.argv[4])


def matrix(condition):
    """Columns one after another, as 32-bit floats, and the labels of the rows of one part of the split."""
    columns = ", ".join(f"CAST({name} AS FLOAT) AS {name}" for name in features + [target])
    number = "hash(row_number() OVER () + 1) % 10000"
    found = duckdb.sql(
        f"SELECT {columns} FROM (SELECT *, {number} AS part FROM '{file}' WHERE {target} IS NOT NULL AND isfinite({target})) "
        f"WHERE {condition}").fetchnumpy()
    values = numpy.empty((len(found[target]), len(features)), numpy.float32, order="F")
    for index, name in enumerate(features):
        values[:, index] = numpy.ma.filled(found[name], numpy.nan)
    return values, found[target]


training, validation = matrix("part < 6400"), matrix("part >= 6400 AND part < 8000")
began, used = time.perf_counter(), time.process_time()
data = lightgbm.Dataset(*training)
errors = {}
lightgbm.train(
    PARAMETERS, data, rounds, valid_sets=[data.create_valid(*validation)], callbacks=[lightgbm.record_evaluation(errors)])
json.dump({
    "seconds": time.perf_counter() - began, "cpu": time.process_time() - used, "rmse": errors["valid_0"]["rmse"][-1],
}, sys.stdout)
