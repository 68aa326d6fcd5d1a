import Tabular

/// Numbers and values inside a warning.
enum WarningText {
    static func count(_ number: Int) -> String { FigureText.count(number) }

    static func of(_ number: Int, _ noun: String) -> String { count(number) + " " + noun + (number == 1 ? "" : "s") }

    static func share(_ part: Int, of whole: Int) -> String { FigureText.share(part, of: whole) }

    static func number(_ value: Double) -> String { FigureText.number(value, digits: 4) }

    /// A value in quotes, cut where it is long.
    static func quoted(_ text: String?) -> String {
        guard let text else { return "NULL" }
        return "'" + (text.count > 24 ? text.prefix(23) + "…" : text) + "'"
    }

    /// `'a' (12 rows), 'b' (1 row)`
    static func list(_ values: [TopValue], quoted isQuoted: Bool = true) -> String {
        values.map { value in
            (isQuoted ? quoted(value.value.text) : value.value.text ?? "NULL") + " (\(of(value.count, "row")))"
        }.joined(separator: ", ")
    }
}
