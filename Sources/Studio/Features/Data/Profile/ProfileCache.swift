import Profiling
import Tabular

/// Profiles of the columns of one set of rows. Sorting keeps them, filtering does not.
struct ProfileCache: Sendable, Equatable {
    /// What the profiles describe.
    private(set) var rows: Relation?
    private(set) var profiles: [String: ColumnProfile] = [:]
    private(set) var problems: [String: Message] = [:]
    /// What is known of the table beyond its columns.
    private(set) var findings: TableFindings?
    /// The column that is being worked on.
    var asked: String?

    /// Forgets everything when other rows are shown.
    mutating func describe(_ relation: Relation) {
        guard rows != relation.unsorted else { return }
        self = ProfileCache()
        rows = relation.unsorted
    }

    subscript(_ column: String) -> ColumnProfile? { profiles[column] }

    func problem(_ column: String) -> Message? { problems[column] }

    /// Whether all there is to know about a column is known.
    func isExact(_ column: String) -> Bool {
        profiles[column].map { $0.basis == .exact && !$0.awaitsMore } ?? false
    }

    /// What a person should know about a column, worst first.
    func warnings(of column: String) -> [ProfileWarning] {
        let ofTable = (findings?.warnings ?? []).filter { $0.column == column }
        return (ofTable + (profiles[column]?.warnings ?? [])).sorted { $0.severity > $1.severity }
    }

    /// All warnings, in the order of the columns, those about the table first.
    func warnings(_ schema: Schema) -> [ProfileWarning] {
        (findings?.warnings ?? []).filter { $0.column == nil } + schema.names.flatMap(warnings(of:))
    }

    /// Keeps a profile, but never a sample over an exact one, nor a part over the whole.
    mutating func insert(_ profile: ColumnProfile) {
        let name = profile.column.name
        problems[name] = nil
        if isExact(name), profile.basis != .exact || profile.awaitsMore { return }
        if profiles[name]?.basis == .exact, profile.basis != .exact { return }
        profiles[name] = profile
    }

    mutating func insert(_ findings: TableFindings, about rows: Relation) {
        if rows == self.rows { self.findings = findings }
    }

    mutating func failed(_ column: String, _ message: Message) { problems[column] = message }
}
