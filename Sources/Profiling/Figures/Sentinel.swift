public import Tabular

/// Values that stand for "missing" in the clothes of a value: -999, 1900-01-01, `N/A`.
public enum Sentinel {
    private static let marks: Set<Double> = [
        -1, -9, -99, -999, -9_999, -99_999, -999_999, 999, 9_999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999,
        32_767, -32_768, 2_147_483_647, -2_147_483_648, 0x1p63, -0x1p63,
    ]
    private static let days: Set<Int> = Set(
        [
            (1, 1, 1), (1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1904, 1, 1),
            (1970, 1, 1),
        ]
        .map { CivilDay($0.0, $0.1, $0.2).number }
            + [2099, 2999, 9999].map { CivilDay($0, 12, 31).number })

    /// Words that mean "missing", in small letters.
    public static let words = [
        "n/a", "n.a.", "#n/a", "na", "nan", "null", "nil", "none", "(null)", "<na>", "unknown", "unk", "missing",
        "undefined", "not available", "not applicable", "-", "--", "?", ".", "-99", "-999", "-9999", "9999-12-31",
        "1900-01-01",
    ]

    /// A value at one end of a column, and what the others are like.
    public struct Suspect: Sendable {
        public var value: Double
        public var count: Int
        /// The smallest and the largest of the other values, how many differ, and how often each occurs in the mean.
        public var others: ClosedRange<Double>
        public var otherValues: Int
        public var meanCount: Double

        public init(
            value: Double, count: Int, others: ClosedRange<Double>, otherValues: Int, meanCount: Double
        ) {
            self.value = value
            self.count = count
            self.others = others
            self.otherValues = otherValues
            self.meanCount = meanCount
        }

        /// The distance to the nearest other value, and the distance between the others' ends.
        fileprivate var gap: Double { max(others.lowerBound - value, value - others.upperBound) }
        fileprivate var spread: Double { others.upperBound - others.lowerBound }
    }

    /// Whether a value of such a column may be a mark at all.
    public static func isMark(_ value: Double, _ column: Column) -> Bool {
        guard column.type.isTemporal else { return column.type.isNumeric && marks.contains(value) }
        guard column.type.kind != .time, abs(value) < 1e12 else { return false }
        let day = Int((value / 86_400).rounded(.down))
        return days.contains(day) && (Double(day) * 86_400 == value || CivilDay(number: day).year >= 2099)
    }

    /// Whether a mark at an end of a column stands apart from its other values.
    public static func isApart(_ suspect: Suspect, _ column: Column) -> Bool {
        guard suspect.otherValues >= 2, suspect.gap > 0 else { return false }
        if column.type.isTemporal {
            let isPile = suspect.count >= 20 && Double(suspect.count) > 20 * suspect.meanCount
            return isPile || suspect.gap > max(365 * 86_400, suspect.spread / 2)
        }
        if suspect.value < 0, suspect.value > -999 {
            return suspect.count > 1 && suspect.others.lowerBound >= 0 && suspect.otherValues >= 10
        }
        if suspect.value < 0, suspect.others.lowerBound >= 0 { return true }
        return suspect.gap > suspect.spread * (suspect.count > 1 ? 0.5 : 2)
    }
}
