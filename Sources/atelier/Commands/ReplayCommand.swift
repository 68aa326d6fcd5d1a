import ArgumentParser
import Foundation
import Shaping
import Tabular
import Workflows

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run a script of steps on another table.",
        discussion: """
            A script is what the studio saves with w: a statement whose first part is called source. The table named here
            stands in its place. Steps can also be given as text: --step 'where dep_delay > 60' --step 'sort distance desc'.
            """)

    @Argument(help: "The script, a .sql file; - reads it from standard input, or with --step does only the steps.")
    var script: String
    @Option(name: .customLong("data"), parsing: .upToNextOption, help: "A path, glob, folder, workspace table, or -.")
    var data: [String]
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var shaping: ShapingArguments
    @Option(help: "A file (.parquet .csv .tsv .json .jsonl .xlsx .md) or a new workspace table; printed when left out.")
    var output: String?
    @Flag(help: "Make a workspace view instead of a table.")
    var view = false
    @Flag(help: "Replace a file, table or view that is there.")
    var replace = false
    @Option(help: "Rows printed.")
    var limit = 100
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var format: JSONOption

    private struct Document: Encodable {
        var output: String
        var rows: Int?
        var sql: String
    }

    func validate() throws {
        if view, output == nil { throw ValidationError("--view needs --output NAME.") }
        if limit < 0 || limit >= 1 << 40 { throw ValidationError("--limit takes a number from 0.") }
    }

    func run() async throws {
        let given = try readScript()
        let live = try Live(options)
        let connection = try await live.engines.connect()
        try await live.registerModels(on: connection)
        let opened = try await extensions.fetching {
            try await live.open(data, reading: reading.options, connection: connection)
        }
        let table = try await shaping.shape(opened, on: connection)
        for note in table.notes { Console.say("note: \(note)") }
        let query = try given.map { try $0.replaying(on: "(\(table.relation.sql))") } ?? table.relation.sql
        guard let output else { return try await printRows(query, connection) }
        let destination = try destination(output)
        let line = ProgressLine("writing \(output)")
        let sql = await connection.standalone(query)
        let written = try await connection.write(view ? sql : query, to: destination) { line.update($0) }
        line.finish()
        if format.json {
            try JSONOutput.write(Document(output: output, rows: written.rowCount, sql: sql))
        } else {
            Console.say("wrote \(written.rowCount.map { Figures.grouped($0) + " rows to " } ?? "")\(output)")
        }
    }

    /// The script; nil when there are only steps.
    private func readScript() throws -> Script? {
        guard script == "-" else { return try Script(contentsOf: script) }
        guard shaping.isEmpty else { return nil }
        guard data != ["-"] else {
            throw Problem(
                "standard input cannot be both the script and the data", hint: "Name one of them as a file.",
                kind: .usage)
        }
        let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem(
                "there is no script on standard input", hint: "Give a script's file, or steps with --step.",
                kind: .usage)
        }
        return Script(sql: text)
    }

    private func destination(_ output: String) throws -> Destination {
        if view { return .view(name: output, replace: replace) }
        let destination = Destination(output, replace: replace)
        if case .table = destination { return destination }
        if !replace, FileManager.default.fileExists(atPath: output) {
            throw Problem("\(output) is there already", hint: "Give another --output, or --replace.", kind: .usage)
        }
        return destination
    }

    private func printRows(_ query: String, _ connection: any WorkConnection) async throws {
        let page = try await connection.query(query, limit: limit + 1)
        let shown = TablePage(columns: page.columns, rows: Array(page.rows.prefix(limit)))
        if format.json {
            print(RowsText.json.text(shown), terminator: "")
        } else {
            print(TextTable(shown).text)
        }
        if page.rows.count > limit {
            Console.say("only the first \(limit) rows are shown: use --limit, or --output for all")
        }
    }
}

/// Steps that are done to a table before it is used.
struct ShapingArguments: ParsableArguments {
    @Option(name: .customLong("where"), help: "Only rows that satisfy this SQL condition.")
    var conditions: [String] = []
    @Option(name: .customLong("step"), help: "A step, such as 'add speed = distance / air_time'; may be repeated.")
    var steps: [String] = []

    var isEmpty: Bool { conditions.isEmpty && steps.isEmpty }

    /// The table after the steps; conditions come first.
    func shape(_ table: OpenedTable, on connection: any WorkConnection) async throws -> OpenedTable {
        try await table.shaped(by: conditions.map { "where " + $0 } + steps, on: connection)
    }
}
