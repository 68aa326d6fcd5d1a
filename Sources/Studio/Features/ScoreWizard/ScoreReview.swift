import Tabular
import Workflows

/// The last step: what will be run, and ten rows of it.
struct ScoreReview: Sendable, Equatable {
    enum Preview: Sendable, Equatable {
        case none
        case running
        case rows(TablePage)
        case failed(Message)
    }

    var preview = Preview.none
    /// What the preview is of.
    var of: ScoringPlan?
    /// The first line of the text in sight, and the first column of the preview.
    var top = 0
    var left = 0
}
