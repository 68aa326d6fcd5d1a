import Foundation
import Screen
import Testing

@testable import Studio

/// What a person sees, as text, at the sizes that people have.
@Suite struct FrameTests {
    private static let sizes = [Size(width: 80, height: 24), Size(width: 140, height: 42), Size(width: 20, height: 4)]

    /// Paths in frames are relative to the samples' folder, wherever the checkout is.
    private func check(_ session: Session, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let size = session.state.size
        Golden.check(session.screen, "\(name)-\(size.width)x\(size.height)", sourceLocation: sourceLocation)
    }

    /// A session whose paths are the same everywhere: a table of the session's own under a short name.
    private func penguins(_ size: Size) async throws -> Session {
        try await Session([Session.relativeSample("penguins.csv")], size: size, folder: Session.relativeSamples)
    }

    @Test(arguments: sizes) func browse(size: Size) async throws {
        let session = try await penguins(size)
        check(session, "grid")
        await session.press("l l j j s")
        check(session, "sorted")
        await session.press("Enter")
        check(session, "record")
    }

    @Test(arguments: sizes) func describe(size: Size) async throws {
        let session = try await penguins(size)
        await session.press("P")
        check(session, "profiles")
    }

    @Test(arguments: sizes) func ask(size: Size) async throws {
        let session = try await penguins(size)
        await session.press(":")
        await session.type("sort")
        check(session, "palette")
        await session.press("Esc f")
        await session.type("bil")
        check(session, "filter")
        await session.press("Tab")
        await session.type(" > > 3")
        await session.press("Enter")
        #expect(session.state.modals.last?.kind == .prompt)
        await session.press("Esc")
    }

    @Test(arguments: sizes) func shape(size: Size) async throws {
        let session = try await penguins(size)
        await session.press("a")
        await session.type("kg = body_mass_g / 1000")
        await session.press("Enter f")
        await session.type("kg > 4")
        await session.press("Enter")
        check(session, "shaped")
        await session.press("L")
        check(session, "journal")
        await session.press("Esc F")
        check(session, "values")
    }

    @Test func look() async throws {
        let session = try await penguins(Size(width: 100, height: 30))
        await session.press("S-Tab")
        check(session, "tree")
        await session.press("Esc c")
        check(session, "columns")
    }
}
