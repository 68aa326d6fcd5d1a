public import Profiling
public import Screen

/// Numbers of the engine as pictures of the screen.
public enum ChartPicture {
    /// A chart, with what was left out under it.
    public static func picture(_ data: ChartData, figures: [ChartFigure] = []) -> Picture {
        Picture(
            title: data.spec.title, x: direction(data.x), y: direction(data.y),
            seriesTitle: data.spec.colored ?? "", series: data.series, marks: marks(data),
            notes: [line(figures)].filter { !$0.isEmpty } + ["\(Count.text(data.rows)) rows"] + data.notes)
    }

    /// `Pearson r 0.92 · Spearman ρ 0.68`.
    public static func line(_ figures: [ChartFigure]) -> String {
        figures.map { $0.name + " " + decimals($0.value) + ($0.note.isEmpty ? "" : " (\($0.note))") }
            .joined(separator: " · ")
    }

    /// What is known of a pair, as figures.
    public static func figures(_ pair: PairStrength) -> [ChartFigure] {
        var figures: [ChartFigure] = []
        if let value = pair.value { figures.append(ChartFigure(pair.measure.name, value)) }
        if let rank = pair.rank {
            figures.append(
                ChartFigure("Spearman ρ", rank, note: pair.rows > 1_000_000 ? "from a sample of 1,000,000 rows" : ""))
        }
        return figures
    }

    /// Every column against every other.
    public static func picture(_ matrix: CorrelationMatrix) -> Picture {
        Picture(
            title: "Correlations", x: .init("", .category(matrix.columns)), y: .init("", .category(matrix.columns)),
            series: ["Pearson r, Cramér's V between categories, correlation ratio between the two"],
            marks: .heat(values: matrix.values, isSigned: true),
            notes: ["\(Count.text(matrix.rows)) rows"] + matrix.notes)
    }

    /// The share of missing values by column.
    public static func picture(_ missing: Missingness) -> Picture {
        let some = missing.columns.filter { $0.missing > 0 }
        let shares = some.map { [Double($0.missing) / Double(max(1, missing.rows)) * 100 as Double?] }
        let full = missing.columns.count - some.count
        return Picture(
            title: "Missing values", x: .init("", .category(some.map(\.column))), y: .init("% of rows missing"),
            marks: .bars(values: shares, isStacked: false, asShares: false),
            notes: ["\(Count.text(missing.rows)) rows", "\(full) of \(missing.columns.count) columns have no gaps"])
    }

    /// A column in two tables, side by side.
    public static func picture(_ drift: ColumnDrift, first: String, second: String) -> Picture? {
        guard let shape = drift.distribution else { return nil }
        let values = zip(shape.first, shape.second).map { [$0 * 100 as Double?, $1 * 100 as Double?] }
        let share = Picture.Direction("% of rows with a value")
        if shape.edges.isEmpty {
            return Picture(
                title: drift.column, x: .init(drift.column, .category(shape.labels)), y: share,
                series: [first, second], marks: .bars(values: values, isStacked: false, asShares: false),
                notes: drift.notes)
        }
        return Picture(
            title: drift.column, x: .init(drift.column, shape.isTime ? .time : .number), y: share,
            series: [first, second],
            marks: .columns(edges: shape.edges, values: values, isStacked: false, addsUp: true), notes: drift.notes)
    }

    /// A number between -1 and 1 with three decimals, others in short.
    static func decimals(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        guard thousandths < 1000 else { return Ticks.short(value) }
        let digits = String(thousandths)
        return (value < 0 && thousandths > 0 ? "-" : "") + "0." + String(repeating: "0", count: 3 - digits.count)
            + digits
    }

    private static func direction(_ axis: ChartAxis) -> Picture.Direction {
        switch axis.scale {
        case .number: .init(axis.title)
        case .log: .init(axis.title, .log)
        case .time: .init(axis.title, .time)
        case .category(let names): .init(axis.title, .category(names))
        }
    }

    private static func marks(_ data: ChartData) -> Picture.Marks {
        let addsUp = data.spec.measured == nil || data.spec.aggregate == .sum
        switch data.marks {
        case .bars(let values, let isStacked):
            return .bars(values: values, isStacked: isStacked, asShares: data.spec.kind == .pie && addsUp)
        case .columns(let edges, let values, let isStacked):
            return .columns(edges: edges, values: values, isStacked: isStacked, addsUp: addsUp)
        case .lines(let series, let isArea):
            return .lines(series: series.map { $0.map { .init(x: $0.x, y: $0.y ?? .nan) } }, isArea: isArea)
        case .cloud(let cloud):
            return .cloud(
                xEdges: cloud.xEdges, yEdges: cloud.yEdges,
                spots: cloud.cells.map { .init(x: $0.x, y: $0.y, count: $0.count, series: $0.series) })
        case .heat(let values): return .heat(values: values, isSigned: false)
        case .boxes(let boxes):
            return .boxes(
                boxes.map {
                    BoxPlot.Box(
                        $0.label, low: $0.low, firstQuartile: $0.quartiles[0], median: $0.quartiles[1],
                        thirdQuartile: $0.quartiles[2], high: $0.high)
                },
                remarks: boxes.map { box in
                    Count.short(box.count) + (box.outliers > 0 ? "  \(Count.short(box.outliers)) beyond" : "")
                })
        }
    }
}
