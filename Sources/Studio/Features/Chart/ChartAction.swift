import Profiling
import Tabular
import Workflows

/// What can happen in the chart place.
enum ChartAction: Sendable, Equatable {
    /// Opens it on the table on the screen: on a column, on two, or with a chart.
    case open
    case against(String)
    case openChart(ChartSpec)

    // Results of work, with the chart that they are for
    case made(ChartSpec, ChartData)
    case measured(ChartSpec, [ChartFigure])
    case failed(ChartSpec, Problem)
    case listed([SavedChart])
    case saved(String, [SavedChart])

    case move(Int)
    case moveTo(Int)
    /// The next choice, or the one before.
    case change(Int)
    /// All choices of the line, to choose from; a saved chart is shown.
    case pick
    case choose(ChartSpec)
    case save(String)
    case remove
    case copyStatement
    case copyCommand
    case close
}
