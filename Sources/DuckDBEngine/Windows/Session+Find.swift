import Tabular

extension Session {
    /// The next row, in a direction, in which some of the columns contains the text.
    func find(
        _ text: String, in relation: Relation, columns: [String], from row: Int, forward: Bool
    ) throws(Problem) -> Int? {
        let schema = try schema(of: "SELECT * FROM " + relation.source)
        let tests = columns.compactMap { schema[$0] }.filter { Self.mayContain(text, $0.type.kind) }.map {
            "contains(lower(CAST(\(SQL.identifier($0.name)) AS VARCHAR)), lower(\(SQL.literal(text))))"
        }
        guard !tests.isEmpty, !text.isEmpty else { return nil }
        let test = "(" + tests.joined(separator: " OR ") + ")"
        let bound = forward ? "> \(row)" : "< \(row)"
        let nearest = forward ? "min" : "max"
        if !relation.sort.isEmpty {
            let index = try makeIndex(of: relation)
            guard index.holdsNumbers, let address = RowAddress(core.sources.layout(of: relation.source)) else {
                return try integer("SELECT \(nearest)(rowid) FROM \(index.table) WHERE rowid \(bound) AND \(test)")
            }
            let hits = "SELECT \(address.number) FROM \(relation.source)\(Self.and(relation, test))"
            return try integer("SELECT \(nearest)(rowid) FROM \(index.table) WHERE rowid \(bound) AND row IN (\(hits))")
        }
        if relation.filters.isEmpty, isNumbered(relation.source),
            let address = RowAddress(core.sources.layout(of: relation.source))
        {
            return try findByNumber(test, in: relation.source, address, from: row, forward: forward)
        }
        // Rows are counted as they come by.
        let counted =
            "SELECT row_number() OVER () - 1 AS n, \(test) AS hit FROM \(relation.source)\(relation.whereClause)"
        let end = forward ? "LIMIT 1" : ""
        return try integer(
            "SELECT \(forward ? "n" : "max(n)") FROM (\(counted)) WHERE hit AND n \(bound) \(end)")
    }

    /// Whether the row numbers of a source are its positions: no gaps, in order.
    private func isNumbered(_ source: String) -> Bool {
        switch core.sources.layout(of: source) {
        case .parquet, .loaded: true
        case .table, .file, .copy, .view, nil: false
        }
    }

    /// Reads block by block away from the row, each block larger than the one before.
    private func findByNumber(
        _ test: String, in source: String, _ address: RowAddress, from row: Int, forward: Bool
    ) throws(Problem) -> Int? {
        let count = try rowCount(of: Relation(source: source))
        var size = 1 << 18
        var edge = forward ? max(0, row + 1) : min(row, count)
        while forward ? edge < count : edge > 0 {
            let range = forward ? edge..<min(edge + size, count) : max(0, edge - size)..<edge
            let hit = try integer(
                "SELECT \(forward ? "min" : "max")(\(address.number)) FROM \(source) "
                    + "WHERE (\(address.condition(range))) AND \(test)")
            if let hit { return hit }
            edge = forward ? range.upperBound : range.lowerBound
            size = min(size * 4, 1 << 24)
        }
        return nil
    }

    private static func and(_ relation: Relation, _ test: String) -> String {
        Relation(source: relation.source, filters: relation.filters + [test]).whereClause
    }

    /// Whether values of a kind can contain the text at all: there is no `x` in a number.
    private static func mayContain(_ text: String, _ kind: ColumnType.Kind) -> Bool {
        let alphabet: String
        switch kind {
        case .integer: alphabet = "-0123456789"
        case .real: alphabet = "-+.0123456789einfat"
        case .decimal: alphabet = "-.0123456789"
        case .date, .time, .timestamp: alphabet = "-+.:0123456789 ()bcinfty"
        case .boolean: alphabet = "truefals"
        case .text, .interval, .binary, .nested, .other: return true
        }
        return text.lowercased().allSatisfy(alphabet.contains)
    }
}
