import ArgumentParser
import Foundation
import Registry
import Workflows

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "What was trained, scored and imported.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All runs, newest first.")
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let registry = try Live(options).engines.registry
            _ = try? await registry.markInterruptedRuns()
            let runs = try await registry.runs()
            if output.json { return try JSONOutput.write(runs) }
            if runs.isEmpty { return Console.say("no runs yet") }
            let table = TextTable(
                header: ["run", "kind", "state", "started", "seconds", "model", "what"],
                rows: runs.map { run in
                    [
                        run.id, run.kind.rawValue, run.state.rawValue, run.started.formatted(.iso8601),
                        run.ended.map { String(format: "%.1f", $0.timeIntervalSince(run.started)) } ?? "", run.model,
                        run.title,
                    ]
                }, numeric: [4])
            print(table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One run.")
        @Argument(help: "The run's id, or how it begins.") var id: String
        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var output: JSONOption

        func run() async throws {
            let registry = try Live(options).engines.registry
            _ = try? await registry.markInterruptedRuns()
            let run = try await registry.run(id)
            if output.json { return try JSONOutput.write(run) }
            print("\(run.id)  \(run.kind.rawValue)  \(run.state.rawValue)  \(run.title)")
            print(
                "started \(run.started.formatted(.iso8601))"
                    + (run.ended.map { ", ended \($0.formatted(.iso8601))" } ?? ""))
            if !run.model.isEmpty { print("model: \(run.model)") }
            if !run.message.isEmpty { print("message: \(run.message)") }
            if !run.command.isEmpty { print("command: \(run.command)") }
            for (name, value) in run.parameters.sorted(by: { $0.key < $1.key }) { print("  \(name): \(value)") }
            for (name, value) in run.metrics.sorted(by: { $0.key < $1.key }) {
                print("  \(name): \(Figures.short(value))")
            }
        }
    }
}
