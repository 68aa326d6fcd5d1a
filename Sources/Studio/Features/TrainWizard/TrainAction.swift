import Profiling
import Registry
import Screen
import Tabular
import Workflows

/// What can happen in the train wizard.
enum TrainAction: Sendable, Equatable {
    /// Opens the wizard on the table on the screen.
    case open

    // From the work
    case profiling(WorkProgress)
    case profiled([ColumnProfile])
    case profilingFailed(Problem)
    case named([String: Int])

    // In every step
    case next, back, leave
    case move(Int)
    case moveTo(Int)
    /// Left and Right on a choice.
    case turn(Int)
    case click(Point)

    // Features
    case toggle
    case setAll(Bool)

    // Review
    case copyCommand
}
