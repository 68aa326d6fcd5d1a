import Screen
import Tabular

/// What can happen while a person looks at how a table is read.
enum ReadingsAction: Sendable, Equatable {
    /// Opens it on the table of the Data place.
    case open
    case move(Int)
    case moveTo(Int)
    /// Does what the chosen line says.
    case choose
    /// Ends the choosing by hand.
    case back
    case listed([ReadingCandidate])
    case listFailed(Problem)
    case previewed(ReadingOptions, OpenedTable, TablePage)
    case previewFailed(ReadingOptions, Problem)
}

/// How a table of delimited text is read, what did not fit, and other ways to read it, each with its first rows.
struct ReadingsView: Sendable, Equatable {
    /// A line that can be chosen.
    enum Line: Sendable, Equatable {
        /// As it is read now.
        case current
        /// The lines that did not fit, as a table.
        case rejects
        case other(ReadingCandidate)
        case byHand
    }

    /// The first rows of a way to read.
    struct Preview: Sendable, Equatable {
        var options: ReadingOptions
        var table: OpenedTable
        var page: TablePage
    }

    let tab: Int
    /// The table as it is read now.
    let table: OpenedTable
    let rows: Int?
    let statement: String
    var candidates: [ReadingCandidate]?
    var cursor = 0
    var preview: Preview?
    var problem: Message?
    /// The choices by hand, while they are being made.
    var form: ReadingForm?

    init?(_ tab: TableTab) {
        guard let table = tab.table, table.format == .csv, let relation = tab.relation else { return nil }
        self.tab = tab.id
        self.table = table
        rows = tab.rowCount
        statement = relation.sql
    }

    var lines: [Line] {
        let others = (candidates ?? []).filter { !isCurrent($0) }.map(Line.other)
        return [.current] + (table.rejects == nil ? [] : [.rejects]) + others + [.byHand]
    }

    var line: Line { lines.indices.contains(cursor) ? lines[cursor] : .current }

    private func isCurrent(_ candidate: ReadingCandidate) -> Bool {
        guard let dialect = table.reading?.dialect else { return false }
        return dialect.delimiter == candidate.dialect.delimiter && dialect.quote == candidate.dialect.quote
    }

    /// The way to read that the first rows are shown of; nil when there is none to show.
    var wanted: ReadingOptions? {
        if let form { return form.options }
        switch line {
        case .current, .byHand: return table.location.reading
        case .other(let candidate): return candidate.options
        case .rejects: return nil
        }
    }

    func location(_ options: ReadingOptions) -> SourceLocation {
        SourceLocation(table.location.arguments, reading: options)
    }
}

/// Finds the ways to read a source.
struct ListReadings: Work {
    var location: SourceLocation

    func run(_ context: EffectContext) async throws -> Action? {
        .readings(.listed(try await context.withConnection(.wizard) { try await $0.readings(of: location) }))
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .readings(.listFailed(problem))
    }
}

/// Reads the first rows of a source in a way.
struct PreviewReading: Work {
    var location: SourceLocation
    private static let rows = 60

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.wizard) { connection in
            let table = try await connection.open(location)
            let page = try await connection.page(of: table.relation, rows: 0..<Self.rows, columns: nil)
            return .readings(.previewed(location.reading, table, page))
        }
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .readings(.previewFailed(location.reading, problem))
    }
}
