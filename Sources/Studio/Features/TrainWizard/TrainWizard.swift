import Learning
import Profiling
import Registry
import Scoring
import Screen
import Tabular
import Workflows

/// From a table to a training in five steps. Every step keeps what was chosen and typed in it.
struct TrainWizard: Sendable, Equatable {
    enum Step: Int, Sendable, Hashable, CaseIterable {
        case target, features, validation, settings, review

        var title: String {
            switch self {
            case .target: "Target"
            case .features: "Features"
            case .validation: "Validation"
            case .settings: "Settings"
            case .review: "Review"
            }
        }
    }

    /// What is known about the columns: proposals need all of it.
    enum Profiles: Sendable, Equatable {
        case reading(WorkProgress?)
        case ready([ColumnProfile])
        case failed(Problem)
    }

    /// What is learned from: the table with the filters that were on the screen.
    let table: OpenedTable
    var step = Step.target
    var profiles = Profiles.reading(nil)
    var target: TargetChoice
    var features = FeatureChoice()
    var validation = ValidationChoice()
    var settings = SettingsChoice()
    /// The newest version of every registered model; nil until it has been asked.
    var versions: [String: Int]?
    /// Whether the first step is left as soon as the columns are known.
    var wantsOn = false
    /// Why the step cannot be left.
    var problem: Message?
    /// The first line of the review in sight.
    var reviewTop = 0
    /// Whether something would be lost by closing.
    var isChanged = false

    init(table: OpenedTable, column: Int) {
        self.table = table
        target = TargetChoice(columns: table.schema.columns, selected: column)
    }

    /// What the profiles say about the target under the cursor; nil until they are known.
    var advice: TargetAdvice? {
        guard case .ready(let profiles) = profiles, let column = target.column else { return nil }
        return profiles.first { $0.column == column }.map { TargetAdvice($0, chosen: target.tasks[column.name]) }
    }

    /// What is proposed for the target, with the features that were switched on and off by hand.
    func draft() throws(Problem) -> TrainingPlan {
        guard case .ready(let profiles) = profiles else { throw Problem("the columns are still being read") }
        guard let column = target.column else {
            throw Problem("no column is chosen", hint: "Choose the column to predict.")
        }
        if let problem = advice?.problem { throw problem }
        var plan = try TrainingPlan(
            table: table, target: column, task: target.tasks[column.name],
            modelName: ModelNames.proposed(table: table, target: column), profiles: profiles)
        plan.features = features.applied(to: plan.features)
        return plan
    }

    /// All that was chosen.
    /// - Throws: a `Problem` that says what will not do.
    func plan() throws(Problem) -> TrainingPlan {
        var plan = try draft()
        guard !plan.usedFeatures.isEmpty else {
            throw Problem("no feature is switched on", hint: "Switch on at least one with Space.")
        }
        plan.validation = try validation.chosen()
        plan.settings = try settings.chosen(plan.task)
        plan.settings.seed = try validation.seed()
        plan.name = try settings.name(proposed: plan.name)
        return plan
    }

    /// Rows of the table as it is filtered, once they are known.
    var rowCount: Int? {
        guard case .ready(let profiles) = profiles else { return nil }
        return profiles.first?.rows
    }

    /// What has to hold before a step is left.
    func check(_ step: Step) throws(Problem) {
        switch step {
        case .target: _ = try draft()
        case .features:
            if try draft().usedFeatures.isEmpty {
                throw Problem("no feature is switched on", hint: "Switch on at least one with Space.")
            }
        case .validation:
            _ = try validation.chosen()
            _ = try validation.seed()
        case .settings:
            let draft = try draft()
            _ = try settings.chosen(draft.task)
            _ = try settings.name(proposed: draft.name)
        case .review: _ = try plan()
        }
    }
}

/// Names for models.
enum ModelNames {
    /// `<table>-<target>`, in characters that a model's name may have.
    static func proposed(table: OpenedTable, target: Column) -> String {
        var label = table.format == .query ? "query" : table.location.label
        if table.location.arguments.count > 1 { label = "files" }
        for ending in ["gz", "zst"] + FileEntry.endings where label.lowercased().hasSuffix("." + ending) {
            label = String(label.dropLast(ending.count + 1))
        }
        let name = (label + "-" + target.name).map { letter in
            letter.isLetter || letter.isNumber || "-_.".contains(letter) ? letter : "-"
        }
        let proposed = String(name).drop { $0 == "." || $0 == "-" }
        return proposed.isEmpty ? "model" : String(proposed)
    }
}
