import Screen
import Tabular

/// Presses the keys of a recorded session, each when nothing is going on any more.
final class SessionPlayer {
    private let script: SessionScript
    private var position = 0
    /// Why the replay ended before its end.
    private(set) var problem: Problem?

    init(_ script: SessionScript) { self.script = script }

    var isOver: Bool { problem != nil || position >= script.lines.count }

    /// Does the next step. Call it when the store is idle.
    func step(_ store: Store) {
        guard !isOver else { return }
        let line = script.lines[position]
        position += 1
        switch line.step {
        case .key(let key): store.send(.key(key))
        case .type(let text): for character in text { store.send(.key(.character(character))) }
        case .paste(let text): store.send(.key(.paste(text)))
        case .expect(let text):
            guard !StudioView.frame(store.state).text.contains(text) else { return }
            stop("\(script.file):\(line.number): \(SessionScript.quoted(text)) is not on the screen", store)
        }
    }

    /// Ends the replay where it is.
    func stop(_ reason: String, _ store: Store) {
        let problem = Problem(reason)
        self.problem = problem
        store.send(.message(Message(problem)))
    }
}
