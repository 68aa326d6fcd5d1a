import Screen

/// What can happen in the menus.
enum MenuAction: Sendable, Equatable {
    /// To the menu beside.
    case turn(Int)
    case move(Int)
    case choose
}

/// The menu bar with one menu open: every command by what it is about, with its key, for those who do not know the keys.
struct Menu: Sendable, Equatable {
    var title: MenuTitle
    /// The chosen line among the menu's lines.
    var selected = 0
    /// Whether the mouse is held down since the menu opened: letting go over a line chooses it.
    var isDragged = false

    init(_ title: MenuTitle = .file) { self.title = title }

    /// A line of the menu: nil is a line between groups.
    func items(_ state: AppState) -> [Command?] { title.items(state.commands) }

    /// Whether a command of the menu can be done in what lies under it.
    static func isAvailable(_ command: Command, _ state: AppState) -> Bool {
        var under = state
        under.modals = []
        switch command.scope {
        case .pane: guard under.place == .data || under.place == .sql else { return false }
        case .editor: guard under.place == .sql else { return false }
        case .place(let place): guard under.scopes.contains(.place(place)) else { return false }
        case .modal: return false
        case .global, .always: break
        }
        return command.isAvailable(under)
    }

    mutating func turn(_ step: Int) {
        let all = MenuTitle.allCases
        let index = (all.firstIndex(of: title) ?? 0) + step + all.count
        title = all[index % all.count]
        selected = 0
    }

    /// Goes on past the lines between groups, round at the ends.
    mutating func move(_ step: Int, _ state: AppState) {
        let items = items(state)
        guard items.contains(where: { $0 != nil }) else { return }
        repeat { selected = (selected + step + items.count) % items.count } while !isCommand(items[selected])
    }

    private func isCommand(_ line: Command?) -> Bool { if case .some = line { true } else { false } }

    func choose(_ state: AppState) -> [Effect] {
        let items = items(state)
        guard items.indices.contains(selected), let command = items[selected], Menu.isAvailable(command, state) else {
            return []
        }
        return [.action(.dismiss), .action(.run(command.id))]
    }

    static let commands: [Command] = [
        Command(
            "app.menu", "Open the menus", hint: "menu", keys: "F10", in: .global, inPalette: false,
            .present(.menu(Menu()))),
        Command("menu.choose", "Do the chosen one", hint: "choose", keys: "Enter", in: .modal(.menu), .menu(.choose)),
        Command("menu.down", "The next line", keys: "Down C-n", in: .modal(.menu), .menu(.move(1))),
        Command("menu.up", "The line before", keys: "Up C-p", in: .modal(.menu), .menu(.move(-1))),
        Command(
            "menu.right", "The menu to the right", hint: "next menu", keys: "Right Tab", in: .modal(.menu),
            .menu(.turn(1))),
        Command("menu.left", "The menu to the left", keys: "Left S-Tab", in: .modal(.menu), .menu(.turn(-1))),
        Command(
            "menu.close", "Close the menus", hint: "close", keys: "Esc F10 C-c C-g", in: .modal(.menu), .dismiss),
    ]
}

extension Menu: ModalFeature {
    var modal: Modal { .menu(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key { return mouse(event, state) }
        // A letter goes to the next line that begins with it.
        guard let letter = key.typed?.lowercased() else { return [] }
        let items = items(state)
        let order = (1...max(1, items.count)).map { (selected + $0) % max(1, items.count) }
        if let found = order.first(where: {
            items.indices.contains($0) && items[$0]?.title.lowercased().hasPrefix(letter) == true
        }) {
            selected = found
        }
        return []
    }

    private mutating func mouse(_ event: MouseEvent, _ state: AppState) -> [Effect] {
        let view = MenuView(menu: self, state: state)
        switch event.action {
        case .wheelDown: move(1, state)
        case .wheelUp: move(-1, state)
        case .press, .double:
            if let other = view.title(at: event.point) {
                (title, selected, isDragged) = (other, 0, true)
            } else if let line = view.line(at: event.point) {
                selected = line
                return choose(state)
            } else if !view.box.contains(event.point) {
                return [.action(.dismiss)]
            }
        case .drag:
            isDragged = true
            if let other = view.title(at: event.point), other != title { (title, selected) = (other, 0) }
            if let line = view.line(at: event.point) { selected = line }
        case .release:
            guard isDragged else { break }
            isDragged = false
            if let line = view.line(at: event.point) {
                selected = line
                return choose(state)
            }
        default: break
        }
        return []
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        MenuView(menu: self, state: state).draw(into: &frame, theme: theme)
    }
}

extension AppState {
    mutating func reduceMenu(_ action: MenuAction) -> [Effect] {
        guard case .menu(var menu)? = modals.last else { return [] }
        defer { if case .menu? = modals.last { modals[modals.count - 1] = .menu(menu) } }
        switch action {
        case .turn(let step): menu.turn(step)
        case .move(let step): menu.move(step, self)
        case .choose: return menu.choose(self)
        }
        return []
    }
}
