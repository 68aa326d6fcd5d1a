import DuckDBEngine
import Foundation
import Profiling
import Registry
import Scoring
import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

/// A person at the studio: keys in, frames out, with the real engine behind it. It waits for work to end, never for time.
final class Session {
    let store: Store

    convenience init(
        _ sources: [String] = [], size: Size = Size(width: 80, height: 24), folder: String = Session.samples,
        theme: String? = nil
    ) async throws {
        // One line per session: engines open on first use, as in the program.
        let database = try DuckDBDatabase.open(warehouse: nil)
        let environment = StudioEnvironment(
            workspaceName: "samples",
            workspacePath: FileManager.default.temporaryDirectory.path + "/atelier-session-\(UUID().uuidString)",
            folder: folder,
            themeFolders: [Session.samples + "/../Themes"],
            connect: {
                guard let connection = try await database.connect() as? DuckDBConnection else {
                    throw Problem("no DuckDB")
                }
                return connection
            },
            engines: { throw Problem("no registry here") })
        try await self.init(sources, environment: environment, size: size, theme: theme)
    }

    deinit {
        let path = store.state.workspacePath
        if path.contains("atelier-session-") { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The same on another workspace.
    init(_ sources: [String], environment: StudioEnvironment, size: Size, theme: String? = nil) async throws {
        store = try StudioApp(
            environment: environment, options: .init(sources: sources.map { SourceLocation($0) }, theme: theme)
        ).start(size: size)
        await settle()
    }

    /// The repository's samples.
    static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples").path()

    static func sample(_ name: String) -> String { samples + "/" + name }

    /// The same relative to the working folder, which is the checkout when tests run: frames show no one's paths.
    static let relativeSamples = "Samples"
    static func relativeSample(_ name: String) -> String { relativeSamples + "/" + name }

    var state: AppState { store.state }
    var frame: Frame { StudioView.frame(store.state) }
    var screen: String { frame.text }
    var message: String? { state.message?.text }

    /// Takes in results until nothing is going on.
    func settle() async {
        while !store.isIdle {
            guard await Self.isReadable(store.mailbox.descriptor) else {
                Issue.record("work does not end: \(store.state.running)")
                return
            }
            store.receive()
        }
    }

    /// Waits on a thread of its own: tests run on the threads that the work needs.
    private static func isReadable(_ descriptor: Int32) async -> Bool {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                // The limit is for a test that would hang: results come long before.
                continuation.resume(returning: poll(&entry, 1, 120_000) > 0)
            }
        }
    }

    /// Presses keys, named as in key maps, and waits for what follows after each.
    func press(_ keys: String) async {
        for word in keys.split(separator: " ") {
            guard let key = KeyPress(String(word)) else {
                Issue.record("no key is called \(word)")
                return
            }
            store.send(.key(key))
            await settle()
        }
    }

    /// Replays a session's lines; a mistake in them, or a text that is not on the screen, fails the test.
    func play(_ lines: String) async throws {
        let player = SessionPlayer(try SessionScript(lines, file: "session"))
        while !player.isOver {
            player.step(store)
            await settle()
        }
        if let problem = player.problem { Issue.record("\(problem.title)\n\(screen)") }
    }

    func paste(_ text: String) async {
        store.send(.key(.paste(text)))
        await settle()
    }

    func type(_ text: String) async {
        for character in text { store.send(.key(.character(character))) }
        await settle()
    }
}
