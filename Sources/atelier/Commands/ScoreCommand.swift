import ArgumentParser
import Foundation
import Registry
import Scoring
import Tabular
import Workflows

struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score a table with a registered model.")

    @Option(help: "NAME, NAME:VERSION or NAME@ALIAS.")
    var model: String
    @Option(parsing: .upToNextOption, help: "The table to score: a path, glob, folder, workspace table, or -.")
    var data: [String]
    @Option(help: "A .parquet, .csv, .tsv, .json or .jsonl file, or the name of a new workspace table.")
    var output: String
    @Option(parsing: .upToNextOption, help: "INPUT=COLUMN: where an input of the model gets its values.")
    var map: [String] = []
    @Option(help: "Columns of the table to keep: all, none, or names separated by commas.")
    var keep = "all"
    @Flag(help: "Make a view that scores whenever it is read.")
    var view = false
    @Flag(help: "Replace an existing workspace table or view.")
    var replace = false
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var shaping: ShapingArguments
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var format: JSONOption

    private struct Document: Encodable {
        var model: String
        var output: String
        var rows: Int?
        var seconds: Double
        var run: String
        var unreadable: [String: Int]
    }

    func run() async throws {
        let reference = try ModelReference(model)
        let live = try Live(options)
        let version = try await live.engines.registry.version(reference)
        let connection = try await live.engines.connect()
        let opened = try await extensions.fetching {
            try await live.open(data, reading: reading.options, connection: connection)
        }
        let table = try await shaping.shape(opened, on: connection)
        let plan = try ScoringPlan(
            model: version, table: table, map: try pairs(), keep: kept(), destination: destination())
        if !format.json {
            for binding in plan.bindings where !binding.note.isEmpty && binding.fit != .missing {
                Console.say("\(binding.label) <- \(binding.column?.name ?? "?"): \(binding.note)")
            }
        }
        let line = ProgressLine("scoring")
        let outcome = try await ScoreWorkflow(engines: live.engines).score(plan) { line.update($0) }
        line.finish()
        if format.json {
            try JSONOutput.write(
                Document(
                    model: version.id, output: outcome.written.destination.name, rows: outcome.written.rowCount,
                    seconds: outcome.seconds, run: outcome.runID, unreadable: outcome.unreadable))
        } else {
            Console.say(summary(outcome))
        }
    }

    private func summary(_ outcome: ScoreWorkflow.Outcome) -> String {
        var lines = outcome.unreadable.sorted { $0.key < $1.key }.map {
            "\(Figures.grouped($0.value)) values of \($0.key) could not be read and were scored as missing"
        }
        if outcome.unanswered > 0 {
            lines.append(
                "\(Figures.grouped(outcome.unanswered)) rows have no answer: they lack a value that the model needs")
        }
        if let rows = outcome.written.rowCount {
            let rate = Figures.grouped(Int(Double(rows) / max(outcome.seconds, 0.001)))
            lines.append(
                "scored \(Figures.grouped(rows)) rows into \(output) in \(String(format: "%.1f", outcome.seconds)) s (\(rate) rows/s)"
            )
        } else {
            lines.append("made the view \(output)")
        }
        return lines.joined(separator: "\n")
    }

    private func pairs() throws -> [String: String] {
        var result: [String: String] = [:]
        for pair in map {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw Problem("--map takes INPUT=COLUMN, not '\(pair)'", kind: .usage)
            }
            result[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        return result
    }

    private func kept() -> ScoringPlan.Keep {
        switch keep {
        case "all": .all
        case "none": .none
        default: .columns(names(keep))
        }
    }

    private func destination() -> Destination {
        view ? .view(name: output, replace: replace) : Destination(output, replace: replace)
    }
}
