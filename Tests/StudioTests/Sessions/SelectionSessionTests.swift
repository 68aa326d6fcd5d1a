import DuckDBEngine
import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

/// Selected rows, and tables that are joined by choosing.
@Suite struct SelectionSessionTests {
    private func write(_ text: String, to name: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func whatLooksLikeAKeyIsOneOnlyIfNoOtherRowHasIt() async throws {
        let folder = try TemporaryFolder()
        let path = try write("customer_id,what\n1,a\n2,b\n1,c\n2,d\n", to: "orders.csv", in: folder)
        let session = try await Session([path], folder: folder.path)
        await session.press("x x X Enter")
        #expect(session.state.data.tab?.rowCount == 2)
        #expect(session.screen.contains("a") && !session.screen.contains("equal to selected"))
        await session.press("u")
        #expect(session.state.data.tab?.rowCount == 4)
    }

    @Test func equalRowsAreSaidAndCanBeSavedApart() async throws {
        let folder = try TemporaryFolder()
        let path = try write("v,w\n9,z\n1,a\n1,a\n2,b\n", to: "t.csv", in: folder)
        let session = try await Session([path], folder: folder.path)
        await session.press("s j x X Enter")
        #expect(session.message?.contains("1 row equal to selected ones is shown too") == true)
        #expect(session.state.data.tab?.rowCount == 2)
        await session.press("u")
        // In the order of the screen: 1 1 2 9; the second and the fourth.
        await session.press("g j x j x X")
        await session.type("save them")
        await session.press("Enter C-u")
        await session.type(folder.path + "/some.csv")
        await session.press("Enter")
        #expect(try String(contentsOfFile: folder.path + "/some.csv", encoding: .utf8) == "v,w\n1,a\n9,z\n")
    }

    @Test func cellsOfAllTypesAreFoundAgain() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/types.parquet"
        let database = try DuckDBDatabase.open(warehouse: nil)
        try await database.connect().execute(
            """
            COPY (SELECT i, [i, 7] AS l, {'a': i, 'b': 'say "hi", it''s'} AS s, MAP {'k': i} AS m, '\\x00\\xFF'::BLOB AS b,
                ['a, b', 'c"d'] AS t, i::DECIMAL(9, 2) AS d, INTERVAL (i) DAY AS v FROM range(3) r(i)) TO '\(path)'
            """)
        let session = try await Session([path], size: Size(width: 140, height: 20), folder: folder.path)
        for (column, rows) in [(1, 1), (2, 1), (3, 1), (4, 3), (5, 3), (6, 1), (7, 1)] {
            await session.press("l =")
            #expect(session.state.data.tab?.rowCount == rows, "column \(column): \(session.message ?? "")")
            await session.press("u")
        }
    }

    @Test func aScriptWithAJoinRunsElsewhere() async throws {
        let folder = try TemporaryFolder()
        // Loaded text with a condition is joined as a query over the session's copy of it.
        let session = try await Session(
            [Session.sample("penguins.csv"), Session.sample("weather.parquet")], size: Size(width: 120, height: 34))
        await session.press("= ] M Enter Enter")
        #expect(session.state.data.tab?.schema.names.contains("species") == true, "\(session.message ?? "")")
        for step in ["join anti 'Samples/planes.parquet' on year", "distinct day"] {
            await session.press("z s")
            await session.type(step)
            await session.press("Enter")
        }
        await session.press("w")
        await session.type("script")
        await session.press("Enter C-u")
        await session.type(folder.path + "/s.sql")
        await session.press("Enter")
        let text = try String(contentsOfFile: folder.path + "/s.sql", encoding: .utf8)
        let statements = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
        #expect(!statements.contains("session.main") && !statements.contains("'Samples/"), "\(text)")
        let database = try DuckDBDatabase.open(warehouse: nil)
        _ = try await database.connect().query(text.replacing(";\n", with: ""), limit: 1)
    }

    @Test func aJoinIsProposedOnWhatBothHave() async throws {
        let session = try await Session([Session.sample("flights.parquet")], size: Size(width: 120, height: 34))
        func propose(_ table: String, from column: String) async -> String? {
            await session.press("c")
            await session.type(column)
            await session.press("Enter M")
            await session.type(table)
            await session.press("Enter")
            guard case .prompt(let prompt) = session.state.modals.last else { return nil }
            await session.press("Esc")
            return prompt.edit.text.split(separator: " on ").last.map(String.init)
        }
        #expect(await propose("airlines", from: "dep_delay") == "carrier")
        #expect(await propose("planes", from: "tailnum") == "tailnum")
        #expect(await propose("airports", from: "dest") == "dest = faa")
    }
}
