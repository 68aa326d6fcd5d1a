"""The parameters that Atelier gives LightGBM."""

PARAMETERS = {
    "objective": "regression", "metric": "rmse", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 20, "seed": 1,
    "num_threads": 2, "deterministic": True, "force_col_wise": True, "verbosity": -1,
}
