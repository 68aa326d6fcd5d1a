import Foundation
import Screen

/// The plain loop on the main thread: waits for keys and results, applies them, and shows what came of it.
struct EventLoop {
    let store: Store
    let terminal: any StudioTerminal
    var player: SessionPlayer?
    /// Whether the end of the replay is the end of the session.
    var endsWithReplay = false
    var recorder: SessionRecorder?

    /// The least time between two frames that results bring about: at most 60 a second.
    private static let frame = Duration.microseconds(16_667)
    /// The least time between a frame and the answer to a key, which nobody should wait for.
    private static let answer = Duration.milliseconds(4)
    /// How long a frame waits for an answer that is about to come, so that a key and its rows are one frame.
    private static let grace = Duration.milliseconds(8)

    func run() {
        let clock = ContinuousClock()
        // An answer about the background that is there already is not worth two looks.
        var hadKeys = false
        takeIn(&hadKeys)
        present()
        var shown = clock.now
        while !store.hasQuit {
            if !play(), !wait(rest) {
                store.send(.data(.checkFiles))
                continue
            }
            let began = clock.now
            var hasKeys = false
            var changed = takeIn(&hasKeys)
            // Quick answers belong to the key that asked for them.
            while changed, store.state.lacksAnswer, !store.hasQuit, clock.now - began < Self.grace {
                wait(Self.grace - (clock.now - began))
                changed = takeIn(&hasKeys)
            }
            while clock.now < shown + (hasKeys ? Self.answer : Self.frame), !store.hasQuit {
                wait(shown + (hasKeys ? Self.answer : Self.frame) - clock.now)
                takeIn(&hasKeys)
            }
            serve()
            present()
            shown = clock.now
        }
        recorder?.finish()
        store.cancelAll()
    }

    /// How long nothing may happen before the files on the screen are looked at; nil: for ever.
    private var rest: Duration? { store.state.data.tab?.watched == nil ? nil : .seconds(2) }

    /// Does the next step of a replay when nothing is going on. Returns whether there was one.
    private func play() -> Bool {
        guard let player, store.isIdle else { return false }
        if !player.isOver {
            player.step(store)
            return true
        }
        guard endsWithReplay, !store.hasQuit else { return false }
        store.send(.leave(force: true))
        return true
    }

    /// Applies what is waiting on both sides. Returns whether something was.
    @discardableResult
    private func takeIn(_ hasKeys: inout Bool) -> Bool {
        let keys = terminal.readKeys()
        if !keys.isEmpty { hasKeys = true }
        for key in keys where !store.hasQuit {
            if let player, !player.isOver, key == .control("c") {
                player.stop("the replay was stopped", store)
                continue
            }
            let state = store.state
            recorder?.heard(key, isText: state.chord.isEmpty && state.modals.last?.feature.takesText == true)
            store.send(.key(key))
        }
        return store.receive() || !keys.isEmpty
    }

    private func serve() {
        for request in store.takeRequests() {
            switch request {
            case .copy(let text):
                if let problem = terminal.copy(text) { store.send(.message(Message(problem))) }
            case .suspend: terminal.suspend()
            case .repaint: terminal.repaint()
            case .mouse(let on): terminal.setMouse(on)
            case .edit(let request):
                let result = terminal.edit(request.text, name: request.name, isReadOnly: request.use == .looking)
                store.send(.edited(request, result))
            }
        }
    }

    private func present() {
        if !store.hasQuit { terminal.present(StudioView.frame(store.state)) }
    }

    /// Sleeps until a key or a result comes, or the time is over. Returns whether something came.
    @discardableResult
    private func wait(_ limit: Duration?) -> Bool {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: store.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = limit.map { max(1, Int32($0 / .milliseconds(1))) } ?? -1
        // A signal, such as a new size, counts as something.
        return poll(&descriptors, 2, milliseconds) != 0
    }
}

extension AppState {
    /// Work that fills in what nobody waits for.
    private static let background: Set<String> = ["profile", "profiles", "load", "count", "keep", "files"]

    /// Whether an answer is under way that the screen lacks. Pages fetched ahead are none.
    fileprivate var lacksAnswer: Bool {
        let kinds = Set(running.map(\.kind)).subtracting(Self.background)
        return kinds == ["page"] ? data.lacksRows : !kinds.isEmpty
    }
}

extension DataState {
    /// Whether rows in sight have not come yet.
    fileprivate var lacksRows: Bool {
        guard let tab, tab.phase == .ready else { return true }
        return [tab.cursor.top, tab.cursor.row].contains { row in
            tab.tiles.value(row: row, column: tab.cursor.column) == nil
        }
    }
}
