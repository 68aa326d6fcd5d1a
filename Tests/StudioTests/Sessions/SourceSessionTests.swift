import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct SourceSessionTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func aCSVIsShownAtOnceAndThenLoaded() async throws {
        let session = try await Session([Session.sample("penguins.csv")])
        #expect(session.screen.contains("Adelie"))
        #expect(session.screen.contains("of 344"))
        #expect(session.state.data.tab?.table?.needsLoading == false)
        #expect(session.state.jobs.all.map(\.state) == [.finished])
    }

    @Test func aFolderShowsItsTablesAndOpensTheFirst() async throws {
        _ = try folder.file("b.csv", "x\n1\n")
        _ = try folder.file("a.csv", "y,z\n1,2\n3,4\n")
        _ = try folder.file("notes.txt", "nothing")
        let session = try await Session([folder.path], size: Size(width: 120, height: 30), folder: "/")
        #expect(session.state.data.tab?.title == "a.csv")
        #expect(session.screen.contains("b.csv"))
        #expect(!session.screen.contains("notes.txt"))
        await session.press("S-Tab")
        let names = session.state.data.tree.rows.map { row in
            if case .file(let file) = row { file.name } else { "" }
        }
        let steps = try #require(names.firstIndex(of: "b.csv"))
        await session.press(Array(repeating: "j", count: steps).joined(separator: " ") + " Enter")
        #expect(session.state.data.tab?.title == "b.csv")
        #expect(session.state.data.tab?.currentValue?.text == "1")
    }

    @Test func aMissingFileIsASentence() async throws {
        let session = try await Session([folder.path + "/nothing.parquet"])
        #expect(session.screen.contains("nothing.parquet"))
        #expect(session.state.data.tab?.hasFailed == true)
        await session.press("j G s Enter")
        #expect(session.state.data.tab?.hasFailed == true)
    }

    @Test func aTruncatedFileIsASentence() async throws {
        let whole = try Data(contentsOf: URL(filePath: Session.sample("planes.parquet")))
        let path = folder.path + "/cut.parquet"
        try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
        let session = try await Session([path])
        #expect(session.state.data.tab?.hasFailed == true)
        #expect(session.screen.contains("cut.parquet"))
    }

    @Test func aTableWithoutRowsSaysSo() async throws {
        let session = try await Session([try folder.file("empty.csv", "a,b\n")])
        #expect(session.screen.contains("no rows"))
        await session.press("j G s Enter = y P Esc")
        #expect(session.screen.contains("no rows"))
    }

    @Test func columnNamesAreNeverSQL() async throws {
        let name = "a\"\"b\"\"; DROP TABLE x"
        let session = try await Session([try folder.file("odd.csv", "\"\(name)\",b\n1,2\n3,4\n")])
        #expect(session.screen.contains("a\"b\"; DROP TABLE"))
        await session.press("S")
        #expect(session.state.data.tab?.currentValue?.text == "3")
        await session.press("=")
        #expect(session.screen.contains("1 of 1"))
    }

    @Test func controlCharactersNeverReachTheTerminal() async throws {
        let session = try await Session([try folder.file("bell.csv", "a,b\nx\u{1b}]0;gone\u{7}y,1\nz,2\n")])
        #expect(session.screen.contains("x␛]0;gone␇y"))
        #expect(!session.screen.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    @Test func aWideTableIsBrowsedToItsEnd() async throws {
        let names = (0..<2_000).map { "c\($0)" }.joined(separator: ",")
        let values = (0..<2_000).map(String.init).joined(separator: ",")
        let session = try await Session([try folder.file("wide.csv", names + "\n" + values + "\n")])
        #expect(session.screen.contains("1 of 1 · 1/2000"))
        await session.press("$")
        #expect(session.screen.contains("1 of 1 · 2000/2000"))
        #expect(session.state.data.tab?.currentValue?.text == "1999")
        await session.press("0 l l")
        #expect(session.state.data.tab?.currentValue?.text == "2")
    }

    @Test func wideCharactersLineUp() async throws {
        let session = try await Session([
            try folder.file("wide.csv", "name,n\n日本語テキスト,1\ne\u{301}te\u{301},2\n👩‍👩‍👧 family,3\n")
        ])
        #expect(session.screen.contains("日本語テキスト  "))
        let frame = session.frame
        let ones = (0..<frame.size.height).compactMap { y in
            (0..<frame.size.width).first { x in frame[x, y].text == "│" }
        }
        #expect(Set(ones).count == 1, "the rule beside the grid is straight")
    }

    @Test func severalSourcesAreTabsThatOpenWhenLookedAt() async throws {
        let session = try await Session([Session.sample("airlines.parquet"), Session.sample("weather.parquet")])
        #expect(session.state.data.tabs.map(\.phase) == [.ready, .waiting])
        await session.press("]")
        #expect(session.state.data.tabs.map(\.phase) == [.ready, .ready])
        #expect(session.screen.contains("of 26,115"))
        await session.press("q")
        #expect(session.state.data.tabs.count == 1)
        await session.press("q")
        #expect(session.store.hasQuit)
    }

    @Test func pathsAreCompleted() async throws {
        let session = try await Session([Session.sample("airlines.parquet")])
        await session.press("o")
        await session.type(Session.samples + "/pen")
        await session.press("Tab Enter")
        #expect(session.state.data.tab?.title == "penguins.csv")
        #expect(session.state.data.tab?.phase == .ready)
    }
}
