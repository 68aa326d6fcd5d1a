/// What a chart is drawn as.
public enum ChartKind: String, Sendable, Hashable, Codable, CaseIterable {
    case histogram, bar
    case stackedBar = "stacked-bar"
    case line, area, scatter
    case heatMap = "heat-map"
    case box, pie
}

/// What a chart makes of the rows that fall together.
public enum ChartAggregate: String, Sendable, Hashable, Codable, CaseIterable {
    case count, sum, mean, median, min, max, distinct

    /// Whether it needs numbers.
    public var needsNumbers: Bool { self != .count && self != .distinct }
}

/// How long a step of a time axis is.
public enum ChartGranularity: String, Sendable, Hashable, Codable, CaseIterable {
    case second, minute, hour, day, week, month, quarter, year

    /// About how many seconds it lasts.
    public var seconds: Double {
        switch self {
        case .second: 1
        case .minute: 60
        case .hour: 3_600
        case .day: 86_400
        case .week: 604_800
        case .month: 2_629_746
        case .quarter: 7_889_238
        case .year: 31_556_952
        }
    }

    /// The finest step that cuts so many seconds into at most so many pieces.
    public static func fitting(_ seconds: Double, most: Int) -> ChartGranularity {
        allCases.first { seconds / $0.seconds <= Double(most) } ?? .year
    }
}

/// Which axes are logarithmic.
public enum ChartLog: String, Sendable, Hashable, Codable, CaseIterable {
    case none, x, y, both

    public var hasX: Bool { self == .x || self == .both }
    public var hasY: Bool { self == .y || self == .both }
}

/// A chart as it is chosen: what of which columns is drawn how. With a relation it is one SQL statement.
public struct ChartSpec: Sendable, Hashable, Codable {
    public var kind: ChartKind
    /// The column along the horizontal axis, or whose values are the categories.
    public var x: String
    /// The column that is aggregated, or that stands on the vertical axis; nil: rows are counted.
    public var y: String?
    public var aggregate: ChartAggregate
    /// The column whose values have colours. Of a heat map: the column that is aggregated.
    public var color: String?
    /// Bins of a number's axis; nil: as many as look well.
    public var bins: Int?
    /// Steps of a time axis; nil: by the range.
    public var granularity: ChartGranularity?
    /// Categories that are shown; the others are one together.
    public var limit: Int
    public var log: ChartLog

    public init(
        _ kind: ChartKind, x: String, y: String? = nil, aggregate: ChartAggregate = .count, color: String? = nil,
        bins: Int? = nil, granularity: ChartGranularity? = nil, limit: Int = 12, log: ChartLog = .none
    ) {
        self.kind = kind
        self.x = x
        self.y = y
        self.aggregate = aggregate
        self.color = color
        self.bins = bins
        self.granularity = granularity
        self.limit = limit
        self.log = log
    }

    /// Whether the chart has a second column that is placed, not aggregated.
    public var placesY: Bool { kind == .scatter || kind == .heatMap || kind == .box }

    /// Whether rows are aggregated into a number that is chosen.
    public var aggregates: Bool {
        switch kind {
        case .bar, .stackedBar, .line, .area, .pie, .heatMap: true
        case .histogram, .scatter, .box: false
        }
    }

    /// The column that the aggregate is of; nil when rows are counted.
    public var measured: String? {
        guard aggregates, aggregate != .count else { return nil }
        return kind == .heatMap ? color : y
    }

    /// The column that gives colours to marks.
    public var colored: String? { kind == .heatMap || kind == .box || kind == .pie ? nil : color }

    /// The two columns whose relation the chart shows, if it does.
    public var pair: (first: String, second: String)? {
        let second = placesY ? y : aggregate == .mean || aggregate == .median ? measured : nil
        return second.flatMap { $0 == x ? nil : (x, $0) }
    }

    /// What the numbers are: `rows`, `mean(dep_delay)`.
    public var valueTitle: String { measured.map { "\(aggregate.rawValue)(\($0))" } ?? "rows" }

    /// What the picture is called: `mean(dep_delay) by carrier and origin`.
    public var title: String {
        switch kind {
        case .histogram: return x + (colored.map { " by \($0)" } ?? "")
        case .scatter, .box: return "\(y ?? "rows") by \(x)" + (colored.map { " and \($0)" } ?? "")
        case .heatMap: return "\(valueTitle) by \(x) and \(y ?? "")"
        default: return "\(valueTitle) by \(x)" + (colored.map { " and \($0)" } ?? "")
        }
    }
}

extension ChartSpec {
    /// A column with or without its aggregate, as it is typed: `mean(dep_delay)`, `dep_delay`, `count`.
    public static func measure(_ text: String) -> (aggregate: ChartAggregate?, column: String?) {
        if let aggregate = ChartAggregate(rawValue: text.lowercased()), aggregate == .count { return (.count, nil) }
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "("),
            let aggregate = ChartAggregate(rawValue: text[..<open].lowercased())
        else { return (nil, text) }
        let inside = String(text[text.index(after: open)...].dropLast())
        return (aggregate, inside.isEmpty || inside == "*" ? nil : inside)
    }

    /// The options of `atelier chart` that make this chart.
    public var options: [String] {
        var words = ["--kind", kind.rawValue, "--x", x]
        if placesY, let y {
            words += ["--y", y]
        } else if let measured {
            words += ["--y", "\(aggregate.rawValue)(\(measured))"]
        }
        if kind == .heatMap, let measured { words += ["--color", "\(aggregate.rawValue)(\(measured))"] }
        if let colored { words += ["--color", colored] }
        if let bins { words += ["--bins", String(bins)] }
        if let granularity { words += ["--every", granularity.rawValue] }
        if limit != 12 { words += ["--limit", String(limit)] }
        if log != .none { words += ["--log", log.rawValue] }
        return words
    }
}
