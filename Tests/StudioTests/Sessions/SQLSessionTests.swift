import Editing
import Foundation
import Querying
import Screen
import Tabular
import Testing

@testable import Studio

/// The SQL place: typing, running, answers.
@Suite struct SQLSessionTests {
    private func session(_ text: String = "", size: Size = Size(width: 120, height: 36)) async throws -> Session {
        let session = try await Session(size: size)
        await session.press("2")
        if !text.isEmpty { await session.paste(text) }
        return session
    }

    private func answer(_ session: Session, _ row: Int, _ column: Int) -> String? {
        session.state.data.tab?.tiles.value(row: row, column: column)?.text
    }

    @Test func aQueryIsTypedAndRun() async throws {
        let session = try await session()
        await session.type("SELECT carrier, count(*) AS n FROM '")
        await session.type(Session.samples + "/fli")
        #expect(session.state.sql.popup?.items.first?.text.hasSuffix("flights.parquet") == true)
        await session.press("Tab")
        await session.type("' GROUP BY ALL ORDER BY n DESC")
        await session.press("F5")
        #expect(session.state.sql.script?.mistake == nil, "\(session.message ?? "")")
        #expect(answer(session, 0, 0) == "UA" && answer(session, 0, 1) == "58665")
        #expect(session.state.data.tab?.rowCount == 16 && session.screen.contains("answer 1"))
        // The answer has the powers of every table; the text keeps what was typed.
        await session.press("F6 j s")
        #expect(session.state.data.tab?.view.sort.map(\.column) == ["carrier"] && answer(session, 0, 0) == "9E")
        await session.press("Esc")
        #expect(session.state.sql.isInEditor)
    }

    @Test func severalStatementsGiveSeveralAnswers() async throws {
        let session = try await session(
            "CREATE TEMP TABLE t AS SELECT 1 AS a;\nSELECT a FROM t;\nSELECT 'x' AS b, 2 AS c;")
        await session.press("F7")
        let answers = session.state.data.tabs.filter { $0.owner != nil }
        #expect(answers.map { $0.rowCount } == [1, 1] && answers.map { $0.schema.names } == [["a"], ["b", "c"]])
        #expect(session.state.message?.text.hasPrefix("3 statements in") == true, "\(session.message ?? "")")
        // A run takes the place of the one before.
        await session.press("F5")
        #expect(session.state.data.tabs.filter { $0.owner != nil }.count == 1)
    }

    @Test func mistakesAreShownWhereTheyAre() async throws {
        let session = try await session("SELECT 1;\nSELECT a,\n  bogus FROM (SELECT 1 AS a)")
        await session.press("F7")
        #expect(session.state.sql.script?.mistake?.position == TextPosition(line: 2, column: 2))
        #expect(session.message?.contains("statement 2, line 3, column 3") == true, "\(session.message ?? "")")
        await session.type("x")
        #expect(session.state.sql.script?.mistake == nil)
    }

    @Test func columnsOfFilesAreOffered() async throws {
        let session = try await session("SELECT  FROM '\(Session.sample("penguins.csv"))'")
        await session.press("C-Home")
        for _ in 0..<7 { await session.press("Right") }
        await session.type("bill")
        let first = session.state.sql.popup?.items.first
        if first == nil { await session.press("C-Space") }
        #expect(session.state.sql.popup?.items.map(\.text).prefix(2) == ["bill_length_mm", "bill_depth_mm"])
        #expect(session.screen.contains("bill_depth_mm"))
        await session.press("Down Enter")
        #expect(session.state.sql.script?.editor.text.hasPrefix("SELECT bill_depth_mm FROM") == true)
    }

    @Test func parametersAreAskedForAndKept() async throws {
        let session = try await session("SELECT $what || '!' AS a, $n + 1 AS b")
        await session.press("F5")
        await session.type("hello")
        await session.press("Enter")
        await session.type("41")
        await session.press("Enter")
        #expect(answer(session, 0, 0) == "hello!" && answer(session, 0, 1) == "42", "\(session.message ?? "")")
        await session.press("F5")
        guard case .prompt(let prompt)? = session.state.modals.last else {
            Issue.record("no prompt")
            return
        }
        #expect(prompt.edit.text == "hello", "the last value is proposed")
    }

    @Test func whatCannotBeTakenBackIsAskedFor() async throws {
        let session = try await session(
            "CREATE OR REPLACE TEMP TABLE t AS SELECT 1 AS a;\nDELETE FROM t;\nSELECT count(*) AS n FROM t")
        await session.press("F7")
        #expect(session.screen.contains("there is no WHERE") && session.state.data.tabs.isEmpty)
        await session.press("Esc F7 r")
        #expect(answer(session, 0, 0) == "0", "\(session.message ?? "")")
        session.store.send(.sql(.toggleReadOnly))
        await session.press("F7")
        #expect(session.message?.hasPrefix("Read-only") == true)
    }

    @Test func theTextIsKeptAsItIsTyped() async throws {
        let first = try await session()
        await first.type("SELECT 42 AS kept")
        let file = first.state.workspacePath + "/scripts/script 1.sql"
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "SELECT 42 AS kept")
        await first.press("C-t")
        await first.type("SELECT 2")
        #expect(first.state.sql.scripts.map(\.name) == ["script 1", "script 2"])
        #expect(FileManager.default.fileExists(atPath: first.state.workspacePath + "/scripts/script 2.sql"))
    }

    @Test func plansAreTrees() async throws {
        let session = try await session("SELECT species, count(*) FROM '\(Session.sample("penguins.csv"))' GROUP BY 1")
        await session.press("M-X")
        #expect(session.screen.contains("share of time") && session.screen.contains("group by"), "\(session.screen)")
        await session.press("j Esc M-x")
        #expect(session.screen.contains("rows (guess)"))
    }

    @Test func textIsFoundAndReplaced() async throws {
        let session = try await session("SELECT a, b, a FROM t")
        await session.press("C-Home M-r")
        await session.type("a")
        await session.press("Tab")
        await session.type("xyz")
        await session.press("M-a")
        #expect(
            session.state.sql.script?.editor.text == "SELECT xyz, b, xyz FROM t"
                && session.state.sql.find?.note == "2 replaced")
        await session.press("Esc M-u")
        #expect(session.state.sql.script?.editor.text == "SELECT a, b, a FROM t")
    }

    @Test func formattingHistoryAndVim() async throws {
        let session = try await session("select 1 as a,2 as b")
        await session.press("M-q")
        #expect(session.state.sql.script?.editor.text == "SELECT 1 AS a, 2 AS b\n")
        await session.press("F5 M-h")
        #expect(session.screen.contains("What was run") && session.screen.contains("SELECT 1 AS a, 2 AS b"))
        await session.press("Esc M-v")
        #expect(session.screen.contains("NORMAL"))
        await session.press("g g d d i")
        await session.type("SELECT 7 AS seven")
        await session.press("Esc F5")
        #expect(answer(session, 0, 0) == "7", "\(session.message ?? "")")
    }

    @Test func placesKeepTheirTables() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 120, height: 36))
        await session.press("2")
        await session.paste("SELECT 1 AS one")
        await session.press("F5 F6")
        #expect(session.state.data.tab?.schema.names == ["one"])
        await session.press("1")
        #expect(session.state.data.tab?.title == "penguins.csv" && session.state.data.shownTabs.count == 1)
        await session.press("2")
        #expect(session.state.data.tab?.schema.names == ["one"])
    }

    @Test(arguments: [
        Size(width: 20, height: 4), Size(width: 40, height: 10), Size(width: 80, height: 24),
        Size(width: 200, height: 60),
    ])
    func everySizeIsDrawn(size: Size) async throws {
        let session = try await session("SELECT 1 AS a", size: size)
        await session.press("F5 C-f")
        await session.type("S")
        #expect(session.frame.size == size)
        await session.press("Esc C-Space F6 j Esc M-x")
        #expect(session.frame.size == size)
    }
}

/// T-SQL on the screen.
@Suite struct TransactSessionTests {
    private func session(_ text: String) async throws -> Session {
        let session = try await Session(size: Size(width: 120, height: 36))
        await session.press("2")
        await session.paste(text)
        return session
    }

    private func answer(_ session: Session, _ row: Int, _ column: Int) -> String? {
        session.state.data.tab?.tiles.value(row: row, column: column)?.text
    }

    @Test func aScriptOfTransactSQLIsKnownAndRun() async throws {
        let session = try await session(
            """
            DECLARE @n int = 7;
            PRINT N'half of ' + CAST(@n AS varchar(10));
            SELECT @n / 2 AS half, 'a' + 'b' AS word;
            SELECT TOP (2) species, body_mass_g FROM OPENROWSET(BULK '\(Session.sample("penguins.csv"))',
                FORMAT = 'CSV', HEADER_ROW = TRUE, PARSER_VERSION = '2.0') AS r ORDER BY body_mass_g DESC;
            """)
        #expect(session.state.sql.script?.dialect == .tsql && session.screen.contains("T-SQL"))
        await session.press("F5")
        #expect(session.state.sql.script?.mistake == nil, "\(session.message ?? "")")
        #expect(answer(session, 0, 0) == "3" && answer(session, 0, 1) == "ab")
        #expect(session.state.sql.script?.answers.count == 2 && session.state.sql.script?.said == ["half of 7"])
        await session.press("F6 ]")
        #expect(answer(session, 0, 0) == "Gentoo" && session.state.data.tab?.rowCount == 2)
        await session.press("Esc M-m")
        #expect(session.screen.contains("half of 7"))
    }

    @Test func mistakesAreShownInTheScript() async throws {
        let session = try await session("SELECT 1 AS a;\nSELECT nosuch(2) AS b;\nGO\nPRINT 'x'")
        await session.press("F5")
        #expect(
            session.state.sql.script?.mistake?.position == TextPosition(line: 1, column: 7), "\(session.message ?? "")")
        // A batch is checked before it starts: nothing of it ran.
        #expect(session.state.sql.script?.answers.isEmpty == true)
        await session.press("M-d")
        #expect(session.state.sql.script?.dialect == .duckdb)
    }
}
