"""score_pandas.py FILE MODEL OUTPUT: Parquet to Parquet as one writes it with pandas."""

import sys

import onnxruntime
import pandas

from tensors import answer, tensors

file, model, output = sys.argv[1:4]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options)
names = [port.name for port in session.get_inputs()]
table = pandas.read_parquet(file, columns=names + ["flight_id"])
[predicted] = session.run(answer(session), tensors(session, lambda name: table[name].to_numpy()))
pandas.DataFrame({"prediction": predicted.ravel(), "flight_id": table["flight_id"]}).to_parquet(output, index=False)
