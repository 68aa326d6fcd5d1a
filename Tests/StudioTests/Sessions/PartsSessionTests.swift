import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

/// Workbooks and databases: a choice among their tables, in a picker and in the tree.
@Suite struct PartsSessionTests {
    private let folder: TemporaryFolder
    private static let book = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "DuckDBEngineTests/Fixtures/book.xlsx").path()

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.book, toPath: folder.path + "/book.xlsx")
    }

    private var book: String { folder.path + "/book.xlsx" }

    @Test func aWorkbookAsksWhichSheet() async throws {
        let session = try await Session([book])
        #expect(session.screen.contains("Which one of book.xlsx?"))
        #expect(session.screen.contains("Second sheet"))
        await session.press("Down Enter")
        #expect(session.state.data.tabs.map(\.location) == [SourceLocation(book + "#Second sheet")])
        #expect(session.screen.contains("oops"))
    }

    @Test func leavingTheChoiceLeavesASentence() async throws {
        let session = try await Session([book], size: Size(width: 200, height: 40))
        await session.press("Esc")
        #expect(session.screen.contains("holds 5 sheets"))
        // Opening it again asks again.
        await session.press("o")
        await session.type(book)
        await session.press("Enter")
        #expect(session.screen.contains("Which one of"))
    }

    @Test func theTreeShowsTheSheets() async throws {
        _ = try folder.file("a.csv", "x\n1\n")
        let session = try await Session([folder.path], size: Size(width: 120, height: 30), folder: "/")
        await session.press("S-Tab")
        let rows = session.state.data.tree.rows
        let at = try #require(rows.firstIndex { if case .file(let file) = $0 { file.isContainer } else { false } })
        await session.press(Array(repeating: "j", count: at).joined(separator: " ") + " Enter")
        #expect(session.screen.contains("Orders") && session.screen.contains("Numbers"))
        await session.press("j Enter")
        #expect(session.state.data.tab?.location == SourceLocation(folder.path + "/book.xlsx#Orders"))
        #expect(session.screen.contains("customer"))
        await session.press("S-Tab h")
        #expect(!session.screen.contains("Second sheet"))
    }

    @Test func pathsCompleteToSheets() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 200, height: 40))
        await session.press("o")
        await session.type(book + "#Sec")
        #expect(session.screen.contains("Second sheet"))
        await session.press("Tab Enter")
        #expect(session.state.data.tab?.location == SourceLocation(book + "#Second sheet"))
    }

    @Test func nothingIsFetchedWithoutAYes() throws {
        let part = EngineExtension(name: "excel", purpose: "Excel files", megabytes: 4)
        let missing = Problem("Excel files need DuckDB's excel extension", remedy: .fetch(part))
        var state = Make.app()
        _ = state.run(.data(.open([SourceLocation("book.xlsx")])))
        _ = state.run(.data(.openFailed(1, missing)))
        guard case .confirm(let confirm)? = state.modals.last else {
            Issue.record("no question")
            return
        }
        #expect(confirm.question.contains("4 MB from pypi.org"))
        // The first answer does nothing.
        var refused = state
        #expect(!refused.press("Enter").contains { $0.startedID == EffectID("extension.excel") })
        #expect(state.press("l Enter").contains { $0.startedID == EffectID("extension.excel") })
        _ = state.run(.data(.remedy(.fetched(tab: 1, part))))
        #expect(state.data.tab?.phase == .opening)
    }
}
