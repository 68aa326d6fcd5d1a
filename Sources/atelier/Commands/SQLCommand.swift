import ArgumentParser
import Foundation
import Querying
import Tabular
import TransactSQL
import Workflows

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "Run statements over files, workspace tables and models.",
        discussion: """
            Tables are workspace tables, or files in quotes: SELECT * FROM 'flights.parquet'.
            A registered model is a function: SELECT "delays:1"(…).label FROM …
            T-SQL, as Azure Synapse has it, runs with --dialect tsql, or when the text shows that it is.
            """)

    enum Dialect: String, ExpressibleByArgument, CaseIterable { case duckdb, tsql }

    @Argument(help: "The statements; - reads them from standard input.")
    var query: String?
    @Option(help: "Read the statements from this file.")
    var file: String?
    @Option(help: "duckdb or tsql (default: found out from the text).")
    var dialect: Dialect?
    @Flag(help: "Show the SQL that T-SQL becomes, and run nothing.")
    var translate = false
    @Option(name: .customLong("param"), help: "A parameter k=v: $k in DuckDB's dialect, @k in T-SQL (may be repeated).")
    var parameters: [String] = []
    @Option(
        name: .customLong("location"), help: "URL=FOLDER: a folder that stands for storage in T-SQL (may be repeated).")
    var locations: [String] = []
    @Flag(help: "Refuse statements that would change the workspace.")
    var readOnly = false
    @Option(help: "Stop after so many seconds (exit code 4).")
    var timeout: Double?
    @Option(help: "How answers are written: table, box, markdown, csv, tsv, json, jsonl or parquet.")
    var format: AnswerFormat?
    @Option(help: "Write the answer to this file; the ending decides the format.")
    var output: String?
    @Option(help: "Rows shown with --format table, box and markdown.")
    var limit = 100
    @Flag(help: "The same as --format json.")
    var json = false
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var options: WorkspaceOptions

    func validate() throws {
        if limit < 0 || limit >= 1 << 40 { throw ValidationError("--limit takes a number from 0.") }
        if format == .parquet && output == nil { throw ValidationError("--format parquet needs --output FILE.") }
        if (query == nil) == (file == nil) { throw ValidationError("sql takes the statements, or --file FILE.") }
        if let timeout, !(timeout > 0 && timeout < 1e9) {
            throw ValidationError("--timeout takes a number of seconds.")
        }
        if parameters.contains(where: { !$0.dropFirst().contains("=") }) { throw ValidationError("--param takes k=v.") }
    }

    func run() async throws {
        let text = try script()
        let isTransactSQL = chooseDialect(text) == .tsql
        if translate, !isTransactSQL {
            throw Problem("--translate shows what T-SQL becomes", hint: "Add --dialect tsql.", kind: .usage)
        }
        let live = try Live(options, readOnly: readOnly)
        let connection = try await live.engines.connect()
        try await live.registerModels(on: connection)
        let writer = AnswerWriter(
            connection: connection, extensions: extensions, format: json ? .json : format, output: output, limit: limit)
        try await Timeout.within(timeout) {
            if isTransactSQL {
                let models = PredictModels(workspace: live.workspace.directory.path(percentEncoded: false)) {
                    live.engines
                }
                try await runTransactSQL(text, writer, models)
            } else {
                try await runDuckDB(text, writer)
            }
        }
    }

    private func script() throws(Problem) -> String {
        if let file {
            do {
                return try String(contentsOfFile: file, encoding: .utf8)
            } catch {
                throw Problem("cannot read \(file)", detail: error.localizedDescription)
            }
        }
        guard query == "-" else { return query ?? "" }
        return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }

    private func chooseDialect(_ text: String) -> Dialect {
        if let dialect { return dialect }
        let guess = DialectGuess(text)
        guard guess.isTransactSQL else { return .duckdb }
        Console.say("note: read as T-SQL, because of \(guess.reason); --dialect duckdb says otherwise")
        return .tsql
    }

    private var values: [String: String] {
        Dictionary(
            parameters.map { entry in
                let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            }, uniquingKeysWith: { _, last in last })
    }

    private func runTransactSQL(_ text: String, _ writer: AnswerWriter, _ models: PredictModels) async throws {
        let runner = ScriptRunner(
            host: ScriptConsole(writer: writer), settings: try ScriptFiles.settings(locations),
            options: RunOptions(parameters: values, readOnly: readOnly), predict: models)
        do {
            if translate {
                print(try await runner.translate(text))
            } else {
                try await runner.run(text)
            }
        } catch let error as Diagnostic {
            throw error.problem(statement: try? Script(parsing: text).statementNumber(at: error.position))
        }
    }

    /// Statements of DuckDB's dialect, one after the other.
    private func runDuckDB(_ text: String, _ writer: AnswerWriter) async throws {
        let script = SQLText(text)
        guard !script.statements.isEmpty else {
            throw Problem("there is no SQL to run", hint: "Type a statement, for example SELECT 1.", kind: .usage)
        }
        for (index, statement) in script.statements.enumerated() {
            do {
                let sql = try script.substituting(values, in: statement)
                switch statement.kind {
                case .query: try await writer.write(sql)
                case .explain: try await writer.writeRows(of: sql, isPlan: true)
                case .call, .change(returns: true): try await writer.writeRows(of: sql, isPlan: false)
                case .change, .other: try await change(sql, writer)
                }
            } catch let problem as Problem where problem.kind != .interrupted {
                throw problem.located(place(of: problem, statement, number: index + 1, in: script))
            }
        }
    }

    /// Where a mistake is: nothing for a statement of one line by itself.
    private func place(of problem: Problem, _ statement: SQLStatement, number: Int, in script: SQLText) -> String {
        guard script.statements.count > 1 || script[statement.range].contains("\n") else { return "" }
        let mistake = statement.parameters.isEmpty ? script.place(of: problem.detail, in: statement) : nil
        let (line, column) = script.lineAndColumn(of: mistake ?? statement.range.lowerBound)
        let which = script.statements.count > 1 ? "statement \(number), " : ""
        return which + "line \(line), column \(column): "
    }

    private func change(_ sql: String, _ writer: AnswerWriter) async throws {
        if output != nil || format != nil || json {
            _ = try await extensions.fetching { try await writer.connection.execute(sql) }
        } else {
            // What has rows, such as PRAGMA, shows them.
            try await writer.write(sql)
        }
    }
}

extension Problem {
    /// The same with the place of its statement before it.
    fileprivate func located(_ place: String) -> Problem {
        var copy = self
        copy.title = place + title
        return copy
    }
}
