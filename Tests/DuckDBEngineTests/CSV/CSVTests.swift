import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct CSVTests {
    /// Opens a text, loads it, and returns it with all its rows.
    private func read(_ text: String, name: String = "t.csv") async throws -> (table: OpenedTable, rows: [[String?]]) {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = try folder.file(name, text)
        let table = try await connection.open(SourceLocation(path))
        let unloaded = try await connection.page(of: table.relation, rows: 0..<10_000, columns: nil).texts
        let loaded = try await connection.load(table) { _ in }
        let rows = try await connection.page(of: loaded.relation, rows: 0..<10_000, columns: nil).texts
        #expect(unloaded == rows)
        return (loaded, rows)
    }

    private func types(_ table: OpenedTable) -> [String] { table.schema.columns.map(\.type.name) }

    @Test(arguments: [
        ("1,2,3", "BIGINT"), ("1,2.5,1e3", "DOUBLE"), ("007,008", "VARCHAR"), ("1,007", "VARCHAR"), ("0,0.5", "DOUBLE"),
        ("true,False", "BOOLEAN"), ("2013-01-31,2014-02-28", "DATE"), ("2013-01-31 10:00:00,2014-01-01", "TIMESTAMP"),
        ("2013-01-31T10:00:00Z,2013-01-31T10:00:00+02:00", "TIMESTAMP WITH TIME ZONE"), ("10:00:00,23:59:59.5", "TIME"),
        ("12345678901234567890,1", "HUGEINT"), ("9007199254740993,0.5", "VARCHAR"), ("1_000,2", "VARCHAR"),
        ("+1,2", "DOUBLE"), ("x,1", "VARCHAR"), ("2013-02-31,2013-01-01", "VARCHAR"), ("nan,1.5", "DOUBLE"),
        ("9223372036854775807,1", "BIGINT"), ("0x10,1", "VARCHAR"), ("1.2.3,1", "VARCHAR"),
    ])
    func aTypeKeepsEveryValue(values: String, type: String) async throws {
        let lines = values.split(separator: ",")
        let (table, rows) = try await read("v\n" + lines.joined(separator: "\n") + "\n")
        #expect(types(table) == [type])
        #expect(rows.count == lines.count)
        if type == "VARCHAR" || type == "BIGINT" || type == "HUGEINT" {
            #expect(rows.map { $0[0] } == lines.map(String.init))
        }
    }

    @Test func aLateDecimalIsNotRounded() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let lines = (0..<700_000).map { "\($0),\($0 % 100)" }
        let path = try folder.file("late.csv", "id,v\n" + lines.joined(separator: "\n") + "\n700000,1.75\n700001,007\n")
        let table = try await connection.open(SourceLocation(path))
        #expect(types(table) == ["BIGINT", "BIGINT"])
        #expect(table.notes == ["column types were told from the first rows; loading checks all of them"])
        let seen = ProgressLog()
        let loaded = try await connection.load(table) { seen.add($0) }
        #expect(types(loaded) == ["BIGINT", "VARCHAR"])
        #expect(
            loaded.notes == [
                "v stays text: leading zeros",
                "v is VARCHAR, not BIGINT as its first rows are: line 700002 holds 1.75",
            ])
        #expect(loaded.rowCount == 700_002)
        let end = try await connection.page(of: loaded.relation, rows: 700_000..<700_002, columns: ["v"])
        #expect(end.texts == [["1.75"], ["007"]])
        #expect(seen.all.allSatisfy { $0.done <= $0.total ?? 0 })
    }

    @Test func linesThatDoNotFitAreTold() async throws {
        let (table, rows) = try await read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n\"x,y\",10,11\n12,\"13\n14\",15\n")
        #expect(rows == [["1", "2", "3"], ["4", "5", nil], ["x,y", "10", "11"], ["12", "13\n14", "15"]])
        #expect(
            table.notes == [
                "1 line with too few fields: the rest of the row is NULL (line 3: 2 fields instead of 3)",
                "1 line left out (line 4: 4 fields instead of 3)",
            ])
    }

    @Test func aLineThatLooksLikeAnotherDialectStays() async throws {
        let (table, rows) = try await read("c0\nv0\na;b\n")
        #expect(table.schema.names == ["c0"] && rows == [["v0"], ["a;b"]])
        let wide = (0..<1500).map { $0 < 1000 ? "\($0),x" : "\($0),x,y" }.joined(separator: "\n")
        let (grown, kept) = try await read("n,t\n" + wide + "\n")
        #expect(grown.schema.names == ["n", "t", "column3"] && kept.count == 1500)
        #expect(grown.notes.last?.hasPrefix("1000 lines with too few fields") == true)
    }

    @Test func dialects() async throws {
        #expect(try await read("a;b\n1,5;2\n").rows == [["1.5", "2"]])
        #expect(try await read("a\tb\n1\tx y\n", name: "t.tsv").rows == [["1", "x y"]])
        #expect(try await read("a|b\n1|2\n", name: "t.txt").rows == [["1", "2"]])
        #expect(try await read("a,b\r\n1,2\r\n").rows == [["1", "2"]])
        #expect(try await read("\u{FEFF}a,b\n1,2").table.schema.names == ["a", "b"])
        #expect(try await read("a,b\n\"say \"\"x\"\"\",2\n").rows == [["say \"x\"", "2"]])
        let (noHeader, rows) = try await read("1,x\n2,y\n")
        #expect(noHeader.schema.names == ["column1", "column2"] && rows.count == 2 && noHeader.notes.count == 1)
        let (twice, _) = try await read("a,A,,a\n1,2,3,4\n")
        #expect(twice.schema.names == ["a", "A_2", "column3", "a_3"])
        let (headerOnly, none) = try await read("a,b\n")
        #expect(headerOnly.schema.names == ["a", "b"] && none.isEmpty && headerOnly.rowCount == 0)
    }

    @Test func wordsForMissingValues() async throws {
        let (table, rows) = try await read("x,t\n1,NA\nNA,b\n3,N/A\n")
        #expect(types(table) == ["BIGINT", "VARCHAR"])
        #expect(rows == [["1", nil], [nil, "b"], ["3", "N/A"]])
        #expect(table.notes == ["NA is read as missing, because x is BIGINT but for it"])
        let (text, kept) = try await read("x,t\n1,NA\n2,b\n")
        #expect(kept == [["1", "NA"], ["2", "b"]] && text.notes.isEmpty)
    }

    @Test func longNumbersAreTold() async throws {
        let (table, _) = try await read("x\n1.000000000000000000e+00\n2.5\n")
        #expect(types(table) == ["DOUBLE"])
        #expect(table.notes == ["x: some numbers have more digits than DOUBLE keeps (15 to 17)"])
    }

    @Test func otherEncodingsAndCompression() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let latin = folder.path + "/latin.csv"
        try Data("name\nJos\u{E9}\n".unicodeScalars.map { UInt8($0.value) }).write(to: URL(fileURLWithPath: latin))
        let table = try await connection.open(SourceLocation(latin))
        #expect(table.notes == ["the text is not UTF-8: it is read as Latin-1"])
        #expect(try await connection.page(of: table.relation, rows: 0..<5, columns: nil).texts == [["José"]])
        for (ending, codec) in [("gz", "gzip"), ("zst", "zstd")] {
            let path = "\(folder.path)/t.csv.\(ending)"
            _ = try await connection.execute(
                "COPY (SELECT 1 AS a, 'x' AS b) TO '\(path)' (FORMAT csv, COMPRESSION \(codec))")
            let packed = try await connection.open(SourceLocation(path))
            #expect(types(packed) == ["BIGINT", "VARCHAR"])
            #expect(try await connection.load(packed) { _ in }.rowCount == 1)
        }
    }

    @Test func plainTextNamedLikeAnArchiveIsRead() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        for name in ["t.csv.gz", "t.csv.zst"] {
            let table = try await connection.open(SourceLocation(try folder.file(name, "a,b\n1,x\n2,y\n")))
            #expect(table.notes == ["\(name) is plain text, not an archive"])
            #expect(try await connection.load(table) { _ in }.rowCount == 2)
        }
    }

    @Test func theSampleAsCSVIsTheSampleAsParquet() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let flights = try await connection.open(SourceLocation(Samples.flights))
        let path = folder.path + "/flights.csv"
        let written = try await connection.write(flights.relation.sql, to: .csv(path: path)) { _ in }
        #expect(written.rowCount == 336_776)
        let loaded = try await connection.load(try await connection.open(SourceLocation(path))) { _ in }
        let difference = try await connection.query(
            "SELECT count(*) FROM (SELECT * FROM \(loaded.relation.source) EXCEPT ALL SELECT * FROM \(flights.relation.source))",
            limit: 1)
        #expect(difference.texts == [["0"]])
    }
}

/// What was reported, in order.
final class ProgressLog: @unchecked Sendable {
    // Guarded by the lock.
    private let lock = NSLock()
    private var reports: [WorkProgress] = []
    func add(_ report: WorkProgress) { lock.withLock { reports.append(report) } }
    var all: [WorkProgress] { lock.withLock { reports } }
}
