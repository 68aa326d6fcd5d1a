import ArgumentParser
import Foundation
import Profiling
import Tabular
import Workflows

struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Statistics, histograms and warnings of every column.",
        discussion: "With --column, everything that is known about one column.")

    @Argument(help: "A path, glob, folder, workspace table, or -.")
    var source: [String]
    @Option(help: "Only these columns, separated by commas.")
    var columns: String?
    @Option(help: "Only this column, in full.")
    var column: String?
    @Option(help: "The most bins of each histogram; their edges are round numbers.")
    var bins = 20
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    private struct Document: Encodable {
        var source: String
        var rows: Int
        var notes: [String]
        var columns: [ColumnProfile]
        /// nil when only some columns were asked for.
        var duplicateRows: Int?
        var warnings: [ProfileWarning]
    }

    func validate() throws {
        if source.isEmpty { throw ValidationError("Name a source to profile.") }
        if bins < 1 || bins > 1000 { throw ValidationError("--bins takes 1 to 1000.") }
        if column != nil, columns != nil { throw ValidationError("Give --column or --columns, not both.") }
    }

    func run() async throws {
        let live = try Live(options)
        let connection = try await live.engines.connect()
        let table = try await extensions.fetching {
            try await live.open(source, reading: reading.options, connection: connection)
        }
        let chosen = try chosen(from: table)
        let line = ProgressLine("profiling", noun: "columns")
        let profiles = try await connection.profiles(of: chosen, in: table.relation, bins: bins) { line.update($0) }
        line.finish()
        var findings: TableFindings?
        if columns == nil, column == nil, !profiles.isEmpty {
            findings = try await connection.findings(about: profiles, in: table.relation)
        }
        let rows: Int
        if let first = profiles.first {
            rows = first.rows
        } else {
            rows = try await connection.rowCount(of: table.relation)
        }
        let warnings = profiles.flatMap(\.warnings) + (findings?.warnings ?? [])
        if output.json {
            try JSONOutput.write(
                Document(
                    source: table.location.arguments.joined(separator: " "), rows: rows, notes: table.notes,
                    columns: profiles, duplicateRows: findings?.duplicateRows, warnings: warnings))
            return
        }
        print("\(table.location.label): \(Figures.of(rows, "row")), \(Figures.of(table.schema.count, "column"))")
        for note in table.notes { print("note: \(note)") }
        if column != nil, let profile = profiles.first {
            print(ColumnText.text(profile))
        } else {
            print(ProfileText.table(profiles).text)
        }
        if profiles.contains(where: { $0.distinctIsEstimate || $0.numbers?.quantilesAreEstimates == true }) {
            print("≈ marks estimates (within a few percent)")
        }
        for line in ProfileText.warnings(warnings, named: column == nil) { print(line) }
    }

    private func chosen(from table: OpenedTable) throws -> [Column] {
        if let column { return try pick([column], from: table) }
        return try columns.map { try pick(names($0), from: table) } ?? table.schema.columns
    }

    private func pick(_ names: [String], from table: OpenedTable) throws -> [Column] {
        try names.map { name in
            guard let column = table.schema[name] else {
                let near = EditDistance.nearest(to: name, among: table.schema.names)
                throw Problem(
                    "\(table.location.label) has no column '\(name)'",
                    hint: near.map { "Did you mean '\($0)'?" } ?? "", kind: .usage)
            }
            return column
        }
    }
}
