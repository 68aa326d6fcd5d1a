import Foundation
import Registry
import Screen
import Tabular
import Workflows

/// From a table to a scored table in four steps. Every step keeps what was chosen and typed in it.
struct ScoreWizard: Sendable, Equatable {
    enum Step: Int, Sendable, Hashable, CaseIterable {
        case model, columns, destination, review

        var title: String {
            switch self {
            case .model: "Model"
            case .columns: "Columns"
            case .destination: "Destination"
            case .review: "Review"
            }
        }
    }

    /// What is scored: the table with the filters that were on the screen.
    let table: OpenedTable
    var step = Step.model
    var models: ModelChoice
    /// The chosen version; nil until the first step is done.
    var model: ModelVersion?
    /// Bound columns and named outputs, by model version: changing one's mind and back loses nothing.
    var columns: [String: ColumnChoice] = [:]
    var destination: DestinationChoice
    var review = ScoreReview()

    init(table: OpenedTable) {
        self.table = table
        models = ModelChoice()
        destination = DestinationChoice(source: table)
    }

    /// The columns' step of the chosen model.
    var choice: ColumnChoice? {
        get { model.flatMap { columns[$0.id] } }
        set {
            if let model { columns[model.id] = newValue }
        }
    }

    /// All that was chosen so far, once there is a model.
    var plan: ScoringPlan? {
        guard let model, let choice else { return nil }
        return choice.plan(model: model, table: table, destination: destination.destination)
    }

    /// The same choices at the first step; what was agreed to and seen was for one scoring.
    var begunAnew: ScoreWizard {
        var wizard = self
        wizard.step = .model
        wizard.destination.agreed = nil
        wizard.destination.check = nil
        wizard.review = ScoreReview()
        return wizard
    }

    /// Whether this wizard is about the same rows.
    func isAbout(_ other: OpenedTable) -> Bool {
        table.location == other.location && table.relation == other.relation && table.schema == other.schema
    }
}
