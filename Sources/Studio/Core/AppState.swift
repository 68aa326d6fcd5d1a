import Screen
import Tabular

/// All that the screen depends on. Rows are not in it but for the pages around the cursor.
struct AppState: Sendable, Equatable {
    var workspaceName: String
    var workspacePath: String
    /// The terminal's size in cells.
    var size: Size
    var place = Place.data
    /// What lies over the panes, the topmost last.
    var modals: [Modal] = []
    var message: Message?
    /// The last problem, whose details can be asked for after its message is gone.
    var lastProblem: Message?
    var jobs = JobList()
    /// Work that has started and not ended. Kept by the store.
    var running: Set<EffectID> = []
    var looks = Looks()
    var usesMouse = true
    /// Whether the screen is plain lines, one after another, as for reading aloud.
    var isLinear = false
    /// Where theme files are; read once, after the first rows are on the screen.
    var themeFolders: [String] = []
    /// What was typed into prompts, oldest first.
    var histories: [Prompt.Purpose: [String]] = [:]

    /// The commands, with a person's own keys.
    var commands = CommandTable.standard
    /// The keys of a chord that was begun.
    var chord: [KeyPress] = []

    // One line for each feature that has something to remember.
    var data: DataState
    var sql = SQLState()
    var models = ModelsState()
    var scoring = ScoringState()
    var trainings = TrainSessions()
    var runs = RunsState()

    init(workspaceName: String, workspacePath: String, folder: String, size: Size) {
        self.workspaceName = workspaceName
        self.workspacePath = workspacePath
        self.size = size
        data = DataState(folder: folder)
    }

    /// The topmost modal's commands, the focused pane's, the place's and the global ones: in the order keys are tried.
    var scopes: [CommandScope] {
        if let modal = modals.last { return [.modal(modal.kind), .always] }
        let inner = paneScopes
        return inner + (inner.contains(.place(place)) ? [] : [.place(place)]) + [.global, .always]
    }
}
