import Foundation
import Registry
import Scoring

extension ModelCard {
    /// A card with something in every field.
    static func sample(_ target: String = "delay") -> ModelCard {
        ModelCard(
            signature: ModelSignature(
                inputs: [
                    ModelInput(name: "dep \"delay\"", element: .float),
                    ModelInput(name: "day", element: .int64, meaning: .days, missing: "-1"),
                ],
                outputs: [ModelOutput(name: "probability", element: .float, shape: [-1, 2], labels: ["no", "yes: ß"])]),
            task: "binary", target: target, framework: "LightGBM 4.7.0", metrics: ["auc": 0.9, "baseline.auc": .nan],
            parameters: ["rounds": "100"],
            data: DataSeen(
                source: "flights.parquet", fingerprint: "abc", rows: 10, rowsWithoutTarget: 1, trainingRows: 5,
                validationRows: 2, testRows: 2),
            trainingSeconds: 1.5,
            agreement: Agreement(
                rows: 5, largestDifference: 1e-9, largestRelativeDifference: 1e-9, flippedLabels: 0, tolerance: 1e-5),
            evaluation: Evaluation(classes: ["no", "yes"], confusion: [[1, 2], [3, 4]], curve: [0.5, 0.4]),
            notes: ["made for a test"])
    }

    /// The same without a number that is unequal to itself.
    static func plain(_ target: String = "delay") -> ModelCard {
        var card = sample(target)
        card.metrics["baseline.auc"] = 0.5
        return card
    }
}

extension Run {
    static func sample(_ id: String, started: Double = 1000, processID: Int = Int(getpid())) -> Run {
        Run(
            id: id, kind: .train, title: "train delays", started: Date(timeIntervalSince1970: started),
            command: "atelier train", parameters: ["rounds": "10"], metrics: ["auc": 0.75, "loss": .infinity],
            processID: processID)
    }
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let url: URL
    var path: String { url.path }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    func files(_ name: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + name).sorted()) ?? []
    }

    func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: url.appending(path: name))) }
}
