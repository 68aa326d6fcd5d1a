import Tabular

extension Session {
    private static let firstBlock = 1 << 18
    /// Sources with more rows are worth a look at the columns' distinct values.
    private static let narrowFrom = 1_000_000

    /// The next row, in a direction, in which some of the columns contains the text.
    func find(
        _ text: String, in relation: Relation, columns: [String], from row: Int, forward: Bool
    ) throws(Problem) -> Int? {
        let schema = try schema(of: "SELECT * FROM " + relation.source)
        let searched = columns.compactMap { schema[$0] }.filter { Self.mayContain(text, $0.type.kind) }
        guard !searched.isEmpty, !text.isEmpty else { return nil }
        let test = Self.test(text, searched)
        let bound = forward ? "> \(row)" : "< \(row)"
        let nearest = forward ? "min" : "max"
        if !relation.sort.isEmpty {
            let index = try makeIndex(of: relation)
            guard index.holdsNumbers, let address = RowAddress(core.sources.layout(of: relation.base)) else {
                let counted = "SELECT row_number() OVER () - 1 AS n, \(test) AS hit FROM \(index.table)"
                return try integer("SELECT \(nearest)(n) FROM (\(counted)) WHERE hit AND n \(bound)")
            }
            guard let test = try narrowed(text, searched, in: relation.unsorted) else { return nil }
            let numbered = Self.numbered(relation, address)
            let hits = "SELECT \(address.number) FROM \(numbered)\(Self.and(relation, test))"
            return try integer("SELECT \(nearest)(rowid) FROM \(index.table) WHERE rowid \(bound) AND row IN (\(hits))")
        }
        if relation.hasAllRows, isNumbered(relation), let address = RowAddress(core.sources.layout(of: relation.base)) {
            return try findByNumber(text, searched, in: relation, address, from: row, forward: forward)
        }
        // Rows are counted as they come by.
        let counted =
            "SELECT row_number() OVER () - 1 AS n, \(test) AS hit FROM \(relation.source)\(relation.whereClause)"
        let end = forward ? "LIMIT 1" : ""
        return try integer(
            "SELECT \(forward ? "n" : "max(n)") FROM (\(counted)) WHERE hit AND n \(bound) \(end)")
    }

    /// Whether the row numbers of a source are its positions: no gaps, in order.
    private func isNumbered(_ relation: Relation) -> Bool {
        switch core.sources.layout(of: relation.base) {
        case .parquet, .loaded: true
        case .table, .file, .copy, .view, nil: false
        }
    }

    private static func test(_ text: String, _ columns: [Column]) -> String {
        let tests = columns.map {
            "contains(lower(CAST(\(SQL.identifier($0.name)) AS VARCHAR)), lower(\(SQL.literal(text))))"
        }
        return "(" + tests.joined(separator: " OR ") + ")"
    }

    /// The test of a large source without the columns that the text is nowhere in, which their distinct values tell
    /// sooner than their rows; nil when it is in none.
    private func narrowed(_ text: String, _ columns: [Column], in relation: Relation) throws(Problem) -> String? {
        let all = Relation(source: relation.base)
        guard isNumbered(relation), try rowCount(of: all) > Self.narrowFrom else {
            return Self.test(text, columns)
        }
        var left: [Column] = []
        for column in columns {
            let values = "(SELECT \(SQL.identifier(column.name)) FROM \(relation.source) GROUP BY 1)"
            let hits = try integer("SELECT count(*) FROM \(values) WHERE \(Self.test(text, [column]))")
            if hits != 0 { left.append(column) }
        }
        return left.isEmpty ? nil : Self.test(text, left)
    }

    /// Reads block by block away from the row, each block larger than the one before.
    private func findByNumber(
        _ text: String, _ columns: [Column], in relation: Relation, _ address: RowAddress, from row: Int, forward: Bool
    ) throws(Problem) -> Int? {
        var test = Self.test(text, columns)
        let numbered = Self.numbered(relation, address)
        let count = try rowCount(of: relation)
        var size = Self.firstBlock
        var edge = forward ? max(0, row + 1) : min(row, count)
        while forward ? edge < count : edge > 0 {
            let range = forward ? edge..<min(edge + size, count) : max(0, edge - size)..<edge
            let hit = try integer(
                "SELECT \(forward ? "min" : "max")(\(address.number)) FROM \(numbered) "
                    + "WHERE (\(address.condition(range))) AND \(test)")
            if let hit { return hit }
            edge = forward ? range.upperBound : range.lowerBound
            if size == Self.firstBlock, (forward ? count - edge : edge) > Self.narrowFrom {
                guard let narrowed = try narrowed(text, columns, in: relation) else { return nil }
                test = narrowed
            }
            size = min(size * 4, 1 << 24)
        }
        return nil
    }

    private static func and(_ relation: Relation, _ test: String) -> String {
        Relation(source: relation.base, filters: relation.filters + [test]).whereClause
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
