/// Something that went wrong, told so that a person knows what to do next.
///
/// Every error that reaches a screen or the command line is a `Problem`: engines translate theirs into one.
public struct Problem: Error, Sendable, Hashable {
    /// The kind of failure, which decides the exit code of a command.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The work could not be done (exit code 1).
        case failed
        /// What was asked for makes no sense (exit code 2).
        case usage
        /// A service or workspace could not be reached (exit code 3).
        case unreachable
        /// Time ran out (exit code 4).
        case timedOut
        /// A person or a signal stopped it (exit code 130).
        case interrupted
    }

    public var kind: Kind
    /// One sentence that names the cause: "cannot read flights.parquet: no such file".
    public var title: String
    /// What the engine said, or where exactly it happened; may be empty.
    public var detail: String
    /// What to do next; may be empty.
    public var hint: String
    /// What a program can offer to do about it, when there is something.
    public var remedy: Remedy?

    /// - Parameters:
    ///   - title: one sentence, no trailing full stop.
    ///   - detail: the engine's own words, or file, line and column.
    ///   - hint: the remedy, as an instruction.
    ///   - remedy: what a program can offer to do.
    public init(
        _ title: String, detail: String = "", hint: String = "", kind: Kind = .failed, remedy: Remedy? = nil
    ) {
        self.kind = kind
        self.remedy = remedy
        self.title = title
        self.detail = detail
        self.hint = hint
    }

    /// The problem that cancelled work reports.
    public static let cancelled = Problem("cancelled", kind: .interrupted)

    /// The exit code of a command that ends with this problem.
    public var exitCode: Int32 {
        switch kind {
        case .failed: 1
        case .usage: 2
        case .unreachable: 3
        case .timedOut: 4
        case .interrupted: 130
        }
    }
}

extension Problem: CustomStringConvertible {
    /// Title, detail and hint, one to a line.
    public var description: String {
        [title, detail, hint].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension Problem {
    /// Any error as a problem: itself, cancellation, or its description.
    public init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case is CancellationError: self = .cancelled
        default: self = Problem(String(describing: error))
        }
    }
}
