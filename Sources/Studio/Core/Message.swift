import Tabular

/// What the message line says until the next key.
struct Message: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case info, success, warning, error }

    var kind: Kind
    var text: String
    /// What to do next; shown behind the text when there is room.
    var hint: String
    /// The engine's own words, shown on request.
    var detail: String

    init(_ text: String, kind: Kind = .info, hint: String = "", detail: String = "") {
        self.kind = kind
        self.text = text
        self.hint = hint
        self.detail = detail
    }

    init(_ problem: Problem) {
        let kind: Kind = problem.kind == .interrupted ? .info : .error
        self.init(Self.sentence(problem.title), kind: kind, hint: problem.hint, detail: problem.detail)
    }

    /// A title as a sentence begins: with a capital, unless it begins with a name.
    private static func sentence(_ title: String) -> String {
        guard let first = title.split(separator: " ").first, first.allSatisfy({ $0.isLowercase }) else { return title }
        return title.prefix(1).uppercased() + title.dropFirst()
    }
}
