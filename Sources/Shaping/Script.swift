import Foundation
public import Tabular

/// A chain as a statement that people read and run elsewhere: a common table expression for each step.
///
/// The first one is called `source` and says where the rows come from; `replay` puts another table there.
public struct Script: Sendable, Hashable {
    public var sql: String

    public init(sql: String) { self.sql = sql }

    /// - Parameters:
    ///   - source: a FROM expression that can be understood anywhere (absolute paths).
    ///   - schema: the source's columns.
    public init(_ chain: Chain, source: String, label: String, columns: [String]) {
        var parts = ["-- \(Self.line(label))\nsource AS (\n    FROM \(source)\n)"]
        var previous = "source"
        var names: [String]? = columns
        var order = ""
        for (index, known) in chain.steps.enumerated() {
            var step = known
            // On another table other values may become columns.
            if case .pivot(var pivot) = known {
                pivot.values = nil
                step = .pivot(pivot)
            }
            let isLast = index == chain.steps.count - 1
            // An order is one only at the end.
            if isLast, case .sort(let keys) = step {
                order = "\nORDER BY " + keys.map(\.sql).joined(separator: ", ")
                break
            }
            let name = "step\(index + 1)"
            let body = step.sqlInside(from: previous, columns: names).replacing("\n", with: "\n    ")
            parts.append("-- \(Self.line(step.description))\n\(name) AS (\n    \(body)\n)")
            names = step.isQuery && !step.keepsColumns ? nil : names.map { step.names(after: $0) }
            previous = name
        }
        sql = "WITH\n" + parts.joined(separator: ",\n") + "\nSELECT * FROM \(previous)\(order);\n"
    }

    /// A comment must not end before its line does.
    private static func line(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 32 ? " " : Character($0) })
    }

    /// The statement with another table as its source.
    /// - Throws: a `Problem` when the text has no `source AS ( … )`.
    public func replaying(on source: String) throws(Problem) -> String {
        guard let place = sourceBody else {
            throw Problem(
                "the script has no 'source AS (…)' to put the table in",
                hint: "Begin it with: WITH source AS (FROM 'file.parquet') SELECT …", kind: .usage)
        }
        return Script(sql: sql.replacingCharacters(place, with: "\n    FROM \(source)\n")).query
    }

    /// What stands in the parentheses behind `source AS`.
    private var sourceBody: Range<String.Index>? {
        var words: [Substring] = []
        var scanner = SQLScanner(sql)
        while let token = scanner.next() {
            if token == "(", words.suffix(2).map({ $0.lowercased() }) == ["source", "as"] {
                let start = scanner.index
                guard let end = scanner.skipToClosing() else { return nil }
                return start..<end
            }
            words = words.suffix(1) + [token]
        }
        return nil
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}

/// Words, signs and quoted text of SQL, without comments.
private struct SQLScanner {
    let text: String
    var index: String.Index

    init(_ text: String) {
        self.text = text
        index = text.startIndex
    }

    mutating func next() -> Substring? {
        while index < text.endIndex {
            let character = text[index]
            if character.isWhitespace {
                text.formIndex(after: &index)
            } else if text[index...].hasPrefix("--") {
                index = text[index...].firstIndex { $0.isNewline } ?? text.endIndex
            } else if text[index...].hasPrefix("/*") {
                index = text[index...].firstRange(of: "*/")?.upperBound ?? text.endIndex
            } else {
                return token(character)
            }
        }
        return nil
    }

    private mutating func token(_ first: Character) -> Substring {
        let start = index
        text.formIndex(after: &index)
        if first == "'" || first == "\"" {
            index = text[index...].firstIndex(of: first).map { text.index(after: $0) } ?? text.endIndex
        } else if first.isLetter || first == "_" {
            index = text[index...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? text.endIndex
        }
        return text[start..<index]
    }

    /// Goes behind the parenthesis that closes the one just read; where it stands.
    mutating func skipToClosing() -> String.Index? {
        var depth = 1
        while let token = next() {
            if token == "(" { depth += 1 }
            if token == ")" { depth -= 1 }
            if depth == 0 { return text.index(before: index) }
        }
        return nil
    }
}

extension Script {
    /// Reads a script from a file.
    /// - Throws: a `Problem` when it cannot be read as UTF-8 text.
    public init(contentsOf path: String) throws(Problem) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem("cannot read \(path)", hint: "Check the path.")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw Problem("\(path) is not UTF-8 text") }
        self.init(sql: text)
    }

    /// The statement without a semicolon at its end, so that it can stand in parentheses.
    public var query: String {
        var text = sql[...]
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
