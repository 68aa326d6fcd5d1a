import Tabular

extension AppState {
    /// The whole application: one action in, the next state and what is to be done out.
    mutating func reduce(_ action: Action) -> [Effect] {
        let effects = apply(action)
        guard data.tree.wasAsked, !themeFolders.isEmpty else { return effects }
        defer { themeFolders = [] }
        return effects + [.start("themes", LoadThemes(folders: themeFolders))]
    }

    private mutating func apply(_ action: Action) -> [Effect] {
        switch action {
        case .key(let key): return press(key)
        case .run(let id):
            guard let command = commands[id], command.isAvailable(self) else { return [] }
            return command.action(self).map { [.action($0)] } ?? []
        case .go(let place):
            self.place = place
            if place != .sql { leaveSQL() }
            return settle()
        case .present(let modal):
            modals.append(modal)
            chord = []
            return []
        case .dismiss:
            if !modals.isEmpty { modals.removeLast() }
            return []
        case .message(let message):
            show(message)
            return []
        case .setTheme, .themesLoaded: return reduceLooks(action)
        case .jobStarted, .jobProgressed, .jobEnded: return reduceJobs(action)
        case .showDetails, .cancelWork, .cancel, .leave, .suspend, .repaint, .copy, .setMouse, .edit, .edited:
            return reduceGlobal(action)
        default: return forward(action)
        }
    }

    /// Changes the topmost modal of a kind, if it is open.
    mutating func updateModal(_ kind: Modal.Kind, _ change: (inout Modal) -> [Effect]) -> [Effect] {
        guard let index = modals.lastIndex(where: { $0.kind == kind }) else { return [] }
        return change(&modals[index])
    }

    /// Takes the topmost modal of a kind away, with what lies over it.
    mutating func closeModal(_ kind: Modal.Kind) {
        guard let index = modals.lastIndex(where: { $0.kind == kind }) else { return }
        modals.removeSubrange(index...)
    }

    mutating func show(_ message: Message) {
        self.message = message
        if message.kind == .error { lastProblem = message }
    }
}
