import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct WindowTests {
    /// Sources of every layout with the same rows: `id`, a number with ties and NULLs, a text.
    private static let query = """
        SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE (i * 37 % 101)::DOUBLE END AS x, 'name ' || (i * 13 % 50) AS t
        FROM range(5000) r(i)
        """

    private func sources(_ connection: DuckDBConnection, _ folder: TestFolder) async throws -> [OpenedTable] {
        let one = folder.path + "/one.parquet"
        _ = try await connection.execute("COPY (\(Self.query)) TO '\(one)' (FORMAT parquet, ROW_GROUP_SIZE 1000)")
        var parts: [String] = []
        for part in 0..<3 {
            parts.append("\(folder.path)/part\(part).parquet")
            _ = try await connection.execute(
                "COPY (SELECT * FROM (\(Self.query)) WHERE id // 1700 = \(part)) TO '\(parts[part])' (FORMAT parquet)")
        }
        _ = try await connection.execute("COPY (\(Self.query)) TO '\(folder.path)/t.csv'")
        _ = try await connection.execute("CREATE TABLE stored AS \(Self.query); CREATE VIEW seen AS \(Self.query)")
        _ = try await connection.execute(
            "CREATE TABLE gaps AS SELECT * FROM stored UNION ALL SELECT id + 9000, x, t FROM stored")
        _ = try await connection.execute("DELETE FROM gaps WHERE id >= 9000 OR id IS NULL")
        let csv = try await connection.open(SourceLocation(folder.path + "/t.csv"))
        return [
            try await connection.open(SourceLocation(one)), try await connection.open(SourceLocation(parts)), csv,
            try await connection.load(csv) { _ in }, try await connection.open(SourceLocation("stored")),
            try await connection.open(SourceLocation("seen")), try await connection.open(SourceLocation("gaps")),
        ]
    }

    private static let shapes: [(filters: [String], sort: [SortKey])] = [
        ([], []), ([], [SortKey("x")]), ([], [SortKey("x", descending: true), SortKey("t")]), (["x > 50"], []),
        (["x > 50", "t LIKE '%1'"], [SortKey("t"), SortKey("id", descending: true)]), (["x IS NULL"], [SortKey("t")]),
        (["false"], []), (["false"], [SortKey("x")]),
    ]

    @Test func pagesJoinedAreTheQuerysAnswer() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        for table in try await sources(connection, folder) {
            for shape in Self.shapes {
                let relation = Relation(source: table.relation.source, filters: shape.filters, sort: shape.sort)
                // Equal rows come in the source's order, which is that of the ids.
                let order = (shape.sort.map(\.sql) + ["id"]).joined(separator: ", ")
                let expected = try await connection.query(
                    "SELECT id, x, t FROM \(table.relation.source)\(relation.whereClause) ORDER BY \(order)",
                    limit: .max
                ).texts
                #expect(try await connection.rowCount(of: relation) == expected.count)
                let name = "\(table.format) \(shape)"
                // Not prepared: the first pages, then far ones.
                let first = try await connection.page(of: relation, rows: 0..<150, columns: nil).texts
                #expect(first.count == min(150, expected.count))
                if table.format != .view && table.format != .csv || shape.sort.isEmpty {
                    #expect(first == Array(expected.prefix(150)), "\(name)")
                }
                try await connection.prepareOrder(of: relation)
                var joined: [[String?]] = []
                for start in stride(from: 0, to: 5001, by: 1701) {
                    let page = try await connection.page(
                        of: relation, rows: start..<(start + 1701), columns: ["id", "x", "t"])
                    #expect(page.firstRow == start)
                    joined += page.texts
                }
                if table.rowCount != nil && table.format != .csv || shape.sort.isEmpty {
                    #expect(joined == expected, "\(name)")
                } else {
                    // Without row numbers, equal rows come in any order.
                    #expect(Set(joined) == Set(expected) && joined.count == expected.count, "\(name)")
                    #expect(first == Array(joined.prefix(150)), "\(name)")
                }
                #expect(try await connection.rowCount(of: relation) == expected.count)
                let past = try await connection.page(of: relation, rows: 6000..<6010, columns: ["t"])
                #expect(past.rows.isEmpty && past.columns.map(\.name) == ["t"])
            }
        }
    }

    @Test func columnsMayBeCalledLikeTheEnginesOwn() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let query = "SELECT 100 - i AS row, 10 * i AS rowid FROM range(50) r(i)"
        _ = try await connection.execute("COPY (\(query)) TO '\(folder.path)/odd.csv'")
        _ = try await connection.execute("COPY (\(query)) TO '\(folder.path)/odd.parquet'")
        let csv = try await connection.open(SourceLocation(folder.path + "/odd.csv"))
        let parquet = try await connection.open(SourceLocation(folder.path + "/odd.parquet"))
        for table in [csv, try await connection.load(csv) { _ in }, parquet] {
            var relation = table.relation
            relation.sort = [SortKey("row")]
            try await connection.prepareOrder(of: relation)
            let page = try await connection.page(of: relation, rows: 0..<41, columns: nil)
            #expect(page.rows.compactMap { $0[0].text } == (51...91).map(String.init))
            #expect(try await connection.find("490", in: relation, columns: ["rowid"], from: -1, forward: true) == 0)
        }
    }

    @Test func onlyTheAskedColumnsCome() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        let relation = Relation(source: table.relation.source, sort: [SortKey("distance", descending: true)])
        let page = try await connection.page(of: relation, rows: 0..<3, columns: ["dest", "distance"])
        #expect(page.columns.map(\.name) == ["dest", "distance"])
        #expect(page.texts == [["HNL", "4983"], ["HNL", "4983"], ["HNL", "4983"]])
        try await connection.prepareOrder(of: relation)
        let last = try await connection.page(
            of: relation, rows: 336_775..<336_780, columns: ["origin", "dest", "distance"])
        #expect(last.texts == [["EWR", "LGA", "17"]])
    }

    @Test func findGoesBothWays() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        for table in try await sources(connection, folder) {
            for shape in Self.shapes.prefix(5) {
                let relation = Relation(
                    source: table.relation.source, filters: shape.filters, sort: shape.sort + [SortKey("id")])
                let sorted =
                    shape.sort.isEmpty ? Relation(source: relation.source, filters: relation.filters) : relation
                let all = try await connection.query(
                    "SELECT id, x, t FROM \(sorted.source)\(sorted.whereClause) ORDER BY "
                        + (shape.sort.map(\.sql) + ["id"]).joined(separator: ", "), limit: .max
                ).texts
                for (text, columns) in [("NAME 1", ["t"]), ("77", ["id", "x"]), ("zebra", ["t"])] {
                    for start in [-1, 300] {
                        let hits = all.indices.filter { row in
                            columns.contains { column in
                                let value = all[row][["id", "x", "t"].firstIndex(of: column)!]
                                return value?.lowercased().contains(text.lowercased()) == true
                            }
                        }
                        let next = try await connection.find(
                            text, in: sorted, columns: columns, from: start, forward: true)
                        #expect(next == hits.first { $0 > start }, "\(table.format) \(shape) \(text) \(start)")
                        let before = try await connection.find(
                            text, in: sorted, columns: columns, from: start, forward: false)
                        #expect(before == hits.last { $0 < start }, "\(table.format) \(shape) \(text) \(start)")
                    }
                }
            }
        }
    }

    @Test func findInManyRows() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/many.parquet"
        let query =
            "SELECT (i % 100)::INTEGER AS n, CASE WHEN i = 1500000 THEN 'needle' ELSE 'hay' END AS t FROM range(1600000) r(i)"
        try await connection.write(query, to: .parquet(path: path)) { _ in }
        let table = try await connection.open(SourceLocation(path))
        func find(_ text: String, _ row: Int, _ forward: Bool, _ relation: Relation) async throws -> Int? {
            try await connection.find(text, in: relation, columns: ["n", "t"], from: row, forward: forward)
        }
        #expect(try await find("needle", 0, true, table.relation) == 1_500_000)
        #expect(try await find("needle", 1_599_999, false, table.relation) == 1_500_000)
        #expect(try await find("777", 0, true, table.relation) == nil)
        #expect(try await find("99", 100, true, table.relation) == 199)
        let sorted = Relation(source: table.relation.source, sort: [SortKey("t", descending: true)])
        #expect(try await find("NEEDLE", -1, true, sorted) == 0)
        #expect(try await find("777", -1, true, sorted) == nil)
    }

    @Test func changedTablesAreOrderedAgain() async throws {
        let connection = try await memoryConnection()
        _ = try await connection.execute("CREATE TABLE t AS SELECT i FROM range(2000) r(i)")
        let table = try await connection.open(SourceLocation("t"))
        let relation = Relation(source: table.relation.source, sort: [SortKey("i", descending: true)])
        try await connection.prepareOrder(of: relation)
        _ = try await connection.execute("INSERT INTO t VALUES (5000)")
        #expect(try await connection.page(of: relation, rows: 0..<1, columns: nil).texts == [["5000"]])
        #expect(try await connection.rowCount(of: relation) == 2001)
    }

    @Test func oldOrdersAreDropped() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        for column in table.schema.names.prefix(12) {
            try await connection.prepareOrder(of: Relation(source: table.relation.source, sort: [SortKey(column)]))
        }
        let left = try await connection.query(
            "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'session'", limit: 1)
        #expect((left.texts[0][0].flatMap { Int($0) } ?? 0) <= 7)
    }

    @Test func twoThousandColumns() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let columns = (0..<2000).map { "i + \($0) AS c\($0)" }.joined(separator: ", ")
        let path = folder.path + "/wide.parquet"
        try await connection.write("SELECT \(columns) FROM range(300) r(i)", to: .parquet(path: path)) { _ in }
        let table = try await connection.open(SourceLocation(path))
        #expect(table.schema.count == 2000)
        let page = try await connection.page(of: table.relation, rows: 290..<300, columns: ["c0", "c1999"])
        #expect(page.texts.last == ["299", "2298"])
        let all = try await connection.page(of: table.relation, rows: 0..<1, columns: nil)
        #expect(all.columns.count == 2000)
    }

    @Test func typesThatOnlyTheEnginePrintsAreShown() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/v.parquet"
        _ = try await connection.execute("CREATE TABLE v AS SELECT 42::VARIANT AS v, 1 AS i")
        _ = path
        let table = try await connection.open(SourceLocation("v"))
        let page = try await connection.page(of: table.relation, rows: 0..<1, columns: nil)
        #expect(page.texts == [["42", "1"]] && page.columns[0].type.name == "VARIANT")
    }
}
