import Foundation
import Registry
import Scoring
import Tabular
public import TransactSQL

/// What PREDICT of T-SQL means: models of the registry by name, and model files whose bytes are in a table.
public struct PredictModels: PredictTranslation {
    /// Asked for by the first PREDICT: a script without one needs no registry.
    private let engines: @Sendable () async throws -> Engines
    /// Where model files from tables are kept: by their hash, so that each is written once.
    private let folder: String

    /// - Parameter workspace: its folder.
    public init(workspace: String, engines: @escaping @Sendable () async throws -> Engines) {
        self.engines = engines
        folder = workspace + "/models/.from-tables"
    }

    public func model(
        _ value: ModelValue, ask: @Sendable (_ sql: String) async throws -> [[String?]]
    ) async throws -> any CallableModel {
        switch value {
        case .name(let name): return try await registered(name)
        case .bytes(let hash, let count, let sql):
            if let known = try await version(hash: hash, count: count, ask) { return known }
            return try await unregistered(hash, sql, ask)
        }
    }

    /// An alias is called by its name, so that a view follows it; all else means one version.
    private func registered(_ name: String) async throws -> SignedModel {
        let reference = try ModelReference(name)
        let version = try await engines().registry.version(reference)
        let isAlias = name.contains("@")
        return SignedModel(
            label: isAlias ? name : version.id, function: isAlias ? name : version.id,
            signature: version.card.signature)
    }

    /// The version of the registry whose file has these bytes.
    private func version(
        hash: String, count: Int, _ ask: @Sendable (String) async throws -> [[String?]]
    ) async throws -> SignedModel? {
        for version in try await engines().registry.versions() {
            let facts = try? FileManager.default.attributesOfItem(atPath: version.modelPath)
            guard facts?[.size] as? Int == count else { continue }
            let rows = try await ask(
                "SELECT sha256(content) FROM read_blob(\(SQL.literal(Self.pattern(version.modelPath))))")
            guard rows.first?.first == hash else { continue }
            return SignedModel(label: version.id, function: version.id, signature: version.card.signature)
        }
        return nil
    }

    /// A path in which nothing is a wildcard.
    private static func pattern(_ path: String) -> String {
        path.map { "[*?".contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    /// A model that only a table has: a function of this session.
    private func unregistered(
        _ hash: String, _ sql: String, _ ask: @Sendable (String) async throws -> [[String?]]
    ) async throws -> SignedModel {
        let engines = try await engines()
        let path = "\(folder)/\(hash).onnx"
        if !FileManager.default.fileExists(atPath: path) {
            guard let text = try await ask("SELECT base64(CAST(\(sql) AS BLOB))").first?.first ?? nil,
                let bytes = Data(base64Encoded: text)
            else { throw Problem("the model's bytes cannot be read") }
            try keep(bytes, at: path)
        }
        let loader = engines.loader
        let signature = try loader.signature(ofModelAt: path)
        let name = "onnx " + hash.prefix(12)
        let connection = try await engines.connect()
        try await connection.registerPredict(name, signature: signature) { () throws(Problem) in
            try loader.load(modelAt: path, signature: signature)
        }
        return SignedModel(
            label: "with hash \(hash.prefix(12))", function: name, signature: signature,
            onlyHere: "its bytes are in a table, not in the registry")
    }

    /// Written beside and renamed: the name says what is in it.
    private func keep(_ bytes: Data, at path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try bytes.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Problem("cannot write \(path)", detail: error.localizedDescription)
        }
    }
}

/// A model with a signature, as a function of SQL.
private struct SignedModel: CallableModel {
    var label: String
    var function: String
    var signature: ModelSignature
    var onlyHere: String?

    var outputs: [ModelColumn] {
        signature.outputs.flatMap { output -> [ModelColumn] in
            let path = "." + SQL.identifier(output.name)
            let whole = ModelColumn(output.name, type: output.sqlType, path: path)
            guard output.width > 1 else { return [whole] }
            return [whole]
                + (0..<output.width).map { index in
                    let label = output.labels.indices.contains(index) ? output.labels[index] : String(index)
                    return ModelColumn(
                        output.name + "." + label, type: output.element.sqlType, path: "\(path)[\(index + 1)]")
                }
        }
    }

    func call(on columns: [ResolvedColumn]) throws(Problem) -> (sql: String, notes: [String]) {
        let schema = Schema(columns.map { Column($0.name, $0.type.columnType) })
        let bindings = signature.namedBindings(to: schema)
        for binding in bindings {
            switch binding.fit {
            case .missing:
                let near = EditDistance.nearest(to: binding.input.name, among: schema.names)
                throw Problem(
                    "\(label) takes '\(binding.label)' (\(binding.input.element.rawValue)), and the data has no such column",
                    hint: near.map { "Rename \($0) in DATA = (SELECT …) if that is meant." }
                        ?? "Name it in DATA = (SELECT … AS \(SQL.identifier(binding.input.name))) AS d.")
            case .wrong:
                throw Problem(
                    "\(label) takes '\(binding.label)': \(binding.note)", hint: "Convert it in DATA = (SELECT …) AS d.")
            case .fits, .converted: continue
            }
        }
        let notes = bindings.compactMap { binding -> String? in
            guard !binding.note.isEmpty, binding.fit == .converted || binding.input.width > 1 else { return nil }
            return "\(binding.label) from \(binding.column?.name ?? ""): \(binding.note)"
        }
        return ("\(SQL.identifier(function))(\(bindings.map(\.sql).joined(separator: ", ")))", notes)
    }
}

extension DataType {
    /// The type of the column in the engine.
    fileprivate var columnType: ColumnType { ColumnType(kind, engineName) }

    private var kind: ColumnType.Kind {
        switch self {
        case .bit: .boolean
        case .tinyint, .smallint, .int, .bigint: .integer
        case .decimal, .money, .smallmoney: .decimal
        case .real, .float: .real
        case .text, .null, .unknown: .text
        case .date: .date
        case .time: .time
        case .smalldatetime, .datetime, .datetime2, .datetimeoffset: .timestamp
        case .uniqueidentifier: .other
        case .binary: .binary
        case .other(let name):
            name.hasSuffix("[]") || name.hasPrefix("STRUCT") || name.hasPrefix("MAP") ? .nested : .other
        }
    }
}
