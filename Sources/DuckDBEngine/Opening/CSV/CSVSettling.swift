import Tabular

/// Decides what becomes of each column, once its values are classified.
struct CSVSettling {
    let session: Session

    /// - Parameter rows: how many rows to look at; nil: all.
    func settle(_ plan: inout CSVPlan, rows: Int?) throws(Problem) {
        plan.rules = plan.classes.map { .type(plan.options.allText ? "VARCHAR" : $0.sqlType) }
        guard !plan.options.allText else { return }
        let source = plan.textSource(rejects: nil) + (rows.map { " LIMIT \($0)" } ?? "")
        try settleDates(&plan, source)
        try MarkedNumbersSettling(session: session, source: source).settle(&plan)
        try noteMissingWords(in: &plan, source: source)
        noteText(in: &plan)
        try noteMixed(in: &plan, source: source)
    }

    /// Notes what there is to say of columns whose rules are settled, once their rows are in a table.
    func noteLoaded(_ plan: inout CSVPlan, table: String) throws(Problem) {
        guard !plan.options.allText else { return }
        noteText(in: &plan)
        try noteMixed(in: &plan, source: table)
    }

    private func settleDates(_ plan: inout CSVPlan, _ source: String) throws(Problem) {
        for position in plan.classes.indices where plan.classes[position].subtracting(.nothing) == .otherDate {
            let name = plan.dialect.names[position]
            let v = SQL.identifier(name)
            let isValue = "\(v) IS NOT NULL AND \(Self.isValue(v))"
            let sample = try session.rows("SELECT \(v) FROM (SELECT * FROM \(source)) WHERE \(isValue) LIMIT 1")
            guard let value = sample.first?[0] else { continue }
            let formats = OtherDates.formats(like: value)
            let tests = formats.map { "bool_and(try_strptime(\(v), \(SQL.literal($0))) IS NOT NULL)" }
            let answer = try session.rows(
                "SELECT \(tests.joined(separator: ", ")) FROM (SELECT * FROM \(source)) WHERE \(isValue)")
            let fitting = zip(formats, answer.first ?? []).filter { $1 == "true" }.map(\.0)
            if fitting.count == 1 {
                plan.rules[position] = .date(format: fitting[0], hasTime: fitting[0].contains(" "))
                plan.notes.append("\(name): \(value) is read as \(OtherDates.words(fitting[0]))")
            } else if fitting.count > 1 {
                plan.notes.append("\(name) stays text: in \(value) day and month cannot be told apart")
            } else {
                plan.notes.append("\(name) stays text: its dates are written in several ways")
            }
        }
    }

    /// Whether text is more than a word for nothing.
    static func isValue(_ v: String) -> String {
        "\(v) NOT IN ('', " + ValueClasses.missingWords.map(SQL.literal).joined(separator: ", ") + ")"
    }

    /// Words such as NA become NULL, everywhere, once a column is numbers or times but for them.
    private func noteMissingWords(in plan: inout CSVPlan, source: String) throws(Problem) {
        guard plan.missingWords.isEmpty else { return }
        let typed = plan.classes.indices.filter {
            plan.classes[$0].contains(.missing) && plan.rules[$0].sqlType != "VARCHAR"
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
        let verb = plan.missingWords.count == 1 ? "is" : "are"
        plan.notes.append(
            "\(plan.missingWords.joined(separator: " and ")) \(verb) read as missing, because \(column) is "
                + "\(plan.rules[typed[0]].sqlType) but for it")
        if plan.classes.contains(where: { $0.contains(.quotedEmpty) }), !plan.dialect.quotedEmptyIsMissing {
            plan.notes.append("fields that hold nothing in quotes are read as missing, too")
        }
    }

    private func noteText(in plan: inout CSVPlan) {
        var reasons: [(reason: String, columns: [String])] = []
        for (name, classes) in zip(plan.dialect.names, plan.classes) {
            if classes.contains(.longReal), classes.sqlType == "DOUBLE" {
                plan.notes.append("\(name): some numbers have more digits than DOUBLE keeps (15 to 17)")
            }
            guard let reason = classes.reasonForText else { continue }
            if let known = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[known].columns.append(name)
            } else {
                reasons.append((reason, [name]))
            }
        }
        for (reason, columns) in reasons {
            plan.notes.append(
                "\(columns.joined(separator: ", ")) \(columns.count == 1 ? "stays" : "stay") text: \(reason)")
        }
    }

    /// Columns of numbers but for a few values.
    private func noteMixed(in plan: inout CSVPlan, source: String) throws(Problem) {
        let mixed = plan.classes.indices.filter {
            plan.classes[$0].contains(.text) && !plan.classes[$0].isDisjoint(with: .numbers)
        }
        guard !mixed.isEmpty else { return }
        let parts = mixed.flatMap { position in
            let v = SQL.identifier(plan.dialect.names[position])
            let isOdd = "(TRY_CAST(\(v) AS DOUBLE) IS NULL AND \(Self.isValue(v)))"
            return ["count(\(v))", "count(\(v)) FILTER \(isOdd)", "first(\(v)) FILTER \(isOdd)"]
                .map { $0.replacing("FILTER (", with: "FILTER (WHERE ") }
        }
        let answer = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM (SELECT * FROM \(source))")
        guard let row = answer.first else { return }
        for (index, position) in mixed.enumerated() {
            let all = row[index * 3].flatMap { Int($0) } ?? 0
            let odd = row[index * 3 + 1].flatMap { Int($0) } ?? 0
            guard odd > 0, odd * 10 <= all else { continue }
            plan.notes.append(
                "\(plan.dialect.names[position]) stays text: \(odd) of \(all) values \(odd == 1 ? "is no number" : "are no numbers"), "
                    + "first \((row[index * 3 + 2] ?? "").prefix(40))")
        }
    }
}

/// Decides which marks the numbers of a file have.
struct MarkedNumbersSettling {
    let session: Session
    let source: String

    private struct Finding {
        var position: Int
        var fitting: [MarkedNumbers.Marks]
        /// Which of `.` and `,` occur.
        var marks: [String]
        /// Whether the engine reads the values as they are.
        var isPlain: Bool

        var isAmbiguous: Bool { Set(fitting.map(\.decimal)).count > 1 && marks.count == 1 }
    }

    func settle(_ plan: inout CSVPlan) throws(Problem) {
        let isAsked = plan.options.decimalMark == ","
        let numbers = plan.classes.indices.filter {
            let values = plan.classes[$0].subtracting(.nothing)
            return values.isSubset(of: ValueClasses.numbers.union(.marked))
                && !values.isDisjoint(with: [.marked, .real])
        }
        guard isAsked || numbers.contains(where: { plan.classes[$0].contains(.marked) }), !numbers.isEmpty else {
            return
        }
        let findings = try find(numbers, in: plan)
        let proven = findings.contains { !$0.isPlain && !$0.isAmbiguous && $0.fitting.first?.decimal == "," }
        let guess: String? = plan.dialect.delimiter == "," ? "." : nil
        let mark = plan.options.decimalMark ?? (proven ? "," : guess)
        for finding in findings { settle(finding, mark, &plan) }
    }

    private func settle(_ finding: Finding, _ mark: String?, _ plan: inout CSVPlan) {
        let name = plan.dialect.names[finding.position]
        if finding.isPlain, mark != "," { return }
        guard !finding.fitting.isEmpty else {
            if plan.options.decimalMark == ",", finding.isPlain {
                plan.notes.append("\(name) keeps its decimal points: its values have no decimal commas")
            }
            return
        }
        let choice = finding.isAmbiguous ? finding.fitting.first { $0.decimal == mark } : finding.fitting.first
        let isUncertain = finding.isPlain && plan.options.decimalMark == nil
        guard let choice, !isUncertain else {
            plan.rules[finding.position] = .type("VARCHAR")
            let sign = TextDialect.name(of: finding.marks.first ?? ",")
            plan.notes.append("\(name) stays text: its \(sign) may stand before decimals or between thousands")
            return
        }
        plan.rules[finding.position] = .number(choice, isWhole: !finding.marks.contains(choice.decimal))
        let thousands = choice.thousands.map { "\(TextDialect.name(of: $0)) between thousands" }
        let decimals = finding.marks.contains(choice.decimal) && choice.decimal == "," ? "comma before decimals" : nil
        plan.notes.append("\(name) is read with " + [decimals, thousands].compactMap { $0 }.joined(separator: " and "))
    }

    private func find(_ positions: [Int], in plan: CSVPlan) throws(Problem) -> [Finding] {
        let parts = positions.flatMap { position -> [String] in
            let v = SQL.identifier(plan.dialect.names[position])
            let bits = MarkedNumbers.known.enumerated().map {
                "CASE WHEN \($0.element.fits(v)) THEN \(1 << $0.offset) ELSE 0 END"
            }
            return [
                "bit_and(CASE WHEN \(v) IS NULL OR NOT \(CSVSettling.isValue(v)) THEN 255 "
                    + "ELSE \(bits.joined(separator: " + ")) END)",
                "bool_or(contains(\(v), '.'))", "bool_or(contains(\(v), ','))",
            ]
        }
        let row = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM (SELECT * FROM \(source))").first ?? []
        return positions.enumerated().map { index, position in
            let mask = row[index * 3].flatMap { Int($0) } ?? 0
            let marks = [(".", row[index * 3 + 1]), (",", row[index * 3 + 2])].filter { $0.1 == "true" }.map(\.0)
            let fitting = MarkedNumbers.known.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element)
            return Finding(
                position: position, fitting: fitting, marks: marks, isPlain: !plan.classes[position].contains(.marked))
        }
    }
}
