import Registry
import Screen

/// The whole card of a version over the panes.
struct ModelDetails: Sendable, Equatable {
    let version: ModelVersion
    /// The first row in sight.
    var top = 0

    init(_ version: ModelVersion) { self.version = version }

    private static func room(_ size: Size) -> (box: Size, inside: Size) {
        let body = ChromeLayout(size).body
        let box = Size(width: min(body.width, 150), height: body.height)
        return (box, Size(width: max(0, box.width - 4), height: max(0, box.height - 2)))
    }

    mutating func scroll(by lines: Int, _ size: Size) {
        top = ModelCardView(version).clamped(top + lines, in: Self.room(size).inside)
    }
}

extension ModelDetails: ModalFeature {
    var modal: Modal { .modelDetails(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard case .mouse(let event) = key else { return [] }
        switch event.action {
        case .wheelDown: scroll(by: 3, state.size)
        case .wheelUp: scroll(by: -3, state.size)
        default: break
        }
        return []
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let inside = Dialog.open(
            version.id, size: Self.room(frame.size).box, over: &frame, in: ChromeLayout(frame.size).body, theme)
        ModelCardView(version, top: top).draw(into: &frame, in: inside, theme: theme)
    }

    static let commands: [Command] = [
        details("close", "Go back", hint: "back", keys: "Esc q Enter C-c", .dismiss),
        Command("card.score", "Predict with this model", hint: "predict", keys: "p", in: .modal(.modelDetails)) {
            state in
            guard case .modelDetails(let details)? = state.modals.last else { return nil }
            return .scoreWith(details.version)
        },
        Command("card.copy", "Copy the version's name", hint: "copy", keys: "y", in: .modal(.modelDetails)) { state in
            guard case .modelDetails(let details)? = state.modals.last else { return nil }
            return .copy(details.version.id, what: details.version.id)
        },
        details("down", "Down", hint: "scroll", keys: "j Down", .models(.scrollDetails(1))),
        details("up", "Up", keys: "k Up", .models(.scrollDetails(-1))),
        details("page-down", "A page down", keys: "PgDn C-d C-f Space", .models(.scrollDetails(15))),
        details("page-up", "A page up", keys: "PgUp C-u C-b", .models(.scrollDetails(-15))),
        details("first", "To the top", keys: "g Home", .models(.scrollDetails(-100_000))),
        details("last", "To the end", keys: "G End", .models(.scrollDetails(100_000))),
    ]

    private static func details(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("card." + name), title, hint: hint, keys: keys, in: .modal(.modelDetails), action)
    }
}
