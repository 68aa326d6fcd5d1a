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

    /// The least time between two frames: at most 60 a second.
    private static let frame = Duration.microseconds(16_667)
    /// How long a frame waits for an answer that is about to come, so that a key and its rows are one frame.
    private static let grace = Duration.milliseconds(8)

    func run() {
        let clock = ContinuousClock()
        // An answer about the background that is there already is not worth two looks.
        takeIn()
        present()
        var shown = clock.now
        while !store.hasQuit {
            if !play() { wait(nil) }
            let began = clock.now
            var changed = takeIn()
            // Quick answers belong to the key that asked for them.
            while changed, !store.isIdle, !store.hasQuit, clock.now - began < Self.grace {
                wait(Self.grace - (clock.now - began))
                changed = takeIn()
            }
            let due = shown + Self.frame
            while clock.now < due, !store.hasQuit {
                wait(due - clock.now)
                takeIn()
            }
            serve()
            present()
            shown = clock.now
        }
        recorder?.finish()
        store.cancelAll()
    }

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
    private func takeIn() -> Bool {
        let keys = terminal.readKeys()
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
            case .copy(let text): terminal.copy(text)
            case .suspend: terminal.suspend()
            case .repaint: terminal.repaint()
            case .mouse(let on): terminal.setMouse(on)
            case .edit(let request):
                let result = terminal.edit(request.text, name: request.name, isReadOnly: !request.isForPrompt)
                store.send(.edited(request, result))
            }
        }
    }

    private func present() {
        if !store.hasQuit { terminal.present(StudioView.frame(store.state)) }
    }

    /// Sleeps until a key or a result comes, or the time is over.
    private func wait(_ limit: Duration?) {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: store.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = limit.map { max(1, Int32($0 / .milliseconds(1))) } ?? -1
        _ = poll(&descriptors, 2, milliseconds)
    }
}
