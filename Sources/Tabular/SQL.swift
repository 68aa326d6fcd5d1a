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
