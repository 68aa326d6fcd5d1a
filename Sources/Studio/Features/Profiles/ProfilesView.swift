import Profiling
import Screen
import Tabular

/// What can happen in the profile of all columns.
enum ProfilesAction: Sendable, Equatable {
    case move(Int)
    case moveTo(Int)
    /// Brings figures into sight that a narrow screen leaves out.
    case scroll(Int)
    /// Goes to the column in the grid.
    case choose
}

/// All columns of a table, described line by line. The profiles themselves are the tab's.
struct ProfilesView: Sendable, Equatable {
    let tab: Int
    var cursor: Int
    /// The first figure in sight after the column's name.
    var left = 1
    /// Figures that there are.
    static let figures = 11

    init(tab: TableTab) {
        self.tab = tab.id
        cursor = tab.cursor.column
    }
}

/// Describes columns, a few at a time, so that the first are seen soon.
struct ProfileAll: Work {
    var tab: Int
    var columns: [Column]
    var relation: Relation

    /// Columns described in one pass.
    private static let batch = 16

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.load) { connection in
            var done = 0
            while done < columns.count {
                let some = Array(columns[done..<min(done + Self.batch, columns.count)])
                let before = done
                let profiles = try await connection.profiles(of: some, in: relation, bins: ProfileColumn.bins) {
                    progress in
                    let share = progress.total.map { Double(progress.done) / Double(max(1, $0)) } ?? 0
                    let steps = Int((Double(before) + share * Double(some.count)) * 100)
                    context.progress(WorkProgress(done: steps, total: columns.count * 100))
                }
                for profile in profiles { context.send(.data(.profiled(tab, profile))) }
                done += some.count
                context.progress(WorkProgress(done: done * 100, total: columns.count * 100))
            }
        }
        return nil
    }
}

extension AppState {
    mutating func reduceProfiles(_ action: ProfilesAction) -> [Effect] {
        let count = data.tab?.schema.count ?? 0
        return updateModal(.profiles) { modal in
            guard case .profiles(var view) = modal else { return [] }
            defer { modal = .profiles(view) }
            switch action {
            case .move(let step): view.cursor = max(0, min(view.cursor + step, count - 1))
            case .moveTo(let index): view.cursor = max(0, min(index, count - 1))
            case .scroll(let step): view.left = max(1, min(view.left + step, ProfilesView.figures - 1))
            case .choose: return [.action(.dismiss), .action(.data(.move(.toColumn(view.cursor))))]
            }
            return []
        }
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
        profiles("choose", "Go to this column in the grid", hint: "go to column", keys: "Enter", .profiles(.choose)),
        profiles("down", "Down", keys: "j Down", .profiles(.move(1))),
        profiles("up", "Up", keys: "k Up", .profiles(.move(-1))),
        profiles("right", "The figures to the right", keys: "l Right", .profiles(.scroll(1))),
        profiles("left", "The figures to the left", keys: "h Left", .profiles(.scroll(-1))),
        profiles("page-down", "A page down", keys: "PgDn C-d C-f", .profiles(.move(15))),
        profiles("page-up", "A page up", keys: "PgUp C-u C-b", .profiles(.move(-15))),
        profiles("first", "To the first column", keys: "g Home", .profiles(.moveTo(0))),
        profiles("last", "To the last column", keys: "G End", .profiles(.moveTo(.max / 2))),
    ]

    private static func profiles(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("profiles." + name), title, hint: hint, keys: keys, in: .modal(.profiles), action)
    }
}
