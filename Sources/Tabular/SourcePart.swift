/// A table inside a source: a sheet of a workbook, a table or view of a database.
public struct SourcePart: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable {
        case sheet, table, view, file
    }

    public var name: String
    public var kind: Kind
    /// What to open to get it: `book.xlsx#Sheet2`.
    public var location: SourceLocation
    /// Rows, when they are known without counting.
    public var rows: Int?

    public init(name: String, kind: Kind, location: SourceLocation, rows: Int? = nil) {
        self.name = name
        self.kind = kind
        self.location = location
        self.rows = rows
    }
}
