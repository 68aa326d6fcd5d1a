import Profiling
import Tabular

extension Session {
    /// Columns that patterns are made of, and patterns that are listed.
    private static let patternColumns = 60
    private static let patterns = 20

    /// What is missing where.
    func missingness(of relation: Relation, schema: Schema) throws(Problem) -> Missingness {
        let from = "(\(relation.unsorted.sql)) AS data"
        let counts = schema.columns.map { "count(*) - count(\($0.quoted))" }
        let row = try rows("SELECT \((["count(*)"] + counts).joined(separator: ", ")) FROM \(from)").first ?? []
        func whole(_ index: Int) -> Int { row[index].flatMap { Int($0) } ?? 0 }
        let shares = schema.columns.enumerated().map { Missingness.Share(column: $1.name, missing: whole($0 + 1)) }
        let ordered = shares.enumerated().sorted {
            ($1.element.missing, $0.offset) < ($0.element.missing, $1.offset)
        }.map(\.element)
        var result = Missingness(rows: whole(0), columns: ordered, patterns: [], patternCount: 0, together: [])
        let gappy = ordered.filter { $0.missing > 0 }.prefix(Self.patternColumns).compactMap { schema[$0.column] }
        guard !gappy.isEmpty else {
            result.patterns = [Missingness.Pattern(missing: [], rows: result.rows)]
            result.patternCount = 1
            return result
        }
        try addPatterns(gappy, from, &result)
        return result
    }

    private func addPatterns(_ columns: [Column], _ from: String, _ result: inout Missingness) throws(Problem) {
        let name = "temp." + SQL.identifier("picture \(core.nextNumber())")
        defer { afterwards { () throws(Problem) in _ = try run("DROP TABLE IF EXISTS " + name) } }
        let flags = columns.enumerated().map { "\($1.quoted) IS NULL AS m\($0)" }.joined(separator: ", ")
        _ = try run(
            "CREATE TEMP TABLE \(name) AS SELECT \(flags), count(*) AS n FROM \(from) GROUP BY ALL")
        result.patternCount = try integer("SELECT count(*) FROM \(name)") ?? 0
        for row in try rows("SELECT * FROM \(name) ORDER BY n DESC LIMIT \(Self.patterns)") {
            let missing = columns.indices.filter { row[$0] == "true" }.map { columns[$0].name }
            result.patterns.append(
                Missingness.Pattern(missing: missing, rows: row[columns.count].flatMap { Int($0) } ?? 0))
        }
        result.together = try together(columns, name)
    }

    /// The correlation of gaps (phi), from the counts of the patterns.
    private func together(_ columns: [Column], _ table: String) throws(Problem) -> [Missingness.Together] {
        var parts: [String] = ["sum(n)"], pairs: [(Int, Int)] = []
        parts += columns.indices.map { "coalesce(sum(n) FILTER (m\($0)), 0)" }
        for i in columns.indices {
            for j in columns.indices where j > i {
                parts.append("coalesce(sum(n) FILTER (m\(i) AND m\(j)), 0)")
                pairs.append((i, j))
            }
        }
        let row = (try rows("SELECT \(parts.joined(separator: ", ")) FROM \(table)").first ?? []).map {
            $0.flatMap { Double($0) } ?? 0
        }
        var found: [Missingness.Together] = []
        for (index, (i, j)) in pairs.enumerated() {
            let n = row[0], a = row[1 + i], b = row[1 + j], both = row[1 + columns.count + index]
            let spread = (a * (n - a) * b * (n - b)).squareRoot()
            guard spread > 0 else { continue }
            let phi = (n * both - a * b) / spread
            guard abs(phi) >= 0.1 else { continue }
            found.append(
                Missingness.Together(first: columns[i].name, second: columns[j].name, correlation: phi))
        }
        return Array(found.sorted { abs($0.correlation) > abs($1.correlation) }.prefix(20))
    }
}
