import ArgumentParser
import Foundation
import Profiling
import Studio
import Tabular
import Workflows

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "What has moved from one table to another, column by column.",
        discussion: """
            PSI (population stability index): below 0.1 stable, below 0.25 moved, else drifted; the
            same index of missing values counts where it is larger. KS: the largest
            distance of the cumulative shares of numbers and times.
            """)

    @Argument(help: "The table as it was: a path, glob, folder or workspace table.")
    var before: String
    @Argument(help: "The table as it is.")
    var after: String
    @Option(help: "Only these columns, separated by commas.")
    var columns: String?
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
        let live = try Live(options)
        let connection = try await live.connect()
        let first = try await table(before, live, connection), second = try await table(after, live, connection)
        var report = DriftReport(first: first, second: second)
        report.firstRows = try await connection.rowCount(of: first.relation)
        report.secondRows = try await connection.rowCount(of: second.relation)
        let wanted = columns.map(names)
        let line = ProgressLine("comparing", noun: "columns")
        for name in try common(report.common(first, second), wanted) {
            report.columns.append(try await connection.drift(of: name, from: first, to: second))
            line.update(WorkProgress(done: report.columns.count))
        }
        line.finish()
        report.sort()
        if output.json { return try JSONOutput.write(report) }
        write(report)
    }

    private func table(_ word: String, _ live: Live, _ connection: any WorkConnection) async throws -> ComparedTable {
        let table = try await extensions.fetching {
            try await live.open([word], reading: reading.options, connection: connection)
        }
        for note in table.notes { Console.say("note: \(table.location.label): \(note)") }
        return ComparedTable(name: table.location.label, relation: table.relation, schema: table.schema)
    }

    private func common(_ all: [String], _ wanted: [String]?) throws(Problem) -> [String] {
        guard let wanted else { return all }
        for name in wanted where !all.contains(name) {
            throw Problem("column '\(name)' is not in both tables", kind: .usage)
        }
        return wanted
    }

    private func write(_ report: DriftReport) {
        print("\(report.first): \(Figures.grouped(report.firstRows)) rows  ->  ", terminator: "")
        print("\(report.second): \(Figures.grouped(report.secondRows)) rows")
        if !report.onlySecond.isEmpty { print("new columns: " + report.onlySecond.joined(separator: ", ")) }
        if !report.onlyFirst.isEmpty { print("gone: " + report.onlyFirst.joined(separator: ", ")) }
        func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "" }
        func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
        let rows = report.columns.map { drift in
            let values = drift.new.prefix(3).map { "+" + $0.value } + drift.lost.prefix(3).map { "-" + $0.value }
            return [
                drift.column, drift.verdict, number(drift.psi), number(drift.ks), percent(drift.firstMissing),
                percent(drift.secondMissing), drift.newCount.map(Figures.grouped) ?? "",
                drift.lostCount.map(Figures.grouped) ?? "",
                (values
                    + (drift.firstType == drift.secondType
                        ? [] : ["\(drift.firstType.name) -> \(drift.secondType.name)"]))
                    .joined(separator: " "),
            ]
        }
        print(
            TextTable(
                header: ["column", "verdict", "PSI", "KS", "missing then", "now", "new", "lost", "values"], rows: rows,
                numeric: [2, 3, 4, 5, 6, 7]
            ).text)
        for drift in report.columns where !drift.notes.isEmpty {
            Console.say("\(drift.column): \(drift.notes.joined(separator: "; "))")
        }
    }
}
