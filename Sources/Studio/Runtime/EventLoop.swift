import Foundation
import Screen

/// The plain loop on the main thread: waits for keys and results, applies them, and shows what came of it.
struct EventLoop {
    let store: Store
    let terminal: any StudioTerminal

    /// The least time between two frames: at most 60 a second.
    private static let frame = Duration.microseconds(16_667)
    /// How long a frame waits for an answer that is about to come, so that a key and its rows are one frame.
    private static let grace = Duration.milliseconds(8)

    func run() {
        let clock = ContinuousClock()
        present()
        var shown = clock.now
        while !store.hasQuit {
            wait(nil)
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
        store.cancelAll()
    }

    /// Applies what is waiting on both sides. Returns whether something was.
    @discardableResult
    private func takeIn() -> Bool {
        let keys = terminal.readKeys()
        for key in keys where !store.hasQuit { store.send(.key(key)) }
        return store.receive() || !keys.isEmpty
    }

    private func serve() {
        for request in store.takeRequests() {
            switch request {
            case .copy(let text): terminal.copy(text)
            case .suspend: terminal.suspend()
            case .repaint: terminal.repaint()
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
