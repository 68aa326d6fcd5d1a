import Tabular

/// How strings are compared.
public struct Collation: Sendable, Hashable {
    public var name: String
    public var ignoresCase: Bool
    public var ignoresAccents: Bool

    /// Reads a name such as `SQL_Latin1_General_CP1_CI_AS` or `Latin1_General_100_BIN2_UTF8`.
    public init?(_ name: String) {
        let parts = name.uppercased().split(separator: "_")
        guard parts.count > 1 || name.lowercased() == "database_default" else { return nil }
        self.name = name
        let isBinary = parts.contains("BIN") || parts.contains("BIN2")
        guard isBinary || parts.contains("CI") || parts.contains("CS") else { return nil }
        ignoresCase = !isBinary && parts.contains("CI")
        ignoresAccents = !isBinary && parts.contains("AI")
    }

    /// What databases of Synapse have unless they are told otherwise: case does not count, accents do.
    public static let standard = Collation("SQL_Latin1_General_CP1_CI_AS") ?? Collation(fallback: ())

    private init(fallback: Void) {
        name = "SQL_Latin1_General_CP1_CI_AS"
        ignoresCase = true
        ignoresAccents = false
    }

    /// Equal strings have equal keys. Spaces at the end never count in a comparison.
    func key(_ sql: String) -> String { bare("rtrim(\(sql), ' ')") }

    /// The same where spaces count: inside of LIKE and searches.
    func bare(_ sql: String) -> String {
        var result = sql
        if ignoresCase { result = "lower(\(result))" }
        if ignoresAccents { result = "strip_accents(\(result))" }
        return result
    }

    /// The key of a text that is known.
    func literalKey(_ text: String) -> String? {
        guard !ignoresAccents else { return nil }
        var text = Substring(text)
        while text.last == " " { text = text.dropLast() }
        return SQL.literal(ignoresCase ? text.lowercased() : String(text))
    }
}

/// Where an expression's collation comes from: what is said beats a column's own, which beats the default.
enum CollationSource: Hashable {
    case byDefault
    case column(Collation)
    case explicit(Collation)

    var collation: Collation? {
        switch self {
        case .byDefault: nil
        case .column(let collation), .explicit(let collation): collation
        }
    }
}
