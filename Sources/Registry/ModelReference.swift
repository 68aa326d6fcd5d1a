public import Tabular

/// A model version as people write it: `delays`, `delays:3` or `delays@champion`.
public struct ModelReference: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Which version of the model is meant.
    public enum Selector: Sendable, Hashable, Codable {
        case latest
        case version(Int)
        case alias(String)
    }

    public var name: String
    public var selector: Selector

    public init(name: String, selector: Selector = .latest) {
        self.name = name
        self.selector = selector
    }

    /// Parses `NAME[:VERSION|@ALIAS]`. Throws a usage `Problem` that says what is wrong.
    public init(_ text: String) throws(Problem) {
        if let at = text.lastIndex(of: "@") {
            let alias = String(text[text.index(after: at)...])
            guard !alias.isEmpty else { throw Self.malformed(text) }
            self.init(name: String(text[..<at]), selector: .alias(alias))
        } else if let colon = text.lastIndex(of: ":") {
            guard let version = Int(text[text.index(after: colon)...]), version > 0 else { throw Self.malformed(text) }
            self.init(name: String(text[..<colon]), selector: .version(version))
        } else {
            self.init(name: text)
        }
        try Self.validate(name: name)
    }

    /// Checks a model's name: letters, digits, `-`, `_`, `.`, and spaces inside.
    public static func validate(name: String) throws(Problem) {
        let allowed = name.allSatisfy { $0.isLetter || $0.isNumber || "-_. ".contains($0) }
        let trimmed = !name.isEmpty && name.first != " " && name.last != " " && name.first != "."
        if !allowed || !trimmed {
            throw Problem(
                "'\(name)' cannot be a model's name",
                hint: "Use letters, digits, '-', '_' and '.', for example 'flight-delays'.", kind: .usage)
        }
    }

    private static func malformed(_ text: String) -> Problem {
        Problem("'\(text)' names no model version", hint: "Write NAME, NAME:VERSION or NAME@ALIAS.", kind: .usage)
    }

    public var description: String {
        switch selector {
        case .latest: name
        case .version(let number): "\(name):\(number)"
        case .alias(let alias): "\(name)@\(alias)"
        }
    }
}
