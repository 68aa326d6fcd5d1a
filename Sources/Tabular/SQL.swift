/// Quoting, in one place: nothing from outside reaches SQL text by any other way.
public enum SQL {
    /// An identifier in double quotes: `a"b` becomes `"a""b"`.
    public static func identifier(_ name: String) -> String { quoted(name, by: "\"") }

    /// A string literal in single quotes: `it's` becomes `'it''s'`.
    public static func literal(_ text: String) -> String { quoted(text, by: "'") }

    private static func quoted(_ text: String, by mark: Character) -> String {
        var result = String(mark)
        result.reserveCapacity(text.utf8.count + 2)
        for character in text.unicodeScalars {
            if character == mark.unicodeScalars.first { result.unicodeScalars.append(character) }
            result.unicodeScalars.append(character)
        }
        result.append(mark)
        return result
    }
}

extension SQL {
    /// A query whose rows JSON can hold: NaN and infinities become text, without which no program would read them, and
    /// names that come twice are told apart as the engine does in a subquery (`a`, `a_1`).
    public static func forJSON(_ query: String, columns: [Column]) -> String {
        var taken: Set<String> = []
        let values = columns.enumerated().map { index, column in
            var name = column.name, number = 1
            while !taken.insert(name.lowercased()).inserted {
                name = "\(column.name)_\(number)"
                number += 1
            }
            let v = "c\(index)", isReal = column.type.kind == .real
            let value = "CASE WHEN isfinite(\(v)) THEN to_json(\(v)) ELSE to_json(CAST(\(v) AS VARCHAR)) END"
            return "\(isReal ? value : v) AS \(identifier(name))"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        return "SELECT \(values.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
    }
}
