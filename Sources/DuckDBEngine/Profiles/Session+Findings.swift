import Profiling
import Tabular

extension Session {
    /// Columns that tell rows apart best, and so show first whether rows are duplicates.
    private static let keyColumns = 4

    func findings(about profiles: [ColumnProfile], in relation: Relation) throws(Problem) -> TableFindings {
        try check()
        let columns = profiles.map(\.column)
        guard let rows = profiles.first?.rows else { return TableFindings(rows: 0) }
        let source = try ProfileSource(relation, columns: columns, sample: nil, session: self)
        var findings = TableFindings(rows: rows)
        findings.equalColumns = try equalColumns(profiles, source.all)
        findings.duplicateRows = try duplicateRows(profiles, source.all)
        return findings
    }

    /// Only columns whose figures are equal are compared value by value.
    private func equalColumns(
        _ profiles: [ColumnProfile], _ source: String
    ) throws(Problem) -> [TableFindings.EqualColumns] {
        var found: [TableFindings.EqualColumns] = []
        var taken: Set<Int> = []
        for (index, one) in profiles.enumerated() where one.values > 0 && !taken.contains(index) {
            for other in profiles.indices.dropFirst(index + 1) where !taken.contains(other) {
                guard one.mayEqual(profiles[other]) else { continue }
                let names = [one.column.name, profiles[other].column.name].map(SQL.identifier)
                let difference = try rows(
                    "SELECT 1 FROM (SELECT \(names.joined(separator: ", ")) FROM \(source)) "
                        + "WHERE \(names[0]) IS DISTINCT FROM \(names[1]) LIMIT 1")
                guard difference.isEmpty else { continue }
                taken.insert(other)
                found.append(.init(one.column.name, profiles[other].column.name))
            }
        }
        return found
    }

    /// Rows that equal an earlier one.
    private func duplicateRows(_ profiles: [ColumnProfile], _ source: String) throws(Problem) -> Int? {
        let count = profiles[0].rows
        guard count > 1 else { return 0 }
        // A column of which all values differ tells all rows apart.
        if profiles.contains(where: { !$0.distinctIsEstimate && $0.distinct == count }) { return 0 }
        let best = profiles.sorted { ($0.distinct ?? 0) > ($1.distinct ?? 0) }.prefix(Self.keyColumns)
        let names = profiles.map { SQL.identifier($0.column.name) }
        let key = best.map { SQL.identifier($0.column.name) }.joined(separator: ", ")
        let all = names.joined(separator: ", ")
        // Equal rows have equal hashes; rows of equal hashes are then compared in full.
        let seen = "SELECT hash(\(key)) AS h FROM \(source)"
        let row = try rows("SELECT count(*) - count(DISTINCT h) FROM (\(seen))")
        if row[0][0].whole == 0 { return 0 }
        let crowd = "SELECT h FROM (\(seen)) GROUP BY h HAVING count(*) > 1"
        let duplicates = try rows(
            """
            SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM (SELECT \(all) FROM \(source)) AS t
                WHERE hash(\(key)) IN (\(crowd)) GROUP BY \(all))
            """)
        return duplicates[0][0].whole
    }
}

extension ColumnProfile {
    /// Whether nothing that is known speaks against the columns being equal.
    fileprivate func mayEqual(_ other: ColumnProfile) -> Bool {
        let isSameFamily =
            column.type.kind == other.column.type.kind || (column.type.isNumeric && other.column.type.isNumeric)
        // Lists, structs and maps that are not alike cannot even be compared.
        let isOpaque = [.nested, .binary, .interval, .other].contains(column.type.kind)
        guard !isOpaque || column.type.name == other.column.type.name else { return false }
        guard isSameFamily, nulls == other.nulls, notFinite == other.notFinite else { return false }
        if !distinctIsEstimate, !other.distinctIsEstimate, distinct != other.distinct { return false }
        if let mine = numbers, let its = other.numbers {
            return mine.minimum == its.minimum && mine.maximum == its.maximum
                && abs(mine.mean - its.mean) <= 1e-9 * abs(mine.mean)
        }
        return minimum == other.minimum && maximum == other.maximum && text?.meanLength == other.text?.meanLength
    }
}
