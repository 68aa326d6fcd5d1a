import ArgumentParser
import Foundation
import Profiling
import Screen
import Studio
import Tabular
import Workflows

struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "Draw a chart in the terminal, or into an SVG or PNG file.",
        discussion: """
            Kinds: histogram, bar, stacked-bar, line, area, scatter, heat-map, box, pie; and correlations and missing,
            which look at all columns. --y takes a column or an aggregate of one, such as 'mean(dep_delay)'.
            """)

    @Option(help: "A path, glob, folder, workspace table, or -.")
    var data: [String]
    @Option(help: "What is drawn; by default what suits the columns.")
    var kind: String?
    @Option(help: "The column along the horizontal axis, or whose values are the categories.")
    var x: String?
    @Option(help: "A column, or count, sum, mean, median, min, max or distinct of one: 'mean(dep_delay)'.")
    var y: String?
    @Option(help: "The column that gives colours; of a heat map an aggregate, such as 'mean(dep_delay)'.")
    var color: String?
    @Option(help: "Bins of a number's axis.")
    var bins: Int?
    @Option(help: "Steps of a time axis: second, minute, hour, day, week, month, quarter or year.")
    var every: String?
    @Option(help: "Categories that are shown by name.")
    var limit = 12
    @Option(help: "Logarithmic axes: none, x, y or both.")
    var log = "none"
    @Option(help: "A chart that was saved in the studio, by name.")
    var saved: String?
    @Option(help: "Write an .svg or .png file instead.")
    var output: String?
    @Option(help: "Size of the file's picture in pixels.")
    var size = "960x600"
    @Option(help: "Colours of the file's picture: light, dark or another theme.")
    var theme: String?
    @OptionGroup(title: "How delimited text is read") var reading: ReadingArguments
    @OptionGroup var extensions: ExtensionOptions
    @OptionGroup var shaping: ShapingArguments
    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if data.isEmpty { throw ValidationError("Name the data: --data FILE.") }
        if let kind, ChartKind(rawValue: kind) == nil, !["correlations", "missing"].contains(kind) {
            let kinds = ChartKind.allCases.map(\.rawValue) + ["correlations", "missing"]
            throw ValidationError("There is no kind '\(kind)'. Kinds: \(kinds.joined(separator: ", ")).")
        }
        if let every, ChartGranularity(rawValue: every) == nil {
            throw ValidationError(
                "--every takes \(ChartGranularity.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if ChartLog(rawValue: log) == nil { throw ValidationError("--log takes none, x, y or both.") }
        if let bins, !(1...400).contains(bins) { throw ValidationError("--bins takes 1 to 400.") }
        if !(1...60).contains(limit) { throw ValidationError("--limit takes 1 to 60.") }
    }

    func run() async throws {
        if let output { _ = try PictureFile.format(output) }
        _ = try PictureFile.size(size)
        let live = try Live(options)
        let connection = try await live.connect()
        let opened = try await extensions.fetching {
            try await live.open(data, reading: reading.options, connection: connection)
        }
        let table = try await shaping.shape(opened, on: connection)
        for note in table.notes { Console.say("note: \(note)") }
        let relation = table.relation
        switch kind {
        case "correlations": try await correlations(relation, table.schema, connection)
        case "missing": try await missing(relation, table.schema, connection)
        default: try await chart(relation, table, connection, live.workspace)
        }
    }

    private func chart(
        _ relation: Relation, _ table: OpenedTable, _ connection: any WorkConnection, _ workspace: Workspace
    ) async throws {
        let spec = try spec(table, workspace)
        var numbers = try await connection.chart(spec, of: relation, schema: table.schema)
        numbers.statement = await connection.standalone(numbers.statement)
        var figures: [ChartFigure] = []
        if let pair = spec.pair, let first = table.schema[pair.0], let second = table.schema[pair.1] {
            figures =
                try await connection.strength(of: first, and: second, in: relation).map(ChartPicture.figures) ?? []
        }
        if json.json { return try JSONOutput.write(ChartDocument(chart: numbers, figures: figures)) }
        try show(ChartPicture.picture(numbers, figures: figures), height: 24)
    }

    /// What the options ask for, over what suits the columns.
    private func spec(_ table: OpenedTable, _ workspace: Workspace) throws -> ChartSpec {
        if let saved {
            let charts = try SavedCharts(workspace).list(for: table)
            if let chart = charts.first(where: { $0.name == saved }) { return chart.spec }
            throw Problem(
                "there is no chart '\(saved)' saved with \(table.location.label)",
                hint: charts.isEmpty ? "" : "Saved: " + charts.map(\.name).joined(separator: ", "), kind: .usage)
        }
        guard let x = x ?? (kind == nil ? table.schema.columns.first?.name : nil) else {
            throw Problem("a chart needs a column", hint: "Name it: --x COLUMN.", kind: .usage)
        }
        let measure = y.map(ChartSpec.measure), tint = color.map(ChartSpec.measure)
        var spec = ChartSpec(.bar, x: x)
        if let kind = kind.flatMap(ChartKind.init) {
            spec.kind = kind
        } else if let first = table.schema[x] {
            let second = measure?.column.flatMap { table.schema[$0] }
            if let second, measure?.aggregate == nil {
                spec = .proposal(for: first, against: second)
            } else {
                spec = .proposal(for: first, in: table.schema)
                if color == nil, y != nil { spec.color = nil }
                if measure?.aggregate != nil, spec.kind == .histogram { spec.kind = .bar }
            }
        }
        spec.y = measure?.column ?? spec.y
        spec.aggregate = measure?.aggregate ?? (measure?.column != nil && !spec.placesY ? .mean : spec.aggregate)
        if let tint {
            spec.color = tint.column
            if spec.kind == .heatMap { spec.aggregate = tint.aggregate ?? .mean }
        }
        (spec.bins, spec.granularity) = (bins, every.flatMap(ChartGranularity.init))
        (spec.limit, spec.log) = (limit, ChartLog(rawValue: log) ?? .none)
        return spec
    }

    private func correlations(_ relation: Relation, _ schema: Schema, _ connection: any WorkConnection) async throws {
        let line = ProgressLine("correlations", noun: "pairs")
        let matrix = try await connection.correlations(of: relation, schema: schema) { line.update($0) }
        line.finish()
        if json.json { return try JSONOutput.write(matrix) }
        try show(ChartPicture.picture(matrix), height: matrix.columns.count + 12)
        guard output == nil else { return }
        let rows = matrix.strongest.prefix(15).map { pair in
            [
                pair.first, pair.second, pair.measure.name, pair.value.map { String(format: "%.3f", $0) } ?? "",
                pair.rank.map { String(format: "%.3f", $0) } ?? "",
            ]
        }
        print(
            TextTable(
                header: ["column", "with", "measure", "value", "Spearman ρ"], rows: Array(rows), numeric: [3, 4]
            ).text)
    }

    private func missing(_ relation: Relation, _ schema: Schema, _ connection: any WorkConnection) async throws {
        let missing = try await connection.missingness(of: relation, schema: schema)
        if json.json { return try JSONOutput.write(missing) }
        let gaps = missing.columns.filter { $0.missing > 0 }.count
        try show(ChartPicture.picture(missing), height: min(40, gaps * 2 + 4))
        guard output == nil, gaps > 0 else { return }
        let rows = missing.patterns.map { pattern in
            [
                Figures.grouped(pattern.rows),
                pattern.missing.isEmpty ? "(complete)" : pattern.missing.joined(separator: ", "),
            ]
        }
        print(TextTable(header: ["rows", "missing together"], rows: rows, numeric: [0]).text)
        if missing.patternCount > rows.count { print("\(missing.patternCount - rows.count) more patterns") }
    }

    /// Into the file, or on the terminal.
    private func show(_ picture: Picture, height: Int) throws {
        if let output {
            try PictureFile.write(picture, to: output, size: size, theme: try PictureFile.theme(theme ?? "light"))
            Console.say("wrote \(output)")
            return
        }
        let theme = ColoredText.theme(try PictureFile.theme(theme ?? "dark"))
        var frame = Frame(size: Size(width: ColoredText.width, height: height), style: theme[.text])
        var room = frame.bounds
        frame.line(picture.title, in: room.cut(top: 1), theme[.title].withoutBackground)
        let notes = picture.notes.flatMap { TextLayout.wrap($0, to: max(20, room.width - 2)) }
        let under = room.cut(bottom: min(notes.count, height / 2))
        for (index, note) in notes.enumerated() {
            frame.line(note, in: under.row(index), theme[.muted].withoutBackground)
        }
        frame.draw(picture, in: room, theme)
        print(ColoredText.text(frame, paper: theme[.text].background), terminator: "")
    }
}

/// What `--json` prints of a chart.
struct ChartDocument: Encodable {
    var chart: ChartData
    var figures: [ChartFigure]
}
