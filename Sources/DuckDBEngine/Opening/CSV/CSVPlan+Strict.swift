import Tabular

/// How to load files of which only the first rows were looked at, in one pass.
struct CSVStrictLoad: Sendable {
    /// Fails at the first line that does not fit, and at the first value that is not what its column was taken for.
    let query: String
    private let plan: CSVPlan

    /// nil where the first rows have shown already that there is more to find out.
    init?(_ plan: CSVPlan) {
        guard let query = plan.strictQuery else { return nil }
        self.query = query
        self.plan = plan
    }

    /// The plan once all rows are in a table.
    func settled(in table: String, rows: Int, session: Session) throws(Problem) -> CSVPlan {
        var plan = plan
        plan.rows = rows
        plan.notes = plan.notesOfLines
        try CSVSettling(session: session).noteLoaded(&plan, table: table)
        return plan
    }
}

extension CSVPlan {
    /// Where this query does not fail, nothing was rounded, cut off or left out, and the rules hold for all rows.
    fileprivate var strictQuery: String? {
        guard isRegular, missingWords.isEmpty, options.decimalMark != ",", rules.count == classes.count else {
            return nil
        }
        var inner: [String] = []
        var outer: [String] = []
        for (position, name) in dialect.names.enumerated() {
            let (v, x) = ("v\(position)", "x\(position)")
            let type = rules[position].sqlType
            let name = SQL.identifier(name)
            guard let value = strictValue(of: position, v, x) else { return nil }
            inner.append("\(name) AS \(v)")
            if type != "VARCHAR" { inner.append("TRY_CAST(\(name) AS \(type)) AS \(x)") }
            outer.append("\(value) AS \(name)")
        }
        var plan = self
        plan.skipsBadLines = false
        let text = plan.reader(types: classes.map { _ in "VARCHAR" }, options: plan.sourceOptions)
        return "SELECT \(outer.joined(separator: ", ")) FROM (SELECT \(inner.joined(separator: ", ")) FROM \(text))"
    }

    /// A column's value from its text and what that is as the column's type; nil where one pass cannot tell.
    private func strictValue(of position: Int, _ v: String, _ x: String) -> String? {
        let values = classes[position]
        guard case .type(let type) = rules[position] else { return nil }
        // Whatever follows, these stay text.
        if options.allText || !values.isDisjoint(with: [.text, .leadingZero, .longDigits]) { return v }
        let failure = "error(\(SQL.literal("a value is not \(type)")))"
        if values.isEmpty { return "CASE WHEN \(v) IS NULL THEN \(v) ELSE \(failure) END" }
        guard type == values.sqlType, type != "VARCHAR", values.isDisjoint(with: .nothing) else { return nil }
        var cases = "WHEN \(ValueClasses.usual(type, v, x)) THEN \(x) WHEN \(v) IS NULL THEN NULL"
        if !ValueClasses.writtenInOneWay.contains(type) {
            let kept = values.keptValues
            cases += " WHEN (\(ValueClasses.unusual(v, kept)) & \(kept.rawValue)) <> 0 THEN \(x)"
        }
        return "CASE \(cases) ELSE \(failure) END"
    }
}

extension ValueClasses {
    /// The classes whose values a column of these keeps. Numbers of more digits than doubles have are kept where it was
    /// said that there are some.
    fileprivate var keptValues: ValueClasses {
        switch sqlType {
        case "BOOLEAN": .boolean
        case "BIGINT": [.integer, .wideInteger]
        case "HUGEINT": [.integer, .wideInteger, .hugeInteger]
        case "DOUBLE": contains(.longReal) ? [.integer, .real, .longReal] : [.integer, .real]
        case "DATE": .date
        case "TIMESTAMP": [.date, .timestamp]
        case "TIMESTAMP WITH TIME ZONE": [.date, .timestamp, .zonedTimestamp]
        case "TIME": .time
        default: []
        }
    }

    /// Types whose usual values are all that there are.
    fileprivate static let writtenInOneWay: Set = ["BOOLEAN", "BIGINT", "HUGEINT", "DATE"]

    /// A cheap condition that settles nearly all values of a type.
    fileprivate static func usual(_ type: String, _ v: String, _ x: String) -> String {
        let isAsPrinted = "CAST(\(x) AS VARCHAR) = \(v)"
        // Infinity may be a number.
        let isTime = "\(isAsPrinted) AND NOT contains(\(v), 'inf')"
        switch type {
        case "BOOLEAN": return "lower(\(v)) = 'true' OR lower(\(v)) = 'false'"
        case "DOUBLE":
            let begins = [("'1'", "':'"), ("'-1'", "'-:'")].map { "(\(v) >= \($0) AND \(v) < \($1))" }
            let fractions = ["'0.%'", "'-0.%'"].map { "\(v) LIKE \($0)" }
            return "strlen(\(v)) < 16 AND (\((begins + fractions + ["\(v) = '0'"]).joined(separator: " OR "))) "
                + "AND NOT contains(\(v), '_') AND \(x) IS NOT NULL"
        case "DATE": return isTime
        case "TIMESTAMP":
            return "(\(isTime)) OR (\(hasSecondsLast(v)) AND \(x) IS NOT NULL)"
        case "TIMESTAMP WITH TIME ZONE":
            return "(\(isTime)) OR (strlen(\(v)) BETWEEN 20 AND 33 AND substr(\(v), 5, 1) = '-' "
                + "AND substr(\(v), 17, 1) = ':' AND regexp_matches(\(v), '\(zone)') AND \(x) IS NOT NULL)"
        default: return isAsPrinted
        }
    }
}
