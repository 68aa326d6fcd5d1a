import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct ReadingTests {
    private func open(
        _ text: String, _ options: ReadingOptions = ReadingOptions(), name: String = "t.csv"
    ) async throws -> (table: OpenedTable, rows: [[String?]]) {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = try folder.file(name, text)
        let table = try await connection.open(SourceLocation([path], reading: options))
        return (table, try await connection.page(of: table.relation, rows: 0..<1000, columns: nil).texts)
    }

    @Test func linesThatDifferAreATable() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = try folder.file(
            "t.csv", "title\n\na,b,c\n1,2,3\n4,5\n6,7,8,9\n\"x\ny\",10,11\n\"p\"q,1,2\n8,9,\"1, 2\"\n")
        let table = try await connection.open(SourceLocation(path))
        let rejects = try #require(table.rejects)
        let page = try await connection.page(of: rejects, rows: 0..<10, columns: nil)
        #expect(page.columns.map(\.name) == ["file", "line", "column", "reason", "text", "lost"])
        #expect(
            page.texts == [
                [path, "5", "c", "2 fields instead of 3", "4,5", "false"],
                [path, "6", nil, "4 fields instead of 3", "6,7,8,9", "true"],
                [path, "9", "a", "stray quote", "\"p\"q,1,2", "true"],
            ])
        #expect(table.reading?.differences.map(\.line) == [5, 6, 9])
        #expect(table.reading?.lostLines == 2 && table.reading?.differingLines == 3 && table.rowCount == 4)
        #expect(table.reading?.isUnusual == true)
        // Another connection can read them too.
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rejects == table.rejects && loaded.reading == table.reading)
    }

    @Test func whatIsAskedForIsDone() async throws {
        let text = "1;2,5\n3;4,5\n"
        #expect(try await open(text, ReadingOptions(hasHeader: true)).table.schema.names == ["1", "2,5"])
        #expect(try await open(text, ReadingOptions(allText: true)).rows == [["1", "2,5"], ["3", "4,5"]])
        let comma = try await open(text, ReadingOptions(delimiter: ",", hasHeader: false))
        #expect(comma.rows == [["1;2", "5"], ["3;4", "5"]])
        #expect(try await open("x\ny\n" + text, ReadingOptions(skippedLines: 3)).rows == [["3", "4.5"]])
        let quotes = try await open("a,b\n\"x,1\n", ReadingOptions(quote: ""))
        #expect(quotes.rows == [["\"x", "1"]] && quotes.table.reading?.dialect?.quote == nil)
        let ambiguous = "a;b\n1,234;x\n5,678;y\n"
        #expect(try await open(ambiguous).rows[0][0] == "1,234")
        #expect(try await open(ambiguous, ReadingOptions(decimalMark: ",")).rows[0][0] == "1.234")
        #expect(try await open(ambiguous, ReadingOptions(decimalMark: ".")).rows[0][0] == "1234")
        #expect(try await open("a,b\n1,é\n", ReadingOptions(encoding: "Latin-1")).rows == [["1", "Ã©"]])
        #expect(comma.table.reading?.options == ReadingOptions(delimiter: ",", hasHeader: false))
        await #expect(throws: Problem.self) { try await open("a\n1\n", ReadingOptions(skippedLines: 9)) }
    }

    @Test func otherWaysToReadAreOffered() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = try folder.file("t.csv", "a;b\n1,5;\"2\"\n3,5;4\n")
        let found = try await connection.readings(of: SourceLocation(path))
        #expect(found.first?.dialect.delimiter == ";" && found.first?.columns == 2)
        #expect(found.contains { $0.dialect.delimiter == "," } && found.contains { $0.dialect.quote == nil })
        #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
        for candidate in found {
            let table = try await connection.open(SourceLocation([path], reading: candidate.options))
            #expect(table.schema.count == candidate.columns)
        }
        #expect(try await connection.readings(of: SourceLocation(Samples.flights)).isEmpty)
        let refused = await problem {
            try await connection.open(SourceLocation([Samples.flights], reading: ReadingOptions(allText: true)))
        }
        #expect(refused?.kind == .usage)
    }

    @Test func aLineWithoutEndIsToldAtOnce() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/long.csv"
        FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        // A hole of a gigabyte, which reads as NUL characters.
        try file.truncate(atOffset: 1 << 30)
        let told = await problem { try await connection.open(SourceLocation(path)) }
        #expect(told?.title == "\(path) is no table of lines: its first line is longer than 4 MB")
        let second = try folder.file(
            "second.csv", "a,b\n1,2\n3," + String(repeating: "x", count: 5_000_000) + "\n4,5\n")
        let table = try await connection.open(SourceLocation(second))
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rowCount == 3 && loaded.reading?.differences.isEmpty == true)
    }

    @Test func archivesAreNotExpandedWhenOpened() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/many.csv.gz"
        _ = try await connection.execute(
            "COPY (SELECT 1 AS a, 'x' AS b FROM range(300000)) TO '\(path)' (FORMAT csv, COMPRESSION gzip)")
        let table = try await connection.open(SourceLocation(path))
        #expect(table.reading?.isComplete == false && table.reading?.dialect?.compression == "gzip")
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rowCount == 300_000 && loaded.reading?.rows == 300_000)
    }

    @Test func whatIsAskedForIsACommandLine() {
        let options = ReadingOptions(
            delimiter: "\t", quote: "", hasHeader: false, encoding: "UTF-16 LE", skippedLines: 2, decimalMark: ",",
            allText: true)
        #expect(
            options.arguments == [
                "--delimiter", "tab", "--quote", "none", "--no-header", "--encoding", "utf-16le", "--skip", "2",
                "--decimal", ",", "--all-text",
            ])
        #expect(ReadingOptions().arguments.isEmpty)
    }

    @Test func readingsAreWrittenAndReadBack() throws {
        let reading = Reading(
            format: .csv, dialect: TextDialect(), columns: 9, rows: 83,
            differences: [LineDifference(file: "f", line: 18, reason: "stray quote", text: "x", isLost: true)])
        #expect(
            reading.summary
                == "comma, quote \", header, UTF-8, 9 columns x 83 rows, 1 line differs: line 18, stray quote")
        #expect(try JSONDecoder().decode(Reading.self, from: JSONEncoder().encode(reading)) == reading)
    }
}
