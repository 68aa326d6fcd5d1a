import Foundation
import Profiling
import Tabular

extension Double {
    static func log10(_ value: Double) -> Double { Foundation.log10(value) }
}

extension ChartBuilder {
    /// Beyond so many rows quartiles are estimated.
    private static let exactRows = 5_000_000

    /// A scatter plot: rows counted in cells finer than any screen's.
    func cloud() throws(Problem) -> ChartData {
        guard let y else { throw Problem("a scatter plot needs a second column", hint: "Choose y.", kind: .usage) }
        for column in [x, y] where column.chartRole == .category {
            throw Problem(
                "a scatter plot needs numbers or times, and \(column.name) is \(column.type.name)",
                hint: "Choose a heat map or a box plot.", kind: .usage)
        }
        let across = cells(x, count: 160, isLog: spec.log.hasX), down = cells(y, count: 96, isLog: spec.log.hasY)
        let colors: Dimension? = if let color { try planner.colors(color) } else { nil }
        var named = [(name: "x", dimension: across), (name: "y", dimension: down)]
        if let colors { named.append((name: "color", dimension: colors)) }
        let sql = statement(named, value: "count(*)")
        var best: [Int: ChartCloud.Cell] = [:], most: [Int: Int] = [:]
        let index = colors?.index()
        let height = (down.edges?.count ?? 1) - 1
        for row in try source.session.rows(sql) {
            guard let i = row[0].flatMap({ Int($0) }), let j = row[1].flatMap({ Int($0) }),
                let count = row[row.count - 1].flatMap({ Int($0) }), let series = index.map({ $0(row[2]) }) ?? 0
            else { continue }
            let place = i * height + j
            var cell = best[place] ?? ChartCloud.Cell(x: i, y: j, count: 0, series: series)
            cell.count += count
            if count > most[place] ?? 0 { (cell.series, most[place]) = (series, count) }
            best[place] = cell
        }
        let marks = ChartCloud(
            xEdges: across.edges ?? [], yEdges: down.edges ?? [],
            cells: best.keys.sorted().compactMap { best[$0] })
        var result = data(
            x: axis(across), y: axis(down), series: colors?.labels ?? [""], marks: .cloud(marks),
            dimensions: named.map(\.dimension), notes: [], statement: sql)
        result.rows = marks.cells.reduce(0) { $0 + $1.count }
        return result
    }

    private func axis(_ dimension: Dimension) -> ChartAxis {
        var axis = dimension.axis
        if dimension.column.chartRole == .time { axis.scale = .time }
        return axis
    }

    /// Cells of equal width from the smallest value to the largest: whole numbers are never cut apart.
    private func cells(_ column: Column, count: Int, isLog: Bool) -> Dimension {
        if isLog, source[column].positive > 0 { return planner.bins(column, wanted: count, isLog: true) }
        let facts = source[column]
        var bins = NiceBins(facts.low, facts.high, wanted: count, isWhole: column.type.kind == .integer)
        if facts.high > facts.low {
            let width = (facts.high - facts.low) / Double(count)
            if column.type.kind == .integer {
                bins.width = width.rounded(.up)
                bins.start = facts.low - 0.5
                bins.count = Int((facts.high - bins.start) / bins.width) + 1
            } else {
                (bins.start, bins.width, bins.count) = (facts.low, width, count)
            }
        }
        return Dimension(
            column: column, shape: .bins(bins, isLog: false), key: bins.key(column.plotted),
            condition: column.isPlottable, notes: source.leftOut(column))
    }

    /// Five numbers of each group.
    func boxes() throws(Problem) -> ChartData {
        guard let y, y.chartRole == .number else {
            throw Problem(
                "a box plot needs numbers" + (y.map { ", and \($0.name) is \($0.type.name)" } ?? ""),
                hint: "Choose a column of numbers for y.", kind: .usage)
        }
        let groups = try planner.groups(x, bins: 12, steps: 12)
        let isLarge = source.rowCount > Self.exactRows
        let quartiles = isLarge ? "approx_quantile(y, [0.25, 0.5, 0.75])" : "quantile_cont(y, [0.25, 0.5, 0.75])"
        let conditions = [groups.condition, y.isPlottable].compactMap(\.self).joined(separator: " AND ")
        let sql = """
            WITH d AS (SELECT \(groups.key) AS x, \(y.plotted) AS y FROM \(source.from) WHERE \(conditions)),
            q AS (SELECT x, count(*) AS n, \(quartiles) AS q, min(y) AS low, max(y) AS high FROM d GROUP BY x)
            SELECT q.x, n, q[1], q[2], q[3], low, high,
                min(y) FILTER (y >= q[1] - 1.5 * (q[3] - q[1])), max(y) FILTER (y <= q[3] + 1.5 * (q[3] - q[1])),
                count(*) FILTER (y < q[1] - 1.5 * (q[3] - q[1]) OR y > q[3] + 1.5 * (q[3] - q[1]))
            FROM d JOIN q ON d.x IS NOT DISTINCT FROM q.x
            GROUP BY ALL
            ORDER BY ALL
            """
        let labels = groups.labels, index = groups.index()
        var found: [Int: ChartBox] = [:]
        for row in try source.session.rows(sql) {
            guard let place = index(row[0]), labels.indices.contains(place) else { continue }
            let numbers = row[2...8].map { $0.flatMap { Double($0) } ?? .nan }
            found[place] = ChartBox(
                label: labels[place], count: row[1].flatMap { Int($0) } ?? 0, low: numbers[5],
                quartiles: Array(numbers[0...2]), high: numbers[6], outliers: row[9].flatMap { Int($0) } ?? 0,
                minimum: numbers[3], maximum: numbers[4])
        }
        var notes = source.leftOut(y)
        if isLarge { notes.append("quartiles are estimates (t-digest)") }
        if found.values.contains(where: { $0.outliers > 0 }) {
            notes.append("values beyond the whiskers (1.5 quartile distances) are counted, not drawn")
        }
        let boxes = labels.indices.compactMap { found[$0] }
        var result = data(
            x: ChartAxis(x.name, .category(boxes.map(\.label))), y: ChartAxis(y.axisTitle), series: [""],
            marks: .boxes(boxes), dimensions: [groups], notes: notes, statement: sql)
        result.rows = boxes.reduce(0) { $0 + $1.count }
        return result
    }
}
