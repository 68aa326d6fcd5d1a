import Screen
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
            guard let command = CommandTable.standard[id], command.isAvailable(self) else { return [] }
            return command.action(self).map { [.action($0)] } ?? []
        case .go(let place):
            self.place = place
            return settle()
        case .present(let modal):
            modals.append(modal)
            return []
        case .dismiss:
            if !modals.isEmpty { modals.removeLast() }
            return []
        case .message(let message):
            show(message)
            return []
        case .setTheme, .themesLoaded: return reduceLooks(action)
        case .jobStarted, .jobProgressed, .jobEnded: return reduceJobs(action)
        case .showDetails, .cancelWork, .cancel, .leave, .suspend, .repaint, .copy:
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

    private mutating func press(_ key: KeyPress) -> [Effect] {
        switch key {
        case .resize(let size):
            self.size = size
            return settle()
        case .focus: return []
        case .mouse(let event):
            guard modals.isEmpty else { return modalKey(key) }
            return topLineClick(event) ?? mouse(event).map { [.action($0)] } ?? []
        case .key, .paste:
            message = nil
            return command(for: key).map { [.action(.run($0.id))] } ?? modalKey(key)
        }
    }

    /// The command that a key means here. Characters belong to the text that is being typed.
    private func command(for key: KeyPress) -> Command? {
        if let modal = modals.last, modal.feature.takesText, key.typed != nil { return nil }
        return CommandTable.standard.command(for: key, in: scopes, self)
    }

    private mutating func modalKey(_ key: KeyPress) -> [Effect] {
        guard let last = modals.last else { return [] }
        var feature = last.feature
        let effects = feature.handle(key, self)
        modals[modals.count - 1] = feature.modal
        return effects
    }

    /// A click on the name of a place goes there.
    private func topLineClick(_ event: MouseEvent) -> [Effect]? {
        guard event.action == .press, let top = ChromeLayout(size).top, top.contains(event.point) else { return nil }
        let place = TopLine.places(self).first { $0.range.contains(event.point.x) }?.place
        return place.map { [.action(.go($0))] } ?? []
    }
}
