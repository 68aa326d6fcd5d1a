import Foundation
import Learning
import Registry
import Scoring
import Tabular

/// Runs the exported graph on real rows, from raw columns through SQL as scoring will, beside the trainer.
struct AgreementCheck {
    let plan: TrainingPlan
    let data: TrainingData
    let loader: any ScorerLoader

    /// Rows compared at most.
    static let mostRows = 20_000

    /// - Returns: the comparison, and the signature that the graph really has.
    func compare(
        _ bytes: [UInt8], with model: any FittedModel, connection: any WorkConnection
    ) async throws -> (Agreement, ModelSignature) {
        let file = FileManager.default.temporaryDirectory.appending(path: "atelier-check-\(UUID().uuidString).onnx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        let path = file.path(percentEncoded: false)
        let signature = try loader.signature(ofModelAt: path)
        let scorer = try loader.load(modelAt: path, signature: signature)
        let name = "check " + file.lastPathComponent
        try await connection.registerPredict(name, signature: signature) { () throws(Problem) in scorer }
        let native = try await model.predict(try await features(connection))
        let exported = try await exportedOutputs(name: name, signature: signature, connection: connection)
        return (agreement(native: native, exported: exported), signature)
    }

    private var sample: String {
        "(SELECT * FROM \(data.relation.source)\(data.relation.whereClause) LIMIT \(Self.mostRows))"
    }

    private var rows: Int { min(Self.mostRows, data.rowCount - data.rowsWithoutTarget) }

    private func features(_ connection: any WorkConnection) async throws -> NumericMatrix {
        let columns = data.preparation.columns.flatMap(\.featureSQL) + ["0"]
        return try await connection.matrices(
            "SELECT \(columns.joined(separator: ", ")) FROM \(sample)", capacities: [rows],
            precision: data.preparation.precision
        ) { _ in }[0]
    }

    /// Probabilities or values, and for classification the label's number in the last column.
    private func exportedOutputs(
        name: String, signature: ModelSignature, connection: any WorkConnection
    ) async throws -> NumericMatrix {
        let bindings = try signature.bindings(to: plan.table.schema)
        let call = "\(SQL.identifier(name))(\(bindings.map(\.sql).joined(separator: ", ")))"
        var outputs: [String]
        switch plan.task {
        case .regression: outputs = ["p.prediction"]
        case .binary: outputs = ["p.probability"]
        case .multiclass: outputs = (1...data.classes.count).map { "p.probability[\($0)]" }
        }
        if plan.task != .regression {
            let members = data.classes.map(SQL.literal).joined(separator: ", ")
            outputs.append("list_position([\(members)], CAST(p.label AS VARCHAR)) - 1")
        }
        return try await connection.matrices(
            "SELECT \(outputs.joined(separator: ", ")), 0 FROM (SELECT \(call) AS p FROM \(sample))",
            capacities: [rows], precision: .double
        ) { _ in }[0]
    }

    private func agreement(native: [Double], exported: NumericMatrix) -> Agreement {
        let width = rows == 0 ? 1 : native.count / rows
        var largest = 0.0
        var relative = 0.0
        for row in 0..<rows {
            for column in 0..<width {
                let expected = native[row * width + column]
                let difference = abs(expected - exported[row, column])
                // A NaN on one side only is as wrong as can be.
                let counted = difference.isNaN ? .infinity : difference
                largest = max(largest, counted)
                relative = max(relative, counted / max(1, abs(expected)))
            }
        }
        var flipped = 0
        if plan.task != .regression {
            let classes = ClassificationMetrics.predictedClasses(probabilities: native, rows: rows)
            for row in 0..<rows where exported[row, width] != Double(classes[row]) { flipped += 1 }
        }
        return Agreement(
            rows: rows, largestDifference: largest, largestRelativeDifference: relative, flippedLabels: flipped,
            tolerance: data.preparation.precision == .float ? 1e-5 : 1e-9)
    }
}
