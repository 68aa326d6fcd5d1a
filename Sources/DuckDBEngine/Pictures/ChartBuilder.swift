import Profiling
import Tabular

/// Makes the numbers of one chart.
struct ChartBuilder {
    let spec: ChartSpec
    let source: PictureSource
    let x: Column
    let y: Column?
    let color: Column?
    let planner: DimensionPlanner

    init(_ wish: ChartSpec, relation: Relation, schema: Schema, session: Session) throws(Problem) {
        let spec = wish
        func find(_ name: String?) throws(Problem) -> Column? {
            guard let name else { return nil }
            if let column = schema[name] { return column }
            let near = EditDistance.nearest(to: name, among: schema.names)
            throw Problem(
                "there is no column '\(name)'",
                hint: near.map { "Did you mean \($0)?" } ?? "Columns: "
                    + schema.names.prefix(20).joined(separator: ", "),
                kind: .usage)
        }
        guard let x = try find(spec.x) else { throw Problem("a chart needs a column along x", kind: .usage) }
        self.x = x
        y = try find(spec.placesY || spec.measured == spec.y ? spec.y : nil)
        color = try find(spec.kind == .heatMap ? spec.measured : spec.colored)
        self.spec = spec
        var columns: [Column] = []
        for column in [x, y, color].compactMap(\.self) where !columns.contains(column) { columns.append(column) }
        source = try PictureSource(relation, columns, session: session)
        planner = DimensionPlanner(source: source, spec: spec)
        guard source.rowCount > 0 else { throw Problem("there are no rows to draw") }
    }

    func build() throws(Problem) -> ChartData {
        switch spec.kind {
        case .histogram:
            return try grouped(planner.groups(histogramOf: x), isStacked: true)
        case .bar: return try grouped(planner.groups(x, bins: 20, steps: 40), isStacked: false)
        case .stackedBar: return try grouped(planner.groups(x, bins: 20, steps: 40), isStacked: true)
        case .pie: return try grouped(planner.groups(x, bins: 10, steps: 12), isStacked: false)
        case .line, .area: return try lines()
        case .scatter: return try cloud()
        case .heatMap: return try heat()
        case .box: return try boxes()
        }
    }

    // MARK: Values

    /// The SQL of the number that is shown for a group, and what is to be said about it.
    func value() throws(Problem) -> (sql: String, notes: [String]) {
        guard let name = spec.measured, let column = spec.kind == .heatMap ? color : y else { return ("count(*)", []) }
        if spec.aggregate == .distinct { return ("count(DISTINCT \(column.quoted))", []) }
        guard column.chartRole == .number || column.type.kind == .boolean else {
            throw Problem(
                "\(spec.aggregate.rawValue) needs numbers, and \(name) is \(column.type.name)",
                hint: "Choose count or distinct, or a column of numbers.", kind: .usage)
        }
        let function = spec.aggregate == .mean ? "avg" : spec.aggregate.rawValue
        let facts = source[column]
        var notes: [String] = []
        if facts.missing > 0 {
            notes.append("not counted: \(PictureSource.counted(facts.missing, "row")) without \(name)")
        }
        guard facts.notFinite > 0 else { return ("\(function)(\(column.plotted))", notes) }
        notes.append("not counted: \(PictureSource.counted(facts.notFinite, "NaN or infinite value")) of \(name)")
        return ("\(function)(\(column.plotted)) FILTER (\(column.isPlottable))", notes)
    }

    /// Whether parts add up to the whole, so that they can be stacked.
    var addsUp: Bool { spec.measured == nil || spec.aggregate == .sum || spec.aggregate == .count }

    /// One statement: groups, and a number for each.
    func statement(_ groups: [(name: String, dimension: Dimension)], value: String) -> String {
        let keys = groups.map { "\($0.dimension.key) AS \($0.name)" }
        let conditions = groups.compactMap(\.dimension.condition)
        let condition = conditions.isEmpty ? "" : "\nWHERE " + conditions.joined(separator: " AND ")
        return "SELECT " + (keys + ["\(value) AS value"]).joined(separator: ",\n    ")
            + "\nFROM \(source.from)\(condition)\nGROUP BY ALL\nORDER BY ALL"
    }

    /// The answer of a statement of groups as a table: `[first][second]`, 0 or nothing where there are no rows.
    func table(
        _ sql: String, _ first: Dimension, _ second: Dimension?, fill: Double?
    ) throws(Problem) -> [[Double?]] {
        let width = second.map { $0.labels.count } ?? 1
        var values = [[Double?]](
            repeating: [Double?](repeating: fill, count: width), count: first.labels.count)
        let row = first.index(), column = second?.index()
        for answer in try source.session.rows(sql) {
            guard let i = row(answer[0]), values.indices.contains(i) else { continue }
            let j = column.map { $0(answer[1]) } ?? 0
            guard let j, j < width else { continue }
            values[i][j] = answer[answer.count - 1].flatMap { Double($0) }
        }
        return values
    }

    /// The rows that are in the picture.
    func rows(_ dimensions: [Dimension]) -> Int {
        let lost = dimensions.filter { $0.condition != nil }.map { dimension in
            source.rowCount - source[dimension.column].plottable
        }
        return max(0, source.rowCount - (lost.max() ?? 0))
    }

    func data(
        x: ChartAxis, y: ChartAxis, series: [String], marks: ChartMarks, dimensions: [Dimension], notes: [String],
        statement: String
    ) -> ChartData {
        var all: [String] = []
        for note in dimensions.flatMap(\.notes) + notes where !all.contains(note) { all.append(note) }
        return ChartData(
            spec: spec, x: x, y: y, series: series, marks: marks, rows: rows(dimensions), notes: all,
            statement: statement)
    }
}

extension DimensionPlanner {
    /// A column's own distribution: bins even for few values, unless they are names.
    fileprivate func groups(histogramOf column: Column) throws(Problem) -> Dimension {
        column.chartRole == .number
            ? bins(column, wanted: spec.bins ?? 40, isLog: spec.log.hasX) : try groups(column, bins: 40, steps: 60)
    }
}
