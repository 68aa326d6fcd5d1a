import Foundation
import Profiling
import Registry
import Scoring
import Screen
import Tabular

@testable import Studio

/// The penguins table as its profile shows it, for tests that need no engine.
enum Penguins {
    static let columns = [
        Column("species", .text), Column("island", .text), Column("bill_length_mm", .double),
        Column("flipper_length_mm", .double), Column("body_mass_g", .double), Column("sex", .text),
        Column("year", .bigint),
    ]

    static let table = OpenedTable(
        location: SourceLocation("Samples/penguins.csv"), format: .csv, relation: Relation(source: "penguins"),
        schema: Schema(columns), rowCount: 344)

    static func profile(
        _ name: String, nulls: Int = 0, distinct: Int, top: [(String, Int)] = [], histogram: Profiling.Histogram? = nil
    ) -> ColumnProfile {
        let column = columns.first { $0.name == name } ?? Column(name, .text)
        return ColumnProfile(
            column: column, basis: .exact, rows: 344, nulls: nulls, distinct: distinct, histogram: histogram,
            top: top.map { TopValue(CellValue($0.0), count: $0.1) })
    }

    static let profiles = [
        profile("species", distinct: 3, top: [("Adelie", 152), ("Gentoo", 124), ("Chinstrap", 68)]),
        profile("island", distinct: 3, top: [("Biscoe", 168), ("Dream", 124), ("Torgersen", 52)]),
        profile(
            "bill_length_mm", nulls: 2, distinct: 164,
            histogram: .init(lower: 32.1, upper: 59.6, counts: [9, 66, 70, 65, 74, 47, 8, 3])),
        profile(
            "flipper_length_mm", nulls: 2, distinct: 55,
            histogram: .init(lower: 172, upper: 231, counts: [6, 49, 95, 53, 35, 57, 36, 11])),
        profile(
            "body_mass_g", nulls: 2, distinct: 94,
            histogram: .init(lower: 2700, upper: 6300, counts: [15, 75, 77, 58, 51, 41, 22, 3])),
        profile("sex", nulls: 11, distinct: 2, top: [("male", 168), ("female", 165)]),
        profile("year", distinct: 3, top: [("2009", 120), ("2008", 114), ("2007", 110)]),
    ]

    static func app(_ size: Size = Make.size, cursor: Int = 0) -> AppState {
        var state = AppState(workspaceName: "test", workspacePath: "/tmp/test", folder: ".", size: size)
        state.runs.offset = 0
        _ = state.data.reduce(.open([table.location]), size: size)
        _ = state.data.reduce(.opened(1, table), size: size)
        for _ in 0..<cursor { _ = state.data.reduce(.move(.columns(1)), size: size) }
        return state
    }

    /// The wizard with all that it asks for.
    static func wizard(_ size: Size = Make.size, cursor: Int = 0) -> AppState {
        var state = app(size, cursor: cursor)
        _ = state.run(.train(.open))
        _ = state.run(.train(.profiled(profiles)))
        _ = state.run(.train(.named(["penguins-species": 2])))
        return state
    }

    /// Falls until round 41, then rises.
    private static let curve: [Double] = (0..<60).map { (round: Int) -> Double in
        let fall = 0.04 + 1 / Double(round + 1)
        return round > 40 ? fall + Double(round - 40) * 0.001 : fall
    }

    /// A model as training leaves it.
    static func version(agreement: Agreement? = nil) -> ModelVersion {
        let inputs = columns.dropFirst().map {
            ModelInput(name: $0.name, element: $0.type.kind == .text ? .string : .float)
        }
        let card = ModelCard(
            signature: ModelSignature(
                inputs: Array(inputs),
                outputs: [
                    ModelOutput(name: "label", element: .string),
                    ModelOutput(
                        name: "probability", element: .float, shape: [-1, 3], labels: ["Adelie", "Chinstrap", "Gentoo"]),
                ]),
            task: "multiclass", target: "species", framework: "LightGBM 4.7.0",
            metrics: [
                "log_loss": 0.0421, "accuracy": 0.9855, "baseline.log_loss": 1.0447, "baseline.accuracy": 0.4348,
            ],
            parameters: ["learning_rate": "0.1", "num_leaves": "31", "rounds_kept": "41"],
            data: DataSeen(
                source: "Samples/penguins.csv", fingerprint: "f", rows: 344, rowsWithoutTarget: 0, trainingRows: 220,
                validationRows: 55, testRows: 69),
            trainingSeconds: 0.42,
            agreement: agreement
                ?? Agreement(
                    rows: 344, largestDifference: 2.4e-7, largestRelativeDifference: 2.4e-7, flippedLabels: 0,
                    tolerance: 1e-4),
            evaluation: Evaluation(
                classes: ["Adelie", "Chinstrap", "Gentoo"], confusion: [[30, 0, 0], [1, 13, 0], [0, 0, 25]],
                importance: [
                    FeatureImportance("bill_length_mm", share: 0.52),
                    FeatureImportance("flipper_length_mm", share: 0.31),
                    FeatureImportance("island", share: 0.15), FeatureImportance("sex", share: 0.0004),
                ],
                curve: curve, curveMetric: "log_loss"),
            notes: ["left out year: switched off"])
        return ModelVersion(
            name: "penguins-species", version: 3, created: Date(timeIntervalSince1970: 1_790_000_000), card: card,
            aliases: ["champion"], modelPath: "/tmp/model.onnx")
    }
}
