import Profiling
import Screen
import Tabular

/// What can happen in the profile of all columns.
enum ProfilesAction: Sendable, Equatable {
    case move(Int)
    case moveTo(Int)
    /// Goes to a figure; narrow screens leave some out.
    case figure(Int)
    /// Sorts by the figure; again, the other way round; a third time, not at all.
    case sort
    /// Shows the warnings of all columns instead of their figures, and back.
    case toggleWarnings
    /// All about the column, or the rows of the warning.
    case choose
    /// Goes to the column in the grid.
    case go
    case close
}

/// All columns of a table, described line by line. The profiles themselves are the tab's.
struct ProfilesView: Sendable, Equatable {
    let tab: Int
    /// The line under the cursor: of the columns as they are sorted, or of the warnings.
    var cursor: Int
    var warning = 0
    var showsWarnings = false
    /// The figure under the cursor.
    var figure = 1
    var sort: ProfileFigure?
    var descending = true

    init(tab: TableTab) {
        self.tab = tab.id
        cursor = tab.cursor.column
    }

    /// The columns' positions in the table, in the order of the screen.
    func order(_ tab: TableTab) -> [Int] {
        let all = Array(tab.schema.columns.indices)
        guard let sort else { return all }
        if sort == .name || sort == .type {
            let columns = tab.schema.columns
            let texts = columns.map { (sort == .name ? $0.name : $0.type.name).lowercased() }
            return all.sorted { texts[$0] == texts[$1] ? $0 < $1 : (texts[$0] < texts[$1]) != descending }
        }
        let keys = all.map { index -> Double? in
            let name = tab.schema.columns[index].name
            return sort.key(tab.profiles[name], tab.profiles.warnings(of: name), position: index)
        }
        return all.sorted { a, b in
            guard let one = keys[a], let other = keys[b] else { return keys[a] == nil ? keys[b] == nil && a < b : true }
            return one == other ? a < b : (one < other) != descending
        }
    }

    /// The position of the column under the cursor.
    func column(_ tab: TableTab) -> Int? {
        let order = order(tab)
        return order.indices.contains(cursor) ? order[cursor] : nil
    }
}

extension AppState {
    mutating func reduceProfiles(_ action: ProfilesAction) -> [Effect] {
        guard let tab = data.tab else { return [] }
        if action == .close {
            closeModal(.profiles)
            return []
        }
        let all = tab.profiles.warnings(tab.schema)
        return updateModal(.profiles) { modal in
            guard case .profiles(var view) = modal else { return [] }
            defer { modal = .profiles(view) }
            return view.reduce(action, tab, all)
        }
    }
}

extension ProfilesView {
    fileprivate mutating func reduce(_ action: ProfilesAction, _ tab: TableTab, _ warnings: [ProfileWarning])
        -> [Effect]
    {
        switch action {
        case .move(let step): move(to: (showsWarnings ? warning : cursor) + step, tab, warnings)
        case .moveTo(let index): move(to: index, tab, warnings)
        case .figure(let step): figure = max(1, min(figure + step, ProfileFigure.allCases.count - 1))
        case .sort: sort(tab)
        case .toggleWarnings: showsWarnings.toggle()
        case .go: return go(tab, warnings).map { [.action(.dismiss)] + $0 } ?? []
        case .choose where showsWarnings:
            guard warnings.indices.contains(warning), let condition = warnings[warning].condition else {
                return [.action(.message(Message("This warning is about the column as a whole; c goes there")))]
            }
            return [.action(.dismiss), .action(.data(.filter(condition)))]
        case .choose:
            guard let go = go(tab, warnings) else { return [] }
            return go + [.action(.data(.look(.open)))]
        case .close: break
        }
        return []
    }

    private mutating func move(to index: Int, _ tab: TableTab, _ warnings: [ProfileWarning]) {
        if showsWarnings {
            warning = max(0, min(index, warnings.count - 1))
        } else {
            cursor = max(0, min(index, tab.schema.count - 1))
        }
    }

    private mutating func sort(_ tab: TableTab) {
        let column = column(tab), chosen = ProfileFigure.allCases[figure]
        if sort != chosen {
            (sort, descending) = (chosen, chosen != .type)
        } else if descending == (chosen != .type) {
            descending.toggle()
        } else {
            (sort, descending) = (nil, true)
        }
        // The cursor stays on its column.
        if let column, let place = order(tab).firstIndex(of: column) { cursor = place }
    }

    private func go(_ tab: TableTab, _ warnings: [ProfileWarning]) -> [Effect]? {
        var position = column(tab)
        if showsWarnings {
            position =
                warnings.indices.contains(warning)
                ? warnings[warning].column.flatMap { tab.schema.index(of: $0) } : nil
        }
        return position.map { [.action(.data(.move(.toColumn($0))))] }
    }
}

extension ProfilesView: ModalFeature {
    var modal: Modal { .profiles(self) }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        guard let tab = state.data.tab, tab.id == self.tab else { return }
        ProfilesDrawing(view: self, tab: tab, job: state.jobs.running.first { $0.id == tab.effect("profiles") })
            .draw(into: &frame, theme: theme)
    }

    static let commands: [Command] = [
        profiles("close", "Go back to the grid", hint: "back", keys: "Esc q P C-c", .dismiss),
        profiles(
            "choose", "All about this column, or the rows of the warning", hint: "open", keys: "Enter",
            .profiles(.choose)),
        profiles("sort", "Sort by this figure", hint: "sort", keys: "s", .profiles(.sort)),
        profiles(
            "warnings", "Show or hide the warnings of all columns", hint: "warnings", keys: "w",
            .profiles(.toggleWarnings)),
        profiles("go", "Go to this column in the grid", hint: "go to column", keys: "c", .profiles(.go)),
        profiles("down", "Down", keys: "j Down", .profiles(.move(1))),
        profiles("up", "Up", keys: "k Up", .profiles(.move(-1))),
        profiles("right", "The next figure", keys: "l Right", .profiles(.figure(1))),
        profiles("left", "The figure before", keys: "h Left", .profiles(.figure(-1))),
        profiles("page-down", "A page down", keys: "PgDn C-d C-f", .profiles(.move(15))),
        profiles("page-up", "A page up", keys: "PgUp C-u C-b", .profiles(.move(-15))),
        profiles("first", "To the first line", keys: "g Home", .profiles(.moveTo(0))),
        profiles("last", "To the last line", keys: "G End", .profiles(.moveTo(.max / 2))),
    ]

    private static func profiles(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("profiles." + name), title, hint: hint, keys: keys, in: .modal(.profiles), action)
    }
}
