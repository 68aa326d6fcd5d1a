/// Why no screen could be opened.
public struct TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in one sentence without a full stop.
    public var title: String
    /// What to do about it.
    public var hint: String

    public init(_ title: String, hint: String = "") {
        self.title = title
        self.hint = hint
    }

    public var description: String { hint.isEmpty ? title : "\(title); \(hint)" }
}
