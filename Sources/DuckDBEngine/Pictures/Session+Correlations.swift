import Profiling
import Tabular

/// Every column against every other, from a copy of some rows.
private struct CorrelationTask {
    let session: Session
    let table: String
    let numbers: [Column]
    let categories: [Column]
    let rowCount: Int
    /// Whether a column of the copy has no gaps, so that its ranks are the same for every pair.
    var complete: [Bool] = []

    func number(_ index: Int) -> String { "n\(index)" }
    func category(_ index: Int) -> String { "c\(index)" }
}

extension Session {
    /// Rows that are looked at, and columns, and values of a category.
    private static let sampled = 50_000
    private static let mostColumns = 60
    private static let mostValues = 50

    func correlations(
        of relation: Relation, schema: Schema, progress: (WorkProgress) -> Void
    ) throws(Problem) -> CorrelationMatrix {
        var notes: [String] = []
        let usable = schema.columns.filter { $0.type.kind != .nested && $0.type.kind != .binary }
        let looked = Array(usable.prefix(Self.mostColumns))
        if looked.count < usable.count {
            notes.append("the first \(looked.count) of \(usable.count) columns")
        }
        let total = try rowCount(of: relation.unsorted)
        let name = "temp." + SQL.identifier("picture \(core.nextNumber())")
        defer { afterwards { () throws(Problem) in _ = try run("DROP TABLE IF EXISTS " + name) } }
        let (numbers, categories) = try copy(looked, relation, as: name, isSampled: total > Self.sampled, &notes)
        if total > Self.sampled {
            notes.append(
                "from a sample of \(PictureSource.grouped(Self.sampled)) of \(PictureSource.grouped(total)) rows")
        }
        let task = CorrelationTask(
            session: self, table: name, numbers: numbers, categories: categories,
            rowCount: min(total, Self.sampled), complete: try gaps(numbers.count, name).map { !$0 })
        let steps =
            numbers.count * (numbers.count - 1) / 2 + categories.count * numbers.count
            + categories.count * (categories.count - 1) / 2
        var done = 0
        func step() {
            done += 1
            progress(WorkProgress(done: done, total: steps))
        }
        var pairs = try task.pearson()
        try task.rank(&pairs, step: step)
        pairs += try task.mixed(step: step)
        let columns = looked.filter { numbers.contains($0) || categories.contains($0) }.map(\.name)
        return CorrelationMatrix(columns: columns, pairs: pairs, rows: task.rowCount, notes: notes)
    }

    /// Copies some rows with numbers as doubles, categories as text. Categories of very many values are left out.
    private func copy(
        _ columns: [Column], _ relation: Relation, as name: String, isSampled: Bool, _ notes: inout [String]
    ) throws(Problem) -> (numbers: [Column], categories: [Column]) {
        let numbers = columns.filter { $0.chartRole != .category }, texts = columns.filter { $0.chartRole == .category }
        let parts =
            numbers.enumerated().map { "CASE WHEN \($1.isPlottable) THEN \($1.plotted) END AS n\($0)" }
            + texts.enumerated().map { "\($1.label) AS c\($0)" }
        let sample = isSampled ? " USING SAMPLE reservoir(\(Self.sampled) ROWS) REPEATABLE (7)" : ""
        _ = try run(
            "CREATE TEMP TABLE \(name) AS SELECT \(parts.isEmpty ? "1" : parts.joined(separator: ", ")) "
                + "FROM (SELECT * FROM (\(relation.unsorted.sql)) AS data\(sample))")
        guard !texts.isEmpty else { return (numbers, []) }
        let counts =
            try rows(
                "SELECT \(texts.indices.map { "count(DISTINCT c\($0))" }.joined(separator: ", ")) FROM \(name)"
            ).first ?? []
        var kept: [Column] = [], crowded: [String] = []
        for (column, count) in zip(texts, counts) {
            let values = count.flatMap { Int($0) } ?? 0
            if values > Self.mostValues { crowded.append(column.name) } else { kept.append(column) }
        }
        if !crowded.isEmpty {
            notes.append("more than \(Self.mostValues) values, left out: " + crowded.joined(separator: ", "))
        }
        // The copy keeps every column under its first number; the kept ones are numbered anew.
        let renamed = texts.indices.filter { kept.contains(texts[$0]) }
        for (new, old) in renamed.enumerated() where new != old {
            _ = try run("ALTER TABLE \(name) DROP COLUMN IF EXISTS c\(new)")
            _ = try run("ALTER TABLE \(name) RENAME COLUMN c\(old) TO c\(new)")
        }
        return (numbers, kept)
    }

    private func gaps(_ count: Int, _ name: String) throws(Problem) -> [Bool] {
        guard count > 0 else { return [] }
        let list = (0..<count).map { "count(n\($0)) < count(*)" }.joined(separator: ", ")
        return (try rows("SELECT \(list) FROM \(name)").first ?? []).map { $0 == "true" }
    }
}

extension CorrelationTask {
    /// Pearson's r of all pairs of numbers, in one statement.
    func pearson() throws(Problem) -> [PairStrength] {
        var pairs: [PairStrength] = [], parts: [String] = []
        for i in numbers.indices {
            for j in numbers.indices where j > i {
                parts.append("corr(\(number(i)), \(number(j)))")
                parts.append("count(*) FILTER (\(number(i)) IS NOT NULL AND \(number(j)) IS NOT NULL)")
                pairs.append(
                    PairStrength(
                        first: numbers[i].name, second: numbers[j].name, measure: .pearson, value: nil, rows: 0))
            }
        }
        guard !parts.isEmpty else { return [] }
        let row = try session.rows("SELECT \(parts.joined(separator: ", ")) FROM \(table)").first ?? []
        for index in pairs.indices {
            pairs[index].value = Session.number(row[2 * index])
            pairs[index].rows = row[2 * index + 1].flatMap { Int($0) } ?? 0
        }
        return pairs
    }

    /// Spearman's rank correlation beside each: of columns without gaps all at once, else pair by pair.
    func rank(_ pairs: inout [PairStrength], step: () -> Void) throws(Problem) {
        let whole = numbers.indices.filter { complete[$0] }
        let ranked = whole.map { index in
            "rank() OVER (ORDER BY \(number(index))) + (count(*) OVER (PARTITION BY \(number(index))) - 1) / 2 "
                + "AS \(number(index))"
        }
        var parts: [String] = [], places: [Int] = [], index = 0
        for i in numbers.indices {
            for j in numbers.indices where j > i {
                defer { index += 1 }
                if complete[i], complete[j] {
                    parts.append("corr(CAST(\(number(i)) AS DOUBLE), CAST(\(number(j)) AS DOUBLE))")
                    places.append(index)
                    continue
                }
                pairs[index].rank = try session.rank(
                    "SELECT \(number(i)) AS a, \(number(j)) AS b FROM \(table) "
                        + "WHERE \(number(i)) IS NOT NULL AND \(number(j)) IS NOT NULL")
                step()
            }
        }
        guard !parts.isEmpty else { return }
        let row =
            try session.rows(
                "SELECT \(parts.joined(separator: ", ")) FROM (SELECT \(ranked.joined(separator: ", ")) FROM \(table))"
            ).first ?? []
        for (place, text) in zip(places, row) {
            pairs[place].rank = Session.number(text)
            step()
        }
    }

    /// Categories against numbers and against each other.
    func mixed(step: () -> Void) throws(Problem) -> [PairStrength] {
        var pairs: [PairStrength] = []
        for c in categories.indices {
            for n in numbers.indices {
                pairs.append(
                    try session.ratio(
                        categories[c], numbers[n],
                        rows: "SELECT \(category(c)) AS a, \(number(n)) AS b FROM \(table) "
                            + "WHERE \(category(c)) IS NOT NULL AND \(number(n)) IS NOT NULL"))
                step()
            }
            for d in categories.indices where d > c {
                pairs.append(
                    try session.cramer(
                        categories[c], categories[d],
                        rows: "SELECT \(category(c)) AS a, \(category(d)) AS b FROM \(table) "
                            + "WHERE \(category(c)) IS NOT NULL AND \(category(d)) IS NOT NULL"))
                step()
            }
        }
        return pairs
    }
}
