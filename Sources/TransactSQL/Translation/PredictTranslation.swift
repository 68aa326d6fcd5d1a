public import Tabular

/// Finds the models that PREDICT names: the module knows neither a registry nor model files.
public protocol PredictTranslation: Sendable {
    /// Finds a model and makes it callable.
    /// - Parameter ask: asks the engine.
    /// - Throws: a `Problem` when there is no such model, or it cannot be run.
    func model(
        _ value: ModelValue, ask: @Sendable (_ sql: String) async throws -> [[String?]]
    ) async throws -> any CallableModel
}

/// What MODEL of a PREDICT turned out to be.
public enum ModelValue: Sendable, Hashable {
    /// A name, such as `delays:3` or `delays@champion`.
    case name(String)
    /// The bytes of a model file: their SHA-256 in hexadecimal digits, their number, and SQL that yields them.
    case bytes(sha256: String, count: Int, sql: String)
}

/// A model that a statement can call.
public protocol CallableModel: Sendable {
    /// What it is called in messages.
    var label: String { get }
    /// Why a view cannot keep it; nil: it can.
    var onlyHere: String? { get }
    /// What it gives.
    var outputs: [ModelColumn] { get }
    /// The call: an expression over columns of the data, by their names.
    /// - Returns: its SQL, and remarks on how columns go in.
    /// - Throws: a `Problem` naming the input that finds no fitting column.
    func call(on columns: [ResolvedColumn]) throws(Problem) -> (sql: String, notes: [String])
}

/// A value of a model's answer.
public struct ModelColumn: Sendable, Hashable {
    public var name: String
    /// The engine's type.
    public var type: String
    /// What stands behind the answer's SQL to get it: `."label"`, `."probabilities"[2]`.
    public var path: String

    public init(_ name: String, type: String, path: String) {
        self.name = name
        self.type = type
        self.path = path
    }
}
