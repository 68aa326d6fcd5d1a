/// Something about a column or a table that a person should know before trusting it.
public struct ProfileWarning: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case noValues = "no-values"
        case constant
        case nearlyUnique = "nearly-unique"
        case mostlyMissing = "mostly-missing"
        case mixedTypes = "mixed-types"
        case numbersAsText = "numbers-as-text"
        case datesAsText = "dates-as-text"
        case sentinel
        case skewed
        case notFinite = "not-finite"
        case futureDates = "future-dates"
        case blank
        case padded
        case spellings
        case manyValues = "many-values"
        case duplicateColumn = "duplicate-column"
        case duplicateRows = "duplicate-rows"
    }

    public enum Severity: Int, Sendable, Hashable, Codable, Comparable, CaseIterable {
        /// Worth knowing.
        case note
        /// Likely to mislead what is computed from the column.
        case warning
        /// The column cannot be used as it is.
        case serious

        public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    public var kind: Kind
    public var severity: Severity
    /// nil for the table as a whole.
    public var column: String?
    /// In a few words, and the numbers and values that show it.
    public var title: String
    public var evidence: String
    /// The condition in SQL of the rows that it is about, where it is about some only.
    public var condition: String?

    public init(
        _ kind: Kind, _ severity: Severity, column: String? = nil, _ title: String, evidence: String,
        condition: String? = nil
    ) {
        self.kind = kind
        self.severity = severity
        self.column = column
        self.title = title
        self.evidence = evidence
        self.condition = condition
    }

    /// `blank values: 12 empty, 3 of nothing but space`
    public var text: String { evidence.isEmpty ? title : title + ": " + evidence }
}

extension ProfileWarning.Severity {
    public var name: String {
        switch self {
        case .note: "note"
        case .warning: "warning"
        case .serious: "serious"
        }
    }

    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        self = Self.allCases.first { $0.name == name } ?? .note
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
