"""From a file to a model."""

from measuring import answer, cpu, in_turn, median, peak, wall
from report import Row, at_most, megabytes

FEATURES = "month,day,dep_time,sched_dep_time,dep_delay,flight,air_time,distance,hour,minute"
TARGET = "arr_delay"
ROUNDS = "100"


def train(setting, table, name="bench"):
    return setting.atelier(
        "train", "--data", table, "--target", TARGET, "--name", name, "--features", FEATURES, "--task", "regression",
        "--rounds", ROUNDS, "--patience", "0", "--seed", "1", "--threads", "2", "--json")


def measure(setting):
    rows = setting.sizes[1]
    table = setting.table(rows)
    words = [table, TARGET, FEATURES, ROUNDS]
    ours, pandas, alone = in_turn(
        setting.runs,
        lambda: (train(setting, table), last_run(setting)),
        lambda: setting.peer("train_pandas.py", *words),
        lambda: answer(setting.peer("train_alone.py", *words)))
    learning = median(metrics["seconds.training"] for _, metrics in ours)
    ours, metrics = [usage for usage, _ in ours], ours[-1][1]
    what = f"{rows:,} rows"
    return [
        at_most(f"learning alone, {what}", learning, median(one["seconds"] for one in alone), 1.1, "lightgbm.train"),
        same_model(answer(ours[-1]), alone[-1]),
        at_most("  from file to model", wall(ours), wall(pandas), 1, "pandas + lightgbm"),
        at_most("  CPU", cpu(ours), cpu(pandas), 1, "pandas + lightgbm"),
        at_most("  peak memory", peak(ours), peak(pandas), 1, "pandas + lightgbm", megabytes),
    ]


def last_run(setting):
    newest = answer(setting.atelier("runs", "list", "--json"))[0]
    return newest["metrics"]


def same_model(version, alone):
    """Whether both learned the same: the metric on the same validation rows after the last round."""
    ours = version["card"]["evaluation"]["curve"][-1]
    return Row(
        "  validation RMSE", f"{ours:.6f}", f"lightgbm.train {alone['rmse']:.6f}", f"{ours / alone['rmse']:.4f}",
        "= 1", abs(ours / alone["rmse"] - 1) < 1e-4)
