import ArgumentParser
import Foundation
import Tabular

/// The program. Without a subcommand it is the studio; with one it does the same work headless.
struct Atelier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atelier",
        abstract: "A data-science studio that lives in the terminal.",
        usage: """
            atelier [SOURCE ...]
            atelier <subcommand>
            """,
        discussion: """
            SOURCE is a path, several paths, a glob, a folder, a workspace table, or - for standard input.
            Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 could not connect, 4 timed out, 130 interrupted.
            """,
        version: version,
        subcommands: [
            StudioCommand.self, InitCommand.self, OpenCommand.self, ProfileCommand.self, SQLCommand.self,
            ReplayCommand.self, ChartCommand.self, CompareCommand.self, TrainCommand.self, ScoreCommand.self,
            ModelsCommand.self, RunsCommand.self, ExtensionsCommand.self, CacheCommand.self, DoctorCommand.self,
            ReferenceCommand.self,
        ],
        defaultSubcommand: StudioCommand.self)

    static let version = "0.1.0"
}

@main
enum Entry {
    static func main() async {
        do {
            var command = try Atelier.parseAsRoot()
            if var studio = command as? StudioCommand {
                try await studio.run()
            } else if var asynchronous = command as? any AsyncParsableCommand {
                try await Interruption.cancelling { try await asynchronous.run() }
            } else {
                try command.run()
            }
        } catch {
            exit(report(error))
        }
    }

    /// Says on standard error what went wrong, and gives the exit code.
    private static func report(_ error: any Error) -> Int32 {
        if let problem = error as? Problem {
            Console.say(problem)
            return problem.exitCode
        }
        if error is CancellationError {
            Console.say(Problem.cancelled)
            return Problem.cancelled.exitCode
        }
        let code = Atelier.exitCode(for: error)
        let text = Atelier.fullMessage(for: error)
        if code == .success {
            print(text)
            return 0
        }
        Console.say(text)
        // ArgumentParser's 64 (EX_USAGE) is 2 here.
        return code == .validationFailure ? 2 : 1
    }
}
