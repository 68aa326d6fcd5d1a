import Foundation
public import Registry
import Scoring
import Tabular

/// Brings an ONNX file from elsewhere into the registry.
public struct ModelImport: Sendable {
    let engines: Engines

    public init(engines: Engines) { self.engines = engines }

    /// Registers a file as a new version. Its signature, and who made it, are read from the file itself.
    /// - Throws: a `Problem` when the file is missing, too large to read, or no usable ONNX model.
    public func importModel(at path: String, name: String) async throws -> ModelVersion {
        try ModelReference.validate(name: name)
        guard FileManager.default.fileExists(atPath: path) else {
            throw Problem("cannot read \(path): no such file", hint: "Check the path of the ONNX file.")
        }
        let command = ShellWords.line(["atelier", "models", "import", path, "--name", name])
        return try await RunLog(registry: engines.registry).record(
            .import, title: "import \(name)", command: command
        ) { run in
            let file = try engines.loader.describe(modelAt: path)
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            let card = ModelCard(
                signature: file.signature, framework: file.producer.isEmpty ? "imported" : file.producer,
                notes: ["imported from \(URL(filePath: path).lastPathComponent)"] + file.notes)
            let version = try await engines.registry.register(bytes, name: name, card: card, runID: run.id)
            run.model = version.id
            return version
        }
    }
}
