public import ArgumentParser
import Foundation
public import Learning
import Registry
import Tabular
import Workflows

extension LearningTask: ExpressibleByArgument {}
extension Metric: ExpressibleByArgument {}

struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model on a table and register it.")

    @Option(parsing: .upToNextOption, help: "The table to learn from: a path, glob, folder, workspace table, or -.")
    var data: [String]
    @Option(help: "The column to predict.")
    var target: String
    @Option(help: "The registered model's name.")
    var name: String
    @Option(help: "binary, multiclass or regression (default: proposed from the target).")
    var task: LearningTask?
    @Option(help: "Only these columns, separated by commas (default: all but those proposed out).")
    var features: String?
    @Option(help: "The metric to watch: auc, log_loss, accuracy, rmse or mae.")
    var metric: Metric?
    @Option(help: "The most boosting rounds.")
    var rounds = 500
    @Option(help: "How much each round corrects (default: 0.1).")
    var learningRate: Double?
    @Option(help: "Leaves of a tree (default: 31).")
    var leaves: Int?
    @Option(help: "Stop after so many rounds without a better metric; 0: never (default: 30).")
    var patience: Int?
    @Option(help: "Share of the rows that is held out (default: 0.2).")
    var holdout: Double?
    @Option(help: "Seed of the split and of training.")
    var seed = 1
    @Option(help: "Judge by k-fold cross-validation instead of a holdout.")
    var folds: Int?
    @OptionGroup var shaping: ShapingArguments
    @Option(help: "Threads (default: one per core).")
    var threads = 0
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    func validate() throws {
        if abs(Double(seed)) > Double(Int32.max) {
            throw ValidationError("--seed takes a number of at most nine digits.")
        }
        if rounds < 1 { throw ValidationError("--rounds takes a number from 1.") }
        if let learningRate, learningRate <= 0 || learningRate > 1 {
            throw ValidationError("--learning-rate takes a number above 0, up to 1.")
        }
        if let leaves, leaves < 2 { throw ValidationError("--leaves takes a number from 2.") }
        if let patience, patience < 0 { throw ValidationError("--patience takes a number from 0.") }
        if let holdout, holdout < 0.01 || holdout > 0.9 {
            throw ValidationError("--holdout takes a share from 0.01 to 0.9.")
        }
        if holdout != nil, folds != nil { throw ValidationError("--holdout and --folds exclude each other.") }
        if let folds, folds < 2 || folds > 50 { throw ValidationError("--folds takes 2 to 50.") }
    }

    func run() async throws {
        try ModelReference.validate(name: name)
        let live = try Live(options)
        let connection = try await live.engines.connect()
        let opened = try await extensions.fetching {
            try await live.open(data, reading: reading.options, connection: connection)
        }
        let table = try await shaping.shape(opened, on: connection)
        let line = ProgressLine("looking at columns", noun: "columns")
        let trainer = Trainer(engines: live.engines)
        var plan = try await trainer.propose(
            table: table, target: target, task: task, modelName: name, connection: connection
        ) { line.update($0) }
        try choose(&plan)
        if !output.json {
            for note in plan.notes { Console.say("note: \(note)") }
            for feature in plan.features where !feature.isUsed && !feature.reason.isEmpty {
                Console.say("left out \(feature.column.name): \(feature.reason)")
            }
        }
        let watched = plan.settings.metric
        let version = try await trainer.train(plan) { show($0, on: line, metric: watched) }
        line.finish()
        if output.json { try JSONOutput.write(version) } else { print(ModelText.summary(version)) }
        if version.card.agreement?.holds == false {
            Console.say(
                "WARNING: the exported model does not agree with its trainer; see atelier models show \(version.id)")
        }
    }

    private func choose(_ plan: inout TrainingPlan) throws {
        plan.settings.rounds = rounds
        plan.settings.seed = seed
        plan.settings.threads = threads
        if let learningRate { plan.settings.learningRate = learningRate }
        if let leaves { plan.settings.leaves = leaves }
        if let patience { plan.settings.patience = patience }
        if let holdout { plan.validation = .holdout(share: holdout) }
        if let folds { plan.validation = .kFold(folds) }
        if let metric {
            guard plan.task.metrics.contains(metric) else {
                throw Problem(
                    "\(metric.rawValue) is no metric of a \(plan.task.rawValue) model",
                    hint: "Use \(plan.task.metrics.map(\.rawValue).joined(separator: ", ")).", kind: .usage)
            }
            plan.settings.metric = metric
        }
        if let features { try plan.use(only: names(features)) }
    }

    private func show(_ event: TrainingEvent, on line: ProgressLine, metric: Metric) {
        switch event {
        case .phase(let text): line.phase(text)
        case .reading(let progress): line.update(progress)
        case .round(let report, let fold, let folds):
            let part = folds > 1 ? "fold \(fold) of \(folds), " : ""
            let value = report.validation.map { ", \(metric.label) \(Figures.short($0))" } ?? ""
            line.update("training: \(part)round \(report.round) of at most \(rounds)\(value)")
        }
    }
}
