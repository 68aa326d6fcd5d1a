import Learning
import Registry
import Screen

/// The pieces of a model's page in pictures.
extension CardBlocks {
    /// What the model gets wrong on the held-out rows.
    var errors: CardBlock? {
        guard let evaluation = card.evaluation else { return nil }
        if !evaluation.residualBins.isEmpty { return residuals(evaluation) }
        guard !evaluation.confusion.isEmpty else { return nil }
        return evaluation.classes.count <= ModelCardView.mostMatrixClasses ? matrix(evaluation) : recalls(evaluation)
    }

    private func matrix(_ evaluation: Evaluation) -> CardBlock {
        let count = evaluation.classes.count
        let tall = count <= 4 ? 3 : 1
        return CardBlock(
            "Confusion matrix", note: "rows are what was, columns what was predicted", height: 2 + count * tall
        ) {
            $0.draw(Heatmap.confusion(labels: evaluation.classes, counts: evaluation.confusion), in: $1, $2)
        }
    }

    /// Too many classes for a matrix: the share of each that is found, the worst first.
    private func recalls(_ evaluation: Evaluation) -> CardBlock {
        let found = evaluation.classes.indices.compactMap { index -> (name: String, share: Double, rows: Int)? in
            guard evaluation.confusion.indices.contains(index) else { return nil }
            let row = evaluation.confusion[index], rows = row.reduce(0, +)
            guard rows > 0, row.indices.contains(index) else { return nil }
            return (evaluation.classes[index], Double(row[index]) / Double(rows), rows)
        }
        let worst = found.sorted { ($0.share, $0.name) < ($1.share, $1.name) }.prefix(15)
        let bars = worst.map {
            BarChart.Bar($0.name, $0.share, text: "\(Int(($0.share * 100).rounded())) % of \(Count.text($0.rows))")
        }
        let note =
            found.count > bars.count
            ? "share recognised, the worst \(bars.count) of \(found.count)" : "share recognised"
        return CardBlock("Classes", note: note, height: bars.count) {
            $0.draw(BarChart(Array(bars), maximum: 1), in: $1, $2)
        }
    }

    private func residuals(_ evaluation: Evaluation) -> CardBlock {
        let low = MetricText.value(evaluation.residualLower), high = MetricText.value(evaluation.residualUpper)
        // A bin that zero falls into stands out: right predictions are there.
        let span = evaluation.residualUpper - evaluation.residualLower
        let count = evaluation.residualBins.count
        let zero = span > 0 ? Int(-evaluation.residualLower / span * Double(count)) : -1
        let chart = Screen.Histogram(
            evaluation.residualBins.map(Double.init), low: low, high: high,
            highlighted: (0..<count).contains(zero) ? zero : nil)
        return CardBlock("Residuals", note: "actual minus predicted; the bin around zero is marked", height: 9) {
            $0.draw(chart, in: $1, $2)
        }
    }

    var importance: CardBlock? {
        guard let all = card.evaluation?.importance, !all.isEmpty else { return nil }
        let bars = all.prefix(ModelCardView.mostBars).map { one in
            let percent = one.share * 100
            let text = percent > 0 && percent < 0.1 ? "<0.1 %" : MetricText.share(percent)
            return BarChart.Bar(one.feature, one.share, text: text)
        }
        let rest = all.count - bars.count
        let note = rest > 0 ? "share of the gain; \(Count.of(rest, "smaller one")) not shown" : "share of the gain"
        return CardBlock("Feature importance", note: note, height: bars.count) {
            $0.draw(BarChart(Array(bars)), in: $1, $2)
        }
    }

    /// The watched metric as training went on.
    var curve: CardBlock? {
        guard let evaluation = card.evaluation, evaluation.curve.count > 1 else { return nil }
        let values = evaluation.curve.enumerated().map { Series.Value(x: Double($0 + 1), y: $1) }
        let chart = LineChart([Series("validation", values)], x: Axis("round"))
        let best = card.bestRound.map {
            "best \(MetricText.value($0.value)) at round \($0.round) of \(evaluation.curve.count)"
        }
        return CardBlock("\(MetricText.label(evaluation.curveMetric)) by round", note: best ?? "", height: 11) {
            $0.draw(chart, in: $1, $2)
        }
    }
}
