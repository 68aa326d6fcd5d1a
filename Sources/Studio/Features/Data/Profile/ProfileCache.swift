import Profiling
import Tabular

/// Profiles of the columns of one set of rows. Sorting keeps them, filtering does not.
struct ProfileCache: Sendable, Equatable {
    /// What the profiles describe.
    private(set) var rows: Relation?
    private(set) var profiles: [String: ColumnProfile] = [:]
    private(set) var problems: [String: Message] = [:]
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

    func isExact(_ column: String) -> Bool { profiles[column]?.basis == .exact }

    /// Keeps a profile, but never a sample over an exact one.
    mutating func insert(_ profile: ColumnProfile) {
        let name = profile.column.name
        problems[name] = nil
        if isExact(name) && profile.basis != .exact { return }
        profiles[name] = profile
    }

    mutating func failed(_ column: String, _ message: Message) { problems[column] = message }
}
