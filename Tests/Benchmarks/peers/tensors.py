"""Columns as the inputs of a model: one tensor of N x 1 each."""

import numpy

TYPES = {"tensor(float)": numpy.float32, "tensor(double)": numpy.float64, "tensor(int64)": numpy.int64}


def tensors(session, column):
    """`column` gives the values of a name as an array, missing ones as NaN."""
    return {port.name: column(port.name).astype(TYPES[port.type]).reshape(-1, 1) for port in session.get_inputs()}


def answer(session):
    """The one output that is wanted."""
    return [session.get_outputs()[0].name]
