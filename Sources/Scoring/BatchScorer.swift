public import Tabular

/// One input column of a batch, in memory that is valid during the call only.
/// Missing values are already replaced by what the model expects.
public enum InputBuffer {
    case float(UnsafeMutableBufferPointer<Float>)
    case double(UnsafeMutableBufferPointer<Double>)
    case int32(UnsafeMutableBufferPointer<Int32>)
    case int64(UnsafeMutableBufferPointer<Int64>)
    case bool(UnsafeMutableBufferPointer<Bool>)
    /// UTF-8 bytes of every row, not NUL-terminated.
    case text(UnsafeBufferPointer<UnsafeRawBufferPointer>)
}

/// One output of a batch, in memory that is valid during the call only; row-major, `width` values a row.
public enum OutputBuffer {
    case float(UnsafeBufferPointer<Float>)
    case double(UnsafeBufferPointer<Double>)
    case int32(UnsafeBufferPointer<Int32>)
    case int64(UnsafeBufferPointer<Int64>)
    case bool(UnsafeBufferPointer<Bool>)
    case text([String])
}

/// A loaded model that scores batches. It may be called from several engine threads at once.
public protocol BatchScorer: Sendable {
    var signature: ModelSignature { get }
    /// Scores `rows` rows.
    /// - Parameters:
    ///   - inputs: one buffer per column that the signature takes: inputs in order, and for an `[N, k]` input its k columns.
    ///     Element types other than float, double, int32, int64, bool, string come as the next wider of these.
    ///   - body: receives one buffer per output of the signature, in order.
    func score(rows: Int, inputs: [InputBuffer], _ body: ([OutputBuffer]) throws -> Void) throws(Problem)
}

/// Something that turns model files into scorers.
public protocol ScorerLoader: Sendable {
    /// Reads what a model takes and gives. Throws a `Problem` when the file is no usable model.
    func signature(ofModelAt path: String) throws(Problem) -> ModelSignature
    /// The same, with who wrote the file and what had to be left out.
    func describe(modelAt path: String) throws(Problem) -> ModelFileDescription
    /// Loads a model. `signature` overrides what the file itself says (meanings, missing markers, labels).
    func load(modelAt path: String, signature: ModelSignature?) throws(Problem) -> any BatchScorer
}

extension ScorerLoader {
    public func describe(modelAt path: String) throws(Problem) -> ModelFileDescription {
        ModelFileDescription(signature: try signature(ofModelAt: path))
    }
}

/// A database that can call models from SQL.
public protocol PredictHost: Sendable {
    /// Makes `"name"(column, …)` a function that returns a STRUCT with one field per output. The columns' SQL types are
    /// those of the signature's inputs. The scorer is loaded on first use, by any thread.
    /// Registering the same name again replaces the function.
    func registerPredict(
        _ name: String, signature: ModelSignature, scorer: @escaping @Sendable () throws(Problem) -> any BatchScorer
    ) async throws
    /// How many rows registered functions have answered since the connection's last `write` began.
    var rowsScored: Int { get }
    /// How many of them have no answer, because a value was missing that the model has no marker for.
    var rowsUnanswered: Int { get }
}
