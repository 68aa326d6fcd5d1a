import Screen
import Tabular

extension AppState {
    mutating func reduceReadings(_ action: ReadingsAction) -> [Effect] {
        if action == .open { return openReadings() }
        return updateModal(.readings) { modal in
            guard case .readings(var view) = modal else { return [] }
            let effects = view.reduce(action)
            modal = .readings(view)
            return effects
        }
    }

    private mutating func openReadings() -> [Effect] {
        guard let tab = data.tab else { return [] }
        guard var view = ReadingsView(tab) else { return [.action(.present(.reader(.about(tab))))] }
        let effects: [Effect] = [.start("readings.list", ListReadings(location: view.table.location))] + view.follow()
        return [.action(.present(.readings(view)))] + effects
    }
}

extension ReadingsView {
    mutating func reduce(_ action: ReadingsAction) -> [Effect] {
        switch action {
        case .open: return []
        case .move(let step): return move(to: cursor + step)
        case .moveTo(let index): return move(to: index)
        case .choose: return choose()
        case .back:
            form = nil
            return follow()
        case .listed(let found):
            candidates = found
            cursor = min(cursor, lines.count - 1)
            return follow()
        case .listFailed(let problem):
            candidates = []
            self.problem = Message(problem)
            return []
        case .previewed(let options, let table, let page):
            guard options == wanted else { return [] }
            preview = Preview(options: options, table: table, page: page)
            problem = nil
            return []
        case .previewFailed(let options, let problem):
            guard options == wanted else { return [] }
            preview = nil
            self.problem = Message(problem)
            return []
        }
    }

    private mutating func move(to index: Int) -> [Effect] {
        if form != nil {
            form?.move(to: index - cursor)
            return []
        }
        cursor = max(0, min(index, lines.count - 1))
        return follow()
    }

    /// Asks for the first rows of what is under the cursor; an older question is forgotten.
    mutating func follow() -> [Effect] {
        guard let wanted else { return [] }
        if preview?.options == wanted { return [] }
        problem = form?.problem.map { Message($0, kind: .error) }
        guard problem == nil else { return [] }
        return [.start("readings.preview", PreviewReading(location: location(wanted)))]
    }

    private mutating func choose() -> [Effect] {
        if let form {
            guard form.problem == nil else { return [] }
            return open(form.options)
        }
        switch line {
        case .current: return [.action(.dismiss)]
        case .other(let candidate): return open(candidate.options)
        case .byHand:
            form = ReadingForm(table.location.reading)
            return follow()
        case .rejects:
            guard let rejects = table.rejects else { return [] }
            return [.action(.dismiss), .action(.data(.openQuery(rejects.sql)))]
        }
    }

    private func open(_ options: ReadingOptions) -> [Effect] {
        [.action(.dismiss), .action(.data(.readAs(tab, options)))]
    }
}

extension ReadingsView: ModalFeature {
    var modal: Modal { .readings(self) }
    var takesText: Bool { form?.takesText ?? false }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard form?.handle(key) == true else { return [] }
        return follow()
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        ReadingsDrawing(view: self).draw(into: &frame, theme: theme)
    }

    static let commands: [Command] = [
        readings("open", "Read it this way", hint: "read it so", keys: "Enter", .readings(.choose)),
        readings("back", "Back to the list", hint: "back", keys: "Esc C-c", when: isTyping, .readings(.back)),
        readings("close", "Go back to the grid", hint: "back", keys: "Esc q i C-c", when: isListing, .dismiss),
        readings("down", "Down", keys: "j Down Tab", .readings(.move(1))),
        readings("up", "Up", keys: "k Up S-Tab", .readings(.move(-1))),
        readings("first", "To the first line", keys: "g Home", when: isListing, .readings(.moveTo(0))),
        readings("last", "To the last line", keys: "G End", when: isListing, .readings(.moveTo(.max / 2))),
        Command("readings.copy", "Copy the statement", hint: "copy SQL", keys: "y", in: .modal(.readings)) { state in
            view(state).map { .copy($0.statement, what: "the statement") }
        },
    ]

    private static func readings(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        when: (@Sendable (AppState) -> Bool)? = nil, _ action: Action
    ) -> Command {
        Command(
            CommandID("readings." + name), title, hint: hint, keys: keys, in: .modal(.readings), inPalette: false,
            when: when, action)
    }

    private static func view(_ state: AppState) -> ReadingsView? {
        if case .readings(let view) = state.modals.last { view } else { nil }
    }

    @Sendable private static func isTyping(_ state: AppState) -> Bool { view(state)?.form != nil }
    @Sendable private static func isListing(_ state: AppState) -> Bool { view(state)?.form == nil }
}
