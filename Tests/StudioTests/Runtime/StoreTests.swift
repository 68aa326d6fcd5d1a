import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

/// Says a sentence, perhaps only after it has been asked to stop.
private struct Say: Work {
    var text: String
    var waitsToBeStopped = false

    func run(_ context: EffectContext) async throws -> Action? {
        while waitsToBeStopped {
            try Task.checkCancellation()
            await Task.yield()
        }
        return .message(Message(text))
    }

    func failure(_ problem: Problem) -> Action? { .message(Message("failed: " + problem.title)) }
}

@Suite struct StoreTests {
    private func store() throws -> Store {
        let nothing = StudioEnvironment(
            workspaceName: "test", workspacePath: "/tmp", folder: "/",
            connect: { throw Problem("no database") }, engines: { throw Problem("no engines") })
        return try Store(state: Make.app(), environment: nothing)
    }

    private func settle(_ store: Store) async {
        while !store.isIdle {
            store.receive()
            await Task.yield()
        }
    }

    @Test func theResultOfWorkBecomesAnAction() async throws {
        let store = try store()
        store.perform(.start("a", Say(text: "hello")))
        #expect(store.state.running == ["a"])
        await settle(store)
        #expect(store.state.message?.text == "hello")
        #expect(store.state.running.isEmpty)
    }

    @Test func newWorkReplacesOldAndLateResultsAreDropped() async throws {
        let store = try store()
        store.perform(.start("a", Say(text: "old", waitsToBeStopped: true)))
        store.perform(.start("a", Say(text: "new")))
        await settle(store)
        #expect(store.state.message?.text == "new")
    }

    @Test func cancelledWorkTellsItsReducer() async throws {
        let store = try store()
        store.perform(.start("a", Say(text: "never", waitsToBeStopped: true)))
        store.perform(.cancel("a"))
        await settle(store)
        #expect(store.state.message?.text == "failed: cancelled")
    }

    @Test func jobsAreSeenFromBeginningToEnd() async throws {
        let store = try store()
        store.perform(.job("j", title: "Say it", Say(text: "done", waitsToBeStopped: true)))
        #expect(store.state.jobs.running.map(\.title) == ["Say it"])
        store.perform(.cancel("j"))
        await settle(store)
        #expect(store.state.jobs.all.map(\.state) == [.cancelled])
    }

    @Test func onlyTheNewestProgressIsDelivered() throws {
        let mailbox = try Mailbox()
        for done in 1...5 {
            mailbox.post(Envelope(id: "a", generation: 1, delivery: .progress(WorkProgress(done: done))))
        }
        mailbox.post(Envelope(id: "a", generation: 1, delivery: .finished(nil, nil)))
        let envelopes = mailbox.drain()
        #expect(envelopes.count == 2)
        guard case .progress(let progress)? = envelopes.first?.delivery else {
            Issue.record("progress comes first")
            return
        }
        #expect(progress.done == 5)
        #expect(mailbox.drain().isEmpty)
    }
}

/// A terminal in memory: keys come from a pipe, frames are kept.
private final class MemoryTerminal: StudioTerminal {
    let size = Size(width: 60, height: 10)
    let colorDepth = ColorDepth.direct
    let glyphs = Glyphs.unicode
    let inputDescriptor: Int32
    private let writing: Int32
    private var keys: [KeyPress]
    private(set) var frames: [String] = []
    private(set) var copied: [String] = []
    /// Keys that are held back until the screen shows a text.
    var waits: [String: String] = [:]
    /// What copying fails with.
    var copyProblem: Problem?

    init(_ keys: String) {
        var ends: [Int32] = [0, 0]
        _ = pipe(&ends)
        (inputDescriptor, writing) = (ends[0], ends[1])
        self.keys = keys.split(separator: " ").compactMap { KeyPress(String($0)) }
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    deinit {
        close(inputDescriptor)
        close(writing)
    }

    /// One key at each turn of the loop.
    func readKeys() -> [KeyPress] {
        let wanted = waits.first { KeyPress($0.key) == keys.first }?.value ?? ""
        if !wanted.isEmpty, frames.last?.contains(wanted) != true { return [] }
        return keys.isEmpty ? [] : [keys.removeFirst()]
    }
    func present(_ frame: Frame) { frames.append(frame.text) }
    func suspend() {}
    func copy(_ text: String) -> Problem? {
        copied.append(text)
        return copyProblem
    }
    func repaint() {}
}

@Suite struct EventLoopTests {
    @Test func theScreenIsPaintedBeforeAnythingExists() throws {
        let environment = StudioEnvironment(
            workspaceName: "empty", workspacePath: "/tmp", folder: "/",
            connect: { throw Problem("no database") }, engines: { throw Problem("no engines") })
        let terminal = MemoryTerminal("? Esc Q")
        try StudioApp(environment: environment).run(on: terminal)
        #expect(terminal.frames.first?.contains("empty") == true)
        #expect(terminal.frames.first?.contains("1 Data") == true)
    }

    /// What the terminal did not take is not called copied.
    @Test func aCopyThatFailsIsSaid() throws {
        let workspace = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: workspace) }
        let environment = StudioEnvironment(
            workspaceName: "empty", workspacePath: workspace.path, folder: "/",
            connect: { throw Problem("no database") }, engines: { throw Problem("no engines") })
        let terminal = MemoryTerminal("2 S E L C-a C-c M-1 Q")
        // Typing begins when there is a script to type in.
        terminal.waits = ["S": "1:1", "M-1": "Nothing was copied: too long"]
        terminal.copyProblem = Problem("nothing was copied: too long")
        try StudioApp(environment: environment).run(on: terminal)
        #expect(terminal.copied == ["SEL"])
        #expect(terminal.frames.contains { $0.contains("Nothing was copied: too long") })
    }
}
