import Tabular

/// A .NET format for numbers.
struct NumberFormat {
    private let format: String

    init(_ format: String) { self.format = format }

    func sql(of number: String, isWhole: Bool, at position: Position) throws(Diagnostic) -> String {
        if let first = format.first, first.isLetter, format.dropFirst().allSatisfy(\.isNumber), format.count <= 3 {
            return try standard(first, Int(format.dropFirst()), number, isWhole: isWhole, at: position)
        }
        return try custom(number, at: position)
    }

    private func unknown(at position: Position) -> Diagnostic {
        Diagnostic(
            "FORMAT does not know '\(format)' for numbers", at: position,
            hint: "It knows N, F, C, P, D, E, G, X and patterns such as #,##0.00.", number: 40000)
    }

    /// A rounded number with so many places; `separator` is a comma or nothing.
    private func fixed(_ number: String, _ places: Int, separator: String) -> String {
        "format('{:\(separator).\(places)f}', CAST(round(\(number), \(places)) AS DOUBLE))"
    }

    private func standard(
        _ letter: Character, _ places: Int?, _ number: String, isWhole: Bool, at position: Position
    ) throws(Diagnostic) -> String {
        switch letter.uppercased() {
        case "N": return fixed(number, places ?? 2, separator: ",")
        case "F": return fixed(number, places ?? 2, separator: "")
        case "C":
            let text = "'$' || \(fixed("abs(\(number))", places ?? 2, separator: ","))"
            return "CASE WHEN \(number) < 0 THEN '(' || \(text) || ')' ELSE \(text) END"
        case "P": return "(\(fixed("(\(number) * 100)", places ?? 2, separator: ",")) || ' %')"
        case "D" where isWhole:
            let digits =
                "lpad(CAST(abs(\(number)) AS VARCHAR), CAST(greatest(\(places ?? 0), length(CAST(abs(\(number)) AS VARCHAR))) AS INTEGER), '0')"
            return "(CASE WHEN \(number) < 0 THEN '-' ELSE '' END || \(digits))"
        case "X" where isWhole:
            let digits = letter == "X" ? "upper(to_hex(\(number)))" : "lower(to_hex(\(number)))"
            return "lpad(\(digits), CAST(greatest(\(places ?? 0), length(\(digits))) AS INTEGER), '0')"
        case "E":
            let text = "printf('%.\(places ?? 6)\(letter)', CAST(\(number) AS DOUBLE))"
            return "regexp_replace(\(text), '([eE][+-])([0-9]{2})$', '\\10\\2')"
        case "G" where places == nil: return "CAST(\(number) AS VARCHAR)"
        default: throw unknown(at: position)
        }
    }

    /// Patterns such as `#,##0.00 '€'`, `000`, `0.0%`.
    private func custom(_ number: String, at position: Position) throws(Diagnostic) -> String {
        var prefix = ""
        var suffix = ""
        var body = ""
        var quote: Character?
        for character in format {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if body.isEmpty {
                    prefix.append(character)
                } else {
                    suffix.append(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if "0#,.".contains(character) {
                guard suffix.isEmpty else { throw unknown(at: position) }
                body.append(character)
            } else if ";\\eE‰".contains(character) {
                throw unknown(at: position)
            } else if body.isEmpty {
                prefix.append(character)
            } else {
                suffix.append(character)
            }
        }
        let halves = body.split(separator: ".", omittingEmptySubsequences: false)
        guard !body.isEmpty, halves.count <= 2 else { throw unknown(at: position) }
        let whole = halves[0]
        let places = halves.count > 1 ? Array(halves[1]) : []
        let value = suffix.contains("%") || prefix.contains("%") ? "(\(number) * 100)" : number
        var text = fixed("abs(\(value))", places.count, separator: whole.contains(",") ? "," : "")
        // Places written with # are shown only when they are not zero.
        let optional = places.reversed().prefix { $0 == "#" }.count
        if optional > 0 { text = "regexp_replace(\(text), '\\.?0{0,\(optional)}$', '')" }
        let digits = whole.filter { $0 == "0" }.count
        if digits == 0 {
            text = "regexp_replace(\(text), '^0(\\.|$)', '\\1')"
        } else if digits > 1 {
            let width = digits + (places.isEmpty ? 0 : places.count + 1)
            text = "lpad(\(text), CAST(greatest(\(width), length(\(text))) AS INTEGER), '0')"
        }
        let isNegative = "round(\(value), \(places.count)) < 0"
        return
            "(CASE WHEN \(isNegative) THEN '-' ELSE '' END || \(SQL.literal(prefix)) || \(text) || \(SQL.literal(suffix)))"
    }
}
