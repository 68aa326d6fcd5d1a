import Foundation
import Learning
import LightGBMEngine
import ONNXModel
import Scoring
import Tabular
import Testing

/// Exported models in ONNX Runtime, against LightGBM's own predictions for features that the exporter did not compute.
@Suite struct ExportTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var task: LearningTask
        var precision: NumericMatrix.Precision
        var labels: [String]
        var areIntegers = false

        var testDescription: String { "\(task.rawValue), \(precision.rawValue)" }
        /// The largest relative difference: outputs are of the model's precision.
        var tolerance: Double { precision == .float ? 1e-6 : 1e-12 }
    }

    static let cases = [
        Case(task: .binary, precision: .float, labels: ["no", "yes"]),
        Case(task: .binary, precision: .double, labels: ["0", "1"], areIntegers: true),
        Case(task: .multiclass, precision: .float, labels: ["low", "mid dle", "ü"]),
        Case(task: .multiclass, precision: .double, labels: ["-5", "20", "10"], areIntegers: true),
        Case(task: .regression, precision: .float, labels: []),
        Case(task: .regression, precision: .double, labels: []),
    ]

    private func train(_ model: Case, rounds: Int = 60) async throws -> any FittedModel {
        var settings = LearnerSettings.reference(model.task, model.task.defaultMetric)
        settings.rounds = rounds
        let table = RawTable(rows: 6000, seed: 11, precision: model.precision)
        return try await LightGBMLearner().fit(
            training: [table.labelled(model.task)], validation: nil,
            preparation: RawTable.preparation(model.precision), settings: settings
        ) { _ in }
    }

    private func export(_ fitted: any FittedModel, _ model: Case) throws -> [UInt8] {
        try fitted.onnx(
            preparation: RawTable.preparation(model.precision), classLabels: model.labels,
            labelsAreIntegers: model.areIntegers, target: "the target")
    }

    @Test(arguments: cases)
    func onnxRuntimeAnswersLikeLightGBM(model: Case) async throws {
        let fitted = try await train(model)
        let runner = try GraphRunner(export(fitted, model))
        let table = RawTable(rows: 5000, seed: 12, precision: model.precision, strange: true)
        let expected = try await fitted.predict(table.features)
        let answers = try runner.run(table.columns, rows: table.rows)

        let name = model.task == .regression ? "prediction" : "probability"
        let found = try #require(answers[name]).numbers
        #expect(found.count == expected.count)
        let worst = zip(found, expected).map { abs($0 - $1) / max(abs($1), 1e-300) }.max() ?? .infinity
        #expect(worst <= model.tolerance)

        guard model.task != .regression else { return }
        let classes = ClassificationMetrics.predictedClasses(probabilities: expected, rows: table.rows)
        let labels = try #require(answers["label"])
        if model.areIntegers {
            #expect(labels.numbers == classes.map { Double(model.labels[$0])! })
        } else {
            #expect(labels.texts == classes.map { model.labels[$0] })
        }
        #expect(Set(classes).count == model.labels.count)
    }

    @Test(arguments: cases)
    func theFileTellsItsSignature(model: Case) async throws {
        let bytes = try export(try await train(model, rounds: 2), model)
        let file = try ONNXFile(Data(bytes), name: "model.onnx")
        let signature = try #require(file.signature)
        let preparation = RawTable.preparation(model.precision)
        #expect(signature.inputs == preparation.columns.map { $0.input(precision: model.precision) })
        #expect(file.inputs.map(\.name) == preparation.columns.map(\.column.name))
        #expect(signature.inputs.map(\.element) == file.inputs.map(\.element))
        #expect(signature.outputs.map(\.name) == (model.labels.isEmpty ? ["prediction"] : ["label", "probability"]))
        #expect(signature.outputs.map(\.element) == file.outputs.map(\.element))
        #expect(signature.outputs.map(\.shape) == file.outputs.map(\.shape))
        #expect(signature.outputs.last?.labels == (model.task == .binary ? [model.labels[1]] : model.labels))
        #expect(file.producer == "Atelier")
        #expect(file.metadata["atelier.target"] == "the target")
        #expect(file.operators["TreeEnsemble"] == 1)
    }

    @Test func keysThatFloatsCannotTellApartKeepTheirPredictions() async throws {
        let rows = 4000
        let preparation = Preparation(
            columns: [PreparedColumn(column: Column("epoch", .bigint), parts: [.value])], precision: .double)
        let matrix = NumericMatrix(columnCount: 1, capacity: rows, precision: .double)
        let epochs = (0..<rows).map { 1_700_000_000 + Int64($0) * 10 }
        for (row, epoch) in epochs.enumerated() { matrix[row, 0] = Double(epoch) }
        matrix.advance(by: rows)
        let labels = (0..<rows).map { Float(($0 / 3) % 2) }
        var settings = LearnerSettings.reference(.binary, .auc)
        settings.minimumRowsInLeaf = 3
        settings.leaves = 255
        let fitted = try await LightGBMLearner().fit(
            training: [LabelledRows(features: matrix, labels: labels)], validation: nil, preparation: preparation,
            settings: settings
        ) { _ in }
        let bytes = try fitted.onnx(
            preparation: preparation, classLabels: ["even", "odd"], labelsAreIntegers: false, target: "parity")
        let answers = try GraphRunner(bytes).run([.integers(epochs)], rows: rows)
        let expected = try await fitted.predict(matrix)
        let found = try #require(answers["probability"]).numbers
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-12 * $1 })
        #expect(answers["label"]?.texts == expected.map { $0 > 0.5 ? "odd" : "even" })
        #expect(expected.contains { $0 > 0.5 } && expected.contains { $0 < 0.5 })
    }

    @Test(arguments: [LearningTask.binary, .regression])
    func modelsOfOneLeafWork(task: LearningTask) async throws {
        let table = RawTable(rows: 200, seed: 5, precision: .float)
        var rows = table.labelled(task)
        rows.labels = rows.labels.map { _ in 1 }
        let fitted = try await LightGBMLearner().fit(
            training: [rows], validation: nil, preparation: RawTable.preparation(.float),
            settings: .reference(task, task.defaultMetric)
        ) { _ in }
        let model = Case(task: task, precision: .float, labels: task == .binary ? ["a", "b"] : [])
        let answers = try GraphRunner(export(fitted, model)).run(table.columns, rows: table.rows)
        let expected = try await fitted.predict(table.features)
        let found = try #require(answers[task == .binary ? "probability" : "prediction"]).numbers
        #expect(zip(found, expected).allSatisfy { close($0, $1, 1e-6) })
    }

    @Test func aColumnNamedLikeAnOutputIsRefused() async throws {
        let table = SyntheticRows(count: 100, seed: 1)
        let fitted = try await LightGBMLearner().fit(
            training: [table.labelled(.regression)], validation: nil, preparation: SyntheticRows.preparation,
            settings: .reference(.regression, .rmse)
        ) { _ in }
        var preparation = SyntheticRows.preparation
        preparation.columns[0].column.name = "prediction"
        let problem = #expect(throws: Problem.self) {
            try fitted.onnx(preparation: preparation, classLabels: [], labelsAreIntegers: false, target: "y")
        }
        #expect(problem?.hint == "rename the column 'prediction'")
    }
}

@Suite struct TreeEnsembleTests {
    /// The parsed trees, walked in Swift, against LightGBM's predictor.
    @Test(arguments: [LearningTask.regression, .multiclass])
    func parsedTreesPredictLikeLightGBM(task: LearningTask) async throws {
        let table = RawTable(rows: 3000, seed: 21, precision: .double)
        var settings = LearnerSettings.reference(task, task.defaultMetric)
        settings.rounds = 20
        let fitted = try await LightGBMLearner().fit(
            training: [table.labelled(task)], validation: nil, preparation: RawTable.preparation(.double),
            settings: settings
        ) { _ in }
        let ensemble = try #require(fitted as? LightGBMModel).ensemble()
        #expect(ensemble.trees.count == 20 * ensemble.outputCount)
        #expect(ensemble.trees.contains { $0.nodes.contains { if case .isOne = $0.decision { true } else { false } } })
        let strange = RawTable(rows: 1000, seed: 22, precision: .double, strange: true)
        let expected = try await fitted.predict(strange.features)
        for row in 0..<1000 {
            var sums = ensemble.sums((0..<ensemble.featureCount).map { strange.features[row, $0] })
            if task == .multiclass {
                let powers = sums.map { exp($0) }
                sums = powers.map { $0 / powers.reduce(0, +) }
            }
            for (index, sum) in sums.enumerated() {
                #expect(close(sum, expected[row * ensemble.outputCount + index], 1e-12))
            }
        }
    }

    /// One decision of each kind by hand: LightGBM's `decision_type` bits are categorical, default left, missing type.
    @Test func decisionsFollowLightGBMsRules() throws {
        let text = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=1
            objective=regression

            Tree=0
            num_leaves=4
            num_cat=1
            split_feature=0 1 0
            threshold=0.5 0 -2
            decision_type=10 1 0
            left_child=2 -2 -1
            right_child=1 -3 -4
            leaf_value=1 2 3 4
            cat_boundaries=0 2
            cat_threshold=5 2
            is_linear=0
            shrinkage=1

            end of trees
            """
        let ensemble = try TreeEnsemble(modelText: text)
        let nodes = ensemble.trees[0].nodes
        #expect(nodes[0].decision == .atMost(0.5, missing: .nan, missingGoesLeft: true))
        #expect(nodes[1].decision == .isOne(of: [0, 2, 33]))
        #expect(nodes[2].decision == .atMost(-2, missing: .none, missingGoesLeft: false))
        // NaN goes left at the root; the second question has no missing values, so there NaN is 0, which is above -2.
        #expect(ensemble.sums([.nan, 0]) == [4])
        #expect(ensemble.sums([-3, 0]) == [1])
        #expect(ensemble.sums([1, 33]) == [2])
        #expect(ensemble.sums([1, 1]) == [3])
        #expect(ensemble.sums([1, .nan]) == [3])
        #expect(ensemble.sums([1, -1]) == [3])
    }

    @Test(arguments: [
        "", "hello", "tree\nversion=v4\nobjective=lambdarank\n", "tree\nversion=v4\nobjective=regression\n",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(throws: Problem.self) { try TreeEnsemble(modelText: text) }
    }
}
