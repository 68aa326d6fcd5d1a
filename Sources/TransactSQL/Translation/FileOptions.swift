import Tabular

/// The options of OPENROWSET, of a file format or of COPY INTO, read.
struct FileOptions {
    enum Format: String { case parquet, csv, delta, jsonLines, json }

    var format: Format = .csv
    var dataSource: String?
    var fieldTerminator = ","
    /// nil: line ends of any kind.
    var rowTerminator: String?
    /// nil: no quotes.
    var quote: String? = "\""
    var escape: String?
    var firstRow = 1
    var hasHeader = false
    var parserVersion = "1.0"
    var compression: String?
    var isWide = false
    /// SINGLE_CLOB and its like: a file is one value.
    var single: DataType?
    var codePage: String?
    var rejectsNothing = true

    /// Every row is one value: what JSON files are read with.
    var takesWholeLines: Bool { quote == nil && (fieldTerminator == "\u{0B}" || fieldTerminator == "\u{0}") }
    var takesWholeFile: Bool { rowTerminator == "\u{0B}" || rowTerminator == "\u{0}" }

    /// Options that change nothing here.
    private static let ignored: Set<String> = [
        "ROWSET_OPTIONS", "MAXERRORS", "ERRORFILE", "ERRORFILE_DATA_SOURCE", "ERRORFILE_LOCATION", "CREDENTIAL",
        "ROWS_PER_BATCH", "ORDER", "REJECT_TYPE", "REJECT_VALUE", "REJECT_SAMPLE_VALUE", "REJECTED_ROW_LOCATION",
        "TABLE_OPTIONS", "USE_TYPE_DEFAULT", "DATE_FORMAT", "SERDE_METHOD", "IDENTITY_INSERT", "AUTO_CREATE_TABLE",
        "ERRORFILE_CREDENTIAL", "DATEFORMAT", "OBJECT",
    ]

    init() {}

    init(_ options: [NamedOption], translator: Translator) throws(Diagnostic) {
        for option in options { try read(option, translator: translator) }
        if quote == fieldTerminator { quote = nil }
    }

    mutating func read(_ option: NamedOption, translator: Translator) throws(Diagnostic) {
        switch option.name {
        case "FORMAT", "FORMAT_TYPE", "FILE_TYPE": format = try Self.format(option)
        case "DATA_SOURCE": dataSource = option.text
        case "FIELDTERMINATOR", "FIELD_TERMINATOR": fieldTerminator = Self.characters(option.text)
        case "ROWTERMINATOR", "ROW_TERMINATOR": rowTerminator = Self.characters(option.text)
        case "FIELDQUOTE", "STRING_DELIMITER":
            let text = Self.characters(option.text)
            quote = text.isEmpty || text == "\u{0B}" || text == "\u{0}" ? nil : text
        case "ESCAPECHAR", "ESCAPE_CHAR": escape = Self.characters(option.text)
        case "FIRSTROW", "FIRST_ROW":
            guard let number = Int(option.text), number >= 1 else { throw Self.wrong(option, "a number from 1") }
            firstRow = number
        case "HEADER_ROW": hasHeader = option.text.uppercased() == "TRUE"
        case "PARSER_VERSION": parserVersion = option.text
        case "DATA_COMPRESSION", "COMPRESSION": compression = try Self.compression(option)
        case "DATAFILETYPE": isWide = option.text.lowercased() == "widechar"
        case "ENCODING": isWide = option.text.uppercased() == "UTF16"
        case "CODEPAGE": codePage = option.text.uppercased()
        case "SINGLE_CLOB": single = .varchar
        case "SINGLE_NCLOB": single = .nvarchar
        case "SINGLE_BLOB": single = .binary
        case "FORMAT_OPTIONS":
            if case .list(let list) = option.value { for inner in list { try read(inner, translator: translator) } }
        case "FORMATFILE":
            throw Diagnostic(
                "FORMATFILE is not supported", at: option.position, hint: "Name the columns in a WITH clause.",
                number: 40000)
        case "FILE_FORMAT":
            guard let format = translator.known.fileFormats[option.text.lowercased()] else {
                throw Diagnostic(
                    "there is no external file format '\(option.text)'", at: option.position, number: 46505)
            }
            for inner in format { try read(inner, translator: translator) }
        case let name where Self.ignored.contains(name): translator.note("the option \(name) is ignored")
        case "LOCATION": break
        default:
            throw Diagnostic("there is no option \(option.name) here", at: option.position, number: 102)
        }
    }

    private static func wrong(_ option: NamedOption, _ wanted: String) -> Diagnostic {
        Diagnostic("\(option.name) takes \(wanted), not '\(option.text)'", at: option.position, number: 102)
    }

    private static func format(_ option: NamedOption) throws(Diagnostic) -> Format {
        switch option.text.uppercased() {
        case "PARQUET": return .parquet
        case "CSV", "DELIMITEDTEXT": return .csv
        case "DELTA": return .delta
        case "JSONL", "JSONLINES", "NDJSON": return .jsonLines
        case "JSON": return .json
        default:
            throw Diagnostic(
                "the format '\(option.text)' is not supported", at: option.position,
                hint: "Formats are PARQUET, CSV, DELTA, JSON and JSONL.", number: 40000)
        }
    }

    private static func compression(_ option: NamedOption) throws(Diagnostic) -> String? {
        let text = option.text.uppercased()
        if text.contains("GZIP") { return "gzip" }
        if text.contains("SNAPPY") { return "snappy" }
        if text.contains("ZSTD") { return "zstd" }
        if text == "NONE" || text.isEmpty { return nil }
        throw wrong(option, "GZIP, SNAPPY or NONE")
    }

    /// `'0x0b'`, `'\t'`, `'|'`
    static func characters(_ text: String) -> String {
        if text.lowercased().hasPrefix("0x") {
            let digits = Array(text.dropFirst(2))
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: digits.count - 1, by: 2) {
                bytes.append(UInt8(String(digits[index...(index + 1)]), radix: 16) ?? 0)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        return text.replacing("\\t", with: "\t").replacing("\\n", with: "\n").replacing("\\r", with: "\r")
            .replacing("\\0", with: "\u{0}")
    }
}

extension NamedOption {
    /// The value as a text.
    var text: String {
        switch value {
        case .text(let text), .number(let text), .word(let text): text
        case .list, .none: ""
        }
    }
}
