import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct ReadingsSessionTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func view(_ session: Session) throws -> ReadingsView {
        guard case .readings(let view) = session.state.modals.last else { throw Problem("it is not open") }
        return view
    }

    @Test func otherWaysAreShownAndTaken() async throws {
        let path = try folder.file("t.csv", "a;b,c\n1;2,5\n3;4,5\n")
        let session = try await Session([path], size: Size(width: 120, height: 30))
        #expect(session.state.data.tab?.schema.names == ["a", "b,c"])
        await session.press("i")
        #expect(session.screen.contains("semicolon, quote \", header, UTF-8, decimal comma, 2 columns x 2 rows"))
        let comma = try #require(
            try view(session).lines.firstIndex {
                if case .other(let way) = $0 { way.dialect.delimiter == "," } else { false }
            })
        await session.press(Array(repeating: "j", count: comma).joined(separator: " "))
        #expect(try view(session).preview?.page.columns.map(\.name) == ["a;b", "c"])
        #expect(session.screen.contains("1;2"))
        await session.press("Enter")
        #expect(session.state.modals.isEmpty)
        #expect(session.state.data.tab?.schema.names == ["a;b", "c"])
        #expect(session.state.data.tabs.count == 1)
    }

    @Test func choicesByHandAreShownAtOnce() async throws {
        let session = try await Session(
            [try folder.file("t.csv", "x\n1,2\n3,4\n")], size: Size(width: 80, height: 24))
        await session.press("i G Enter")
        #expect(try view(session).form != nil)
        await session.type("x")
        #expect(try view(session).wanted?.delimiter == "x")
        await session.press("Backspace")
        await session.type("comma")
        await session.press("Down Down Right Right Down Down")
        await session.type("1")
        #expect(try view(session).preview?.page.columns.map(\.name) == ["column1", "column2"])
        await session.press("Up Up Up Up")
        await session.type("?!")
        #expect(session.screen.contains("the delimiter is one character"))
        await session.press("Enter Backspace Backspace Enter")
        #expect(session.state.data.tab?.schema.names == ["column1", "column2"])
        #expect(session.state.data.tab?.location.reading.skippedLines == 1)
    }

    @Test func linesThatDifferAreSaidAndOpened() async throws {
        let path = try folder.file("t.csv", "a,b\n1,2\n3\n4,5,6\n7,8\n")
        let session = try await Session([path], size: Size(width: 110, height: 24))
        #expect(session.message?.contains("2 lines differ, first line 3, 1 field instead of 2") == true)
        await session.press("i j")
        #expect(session.screen.contains("line 4: 3 fields instead of 2"))
        await session.press("Enter")
        #expect(session.state.data.tab?.schema.names == ["file", "line", "column", "reason", "text", "lost"])
        #expect(session.state.data.tab?.rowCount == 2)
    }

    @Test func otherFormatsHaveAPage() async throws {
        let session = try await Session([Session.sample("planes.parquet")])
        await session.press("i")
        #expect(session.state.modals.last?.kind == .reader && session.screen.contains("Statement"))
        await session.press("Esc")
    }
}
