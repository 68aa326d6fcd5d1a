"""score_raw.py FILE MODEL: times ONNX Runtime alone, on one thread (its threads spin), with the tensors in memory."""

import json
import sys
import time

import duckdb
import numpy
import onnxruntime

from tensors import answer, tensors

file, model = sys.argv[1:3]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options)
names = [port.name for port in session.get_inputs()]
columns = duckdb.sql(f"SELECT {', '.join(names)} FROM '{file}'").fetchnumpy()
inputs = tensors(session, lambda name: numpy.ma.filled(columns[name].astype(numpy.float64), numpy.nan))
rows, wanted, step = len(columns[names[0]]), answer(session), 65536
began, used = time.perf_counter(), time.process_time()
for start in range(0, rows, step):
    session.run(wanted, {name: values[start:start + step] for name, values in inputs.items()})
json.dump({"wall": time.perf_counter() - began, "cpu": time.process_time() - used}, sys.stdout)
