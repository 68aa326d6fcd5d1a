import Profiling
import Tabular

extension Column {
    /// The quoted name.
    var quoted: String { SQL.identifier(name) }

    /// A SQL expression of the column as a number: times as seconds since 1970 UTC, times of day as hours.
    var plotted: String {
        switch type.kind {
        case .date, .timestamp: "epoch(\(quoted))"
        case .time: "epoch(\(quoted)) / 3600"
        case .interval: "epoch(\(quoted))"
        case .boolean: "CAST(CAST(\(quoted) AS INTEGER) AS DOUBLE)"
        default: "CAST(\(quoted) AS DOUBLE)"
        }
    }

    /// The column as text that tells its values apart.
    var label: String { type.kind == .text ? quoted : "CAST(\(quoted) AS VARCHAR)" }

    /// A condition that only values satisfy that have a place on an axis.
    var isPlottable: String { hasInfinities ? "isfinite(\(quoted))" : "\(quoted) IS NOT NULL" }

    /// Whether values may be NaN or infinite.
    var hasInfinities: Bool { type.kind == .real || type.kind == .date || type.kind == .timestamp }

    var chartRole: ChartRole { ChartRole(type) }

    /// What stands at an axis: the name, and the unit that is not the column's own.
    var axisTitle: String {
        switch type.kind {
        case .time: "\(name) (hours)"
        case .interval: "\(name) (seconds)"
        default: name
        }
    }
}

/// What is known of a column before it is drawn, from one pass.
struct ColumnCensus {
    /// Rows with a value that has a place on an axis.
    var plottable = 0
    var missing = 0
    var notFinite = 0
    var low = 0.0
    var high = 0.0
    /// Rows and the smallest value above zero, for logarithms.
    var positive = 0
    var positiveLow = 0.0
    /// About how many distinct values.
    var distinct = 0
}

/// The rows that a picture is made of.
struct PictureSource {
    let session: Session
    /// What follows FROM: the relation's statement in parentheses.
    let from: String
    let rowCount: Int
    private let census: [String: ColumnCensus]

    /// Looks at the columns once.
    init(_ relation: Relation, _ columns: [Column], session: Session) throws(Problem) {
        self.session = session
        from = "(\(relation.unsorted.sql)) AS data"
        var parts = ["count(*)"]
        for column in columns {
            let value = column.plotted, isUsable = column.isPlottable
            guard column.chartRole != .category || column.type.kind == .boolean else {
                parts += ["count(\(column.quoted))", "0", "NULL", "NULL", "0", "NULL"]
                parts.append("approx_count_distinct(\(column.label))")
                continue
            }
            parts += [
                "count(\(column.quoted))", "count(\(column.quoted)) - count(*) FILTER (\(isUsable))",
                "min(\(value)) FILTER (\(isUsable))", "max(\(value)) FILTER (\(isUsable))",
                "count(*) FILTER (\(isUsable) AND \(value) > 0)",
                "min(\(value)) FILTER (\(isUsable) AND \(value) > 0)", "approx_count_distinct(\(column.quoted))",
            ]
        }
        let row = try session.rows("SELECT \(parts.joined(separator: ",\n    "))\nFROM \(from)").first ?? []
        func whole(_ index: Int) -> Int { row[index].flatMap { Int($0) } ?? 0 }
        func real(_ index: Int) -> Double { row[index].flatMap { Double($0) } ?? .nan }
        var found: [String: ColumnCensus] = [:]
        let total = whole(0)
        for (index, column) in columns.enumerated() {
            let at = 1 + index * 7
            found[column.name] = ColumnCensus(
                plottable: whole(at) - whole(at + 1), missing: total - whole(at), notFinite: whole(at + 1),
                low: real(at + 2), high: real(at + 3), positive: whole(at + 4), positiveLow: real(at + 5),
                distinct: whole(at + 6))
        }
        rowCount = total
        census = found
    }

    subscript(column: Column) -> ColumnCensus { census[column.name] ?? ColumnCensus() }

    /// What is left out when a column is an axis, in words.
    func leftOut(_ column: Column, log: Bool = false) -> [String] {
        let facts = self[column]
        var notes: [String] = []
        if facts.missing > 0 { notes.append("left out: \(Self.counted(facts.missing, "row")) without \(column.name)") }
        if facts.notFinite > 0 {
            notes.append("left out: \(Self.counted(facts.notFinite, "NaN or infinite value")) of \(column.name)")
        }
        if log, facts.plottable > facts.positive {
            let count = Self.counted(facts.plottable - facts.positive, "value")
            notes.append("left out: \(count) of \(column.name) up to 0, which have no logarithm")
        }
        return notes
    }

    /// A number with its noun: `1 row`, `2 rows`.
    static func counted(_ number: Int, _ noun: String) -> String {
        grouped(number) + " " + noun + (number == 1 ? "" : "s")
    }

    /// A number with separators: `336,776`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return out
    }
}
