import ArgumentParser
import Foundation
import Tabular
import Workflows

/// How a source is read, without the studio.
struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Say how a source is read: format, dialect, columns, rows, what did not fit.",
        discussion: """
            A workbook or database with several tables is listed; one of them is book.xlsx#Sheet2 or file.db#table.
            --rejects prints the lines that did not fit, as CSV or (--json) JSON.
            """)

    @Argument(help: "A path, glob, folder, address, workspace table, or -.")
    var source: [String]
    @Flag(help: "Print the lines that did not fit, as a table.")
    var rejects = false
    @Option(help: "First rows to show.")
    var rows = 10
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    func validate() throws {
        if source.isEmpty { throw ValidationError("Name a source to open.") }
        if rows < 0 || rows > 1_000_000 { throw ValidationError("--rows takes 0 to 1,000,000.") }
    }

    func run() async throws {
        let live = try Live(options)
        let connection = try await live.engines.connect()
        do {
            let table = try await extensions.fetching { try await open(live, connection) }
            if rejects {
                try await RejectsOutput(table: table, connection: connection).write(json: output.json)
            } else {
                try await OpenedOutput(table: table, connection: connection, firstRows: rows).write(json: output.json)
            }
        } catch let problem as Problem {
            // Several tables are an answer here, not a failure.
            guard case .choose(let parts)? = problem.remedy, problem.kind == .usage, !rejects else { throw problem }
            try PartsOutput(source: source.joined(separator: " "), parts: parts).write(json: output.json)
        }
    }

    private func open(_ live: Live, _ connection: any WorkConnection) async throws -> OpenedTable {
        try await live.open(source, reading: reading.options, connection: connection)
    }
}
