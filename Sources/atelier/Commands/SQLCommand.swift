import ArgumentParser
import Foundation
import Tabular
import Workflows

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "Run a query over files, workspace tables and models.",
        discussion: """
            Tables are workspace tables, or files in quotes: SELECT * FROM 'flights.parquet'.
            A registered model is a function: SELECT "delays:1"(…).label FROM …
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, parquet }

    @Argument(help: "The query.")
    var query: String
    @Option(help: "How the answer is written: table, csv, json or parquet.")
    var format: Format?
    @Option(help: "Write the answer to this file; the ending decides the format.")
    var output: String?
    @Option(help: "Rows shown with --format table.")
    var limit = 100
    @Flag(help: "The same as --format json.")
    var json = false
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var options: WorkspaceOptions

    func validate() throws {
        if limit < 0 || limit >= 1 << 40 { throw ValidationError("--limit takes a number from 0.") }
        if format == .parquet && output == nil { throw ValidationError("--format parquet needs --output FILE.") }
    }

    func run() async throws {
        let live = try Live(options)
        let connection = try await live.engines.connect()
        try await live.registerModels(on: connection)
        let format = json ? .json : format
        if let output {
            let line = ProgressLine("writing \(output)")
            let written = try await extensions.fetching {
                try await connection.write(query, to: destination(output, format)) { line.update($0) }
            }
            line.finish()
            Console.say("wrote \(written.rowCount.map { Figures.grouped($0) + " rows to " } ?? "")\(output)")
            return
        }
        switch format ?? .table {
        case .table: try await extensions.fetching { try await printTable(connection) }
        case .csv:
            try await extensions.fetching { try await copyToStandardOutput(connection, "FORMAT csv, HEADER") }
        case .json, .parquet:
            try await extensions.fetching { try await copyToStandardOutput(connection, "FORMAT json, ARRAY true") }
        }
    }

    private func destination(_ path: String, _ format: Format?) -> Destination {
        switch format {
        case .csv: .csv(path: path)
        case .json: .json(path: path)
        case .parquet: .parquet(path: path)
        case .table, nil:
            switch Destination(path) {
            case .table: .csv(path: path)
            case let file: file
            }
        }
    }

    private func printTable(_ connection: any WorkConnection) async throws {
        let page = try await connection.query(query, limit: limit + 1)
        let shown = TablePage(columns: page.columns, rows: Array(page.rows.prefix(limit)))
        guard !shown.columns.isEmpty else { return }
        print(TextTable(shown).text)
        if page.rows.count > limit {
            Console.say("only the first \(limit) rows are shown: use --limit, or --output FILE for all")
        }
    }

    private func copyToStandardOutput(_ connection: any WorkConnection, _ options: String) async throws {
        var text = query.trimmingCharacters(in: CharacterSet(charactersIn: "; \n\t"))
        // COPY takes these only inside of a query.
        let verb = text.prefix { $0.isLetter }.lowercased()
        if ["summarize", "describe", "desc", "show"].contains(verb) { text = "SELECT * FROM (\(text))" }
        if options.contains("json") { text = try await quotingWhatJSONLacks(text, connection) }
        try await StandardOutputTable(connection: connection).write(text, options: options)
    }

    /// NaN and infinities as text, as in files: JSON has no such numbers.
    private func quotingWhatJSONLacks(_ query: String, _ connection: any WorkConnection) async throws -> String {
        let columns = try await connection.schema(of: Relation(source: "(\n\(query)\n)")).columns
        guard columns.contains(where: { $0.type.kind == .real }) else { return query }
        let values = columns.enumerated().map { index, column in
            let v = "c\(index)", isReal = column.type.kind == .real
            let value = "CASE WHEN isfinite(\(v)) THEN to_json(\(v)) ELSE to_json(CAST(\(v) AS VARCHAR)) END"
            return "\(isReal ? value : v) AS \(SQL.identifier(column.name))"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        return "SELECT \(values.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
    }
}
