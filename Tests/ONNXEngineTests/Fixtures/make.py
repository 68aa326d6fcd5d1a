"""Writes the models in this folder and, beside each, what Python's onnxruntime answers. See README.md."""
import json, pathlib
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto as T, helper as h
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier, GradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType

HERE = pathlib.Path(__file__).parent
random = np.random.default_rng(7)
N = 300


def listed(array):
    array = np.asarray(array)
    flat = array.reshape(-1).tolist()
    return [None if isinstance(v, float) and v != v else v for v in flat]


def keep(name, model, feeds, declared_only=False):
    """Saves a model, and its answers to `feeds` (name -> array), maps as rows of values in the order of their keys."""
    path = HERE / f"{name}.onnx"
    onnx.save(model, path)
    if declared_only:
        return
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # more threads add up trees in another order
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    outputs = {}
    for info, value in zip(session.get_outputs(), session.run(None, feeds)):
        if isinstance(value, list):
            keys = sorted(value[0])
            outputs[info.name] = {"labels": [str(k) for k in keys], "values": [float(np.float32(r[k])) for r in value for k in keys]}
        else:
            outputs[info.name] = {"labels": [], "values": listed(value)}
    document = {
        "rows": len(next(iter(feeds.values()))),
        "inputs": {k: listed(v) for k, v in feeds.items()},
        "outputs": outputs,
    }
    (HERE / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


def graph(name, nodes, inputs, outputs, initializers=(), opset=17):
    made = h.make_model(
        h.make_graph(nodes, name, inputs, outputs, list(initializers)), opset_imports=[h.make_opsetid("", opset)])
    made.ir_version = 8
    made.producer_name = "hand"
    return made


# A pipeline over named columns: three numbers and two texts, [N, 1] each.
islands = np.array(["Biscoe", "Dream", "Torgersen", "Ünguja 🏝"])
frame = pd.DataFrame({
    "bill_length": random.normal(44, 5, N).astype(np.float32), "mass": random.normal(4200, 800, N).astype(np.float32),
    "depth": random.normal(17, 2, N).astype(np.float32), "island": islands[random.integers(0, 4, N)],
    "sex": np.array(["female", "male", ""])[random.integers(0, 3, N)]})
score = frame["bill_length"] / 5 + frame["mass"] / 800 + (frame["island"] == "Dream") * 2
species = np.array(["Adélie", "Chinstrap", "Gentoo"])[pd.qcut(score, 3, labels=False)]
numbers, texts = ["bill_length", "mass", "depth"], ["island", "sex"]
types = [(c, FloatTensorType([None, 1])) for c in numbers] + [(c, StringTensorType([None, 1])) for c in texts]
prepare = ColumnTransformer([("n", StandardScaler(), numbers), ("t", OneHotEncoder(handle_unknown="ignore"), texts)])
pipeline = Pipeline([("p", prepare), ("c", LogisticRegression(max_iter=500))]).fit(frame, species)
feeds = {c: frame[[c]].to_numpy().astype(np.float32 if c in numbers else object) for c in frame}
feeds["island"][5] = "never seen"
for name, zipmap in [("pipeline", False), ("pipeline-zipmap", True)]:
    keep(name, to_onnx(pipeline, initial_types=types, options={id(pipeline): {"zipmap": zipmap}}, target_opset=17), feeds)

# Packed inputs.
X = random.normal(size=(N, 4)).astype(np.float32)
y = (X[:, 0] + X[:, 1] ** 2 > 0.7).astype(np.int64) + (X[:, 2] > 1)
forest = RandomForestClassifier(5, max_depth=4, random_state=0).fit(X, y)
packed = [("X", FloatTensorType([None, 4]))]
keep("forest-zipmap", to_onnx(forest, initial_types=packed, target_opset=17), {"X": X})
trees = GradientBoostingRegressor(n_estimators=20, max_depth=3, random_state=0).fit(X, X[:, 0] * 3 + X[:, 3])
keep("regression", to_onnx(trees, initial_types=packed, target_opset=17), {"X": X})
keep("fixed-batch", to_onnx(trees, initial_types=[("X", FloatTensorType([1, 4]))], target_opset=17), {"X": X[:1]})

# Every element type, in and out.
kinds = dict(float=np.float32, double=np.float64, int8=np.int8, int16=np.int16, int32=np.int32, int64=np.int64,
             uint8=np.uint8, uint16=np.uint16, uint32=np.uint32, uint64=np.uint64, bool=np.bool_, string=object)
code = {k: getattr(T, k.upper()) for k in kinds}
rows = 5
values = {}
for kind, numpy_type in kinds.items():
    if kind in ("float", "double"):
        v = [1.5, -0.1, float("nan"), 1e30, 0]
    elif kind == "bool":
        v = [True, False, True, True, False]
    elif kind == "string":
        v = ["", "a", "naïve", "twelve letters and more 🦜", "tab\tand \"quote\""]
    else:
        limits = np.iinfo(numpy_type)
        high = min(int(limits.max), 2**63 - 1)
        v = [int(limits.min), high, 0, 1, 100]
    values["in_" + kind] = np.array(v, dtype=numpy_type).reshape(rows, 1)
keep("types", graph("types", [h.make_node("Identity", ["in_" + k], ["out_" + k]) for k in kinds],
     [h.make_tensor_value_info("in_" + k, code[k], ["N", 1]) for k in kinds],
     [h.make_tensor_value_info("out_" + k, code[k], ["N", 1]) for k in kinds]), values)

# Packed inputs of types other than float.
keep("packed-types", graph(
    "packed", [h.make_node("Identity", ["i"], ["i_out"]), h.make_node("Identity", ["s"], ["s_out"]),
               h.make_node("Identity", ["b"], ["b_out"]), h.make_node("Identity", ["h"], ["h_out"])],
    [h.make_tensor_value_info("i", T.INT64, ["N", 3]), h.make_tensor_value_info("s", T.STRING, ["N", 2]),
     h.make_tensor_value_info("b", T.BOOL, ["N", 2]), h.make_tensor_value_info("h", T.INT16, ["N", 2])],
    [h.make_tensor_value_info("i_out", T.INT64, ["N", 3]), h.make_tensor_value_info("s_out", T.STRING, ["N", 2]),
     h.make_tensor_value_info("b_out", T.BOOL, ["N", 2]), h.make_tensor_value_info("h_out", T.INT16, ["N", 2])]),
    {"i": np.arange(12).reshape(4, 3), "s": np.array([["a", "b"], ["c", ""], ["é", "f"], ["g", "h"]], dtype=object),
     "b": np.array([[True, False], [False, False], [True, True], [False, True]]),
     "h": np.array([[1, -2], [3, -32768], [32767, 6], [7, 8]], dtype=np.int16)})

# Vectors without a second dimension.
keep("vectors", graph(
    "vectors", [h.make_node("Add", ["a", "b"], ["sum"]), h.make_node("Greater", ["a", "b"], ["more"])],
    [h.make_tensor_value_info(n, T.DOUBLE, ["N"]) for n in "ab"],
    [h.make_tensor_value_info("sum", T.DOUBLE, ["N"]), h.make_tensor_value_info("more", T.BOOL, ["N"])]),
    {"a": random.normal(size=9), "b": random.normal(size=9)})

# Outputs that the file describes badly: a label of shape [1], an open width, no shape at all.
keep("loose-outputs", graph(
    "loose", [h.make_node("ReduceSum", ["x", "axis"], ["label"], keepdims=0), h.make_node("Concat", ["x", "x"], ["wide"], axis=1),
              h.make_node("Abs", ["x"], ["bare"]), h.make_node("ReduceSum", ["x"], ["total"], keepdims=0)],
    [h.make_tensor_value_info("x", T.FLOAT, ["N", 2])],
    [h.make_tensor_value_info("label", T.FLOAT, [1]), h.make_tensor_value_info("wide", T.FLOAT, ["N", None]),
     h.make_tensor_value_info("bare", T.FLOAT, None), h.make_tensor_value_info("total", T.FLOAT, None)],
    [h.make_tensor("axis", T.INT64, [1], [1])]), {"x": random.normal(size=(6, 2)).astype(np.float32)})

# A signature kept in the file: one that fits the graph, and one that speaks of another.
def signed(name, element):
    made = graph(name, [h.make_node("Identity", ["day"], ["answer"])],
                 [h.make_tensor_value_info("day", T.INT64, ["N", 1])], [h.make_tensor_value_info("answer", T.INT64, ["N", 1])])
    kept = {"inputs": [{"name": "day", "element": element, "shape": [-1, 1], "meaning": "days", "missing": "-1"}],
            "outputs": [{"name": "answer", "element": "int64", "shape": [-1, 1], "labels": ["later"]}]}
    h.set_model_props(made, {"atelier.signature": json.dumps(kept)})
    keep(name, made, {}, declared_only=True)

signed("signed", "int64")
signed("signed-wrongly", "float")

# Refusals.
def identity(name, kind, shape):
    keep(name, graph(name, [h.make_node("Identity", ["x"], ["y"])], [h.make_tensor_value_info("x", kind, shape)],
                     [h.make_tensor_value_info("y", kind, shape)]), {}, declared_only=True)

identity("float16", T.FLOAT16, ["N", 2])
identity("cube", T.FLOAT, ["N", 2, 2])
identity("open-width", T.FLOAT, ["N", "k"])
identity("four-rows", T.FLOAT, [4, 2])
keep("sequence", graph("sequence", [h.make_node("SplitToSequence", ["x"], ["parts"]), h.make_node("Neg", ["x"], ["minus"])],
    [h.make_tensor_value_info("x", T.FLOAT, ["N", 1])],
    [h.make_tensor_sequence_value_info("parts", T.FLOAT, None), h.make_tensor_value_info("minus", T.FLOAT, ["N", 1])]), {}, declared_only=True)
keep("unknown-operator", graph("unknown", [h.make_node("Frobnicate", ["x"], ["y"])],
    [h.make_tensor_value_info("x", T.FLOAT, ["N", 1])], [h.make_tensor_value_info("y", T.FLOAT, ["N", 1])]), {}, declared_only=True)
away = h.make_tensor("w", T.FLOAT, [1], [2.0])
away.ClearField("float_data")
away.data_location = T.EXTERNAL
entry = away.external_data.add(); entry.key, entry.value = "location", "weights.bin"
path = HERE / "weights-elsewhere.onnx"
path.write_bytes(graph("away", [h.make_node("Mul", ["x", "w"], ["y"])], [h.make_tensor_value_info("x", T.FLOAT, ["N", 1])],
    [h.make_tensor_value_info("y", T.FLOAT, ["N", 1])], [away]).SerializeToString())
