import Registry
import Screen
import Tabular

/// Everything that can happen. Actions are values: a recorded session is a list of them.
enum Action: Sendable, Equatable {
    // From the terminal
    case key(KeyPress)

    // From the command table
    case run(CommandID)
    case go(Place)
    /// Opens something over the panes, and takes the topmost thing away.
    case present(Modal)
    case dismiss
    case message(Message)
    case showDetails
    /// Ctrl-C: stops the work on the screen, or asks which job.
    case cancelWork
    case cancel(EffectID)
    /// Leaves; asks first when work is running, unless forced.
    case leave(force: Bool)
    case suspend
    case repaint
    case setMouse(Bool)
    case edit(EditRequest)
    case edited(EditRequest, Result<String, Problem>)
    case setTheme(String)
    case themesLoaded([Theme])
    case copy(String, what: String)
    /// Writes the picture on the screen into an SVG or PNG file.
    case writePicture(String)
    case showModel(ModelVersion)
    /// Opens the score wizard on the table in the Data place (or asks for one), with a version chosen or not.
    case scoreWith(ModelVersion?)

    /// Steps were refused by the engine, or taken: for what asked for them.
    case shapeFailed(tab: Int, Problem)
    case shapeAccepted
    case journal(JournalAction)
    case valueTree(ValueTreeAction)
    case save(SaveAction)

    // From the store
    case jobStarted(EffectID, title: String)
    case jobProgressed(EffectID, WorkProgress)
    case jobEnded(EffectID, Problem?)

    // One line for each feature
    case data(DataAction)
    case sql(SQLAction)
    case prompt(PromptAction)
    case picker(PickerAction)
    case record(RecordAction)
    case profiles(ProfilesAction)
    case readings(ReadingsAction)
    case jobs(JobsAction)
    case train(TrainAction)
    case training(TrainingAction)
    case runs(RunsAction)
    case models(ModelsAction)
    case score(ScoreAction)
    case menu(MenuAction)
    case tour(TourAction)
    case chart(ChartAction)
    case pairs(PairsAction)
    case missing(MissingAction)
    case drift(DriftAction)
}
