import Tabular

/// A .NET format for dates.
struct DateFormat {
    enum Part: Hashable {
        /// A format of strftime.
        case engine(String)
        case text(String)
        /// The first digits of the fraction of a second.
        case fraction(Int)
    }

    private let pattern: String

    init(_ format: String) { pattern = Self.standard[format] ?? format }

    /// Formats of one letter.
    private static let standard: [String: String] = [
        "d": "M/d/yyyy", "D": "dddd, MMMM d, yyyy", "f": "dddd, MMMM d, yyyy h:mm tt",
        "F": "dddd, MMMM d, yyyy h:mm:ss tt",
        "g": "M/d/yyyy h:mm tt", "G": "M/d/yyyy h:mm:ss tt", "m": "MMMM d", "M": "MMMM d",
        "o": "yyyy-MM-ddTHH:mm:ss.fffffff", "O": "yyyy-MM-ddTHH:mm:ss.fffffff", "s": "yyyy-MM-ddTHH:mm:ss",
        "t": "h:mm tt", "T": "h:mm:ss tt", "u": "yyyy-MM-dd HH:mm:ssZ", "y": "MMMM yyyy", "Y": "MMMM yyyy",
    ]

    private static let codes: [String: String] = [
        "yyyy": "%Y", "yyy": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%-m", "dddd": "%A",
        "ddd": "%a",
        "dd": "%d", "d": "%-d", "HH": "%H", "H": "%-H", "hh": "%I", "h": "%-I", "mm": "%M", "m": "%-M", "ss": "%S",
        "s": "%-S", "tt": "%p",
    ]

    func parts(at position: Position) throws(Diagnostic) -> [Part] {
        var parts: [Part] = []
        let characters = Array(pattern)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character == "\\", index + 1 < characters.count {
                parts.append(.text(String(characters[index + 1])))
                index += 2
                continue
            }
            if character == "'" || character == "\"" {
                let end = characters[(index + 1)...].firstIndex(of: character) ?? characters.count
                parts.append(.text(String(characters[(index + 1)..<end])))
                index = end + 1
                continue
            }
            var end = index
            while end < characters.count, characters[end] == character { end += 1 }
            let run = String(characters[index..<end])
            index = end
            if character == "f" || character == "F" {
                parts.append(.fraction(run.count))
            } else if "yMdHhmst".contains(character) {
                guard let code = Self.codes[run] else {
                    throw Diagnostic("FORMAT does not know '\(run)'", at: position, number: 40000)
                }
                parts.append(.engine(code))
            } else if "zKg%".contains(character) {
                throw Diagnostic("FORMAT does not know '\(run)'", at: position, number: 40000)
            } else {
                parts.append(.text(run))
            }
        }
        return parts
    }

    /// SQL for a timestamp in the format.
    static func sql(_ parts: [Part], of date: String) -> String {
        var pieces: [String] = []
        var format = ""
        func flush() {
            if !format.isEmpty { pieces.append("strftime(\(date), \(SQL.literal(format)))") }
            format = ""
        }
        for part in parts {
            switch part {
            case .engine(let code): format += code
            case .text(let text): format += text.replacing("%", with: "%%")
            case .fraction(let digits):
                flush()
                pieces.append(
                    digits > 6 ? "(strftime(\(date), '%f') || '0')" : "left(strftime(\(date), '%f'), \(digits))")
            }
        }
        flush()
        if pieces.isEmpty { return "''" }
        return pieces.count == 1 ? pieces[0] : "(" + pieces.joined(separator: " || ") + ")"
    }
}
