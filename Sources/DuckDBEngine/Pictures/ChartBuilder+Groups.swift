import Profiling
import Tabular

extension ChartBuilder {
    /// Bars, columns and histograms.
    func grouped(_ groups: Dimension, isStacked: Bool) throws(Problem) -> ChartData {
        let colors: Dimension? = if let color { try planner.colors(color) } else { nil }
        let value = try value()
        var named = [(name: "x", dimension: groups)]
        if let colors { named.append((name: "color", dimension: colors)) }
        let sql = statement(named, value: value.sql)
        var values = try table(sql, groups, colors, fill: spec.measured == nil ? 0 : nil)
        var notes = value.notes
        let stacks = isStacked && colors != nil && addsUp
        if isStacked, colors != nil, !addsUp {
            notes.append("a \(spec.aggregate.rawValue) does not add up: side by side, not stacked")
        }
        if spec.kind == .pie, !addsUp { notes.append("a \(spec.aggregate.rawValue) has no shares: plain bars") }
        let y = ChartAxis(spec.valueTitle, spec.log.hasY ? .log : .number)
        let series = colors?.labels ?? [""]
        if let edges = groups.edges, spec.kind != .pie {
            return data(
                x: groups.axis, y: y, series: series, marks: .columns(edges: edges, values: values, isStacked: stacks),
                dimensions: named.map(\.dimension), notes: notes, statement: sql)
        }
        var labels = groups.labels
        if x.chartRole == .category, x.type.kind != .boolean { (labels, values) = Self.ordered(labels, values) }
        return data(
            x: ChartAxis(x.name, .category(labels)), y: y, series: series,
            marks: .bars(values: values, isStacked: stacks), dimensions: named.map(\.dimension), notes: notes,
            statement: sql)
    }

    /// The largest first; the others together and what is missing stay at the end.
    private static func ordered(_ labels: [String], _ values: [[Double?]]) -> ([String], [[Double?]]) {
        func total(_ index: Int) -> Double { values[index].reduce(0) { $0 + ($1 ?? 0) } }
        func isLast(_ index: Int) -> Bool {
            labels[index] == Dimension.missing
                || (labels[index].hasPrefix("other (") && labels[index].hasSuffix(" values)"))
        }
        let order = labels.indices.sorted { a, b in
            if isLast(a) != isLast(b) { return isLast(b) }
            return isLast(a) ? a < b : (total(b), a) < (total(a), b)
        }
        return (order.map { labels[$0] }, order.map { values[$0] })
    }

    /// Lines and areas over numbers or times.
    func lines() throws(Problem) -> ChartData {
        guard x.chartRole != .category else {
            throw Problem(
                "a line needs numbers or times along x, and \(x.name) is \(x.type.name)", hint: "Choose bars.",
                kind: .usage)
        }
        let groups = try lineGroups()
        let colors: Dimension? = if let color { try planner.colors(color) } else { nil }
        let value = try value()
        var named = [(name: "x", dimension: groups)]
        if let colors { named.append((name: "color", dimension: colors)) }
        let sql = statement(named, value: value.sql)
        let isLog = spec.log.hasY
        var notes = value.notes
        if isLog { notes.append("values up to 0 have no logarithm and are gaps") }
        let isArea = spec.kind == .area && (addsUp || colors == nil) && !isLog
        if spec.kind == .area, !isArea {
            notes.append(
                isLog
                    ? "areas have no logarithm: lines"
                    : "a \(spec.aggregate.rawValue) does not add up: lines, not areas")
        }
        let series = try points(sql, groups, colors).map { line in
            isLog ? line.map { ChartPoint(x: $0.x, y: $0.y.flatMap(Self.logarithm)) } : line
        }
        return data(
            x: groups.axis, y: ChartAxis(spec.valueTitle, isLog ? .log : .number), series: colors?.labels ?? [""],
            marks: .lines(series: series, isArea: isArea), dimensions: named.map(\.dimension), notes: notes,
            statement: sql)
    }

    private func lineGroups() throws(Problem) -> Dimension {
        if x.chartRole == .time { return try planner.steps(x, most: 300) }
        let facts = source[x]
        if x.type.kind == .integer, spec.bins == nil, facts.high - facts.low <= 400, !spec.log.hasX {
            return Dimension(
                column: x, shape: .values, key: x.plotted, condition: x.isPlottable, notes: source.leftOut(x))
        }
        return planner.bins(x, wanted: spec.bins ?? 60, isLog: spec.log.hasX)
    }

    /// Points in order; steps without rows are zero when rows are counted, else gaps.
    private func points(_ sql: String, _ groups: Dimension, _ colors: Dimension?) throws(Problem) -> [[ChartPoint]] {
        let fill: Double? = spec.measured == nil ? 0 : nil
        if case .values = groups.shape {
            var lines = [[ChartPoint]](repeating: [], count: colors.map { $0.labels.count } ?? 1)
            let column = colors?.index()
            for row in try source.session.rows(sql) {
                guard let at = row[0].flatMap({ Double($0) }), let j = column.map({ $0(row[1]) }) ?? 0,
                    lines.indices.contains(j)
                else { continue }
                lines[j].append(ChartPoint(x: at, y: row[row.count - 1].flatMap { Double($0) }))
            }
            return lines
        }
        let values = try table(sql, groups, colors, fill: fill)
        let edges = groups.edges ?? []
        let isTime = x.chartRole == .time
        return (0..<(colors.map { $0.labels.count } ?? 1)).map { j in
            values.indices.map { i in
                ChartPoint(x: isTime ? edges[i] : (edges[i] + edges[i + 1]) / 2, y: values[i][j])
            }
        }
    }

    private static func logarithm(_ value: Double) -> Double? { value > 0 ? Double.log10(value) : nil }

    /// Cells of two columns.
    func heat() throws(Problem) -> ChartData {
        guard let y else { throw Problem("a heat map needs a second column", hint: "Choose y.", kind: .usage) }
        let across = try planner.groups(x, bins: 24, steps: 24), down = try planner.groups(y, bins: 14, steps: 14)
        let value = try value()
        let named = [(name: "y", dimension: down), (name: "x", dimension: across)]
        let sql = statement(named, value: value.sql)
        let values = try table(sql, down, across, fill: spec.measured == nil ? 0 : nil)
        return data(
            x: ChartAxis(x.name, .category(across.labels)), y: ChartAxis(y.name, .category(down.labels)),
            series: [spec.valueTitle], marks: .heat(values: values), dimensions: named.map(\.dimension),
            notes: value.notes, statement: sql)
    }
}
