import Tabular

/// Reads delimited files as text and finds out the columns' types and the lines that do not fit.
struct CSVCheck {
    let session: Session
    /// From so many columns on, the usual ones are told from the others first.
    private static let wide = 200

    /// - Parameter rows: how many rows to look at; nil: all. Columns that are already known to be text are not checked.
    /// - Returns: whether all rows have been looked at.
    @discardableResult
    func run(_ plan: inout CSVPlan, rows: Int?) throws(Problem) -> Bool {
        var names: [String] = []
        do throws(Problem) {
            let count = try passes(&plan, rows, &names)
            let isWhole = rows.map { count < $0 } ?? true
            if isWhole { plan.rows = count }
            if isWhole, let last = names.last {
                if try session.integer("SELECT count(*) FROM \(last)_errors") != 0 || names.count > 1 {
                    try plan.rejects.collect(names, in: plan, session: session)
                    noteRejects(in: &plan)
                }
            }
            plan.isRegular = !plan.skipsBadLines && !plan.padsShortLines
            if !isWhole { plan.skipsBadLines = true }
            plan.notesOfLines = plan.notes
            try CSVSettling(session: session).settle(&plan, rows: rows)
            try drop(names)
            return isWhole
        } catch {
            let failed = names
            session.afterwards { () throws(Problem) in try drop(failed) }
            throw error
        }
    }

    /// Classifies values; what is found out about short and long lines may call for another pass.
    private func passes(_ plan: inout CSVPlan, _ rows: Int?, _ names: inout [String]) throws(Problem) -> Int {
        if rows == nil, let count = try plainly(&plan) { return count }
        var wasWidened = false
        while true {
            let name = "rejects_\(session.core.nextNumber())"
            names.append(name)
            let count = try classify(&plan, rows, plan.textSource(rejects: name))
            let widest =
                try session.rows(
                    """
                    SELECT count(*) FILTER (error_type = 'TOO MANY COLUMNS'),
                        max(TRY_CAST(regexp_extract(error_message, 'Found: (\\d+)', 1) AS BIGINT))
                            FILTER (error_type = 'TOO MANY COLUMNS'),
                        count(*) FILTER (error_type = 'MISSING COLUMNS'), count(*) FROM \(name)_errors
                    """
                ).first?.map { $0.flatMap { Int($0) } ?? 0 } ?? [0, 0, 0, 0]
            if !wasWidened, CSVDialect.widens(widest[0], of: count + widest[3]) {
                plan.widen(to: widest[1])
                (wasWidened, plan.padsShortLines) = (true, true)
                try drop([names.removeLast()])
            } else if !plan.padsShortLines, widest[2] > 0 {
                plan.padsShortLines = true
            } else {
                plan.skipsBadLines = widest[3] > 0
                return count
            }
        }
    }

    /// Classifies the values of all lines, if all fit; nil when one does not, or when only one thread can tell.
    private func plainly(_ plan: inout CSVPlan) throws(Problem) -> Int? {
        var plain = plan
        plain.skipsBadLines = false
        do throws(Problem) {
            let count = try classify(&plain, nil, plain.textSource(rejects: nil))
            plan = plain
            return count
        } catch {
            if error.kind == .interrupted { throw error }
            plan.isSerial = true
            return nil
        }
    }

    private func classify(_ plan: inout CSVPlan, _ rows: Int?, _ text: String) throws(Problem) -> Int {
        let source = text + (rows.map { " LIMIT \($0)" } ?? "")
        let open = plan.classes.indices.filter { !plan.options.allText && !plan.classes[$0].contains(.text) }
        let isRough = rows != nil || open.count > Self.wide
        let unclear = isRough ? try roughly(&plan, open, source, believesText: rows != nil) : open
        let parts =
            unclear.map { ValueClasses.aggregate(plan.dialect.names[$0], expected: plan.classes[$0]) } + ["count(*)"]
        let answer = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM (SELECT * FROM \(source))")
        for (position, text) in zip(unclear, answer.first ?? []) {
            plan.classes[position] = ValueClasses(rawValue: text.flatMap { Int($0) } ?? 0)
        }
        return answer.first?.last?.flatMap { Int($0) } ?? 0
    }

    /// Settles the columns that hold nothing unusual; the rest is left.
    /// - Parameter believesText: whether columns with a value that can only be text are settled, too.
    private func roughly(
        _ plan: inout CSVPlan, _ open: [Int], _ source: String, believesText: Bool
    ) throws(Problem) -> [Int] {
        guard !open.isEmpty else { return [] }
        let plain = source.replacing("rejects_table='", with: "rejects_table='rough_")
            .replacing("rejects_scan='", with: "rejects_scan='rough_")
        let parts = open.map { ValueClasses.roughly(plan.dialect.names[$0]) }
        let answer = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM (SELECT * FROM \(plain))")
        for (position, text) in zip(open, answer.first ?? []) {
            plan.classes[position] = ValueClasses(rawValue: text.flatMap { Int($0) } ?? 0)
        }
        let unclear = open.filter { position in
            let values = plan.classes[position]
            plan.classes[position].remove(.unclear)
            return values.contains(.text) ? !believesText : values.contains(.unclear)
        }
        for position in unclear { plan.classes[position] = [] }
        return unclear
    }

    private func drop(_ names: [String]) throws(Problem) {
        for name in names {
            for suffix in ["errors", "scans"] { _ = try session.run("DROP TABLE IF EXISTS \(name)_\(suffix)") }
        }
    }

    private func noteRejects(in plan: inout CSVPlan) {
        let rejects = plan.rejects
        func lines(_ count: Int) -> String { "\(count) \(count == 1 ? "line" : "lines")" }
        func place(_ count: Int, _ first: LineDifference?) -> String {
            "(\(count == 1 ? "" : "first ")line \(first?.line ?? 0)\(first.map { ": " + $0.reason } ?? ""))"
        }
        let short = rejects.count - rejects.lost
        if short > 0 {
            let first = rejects.first.first { !$0.isLost }
            plan.notes.append("\(lines(short)) with too few fields: the rest of the row is NULL \(place(short, first))")
        }
        if rejects.lost > 0 {
            let first = rejects.first.first(where: \.isLost)
            plan.notes.append("\(lines(rejects.lost)) left out \(place(rejects.lost, first))")
        }
    }
}
