import Profiling
import Tabular

/// The distinct values `v` of a column of text and how often each occurs (`n`), kept while they are asked about.
final class TextGroups {
    /// Rows that stand for a column of which too many values differ.
    static let sample = 100_000
    /// The most distinct values that are all compared with one another.
    private static let most = 1_000_000

    /// Only its own connection sees it, which does one thing at a time.
    let name = "temp." + SQL.identifier("values of a profile")
    private let session: Session

    init(_ query: String, session: Session) throws(Problem) {
        self.session = session
        _ = try session.run("CREATE OR REPLACE TEMP TABLE \(name) AS \(query)")
    }

    deinit {
        session.afterwards { () throws(Problem) in _ = try session.run("DROP TABLE IF EXISTS " + name) }
    }

    private var values: String {
        "(SELECT v, n, \(TextShape.trimmed("v")) AS b FROM \(name) WHERE v IS NOT NULL)"
    }

    func ranks(top: Int, rare: Int) throws(Problem) -> (top: [TopValue], rare: [TopValue]) {
        let rows = try session.rows(
            """
            (SELECT v, n, 0 FROM \(name) WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT \(top))
            UNION ALL (SELECT v, n, 1 FROM \(name) WHERE v IS NOT NULL ORDER BY n, v LIMIT \(rare))
            """)
        return (
            rows.filter { $0[2] == "0" }.map(TopValue.init(row:)),
            rows.filter { $0[2] == "1" }.map(TopValue.init(row:))
        )
    }

    private static func matches(_ pattern: String) -> String { TextShape.matches("b", pattern) }

    func content(basis: ColumnProfile.Basis) throws(Problem) -> TextContent {
        func sum(_ condition: String) -> String { "coalesce(sum(n) FILTER (\(condition)), 0)" }
        let row = try session.rows(
            """
            SELECT coalesce(sum(n), 0), \(sum("number")), \(sum("number AND \(Self.matches(TextShape.leadingZero))")),
                \(sum("date")), \(sum(Self.matches(TextShape.hexadecimal))), count(*)
            FROM (SELECT b, n, \(Self.matches(TextShape.number)) AS number, \(Self.matches(TextShape.date)) AS date
                FROM \(values) WHERE b <> '')
            """)[0]
        var content = TextContent(
            basis: basis, values: row[0].whole, numbers: row[1].whole, leadingZeros: row[2].whole, dates: row[3].whole,
            hexadecimal: row[4].whole)
        let alike = content.numbers + content.dates
        if alike > 0, alike < content.values {
            content.others = try session.rows(
                """
                SELECT v, n FROM \(values) WHERE b <> '' AND NOT \(Self.matches(TextShape.number))
                    AND NOT \(Self.matches(TextShape.date)) ORDER BY n DESC, v LIMIT 3
                """
            ).map(TopValue.init(row:))
        }
        try addPatterns(to: &content)
        if row[5].whole <= Self.most { try addVariants(to: &content) }
        return content
    }

    // MARK: Patterns

    private static let pattern: String = {
        let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits = "0123456789"
        let from = capitals + capitals.lowercased() + digits
        let to =
            String(repeating: "A", count: 26) + String(repeating: "a", count: 26) + String(repeating: "9", count: 10)
        let cut =
            "CASE WHEN length(v) > \(TextPattern.length) THEN left(v, \(TextPattern.length)) || '\(TextPattern.cut)' ELSE v END"
        // Letters beyond ASCII take expressions, which cost more.
        return """
            CASE WHEN strlen(v) = length(v) THEN translate(\(cut), '\(from)', '\(to)')
            ELSE regexp_replace(regexp_replace(regexp_replace(\(cut), '[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Lt}]', 'a', 'g'),
                '\\p{Lu}', 'A', 'g'), '\\p{Nd}', '9', 'g') END
            """
    }()

    private func addPatterns(to content: inout TextContent) throws(Problem) {
        var patterns = try patterns(Self.pattern, isShortened: false)
        let shown = patterns.list.reduce(0) { $0 + $1.count }
        if patterns.count > patterns.list.count, Double(shown) < 0.9 * Double(content.values) {
            let short = ["A", "a", "9"].reduce(Self.pattern) { "regexp_replace(\($0), '\($1){2,}', '\($1)+', 'g')" }
            patterns = try self.patterns(short, isShortened: true)
        }
        content.patterns = patterns.list
        content.patternCount = patterns.count
    }

    private func patterns(
        _ expression: String, isShortened: Bool
    ) throws(Problem) -> (list: [TextPattern], count: Int) {
        let rows = try session.rows(
            """
            SELECT p, sum(n), arg_max(v, (n, v)), count(*) OVER () FROM (
                SELECT \(expression) AS p, v, n FROM \(values) WHERE b <> '')
            GROUP BY p ORDER BY 2 DESC, p LIMIT 8
            """)
        let list = rows.map {
            TextPattern($0[0] ?? "", count: $0[1].whole, example: $0[2] ?? "", isShortened: isShortened)
        }
        return (list, (rows.first ?? [nil, nil, nil, nil])[3].whole)
    }

    // MARK: Spellings

    private func addVariants(to content: inout TextContent) throws(Problem) {
        let rows = try session.rows(
            """
            SELECT min(v), max(v), sum(n), count(*) OVER (), sum(sum(n)) OVER ()
            FROM \(values) WHERE b <> '' GROUP BY lower(b) HAVING count(*) > 1 ORDER BY 3 DESC, 1 LIMIT 3
            """)
        content.variants = rows.map { TextVariant($0[0] ?? "", $0[1] ?? "", count: $0[2].whole) }
        content.variantGroups = (rows.first ?? [nil, nil, nil, nil, nil])[3].whole
        content.variantRows = (rows.first ?? [nil, nil, nil, nil, nil])[4].whole
    }

    /// Words that mean "missing". Among codes of two capitals, NA is one of them.
    func sentinels(patterns: [TextPattern]) throws(Problem) -> [TopValue] {
        let total = patterns.reduce(0) { $0 + $1.count }
        let areCodes = patterns.first.map { $0.pattern == "AA" && $0.count * 10 > total * 9 } ?? false
        let words = Sentinel.words.filter { !(areCodes && $0 == "na") }.map(SQL.literal).joined(separator: ", ")
        return try session.rows(
            """
            SELECT v, n FROM \(values) WHERE lower(b) IN (\(words))
                AND (SELECT count(*) FROM \(values) WHERE lower(b) NOT IN (\(words))) > 1
            ORDER BY n DESC, v LIMIT 5
            """
        ).map(TopValue.init(row:))
    }
}
