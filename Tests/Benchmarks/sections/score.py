"""From Parquet to Parquet."""

import os

from measuring import answer, cpu, in_turn, median, peak
from report import Row, at_most, megabytes, seconds, times_better
from sections.train import train


def measure(setting):
    small, middle, big = setting.sizes
    train(setting, setting.flights, "scored")
    setting.atelier("models", "export", "scored", setting.path("exported"))
    model = os.path.join(setting.path("exported"), "model.onnx")

    def score(rows):
        return setting.atelier(
            "score", "--model", "scored", "--data", setting.table(rows), "--output", setting.path("scored.parquet"),
            "--keep", "flight_id", "--json")

    table = setting.table(middle)
    ours, raw, pandas = in_turn(
        setting.runs,
        lambda: score(middle),
        lambda: answer(setting.peer("score_raw.py", table, model)),
        lambda: setting.peer("score_pandas.py", table, model, setting.path("pandas.parquet")))
    few, many = score(small), score(big)
    speed = median(one["cpu"] for one in raw) / cpu(ours)
    growth = many.peak / few.peak
    return [
        Row(f"score Parquet to Parquet, {middle:,} rows, CPU", seconds(cpu(ours)),
            f"ONNX Runtime in memory {seconds(median(one['cpu'] for one in raw))}", f"{speed:.2f} of its speed", "≥ 0.85",
            speed >= 0.85),
        at_most("  CPU", cpu(ours), cpu(pandas), 1, "pandas + onnxruntime"),
        times_better("  peak memory", peak(ours), peak(pandas), 4, "pandas + onnxruntime", megabytes),
        Row(f"  peak memory, {small:,} and {big:,} rows", f"{megabytes(few.peak)}, {megabytes(many.peak)}", "",
            f"{growth:.2f}", "≤ 1.15", growth <= 1.15),
    ]
