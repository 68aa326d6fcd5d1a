import Screen

/// What can happen in the tour.
enum TourAction: Sendable, Equatable {
    case begin
    case turn(Int)
}

/// A few steps over the real screen for someone who has just come. Keys that a step speaks of work while it is shown.
struct Tour: Sendable, Equatable {
    /// The part of the screen that a step is about.
    enum Region: Sendable, Hashable { case top, tree, grid, profile, statement, hints }

    struct Step: Sendable {
        var title: String
        var region: Region?
        /// What it says; `{app.help}` stands for the keys of a command.
        var text: String
        /// Commands that can be tried at once.
        var tries: [CommandID] = []
    }

    var index = 0

    var step: Step { Tour.steps[max(0, min(index, Tour.steps.count - 1))] }
    var isLast: Bool { index >= Tour.steps.count - 1 }

    static let steps: [Step] = [
        Step(
            title: "Welcome",
            text: "This is a studio for tables: it looks at them, learns from them, and predicts. "
                + "Seven short steps show where things are. Esc leaves at any time; {app.tour} starts the tour again."),
        Step(
            title: "The table", region: .grid,
            text: "Rows and columns of any size. Arrows or h j k l move, {grid.page-down} goes a page down, "
                + "{grid.last-row} to the last row, {grid.first-row} to the first, {grid.record} shows a whole row. "
                + "Try it: these keys work now.",
            tries: [
                "grid.down", "grid.up", "grid.left", "grid.right", "grid.page-down", "grid.page-up", "grid.last-row",
                "grid.first-row", "grid.first-column", "grid.last-column",
            ]),
        Step(
            title: "The column under the cursor", region: .profile,
            text: "What is in it: how much is missing, how it is spread, what comes up most. It follows the cursor: "
                + "go to another column and look. {data.profiles} describes all columns at once.",
            tries: ["grid.left", "grid.right", "grid.first-column", "grid.last-column"]),
        Step(
            title: "Sort, filter, undo", region: .statement,
            text: "{grid.sort-up} sorts by the column, {grid.sort-down} the other way round, {grid.filter} takes a "
                + "condition, {grid.filter-like} keeps the rows with this value, {grid.undo} undoes. "
                + "The SQL on this line is always what you see. Try {grid.sort-down}, then {grid.undo}.",
            tries: [
                "grid.sort-up", "grid.sort-down", "grid.filter-like", "grid.filter-unlike", "grid.undo", "grid.redo",
                "grid.left", "grid.right",
            ]),
        Step(
            title: "Sources", region: .tree,
            text: "Files of the folder, tables and models of the workspace. {data.next-pane} goes from pane to pane, "
                + "{app.open} opens a file by name, {app.sql} shows what a query answers. "
                + "{data.toggle-tree} shows and hides this pane."),
        Step(
            title: "Learn and predict", region: .grid,
            text: "{train.open} trains a model on this table, step by step; {score.begin} predicts with one. "
                + "The last step of both shows the command line that does the same. "
                + "Work goes on in the background, and Ctrl-C stops it."),
        Step(
            title: "Everything else", region: .hints,
            text:
                "{app.menu} opens menus with every command, {app.palette} finds one by name, {app.help} shows the keys "
                + "of the pane, and this line the most useful ones: a click does them too. {app.quit} leaves."),
    ]

    static let commands: [Command] = [
        Command("app.tour", "Take the tour", keys: "F8", in: .global, .tour(.begin)),
        Command("tour.next", "The next step", hint: "go on", keys: "Enter Space", in: .modal(.tour), .tour(.turn(1))),
        Command(
            "tour.back", "The step before", hint: "back", keys: "Backspace S-Tab", in: .modal(.tour), .tour(.turn(-1))),
        Command(
            "tour.close", "Leave the tour", hint: "leave the tour", keys: "Esc C-c C-g q", in: .modal(.tour), .dismiss),
    ]
}

extension Tour: ModalFeature {
    var modal: Modal { .tour(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key { return event.action == .press ? [.action(.tour(.turn(1)))] : [] }
        var under = state
        under.modals = []
        guard case .command(let command) = state.commands.meaning(of: [key], in: under.scopes, under),
            step.tries.contains(command.id)
        else { return [] }
        return [.action(.run(command.id))]
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        TourView(tour: self, state: state).draw(into: &frame, theme: theme)
    }
}

extension AppState {
    mutating func reduceTour(_ action: TourAction) -> [Effect] {
        switch action {
        case .begin:
            modals = [.tour(Tour())]
            place = .data
            data.focus = .grid
            return settle()
        case .turn(let step):
            return updateModal(.tour) { modal in
                guard case .tour(var tour) = modal else { return [] }
                if step > 0, tour.isLast { return [.action(.dismiss)] }
                tour.index = max(0, tour.index + step)
                modal = .tour(tour)
                return []
            }
        }
    }
}
