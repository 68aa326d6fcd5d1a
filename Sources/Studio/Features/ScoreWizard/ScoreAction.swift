import Registry
import Screen
import Tabular
import Workflows

/// What can happen in the score wizard.
enum ScoreAction: Sendable, Equatable {
    /// Opens a source, then the wizard on it.
    case open(SourceLocation, ModelVersion?)
    case begin(OpenedTable, ModelVersion?)

    // From the work
    case listed([ModelVersion])
    case listFailed(Problem)
    case checked(DestinationCheck)
    case completed(for: String, [String])
    case previewed(ScoringPlan, TablePage)
    case previewFailed(ScoringPlan, Problem)

    // In every step
    case next, back, leave
    case move(Int)
    case moveTo(Int)
    /// Left and Right.
    case turn(Int)
    case click(Point)

    // Columns
    case enter, toggle
    case bind(input: Int, column: String)

    // Destination
    case complete
    case replace

    // Review
    case copySQL, copyCommand

    // Jobs
    case progressed(EffectID, ScoreProgress)
    case finished(EffectID, ScoreWorkflow.Outcome)
    case failed(EffectID, Problem)
    case showRun(EffectID?)
    case openResult(EffectID)
    case again(EffectID)
}
