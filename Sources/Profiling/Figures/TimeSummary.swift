/// How the values of a column of times lie on the calendar (UTC).
public struct TimeSummary: Sendable, Hashable, Codable {
    /// Parts of the calendar that have rows, of those between the first and the last.
    public struct Coverage: Sendable, Hashable, Codable {
        public var filled: Int
        public var all: Int

        public init(filled: Int, of all: Int) {
            self.filled = filled
            self.all = all
        }

        public var missing: Int { all - filled }
    }

    /// Two neighbouring values.
    public struct Gap: Sendable, Hashable, Codable {
        public var from: Double
        public var to: Double

        public init(from: Double, to: Double) {
            self.from = from
            self.to = to
        }

        public var seconds: Double { to - from }
    }

    /// Seconds from the first to the last value.
    public var span: Double
    /// Days and months with rows; nil for times of day, and over spans of more than ten thousand years.
    public var days: Coverage?
    public var months: Coverage?
    /// The longest time without a value, exactly; nil when there are fewer than two values, or where finding it would
    /// take a sort.
    public var largestGap: Gap?
    /// Rows of each weekday, Monday first, and of each hour; empty where they tell nothing.
    public var weekdays: [Int]
    public var hours: [Int]
    /// The moment of the profile, in seconds since 1970, and the values later than it.
    public var moment: Double
    public var future: Int

    public init(
        span: Double, days: Coverage? = nil, months: Coverage? = nil, largestGap: Gap? = nil, weekdays: [Int] = [],
        hours: [Int] = [], moment: Double = 0, future: Int = 0
    ) {
        self.span = span
        self.days = days
        self.months = months
        self.largestGap = largestGap
        self.weekdays = weekdays
        self.hours = hours
        self.moment = moment
        self.future = future
    }
}
