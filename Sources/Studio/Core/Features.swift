import Screen
import Tabular

// Where features are plugged in. A feature adds its lines here and in `AppState`, `Action` and `CommandTable`,
// and keeps everything else in its folder.

/// A place of the studio: what fills the screen below the top line.
enum Place: String, Sendable, Hashable, CaseIterable {
    case data, sql, models, runs

    var title: String {
        switch self {
        case .data: "Data"
        case .sql: "SQL"
        case .models: "Models"
        case .runs: "Runs"
        }
    }
}

/// What lies over the panes.
enum Modal: Sendable, Equatable {
    case prompt(Prompt)
    case picker(Picker)
    case reader(Reader)
    case confirm(Confirm)
    case record(RecordView)
    case profiles(ProfilesView)
    case readings(ReadingsView)
    case inspect(ColumnView)
    case jobs(JobsView)
    case train(TrainWizard)
    case training(TrainingView)
    case score(ScoreWizard)
    case scoreRun(ScoreRunView)
    case modelDetails(ModelDetails)
    case menu(Menu)
    case tour(Tour)
    case journal(Journal)
    case valueTree(ValueTree)
    case columnList(ColumnList)
    case chart(ChartPlace)
    case pairs(PairsView)
    case missing(MissingView)
    case drift(DriftView)
    case plan(PlanView)

    /// What it is, for the command table: `help` and the hint line show the commands of this kind.
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case prompt, picker, reader, confirm, record, profiles, inspect, readings, jobs, score, scoreRun, modelDetails
        case train, training, menu, tour
        case journal, columnList, valueTree
        case chart, pairs, missing, drift
        case plan
    }

    var kind: Kind {
        switch self {
        case .prompt: .prompt
        case .picker: .picker
        case .reader: .reader
        case .confirm: .confirm
        case .record: .record
        case .profiles: .profiles
        case .readings: .readings
        case .inspect: .inspect
        case .jobs: .jobs
        case .train: .train
        case .training: .training
        case .score: .score
        case .scoreRun: .scoreRun
        case .modelDetails: .modelDetails
        case .menu: .menu
        case .tour: .tour
        case .journal: .journal
        case .valueTree: .valueTree
        case .columnList: .columnList
        case .chart: .chart
        case .pairs: .pairs
        case .missing: .missing
        case .drift: .drift
        case .plan: .plan
        }
    }

    /// The feature behind it: what takes its keys and draws it.
    var feature: any ModalFeature {
        switch self {
        case .prompt(let modal): modal
        case .picker(let modal): modal
        case .reader(let modal): modal
        case .confirm(let modal): modal
        case .record(let modal): modal
        case .profiles(let modal): modal
        case .readings(let modal): modal
        case .inspect(let modal): modal
        case .jobs(let modal): modal
        case .train(let modal): modal
        case .training(let modal): modal
        case .score(let modal): modal
        case .scoreRun(let modal): modal
        case .modelDetails(let modal): modal
        case .menu(let modal): modal
        case .tour(let modal): modal
        case .journal(let modal): modal
        case .valueTree(let modal): modal
        case .columnList(let modal): modal
        case .chart(let modal): modal
        case .pairs(let modal): modal
        case .missing(let modal): modal
        case .drift(let modal): modal
        case .plan(let modal): modal
        }
    }
}

/// Something that opens over the panes: a value with its own keys and drawing.
///
/// Its actions come back through its case of `Action`, and its reducer finds it in `AppState.modals`
/// with `updateModal`.
protocol ModalFeature: Sendable {
    /// The modal as it is now, in its case.
    var modal: Modal { get }
    /// Whether characters are typed into it, so that they are no commands.
    var takesText: Bool { get }
    /// Whether a double click is something else than two clicks.
    var takesDoubleClicks: Bool { get }
    /// What a key that is no command does.
    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect]
    func draw(into frame: inout Frame, state: AppState, theme: Theme)
    /// Whether it has asked for steps.
    var awaitsSteps: Bool { get }
    /// Whether it closes when they are taken.
    var closesWhenTaken: Bool { get }
    /// The steps it asked for were refused: it stays, and says why.
    mutating func refuse(_ problem: Problem)
}

extension ModalFeature {
    var awaitsSteps: Bool { false }
    var closesWhenTaken: Bool { true }
    mutating func refuse(_ problem: Problem) {}
    var takesText: Bool { false }
    var takesDoubleClicks: Bool { false }
    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] { [] }
}

extension AppState {
    /// The scopes of the focused pane.
    var paneScopes: [CommandScope] {
        switch place {
        case .data: [.pane(data.focus)]
        case .sql: sql.isInEditor ? [.editor] : [.pane(data.focus), .place(.sql), .place(.data)]
        case .models: []
        case .runs: []
        }
    }

    /// Hands an action to the feature that it belongs to.
    mutating func forward(_ action: Action) -> [Effect] {
        switch action {
        case .data(let action): reduceData(action)
        case .sql(let action): reduceSQL(action)
        case .shapeFailed(let tab, let problem): refuseSteps(tab, problem)
        case .shapeAccepted: acceptSteps()
        case .journal(let action): reduceJournal(action)
        case .valueTree(let action): reduceValueTree(action)
        case .save(let action): reduceSave(action)
        case .prompt(let action): reducePrompt(action)
        case .picker(let action): reducePicker(action)
        case .record(let action): reduceRecord(action)
        case .profiles(let action): reduceProfiles(action)
        case .readings(let action): reduceReadings(action)
        case .jobs(let action): reduceJobsView(action)
        case .train(let action): reduceTrain(action)
        case .training(let action): reduceTraining(action)
        case .runs(let action): reduceRuns(action)
        case .models(let action): reduceModels(action)
        case .score(let action): reduceScore(action)
        case .menu(let action): reduceMenu(action)
        case .tour(let action): reduceTour(action)
        case .chart(let action): reduceChart(action)
        case .pairs(let action): reducePairs(action)
        case .missing(let action): reduceMissing(action)
        case .drift(let action): reduceDrift(action)
        case .writePicture(let path): writePicture(path)
        case .scoreWith(let version): scoreWith(version)
        case .showModel(let version): showModel(version)
        default: []
        }
    }

    /// What the place on the screen lacks, asked for after every action of no feature.
    mutating func settle() -> [Effect] {
        switch place {
        case .data: data.settle(size)
        case .sql: settleSQL()
        case .models: settleModels()
        case .runs: settleRuns()
        }
    }

    /// Draws the place into the frame below the top line.
    func drawPlace(into frame: inout Frame, theme: Theme) {
        switch place {
        case .data: DataPlaceView(state: data, size: size, isActive: modals.isEmpty).draw(into: &frame, theme: theme)
        case .sql: SQLPlaceView(self).draw(into: &frame, theme: theme)
        case .models: ModelsPlaceView(self).draw(into: &frame, theme: theme)
        case .runs: RunsPlaceView(state: runs, size: size).draw(into: &frame, theme: theme)
        }
    }

    /// What the mouse does in the place on the screen.
    func mouse(_ event: MouseEvent) -> Action? {
        switch place {
        case .data: data.mouse(event, size: size)
        case .sql: sqlMouse(event)
        case .models: modelsMouse(event)
        case .runs: runsMouse(event)
        }
    }

    /// Work on the screen that Ctrl-C stops.
    var interruptible: [EffectID] {
        switch place {
        case .data: data.interruptible(running, size)
        case .sql: sqlInterruptible
        case .models: []
        case .runs: []
        }
    }

    /// What shows a job in its feature's own way.
    func view(of job: EffectID) -> Action? {
        if scoring.run(job) != nil { return .score(.showRun(job)) }
        return nil
    }

    /// What follows from the end of a job: it may have made a table or a model.
    mutating func settleAfterJob() -> [Effect] { refreshRegistry() + [.action(.runs(.refresh))] }
}
