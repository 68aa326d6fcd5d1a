import Screen
import Tabular

/// The choices of how to read delimited text, made by hand.
struct ReadingForm: Sendable, Equatable {
    enum Field: Int, Sendable, CaseIterable {
        case delimiter, quote, header, encoding, skip, decimal, allText
    }

    var cursor = Field.delimiter
    var delimiter: TextEdit
    var quote: TextEdit
    var skip: TextEdit
    var hasHeader: Bool?
    var encoding: String?
    var decimalMark: String?
    var allText: Bool

    init(_ options: ReadingOptions) {
        delimiter = TextEdit(options.delimiter.map(Self.word) ?? "")
        quote = TextEdit(options.quote.map { $0.isEmpty ? "none" : $0 } ?? "")
        skip = TextEdit(options.skippedLines.map(String.init) ?? "")
        hasHeader = options.hasHeader
        encoding = options.encoding
        decimalMark = options.decimalMark
        allText = options.allText
    }

    private static func word(_ character: String) -> String {
        let name = TextDialect.name(of: character)
        return name.hasPrefix("'") ? character : name
    }

    /// What will not do; nil when everything will.
    var problem: String? {
        if !delimiter.isEmpty, TextDialect.character(delimiter.text) == nil {
            return "the delimiter is one character, or a word such as tab, comma, semicolon, bar, space"
        }
        if !quote.isEmpty, quote.text != "none", quote.text.utf8.count != 1 {
            return "the quote is one character, or none"
        }
        if !skip.isEmpty, Int(skip.text).map({ $0 >= 0 }) != true { return "the lines to leave out are a number" }
        return nil
    }

    var options: ReadingOptions {
        ReadingOptions(
            delimiter: TextDialect.character(delimiter.text),
            quote: quote.isEmpty ? nil : quote.text == "none" ? "" : quote.text, hasHeader: hasHeader,
            encoding: encoding, skippedLines: Int(skip.text), decimalMark: decimalMark, allText: allText)
    }

    var takesText: Bool { cursor == .delimiter || cursor == .quote || cursor == .skip }

    mutating func move(to step: Int) {
        let last = Field.allCases.count - 1
        cursor = Field(rawValue: max(0, min(cursor.rawValue + step, last))) ?? .delimiter
    }

    /// Returns whether something changed.
    mutating func handle(_ key: KeyPress) -> Bool {
        let before = self
        switch key {
        case .key(.right, []) where !takesText, .character(" ") where !takesText: change(1)
        case .key(.left, []) where !takesText: change(-1)
        default:
            switch cursor {
            case .delimiter: _ = delimiter.handle(key)
            case .quote: _ = quote.handle(key)
            case .skip: _ = skip.handle(key)
            default: break
            }
        }
        return self != before
    }

    private static let encodings: [String?] = [nil, "UTF-8", "UTF-16 LE", "UTF-16 BE", "Windows-1252", "Latin-1"]

    private mutating func change(_ step: Int) {
        func next<T: Equatable>(_ value: T, of all: [T]) -> T {
            let index = all.firstIndex(of: value) ?? 0
            return all[(index + step + all.count) % all.count]
        }
        switch cursor {
        case .header: hasHeader = next(hasHeader, of: [nil, true, false])
        case .encoding: encoding = next(encoding, of: Self.encodings)
        case .decimal: decimalMark = next(decimalMark, of: [nil, ".", ","])
        case .allText: allText.toggle()
        case .delimiter, .quote, .skip: break
        }
    }

    var rows: [FormRow] {
        let found = "found out"
        return Field.allCases.map { field in
            switch field {
            case .delimiter: FormRow("Delimiter", .field(delimiter, placeholder: found))
            case .quote: FormRow("Quote", .field(quote, placeholder: found))
            case .header: FormRow("Header", .choice(hasHeader.map { $0 ? "yes" : "no" } ?? found))
            case .encoding: FormRow("Encoding", .choice(encoding ?? found))
            case .skip: FormRow("Lines to leave out", .field(skip, placeholder: found))
            case .decimal: FormRow("Decimal mark", .choice(decimalMark.map(TextDialect.name) ?? found))
            case .allText: FormRow("All columns as text", .toggle(allText))
            }
        }
    }
}
