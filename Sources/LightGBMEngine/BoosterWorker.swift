import EngineSupport
import Learning
import Scoring
import Tabular

/// Trains one booster, then keeps it for predictions, on a thread of its own.
actor BoosterWorker {
    private let thread = EngineThread(name: "lightgbm")
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private let library: LightGBMLibrary
    private let parameters: TrainingParameters
    private let settings: LearnerSettings
    private var booster: Booster?

    init(library: LightGBMLibrary, settings: LearnerSettings, parameters: TrainingParameters) {
        self.library = library
        self.parameters = parameters
        self.settings = settings
    }

    /// What training leaves behind.
    struct Outcome: Sendable {
        var rounds: Int
        var importance: [Double]
        var text: String
    }

    func train(
        _ training: [LabelledRows], validation: LabelledRows?, cancel: CancelFlag,
        progress: @Sendable (RoundReport) -> Void
    ) throws(Problem) -> Outcome {
        library.silence(threads: settings.threads)
        try checkLabels(training + (validation.map { [$0] } ?? []))
        let rows = try TrainingDataset(training, parameters: parameters.text, reference: nil, library: library)
        try cancel.check()
        let judged = validation.flatMap { $0.features.rowCount > 0 ? $0 : nil }
        var held: TrainingDataset?
        if let judged {
            held = try TrainingDataset([judged], parameters: parameters.text, reference: rows, library: library)
        }
        let booster = try Booster(training: rows, validation: held, parameters: parameters.text)
        let best = try boost(booster, judged: judged, cancel: cancel, progress: progress)
        return try keep(booster, rounds: best, featureCount: training.first?.features.columnCount ?? 0)
    }

    /// Adds rounds until they are enough. Returns the number of rounds to keep.
    private func boost(
        _ booster: Booster, judged: LabelledRows?, cancel: CancelFlag, progress: @Sendable (RoundReport) -> Void
    ) throws(Problem) -> Int {
        let metric = WatchedMetric(settings.metric, labels: judged?.labels ?? [])
        var stopping = EarlyStopping(patience: settings.patience, higherIsBetter: metric.higherIsBetter)
        for round in 1...max(1, settings.rounds) {
            try cancel.check()
            let grew = try booster.update()
            let value = judged == nil ? nil : try booster.metric(of: 1)
            progress(RoundReport(round: round, training: nil, validation: value.map(metric.reading)))
            if let value, stopping.note(value, round: round) { break }
            if !grew { break }
        }
        let trained = try booster.rounds()
        return judged == nil ? trained : min(trained, max(1, stopping.bestRound))
    }

    /// Frees the training rows and goes on with the kept rounds alone.
    private func keep(_ booster: Booster, rounds: Int, featureCount: Int) throws(Problem) -> Outcome {
        let importance = try booster.importance(rounds: rounds, featureCount: featureCount)
        let text = try booster.text(rounds: rounds)
        self.booster = try Booster(model: text, library: library)
        return Outcome(rounds: rounds, importance: importance, text: text)
    }

    /// LightGBM prints what is wrong with labels to the terminal, so they are looked at before it sees them.
    private func checkLabels(_ parts: [LabelledRows]) throws(Problem) {
        let limit = Float(settings.classCount)
        for (number, rows) in parts.enumerated() {
            let wrong = rows.labels.firstIndex { label in
                settings.task == .regression
                    ? !label.isFinite : !(label >= 0 && label < limit && label == label.rounded())
            }
            guard let wrong else { continue }
            let expected = settings.task == .regression ? "a number" : "a class from 0 to \(settings.classCount - 1)"
            throw Problem(
                "the label \(rows.labels[wrong]) is not \(expected)", detail: "row \(wrong) of part \(number)",
                hint: "leave out the rows whose target is missing or infinite")
        }
    }
}

// MARK: - Predicting

extension BoosterWorker {
    /// Predictions of all rows, row by row. Looks at the flag after every few thousand rows.
    func predict(_ features: NumericMatrix, cancel: CancelFlag) throws(Problem) -> [Double] {
        guard let booster else { throw Problem("the model has not been trained") }
        let width = parameters.outputCount
        let block = RowBlock(for: features)
        var results: [Double] = []
        results.reserveCapacity(features.rowCount * width)
        while results.count < features.rowCount * width {
            try cancel.check()
            let row = results.count / width
            let count = min(block.capacity, features.rowCount - row)
            block.gather(features, from: row, count: count)
            results += try booster.predict(
                block.address, rows: count, columns: features.columnCount, precision: features.precision, width: width,
                parameters: "verbosity=-1 num_threads=\(settings.threads)")
        }
        return results
    }
}
