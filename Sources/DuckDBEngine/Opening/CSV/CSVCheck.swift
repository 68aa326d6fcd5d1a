import Tabular

/// Reads delimited files as text and finds out the columns' types and the lines that do not fit.
struct CSVCheck {
    let session: Session

    /// - Parameter rows: how many rows to look at; nil: all. Columns that are already known to be text are not checked.
    func run(_ plan: inout CSVPlan, rows: Int?) throws(Problem) {
        let rejects = "rejects_\(session.core.nextNumber())"
        let source = plan.textSource(rejects: rejects) + (rows.map { " LIMIT \($0)" } ?? "")
        let open = plan.classes.indices.filter { !plan.classes[$0].contains(.text) }
        let parts =
            open.map { ValueClasses.aggregate(plan.dialect.names[$0], expected: plan.classes[$0]) } + ["count(*)"]
        do throws(Problem) {
            let answer = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM (SELECT * FROM \(source))")
            for (position, text) in zip(open, answer.first ?? []) {
                plan.classes[position] = ValueClasses(rawValue: text.flatMap { Int($0) } ?? 0)
            }
            if rows == nil { try noteRejects(rejects, in: &plan) }
            try noteMissingWords(in: &plan, source: source)
        } catch  where error.kind != .interrupted {
            try dropRejects(rejects)
            throw Problem(
                "cannot read \(plan.files[0]) as delimited text", detail: error.detail,
                hint: "Check the line that the detail names.")
        }
        try dropRejects(rejects)
        noteLongReals(in: &plan)
    }

    private func dropRejects(_ name: String) throws(Problem) {
        for suffix in ["errors", "scans"] { _ = try session.run("DROP TABLE IF EXISTS \(name)_\(suffix)") }
    }

    private func noteRejects(_ name: String, in plan: inout CSVPlan) throws(Problem) {
        guard try session.integer("SELECT count(*) FROM \(name)_errors") != 0 else { return }
        let found = try session.rows(
            """
            SELECT error_type = 'MISSING COLUMNS', count(*),
                array_to_string(list_slice(list(DISTINCT line ORDER BY line), 1, 5), ', '), min(error_message)
            FROM \(name)_errors GROUP BY 1 ORDER BY 1 DESC
            """)
        for row in found {
            let count = row[1].flatMap { Int($0) } ?? 0
            let lines = "\(count) \(count == 1 ? "line" : "lines")"
            let place = "(\(count == 1 ? "line" : "first at line") \(row[2] ?? "?"))"
            if row[0] == "true" {
                plan.padsShortLines = true
                plan.notes.append("\(lines) with too few fields: the rest of the row is NULL \(place)")
            } else {
                plan.skipsBadLines = true
                plan.notes.append("\(lines) left out: \(row[3] ?? "cannot be read") \(place)")
            }
        }
    }

    /// Words such as NA become NULL, everywhere, once a column is numbers or times but for them.
    private func noteMissingWords(in plan: inout CSVPlan, source: String) throws(Problem) {
        guard plan.missingWords.isEmpty else { return }
        let typed = plan.classes.indices.filter {
            plan.classes[$0].contains(.missing) && plan.classes[$0].sqlType != "VARCHAR"
        }
        guard !typed.isEmpty else { return }
        let tests = ValueClasses.missingWords.map { word in
            "bool_or("
                + typed.map { SQL.identifier(plan.dialect.names[$0]) + " = " + SQL.literal(word) }
                .joined(separator: " OR ") + ")"
        }
        let answer = try session.rows("SELECT \(tests.joined(separator: ", ")) FROM (SELECT * FROM \(source))")
        plan.missingWords = zip(ValueClasses.missingWords, answer.first ?? []).filter { $1 == "true" }.map(\.0)
        let column = plan.dialect.names[typed[0]]
        plan.notes.append(
            "\(plan.missingWords.joined(separator: " and ")) is read as missing, because \(column) is "
                + "\(plan.classes[typed[0]].sqlType) but for it")
    }

    private func noteLongReals(in plan: inout CSVPlan) {
        for (name, classes) in zip(plan.dialect.names, plan.classes)
        where classes.contains(.longReal) && classes.sqlType == "DOUBLE" {
            let note = "\(name): some numbers have more digits than DOUBLE keeps (15 to 17)"
            if !plan.notes.contains(note) { plan.notes.append(note) }
        }
    }
}
