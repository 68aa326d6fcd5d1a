import Foundation
import Tabular
import Testing

@testable import Studio

/// Files that change, appear or vanish while they are open.
@Suite struct ChangedFileSessionTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-changed-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func write(_ text: String, to name: String = "a.csv") throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file, options: .atomic)
        return file.path
    }

    @Test func aChangeIsSaidOnceAndReadWhenAskedForWithTheStepsThatWereDone() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try write("a,b\n1,x\n2,y\n3,y\n")
        let session = try await Session([path])
        session.store.send(.data(.filter("b = 'y'")))
        await session.settle()
        session.store.send(.data(.checkFiles))
        await session.settle()
        #expect(session.state.data.tab?.staleness == nil && session.state.data.tab?.rowCount == 2)
        _ = try write("a,b\n1,x\n2,y\n3,y\n4,y\n")
        session.store.send(.data(.checkFiles))
        await session.settle()
        #expect(session.message == "a.csv has changed since the table was opened")
        #expect(session.screen.contains("(changed)") && session.state.data.tab?.watched == nil)
        await session.press("r")
        #expect(session.state.data.tab?.rowCount == 3 && session.state.data.tab?.view.filters == ["b = 'y'"])
        #expect(!session.screen.contains("(changed)") && session.state.data.tab?.watched != nil)
    }

    @Test func stepsThatNoLongerFitAreSaidAndTheTableIsShown() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try await Session([try write("a,b\n1,x\n2,y\n")])
        session.store.send(.data(.filter("b = 'y'")))
        await session.settle()
        _ = try write("a,c\n1,x\n2,y\n")
        await session.press("r")
        #expect(session.message?.contains("b") == true)
        #expect(session.state.data.tab?.schema.names == ["a", "c"] && session.state.data.tab?.rowCount == 2)
    }

    @Test func filesThatVanishOrAppearAreNamed() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["1.csv", "2.csv"] { _ = try write("a\n1\n", to: name) }
        let session = try await Session([folder.path + "/*.csv"])
        let shown = session.state.data.tab?.rowCount
        try FileManager.default.removeItem(at: folder.appending(path: "1.csv"))
        _ = try write("a\n5\n", to: "3.csv")
        session.store.send(.data(.checkFiles))
        await session.settle()
        #expect(session.message == "1.csv is gone, 3.csv is new since the table was opened")
        #expect(session.state.data.tab?.rowCount == shown)
    }
}
