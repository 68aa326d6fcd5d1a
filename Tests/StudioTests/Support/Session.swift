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

    init(
        _ sources: [String] = [], size: Size = Size(width: 80, height: 24), folder: String = Session.samples, theme: String? = nil
    ) throws {
        // One line per session: engines open on first use, as in the program.
        let database = try DuckDBDatabase.open(warehouse: nil)
        let environment = StudioEnvironment(
            workspaceName: "samples", workspacePath: "/tmp", folder: folder, themeFolders: [Session.samples + "/../Themes"],
            connect: { try await database.connect() as! DuckDBConnection },
            engines: { throw Problem("no registry here") })
        store = try StudioApp(
            environment: environment, options: .init(sources: sources.map { SourceLocation($0) }, theme: theme)
        ).start(size: size)
        settle()
    }

    /// The repository's samples.
    static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples").path()

    static func sample(_ name: String) -> String { samples + "/" + name }

    var state: AppState { store.state }
    var frame: Frame { StudioView.frame(store.state) }
    var screen: String { frame.text }
    var message: String? { state.message?.text }

    /// Takes in results until nothing is going on.
    func settle() {
        while !store.isIdle {
            var descriptor = pollfd(fd: store.mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            // The limit is for a test that would hang: results come long before.
            guard poll(&descriptor, 1, 60_000) > 0 else {
                Issue.record("work does not end: \(store.state.running)")
                return
            }
            store.receive()
        }
    }

    /// Presses keys, named as in key maps, and waits for what follows after each.
    func press(_ keys: String) {
        for word in keys.split(separator: " ") {
            guard let key = KeyPress(String(word)) else {
                Issue.record("no key is called \(word)")
                return
            }
            store.send(.key(key))
            settle()
        }
    }

    func type(_ text: String) {
        for character in text { store.send(.key(.character(character))) }
        settle()
    }
}
