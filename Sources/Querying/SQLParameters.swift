public import Tabular

extension SQLText {
    /// A statement with values in the place of its parameters.
    /// - Parameter values: by parameter as it is written (`$since`, `@limit`) or by its bare name. A value that reads as
    ///   a number, TRUE, FALSE, NULL or a quoted text is taken as it is; everything else is a text.
    /// - Throws: a problem that names the first parameter without a value.
    public func substituting(_ values: [String: String], in statement: SQLStatement) throws(Problem) -> String {
        guard !statement.parameters.isEmpty else { return self[statement.range] }
        var result = ""
        var at = statement.range.lowerBound
        for token in tokens[statement.tokens] where token.kind == .parameter {
            let name = text(token)
            guard let value = values[name] ?? values[String(name.drop { "$@".contains($0) })] else {
                throw Problem(
                    "the parameter \(name) has no value", hint: "Give one with --param \(name.dropFirst())=VALUE.",
                    kind: .usage)
            }
            result += self[at..<token.range.lowerBound] + Self.literal(value)
            at = token.range.upperBound
        }
        return result + self[at..<statement.range.upperBound]
    }

    /// A value that a person typed, as SQL.
    static func literal(_ value: String) -> String {
        let text = SQLText(value)
        let tokens = text.tokens
        if tokens.count == 1, [.number, .string].contains(tokens[0].kind), text.text(tokens[0]) == value {
            let isClosed = tokens[0].kind == .number || (value.count > 1 && value.hasSuffix("'"))
            if isClosed, Double(value) != nil || value.hasPrefix("'") { return value }
        }
        if value.hasPrefix("-"), Double(value) != nil { return value }
        if ["TRUE", "FALSE", "NULL"].contains(value.uppercased()) { return value.uppercased() }
        return SQL.literal(value)
    }
}
