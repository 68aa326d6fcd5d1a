/// A script: batches, which GO separates.
///
///     let script = try Script(parsing: "SELECT 1 AS x; GO 2")
public struct Script: Sendable, Hashable {
    public var batches: [Batch]
    /// Aliases that `filepath()` or `filename()` is asked of, in lower case.
    var fileAliases: Set<String> = []

    public init(batches: [Batch]) { self.batches = batches }

    /// The number of the statement that a place is in: the last one that begins at or before it.
    public func statementNumber(at position: Position) -> Int? {
        batches.flatMap(\.statements).last { $0.position <= position }?.number
    }

    /// Reads a whole script; throws at the first thing that it cannot read.
    public init(parsing text: String) throws(Diagnostic) {
        self = try Parser.script(text)
    }
}

/// Statements that are checked together before the first of them runs.
public struct Batch: Sendable, Hashable {
    public var statements: [Statement]
    /// How often it runs: `GO 3`.
    public var repeats: Int

    public init(statements: [Statement], repeats: Int = 1) {
        self.statements = statements
        self.repeats = repeats
    }
}
