/// A direction of a chart, and what its numbers mean.
public struct ChartAxis: Sendable, Hashable, Codable {
    public enum Scale: Sendable, Hashable, Codable {
        case number
        /// Numbers are powers of ten.
        case log
        /// Seconds since 1970-01-01 UTC.
        case time
        case category([String])
    }

    public var title: String
    public var scale: Scale

    public init(_ title: String, _ scale: Scale = .number) {
        self.title = title
        self.scale = scale
    }
}

/// A place in a chart of two numbers.
public struct ChartPoint: Sendable, Hashable, Codable {
    public var x: Double
    /// nil: there is nothing at this place, a line has a gap.
    public var y: Double?

    public init(x: Double, y: Double?) {
        self.x = x
        self.y = y
    }
}

/// A box plot's numbers: quartiles, and whiskers that end at the last value within 1.5 quartile distances.
public struct ChartBox: Sendable, Hashable, Codable {
    public var label: String
    public var count: Int
    public var low: Double
    public var quartiles: [Double]
    public var high: Double
    /// Values beyond the whiskers: how many, and the most extreme ones.
    public var outliers: Int
    public var minimum: Double
    public var maximum: Double

    public init(
        label: String, count: Int, low: Double, quartiles: [Double], high: Double, outliers: Int, minimum: Double,
        maximum: Double
    ) {
        self.label = label
        self.count = count
        self.low = low
        self.quartiles = quartiles
        self.high = high
        self.outliers = outliers
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// Rows counted in the cells of a fine grid: a scatter plot of any number of rows.
public struct ChartCloud: Sendable, Hashable, Codable {
    public struct Cell: Sendable, Hashable, Codable {
        public var x: Int
        public var y: Int
        public var count: Int
        /// The series that most of the rows belong to.
        public var series: Int

        public init(x: Int, y: Int, count: Int, series: Int) {
            self.x = x
            self.y = y
            self.count = count
            self.series = series
        }
    }

    public var xEdges: [Double]
    public var yEdges: [Double]
    public var cells: [Cell]

    public init(xEdges: [Double], yEdges: [Double], cells: [Cell]) {
        self.xEdges = xEdges
        self.yEdges = yEdges
        self.cells = cells
    }
}

/// What is drawn.
public enum ChartMarks: Sendable, Hashable, Codable {
    /// `values[category][series]`.
    case bars(values: [[Double?]], isStacked: Bool)
    /// Bars between edges on an axis of numbers or times: `values[bin][series]`.
    case columns(edges: [Double], values: [[Double?]], isStacked: Bool)
    case lines(series: [[ChartPoint]], isArea: Bool)
    case cloud(ChartCloud)
    /// `values[row][column]`.
    case heat(values: [[Double?]])
    case boxes([ChartBox])
}

/// A number that goes with a picture: `Pearson r 0.91`.
public struct ChartFigure: Sendable, Hashable, Codable {
    public var name: String
    public var value: Double
    /// How it was got, when not from all rows.
    public var note: String

    public init(_ name: String, _ value: Double, note: String = "") {
        self.name = name
        self.value = value
        self.note = note
    }
}

/// A chart's numbers: a few thousand at most, whatever the table.
public struct ChartData: Sendable, Hashable, Codable {
    public var spec: ChartSpec
    public var x: ChartAxis
    public var y: ChartAxis
    /// The names of the colours; one empty name when there are none.
    public var series: [String]
    public var marks: ChartMarks
    /// Rows that the picture stands for.
    public var rows: Int
    /// What is left out, put together or estimated, a sentence each.
    public var notes: [String]
    /// The SQL that gives the numbers.
    public var statement: String

    public init(
        spec: ChartSpec, x: ChartAxis, y: ChartAxis, series: [String], marks: ChartMarks, rows: Int, notes: [String],
        statement: String
    ) {
        self.spec = spec
        self.x = x
        self.y = y
        self.series = series
        self.marks = marks
        self.rows = rows
        self.notes = notes
        self.statement = statement
    }
}
