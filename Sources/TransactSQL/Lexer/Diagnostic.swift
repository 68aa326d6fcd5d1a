public import Tabular

/// Why a script cannot run, and where in it: every refusal of this module is one.
public struct Diagnostic: Error, Sendable, Hashable {
    /// One sentence without a full stop.
    public var message: String
    public var position: Position
    /// What to do; may be empty.
    public var hint: String
    /// What the engine said; may be empty.
    public var detail: String
    /// The number that T-SQL gives to such an error, for `ERROR_NUMBER()`.
    public var number: Int

    public init(
        _ message: String, at position: Position, hint: String = "", detail: String = "", number: Int = 50000
    ) {
        self.message = message
        self.position = position
        self.hint = hint
        self.detail = detail
        self.number = number
    }

    /// The same as the error that people see.
    public var problem: Problem { problem(statement: nil) }

    /// - Parameter statement: the number of the statement in its script, from 1.
    public func problem(statement: Int?) -> Problem {
        let place = "line \(position.line), column \(position.column)"
        let label = statement.map { "statement \($0), \(place)" } ?? place
        return Problem(
            "\(label): \(message)", detail: detail, hint: hint)
    }
}
