"""train_pandas.py FILE TARGET FEATURES ROUNDS: from file to model as one writes it with pandas."""

import sys
import tempfile

import lightgbm
import numpy
import pandas

from parameters import PARAMETERS

file, target, features, rounds = sys.argv[1], sys.argv[2], sys.argv[3].split(","), int(sys.argv[4])
table = pandas.read_parquet(file, columns=features + [target]).dropna(subset=[target])
part = numpy.random.default_rng(1).random(len(table))
training, validation, test = table[part < 0.64], table[(part >= 0.64) & (part < 0.8)], table[part >= 0.8]
data = lightgbm.Dataset(training[features], training[target])
model = lightgbm.train(
    PARAMETERS, data, rounds, valid_sets=[data.create_valid(validation[features], validation[target])])
error = numpy.sqrt(((model.predict(test[features]) - test[target]) ** 2).mean())
with tempfile.TemporaryDirectory() as folder:
    model.save_model(folder + "/model.txt")
print(error)
