import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Compressed files that are cut off: the engine reads them up to the break and says nothing.
@Suite struct ArchiveTests {
    private let folder: TestFolder
    private let connection: DuckDBConnection

    init() async throws {
        folder = try TestFolder()
        connection = try await memoryConnection()
    }

    /// Text that packs well and text that does not, in blocks of all kinds.
    private func archive(_ ending: String, _ codec: String, rows: Int) async throws -> String {
        let path = folder.path + "/t.\(ending)"
        let format = ending.hasPrefix("json") ? "json" : "csv"
        try await connection.execute(
            """
            COPY (SELECT i AS a, CASE WHEN i % 3 = 0 THEN md5(i::VARCHAR) ELSE repeat('x', i % 50) END AS b
                FROM range(\(rows)) r(i)) TO '\(path)' (FORMAT \(format), COMPRESSION \(codec))
            """)
        return path
    }

    private func cut(_ path: String, at share: Double) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let copy = folder.path + "/cut." + (path.split(separator: "/").last ?? "").dropFirst(2)
        try data.prefix(Int(Double(data.count) * share)).write(to: URL(fileURLWithPath: copy))
        return copy
    }

    @Test(arguments: [("csv.gz", "gzip"), ("csv.zst", "zstd"), ("json.gz", "gzip")], [3, 40_000])
    func anEndIsFoundOrMissed(_ kind: (ending: String, codec: String), _ rows: Int) async throws {
        let path = try await archive(kind.ending, kind.codec, rows: rows)
        #expect(ArchiveEnd.of(path) == .whole)
        for share in [0.3, 0.6, 0.9, 0.99] { #expect(ArchiveEnd.of(try cut(path, at: share)) == .cutOff) }
    }

    @Test func linesLongerThanABufferAreReadOrNamed() async throws {
        let path = folder.path + "/long.csv"
        func write(_ bytes: Int) throws {
            let text = "a,b\n1,z\n2,\(String(repeating: "x", count: bytes))\n3,y\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        // Lines beyond the buffer were left out without a word.
        try write(6_000_000)
        let table = try await connection.load(try await connection.open(SourceLocation(path))) { _ in }
        #expect(table.rowCount == 3 && table.rejects == nil)
        #expect(
            try await connection.query("SELECT max(length(b)) FROM \(table.relation.source)", limit: 1).texts
                == [["6000000"]])
        try write(40_000_000)
        let problem = await #expect(throws: Problem.self) { try await connection.open(SourceLocation(path)) }
        #expect(problem?.title == "line 3 of \(path) is too long to be read: 40 MB")
    }

    @Test func membersOneAfterAnotherAreOneFile() async throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: try await archive("csv.gz", "gzip", rows: 2000)))
        let path = folder.path + "/twice.csv.gz"
        try (data + data).write(to: URL(fileURLWithPath: path))
        #expect(ArchiveEnd.of(path) == .whole)
        try (data + data.dropLast(9)).write(to: URL(fileURLWithPath: path))
        #expect(ArchiveEnd.of(path) == .cutOff)
        // Another length than the one that is said.
        var wrong = data
        wrong[wrong.endIndex - 1] ^= 1
        try wrong.write(to: URL(fileURLWithPath: path))
        #expect(ArchiveEnd.of(path) == .damaged)
    }

    /// A stored block, and one of the fixed code.
    @Test(arguments: [
        "H4sIAAAAAAAEAwEMAPP/YSxiCjEsMgozLDQK5enWzgwAAAA=",
        "H4sIAAAAAAACA0vUSeIy1DHiMtYx4QIA5enWzgwAAAA=",
    ])
    func smallMembers(_ text: String) throws {
        let path = folder.path + "/small.csv.gz"
        try #require(Data(base64Encoded: text)).write(to: URL(fileURLWithPath: path))
        #expect(ArchiveEnd.of(path) == .whole)
    }

    @Test func whatIsMissingIsSaidFirst() async throws {
        for (ending, codec) in [("csv.gz", "gzip"), ("csv.zst", "zstd")] {
            let path = try await archive(ending, codec, rows: 30_000)
            #expect(try await connection.open(SourceLocation(path)).notes.contains { $0.contains("archive") } == false)
            let table = try await connection.open(SourceLocation(try cut(path, at: 0.5)))
            #expect(table.notes.first?.contains("the archive is cut off") == true, "\(table.notes)")
        }
        // More rows than are looked at when it is opened: told when it is loaded.
        let long = try cut(try await archive("csv.gz", "gzip", rows: 200_000), at: 0.9)
        let table = try await connection.open(SourceLocation(long))
        #expect(try await connection.load(table) { _ in }.notes.first?.contains("the archive is cut off") == true)
    }
}
