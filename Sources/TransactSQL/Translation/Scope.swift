import Tabular

/// A column that a table of a FROM clause gives.
struct SourceColumn: Hashable {
    var name: String
    var type: DataType
    var collation = CollationSource.byDefault
    /// The engine's SQL of it, where that is not its name behind the table's.
    var sql: String?
}

/// The files behind an OPENROWSET, for `filepath()` and `filename()`.
struct FileOrigin: Hashable {
    var locations: [FileLocation]
}

/// A table of a FROM clause, as expressions see it.
final class ScopeEntry {
    /// What columns are qualified by in the engine's SQL.
    let alias: String
    /// The schema, when the table has no alias of its own, so that `dbo.t.x` is understood.
    let schema: String?
    /// nil: not known.
    let columns: [SourceColumn]?
    let files: FileOrigin?
    /// Columns of the engine that no `*` shows.
    let hidden: [String]
    private let index: [String: [Int]]

    init(
        alias: String, schema: String? = nil, columns: [SourceColumn]?, files: FileOrigin? = nil, hidden: [String] = []
    ) {
        self.alias = alias
        self.schema = schema
        self.columns = columns
        self.files = files
        self.hidden = hidden + (files == nil ? [] : [FileColumns.path])
        var index: [String: [Int]] = [:]
        for (number, column) in (columns ?? []).enumerated() {
            index[column.name.lowercased(), default: []].append(number)
        }
        self.index = index
    }

    /// The same table with one more column that no `*` shows.
    func hiding(_ column: String) -> ScopeEntry {
        let known = hidden.filter { files == nil || $0 != FileColumns.path }
        return ScopeEntry(alias: alias, schema: schema, columns: columns, files: files, hidden: known + [column])
    }

    /// What `*` is in the engine's SQL.
    var star: String {
        if let columns, columns.contains(where: { $0.sql != nil }) {
            return columns.map {
                ($0.sql ?? SQL.identifier(alias) + "." + SQL.identifier($0.name)) + " AS " + SQL.identifier($0.name)
            }
            .joined(separator: ", ")
        }
        let left = hidden.map(SQL.identifier).joined(separator: ", ")
        return SQL.identifier(alias) + ".*" + (hidden.isEmpty ? "" : " EXCLUDE (\(left))")
    }

    /// Whether `*` of the engine shows just its columns.
    var isPlain: Bool { hidden.isEmpty && columns?.contains { $0.sql != nil } != true }

    /// The columns of a name; case does not count.
    func columns(named name: String) -> [SourceColumn] {
        guard let columns else { return [] }
        return (index[name.lowercased()] ?? []).map { columns[$0] }
    }
}

/// The tables that an expression sees: those of its own query, then those of the queries around it.
final class Scope {
    var entries: [ScopeEntry] = []
    let parent: Scope?
    /// Set while a grouped query's output is translated: what may stand outside of aggregates.
    var groups: GroupKeys?
    /// Inside the argument of an aggregate, where groups do not count.
    var aggregateDepth = 0

    init(parent: Scope?) { self.parent = parent }
}

/// The expressions that a query is grouped by, by their SQL, and what stands for each in the output.
struct GroupKeys {
    /// nil stands for the expression itself.
    var outputs: [String: String] = [:]
    var isGrouped: Bool
}
