import Learning
import LightGBMEngine
import Scoring
import Tabular
import Testing

/// What `lightgbm.train` 4.7.0 (Python) answers for the same rows and parameters, with `early_stopping(10)`.
struct Reference: Sendable, CustomTestStringConvertible {
    var task: LearningTask
    var metric: Metric
    var best: Int
    var first: Double
    var bestMetric: Double
    /// Predictions of the first two validation rows.
    var predictions: [Double]
    var gain: [Double]

    var testDescription: String { "\(task.rawValue), \(metric.rawValue)" }

    static let all = [
        Reference(
            task: .binary, metric: .auc, best: 74, first: 0.9414072665398859, bestMetric: 0.9966690021018917,
            predictions: [0.04595592374522421, 0.9782459256516837],
            gain: [6143.6314532756805, 1219.2531539797783, 880.1294968426228, 2718.0032099187374]),
        Reference(
            task: .binary, metric: .logLoss, best: 74, first: 0.5689818702239567, bestMetric: 0.07842586473285022,
            predictions: [0.04595592374522421, 0.9782459256516837],
            gain: [6143.6314532756805, 1219.2531539797783, 880.1294968426228, 2718.0032099187374]),
        Reference(
            task: .binary, metric: .accuracy, best: 25, first: 1 - 0.116, bestMetric: 1 - 0.033,
            predictions: [0.12669708759339673, 0.9230568831406556],
            gain: [5703.2011914253235, 987.0670294761658, 691.4707684516907, 2590.4201109409332]),
        Reference(
            task: .multiclass, metric: .logLoss, best: 82, first: 0.8541165243070797, bestMetric: 0.1514496407625031,
            predictions: [
                0.0008145627625552374, 0.9969931818939148, 0.002192255343530004, 3.077167897627895e-05,
                0.6180441857599015, 0.3819250425611223,
            ],
            gain: [9207.288774430752, 1867.9039488099515, 1554.8016362041235, 3760.1689673140645]),
        Reference(
            task: .regression, metric: .rmse, best: 198, first: 4.1465743639814825, bestMetric: 0.4429232423470925,
            predictions: [10.509661019927284, 14.099806143507461],
            gain: [118593.29790717363, 11434.036639222875, 6559.48167624604, 68083.063284209]),
        Reference(
            task: .regression, metric: .mae, best: 192, first: 3.3632238577719242, bestMetric: 0.3567457270076152,
            predictions: [10.547970497335903, 14.097118286191206],
            gain: [118588.96093484573, 11428.74238180928, 6557.315133444965, 68082.16532908473]),
    ]
}

@Suite struct LightGBMLearnerTests {
    let training = SyntheticRows(count: 3000, seed: 1)
    let validation = SyntheticRows(count: 1000, seed: 2)
    let preparation = SyntheticRows.preparation

    @Test(arguments: Reference.all)
    func trainsExactlyLikePython(reference: Reference) async throws {
        let rounds = Collected<RoundReport>()
        let model = try await LightGBMLearner().fit(
            training: [training.labelled(reference.task)], validation: validation.labelled(reference.task),
            preparation: preparation, settings: .reference(reference.task, reference.metric)
        ) { rounds.append($0) }

        #expect(model.rounds == reference.best)
        #expect(rounds.values.map(\.round) == Array(1...(reference.best + 10)))
        let curve = rounds.values.compactMap(\.validation)
        #expect(close(curve[0], reference.first))
        #expect(close(curve[reference.best - 1], reference.bestMetric))
        #expect(zip(model.importance, reference.gain).allSatisfy { close($0, $1, 1e-6) })

        let predictions = try await model.predict(validation.features)
        #expect(predictions.count == 1000 * (reference.task == .multiclass ? 3 : 1))
        #expect(zip(predictions, reference.predictions).allSatisfy { close($0, $1) })
    }

    @Test func partsTrainLikeOneBlock() async throws {
        let whole = training.labelled(.regression)
        let settings = LearnerSettings.reference(.regression, .rmse)
        let parts = [whole.slice(0..<1200), whole.slice(1200..<1200), whole.slice(1200..<3000, capacity: 2500)]
        let models = try await [[whole], parts].asyncMap { rows in
            try await LightGBMLearner().fit(
                training: rows, validation: nil, preparation: preparation, settings: settings
            ) { _ in }
        }
        #expect(models[0].rounds == 300)
        #expect(try await models[0].predict(validation.features) == models[1].predict(validation.features))
    }

    @Test func longMatricesArePredictedInBlocks() async throws {
        let model = try await LightGBMLearner().fit(
            training: [training.labelled(.multiclass)], validation: nil, preparation: preparation,
            settings: LearnerSettings(task: .multiclass, classCount: 3, metric: .logLoss, rounds: 3)
        ) { _ in }
        // 4 float columns: a block holds 262,144 rows.
        let copies = 270_000
        let long = NumericMatrix(columnCount: 4, capacity: copies + 7, precision: .float)
        for row in 0..<copies {
            for column in 0..<4 { long[row, column] = validation.features[row % 1000, column] }
        }
        long.advance(by: copies)
        let short = try await model.predict(validation.features)
        let predicted = try await model.predict(long)
        #expect(predicted.count == copies * 3)
        #expect((0..<predicted.count).allSatisfy { predicted[$0] == short[$0 % 3000] })
    }

    @Test func cancellingStopsBetweenRounds() async throws {
        let rounds = Collected<RoundReport>()
        let started = AsyncStream<Void>.makeStream()
        let rows = training.labelled(.regression)
        let task = Task {
            defer { started.continuation.finish() }
            var settings = LearnerSettings.reference(.regression, .rmse)
            settings.rounds = 1_000_000
            _ = try await LightGBMLearner().fit(
                training: [rows], validation: nil, preparation: SyntheticRows.preparation, settings: settings
            ) {
                rounds.append($0)
                started.continuation.yield()
            }
        }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: Problem.cancelled) { try await task.value }
        #expect(rounds.values.count < 1_000_000)
    }
}

/// Takes over the process's standard output and error.
@Suite struct LightGBMSilenceTests {
    /// LightGBM warns about missing categories and about targets of one class, from several threads.
    @Test func nothingIsPrinted() async throws {
        var constant = SyntheticRows(count: 3000, seed: 4).labelled(.binary)
        constant.labels = constant.labels.map { _ in 1 }
        let rows = constant
        let printed = try await Captured.output {
            for _ in 0..<4 {
                _ = try await LightGBMLearner().fit(
                    training: [rows], validation: nil, preparation: SyntheticRows.preparation,
                    settings: .reference(.binary, .auc)
                ) { _ in }
            }
        }
        #expect(!printed.contains("[LightGBM]"))
    }
}

@Suite struct LightGBMBadInputTests {
    let rows = SyntheticRows(count: 300, seed: 3)

    private func fit(_ training: [LabelledRows], _ task: LearningTask) async throws -> any FittedModel {
        var settings = LearnerSettings.reference(task, task.defaultMetric)
        settings.rounds = 5
        return try await LightGBMLearner().fit(
            training: training, validation: training.first, preparation: SyntheticRows.preparation, settings: settings
        ) { _ in }
    }

    @Test(arguments: [Float.nan, .infinity])
    func aTargetThatIsNoNumberIsRefused(label: Float) async throws {
        var bad = rows.labelled(.regression)
        bad.labels[7] = label
        let problem = await #expect(throws: Problem.self) { try await fit([bad], .regression) }
        #expect(problem?.title == "the label \(label) is not a number")
        #expect(problem?.detail == "row 7 of part 0")
    }

    @Test(arguments: [Float(2), -1, 0.5])
    func aClassThatIsNoneIsRefused(label: Float) async throws {
        var bad = rows.labelled(.binary)
        bad.labels[0] = label
        let problem = await #expect(throws: Problem.self) { try await fit([bad], .binary) }
        #expect(problem?.title == "the label \(label) is not a class from 0 to 1")
    }

    @Test func noRowsAreRefused() async throws {
        let problem = await #expect(throws: Problem.self) { try await fit([], .binary) }
        #expect(problem?.title == "there are no rows to train on")
    }

    @Test func settingsThatMakeNoSenseAreRefused() async throws {
        var settings = LearnerSettings.reference(.binary, .auc)
        settings.leaves = 1
        let problem = await #expect(throws: Problem.self) {
            try await LightGBMLearner().fit(
                training: [rows.labelled(.binary)], validation: nil, preparation: SyntheticRows.preparation,
                settings: settings
            ) { _ in }
        }
        #expect(problem?.title == "LightGBM needs 2 to 131072 leaves in a tree")
        #expect(problem?.kind == .usage)
    }

    @Test func otherColumnsThanPreparedAreRefused() async throws {
        let narrow = LabelledRows(
            features: NumericMatrix(columnCount: 2, capacity: 1, precision: .float), labels: [0])
        let problem = await #expect(throws: Problem.self) { try await fit([narrow], .binary) }
        #expect(problem?.title == "4 features were prepared, but the rows have 2")
    }

    @Test func oneClassGivesAConstantModel() async throws {
        var constant = rows.labelled(.binary)
        constant.labels = constant.labels.map { _ in 1 }
        let model = try await fit([constant], .binary)
        let predictions = try await model.predict(rows.features)
        #expect(predictions.allSatisfy { $0 > 0.99 })
    }

    @Test func aConstantTargetIsPredictedEverywhere() async throws {
        var constant = rows.labelled(.regression)
        constant.labels = constant.labels.map { _ in 4.25 }
        let model = try await fit([constant], .regression)
        #expect(try await model.predict(rows.features).allSatisfy { $0 == 4.25 })
    }

    @Test func aHandfulOfRowsDoesNotCrash() async throws {
        let model = try await fit([rows.labelled(.multiclass).slice(0..<5)], .multiclass)
        let predictions = try await model.predict(rows.features)
        #expect(predictions.count == 900)
        #expect(predictions.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
}
