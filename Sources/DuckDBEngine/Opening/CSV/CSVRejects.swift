import Tabular

/// The lines of delimited files that do not fit.
struct CSVRejects {
    /// The first of them.
    var first: [LineDifference] = []
    var count = 0
    /// How many are not among the rows.
    var lost = 0
    /// The table that holds all of them, quoted; nil when there are none.
    var table: String?
    private static let shown = 20
    /// Of a line that is longer, so much is kept.
    private static let cut = 2000
    /// The number of lines is made sure of for so many.
    private static let corrected = 10_000

    /// The lines that the engine has put aside, and those of an earlier pass that are rows by now.
    mutating func collect(_ names: [String], in plan: CSVPlan, session: Session) throws(Problem) {
        let parts = names.enumerated().map { pass, name in
            """
            SELECT \(Self.file("file_path", plan)) AS file, line, column_name AS "column",
                \(Self.reason) AS reason, substr(ltrim(csv_line, chr(10) || chr(13)), 1, \(Self.cut)) AS text,
                \(pass == names.count - 1) AS lost, file_path AS path, line_byte_position AS position
            FROM (SELECT DISTINCT ON (file_id, line) * FROM \(name)_errors) JOIN \(name)_scans USING (scan_id, file_id)
            """
                + (pass == names.count - 1 ? "" : " WHERE error_type = 'MISSING COLUMNS'")
        }
        try session.core.attachSession(session)
        let table = "session.main." + SQL.identifier("rejects \(session.core.nextNumber())")
        _ = try session.run(
            "CREATE TABLE \(table) AS SELECT * FROM (\(parts.joined(separator: " UNION ALL "))) ORDER BY file, line")
        let figures = try session.rows("SELECT count(*), count(*) FILTER (lost) FROM \(table)").first ?? []
        count = figures.first?.flatMap { Int($0) } ?? 0
        lost = figures.last?.flatMap { Int($0) } ?? 0
        guard count > 0 else {
            _ = try session.run("DROP TABLE \(table)")
            return
        }
        if plan.head.compression == nil {
            for path in plan.files { try correctLines(of: path, in: table, plan, session) }
        }
        for column in ["path", "position"] { _ = try session.run("ALTER TABLE \(table) DROP COLUMN \(column)") }
        self.table = table
        session.core.sources.add(table, .loaded(rows: count))
        first = try session.rows(
            "SELECT file, line, \"column\", reason, text, lost FROM \(table) ORDER BY file, line LIMIT \(Self.shown)"
        ).map { row in
            LineDifference(
                file: row[0] ?? "", line: row[1].flatMap { Int($0) } ?? 0, reason: row[3] ?? "", column: row[2],
                text: String((row[4] ?? "").prefix(200)), isLost: row[5] == "true")
        }
    }

    /// The engine counts line breaks in quotes as nothing: lines are counted anew, up to each place.
    private func correctLines(
        of path: String, in table: String, _ plan: CSVPlan, _ session: Session
    ) throws(Problem) {
        let places = try session.rows(
            """
            SELECT DISTINCT position, line FROM \(table) WHERE path = \(SQL.literal(path))
            ORDER BY position LIMIT \(Self.corrected)
            """
        ).map { $0.map { $0.flatMap { Int($0) } ?? 0 } }
        let mark: UInt8 = plan.dialect.lineEnd == "CR" ? 13 : 10
        let lines = CSVLines.lines(in: path, at: places.map { $0[0] - 1 }, mark: mark)
        guard lines.count == places.count, lines != places.map({ $0[1] }) else { return }
        _ = try session.run(
            """
            UPDATE \(table) SET line = new_line
            FROM (SELECT unnest(\(places.map { $0[0] })) AS place, unnest(\(lines)) AS new_line)
            WHERE position = place AND path = \(SQL.literal(path))
            """)
    }

    private static let fields = """
        regexp_replace(regexp_replace(error_message, '^.*: (\\d+) Found: (\\d+).*$', '\\2 fields instead of \\1'),
            '^1 fields', '1 field')
        """

    /// What is wrong, in a few words.
    private static let reason = """
        CASE error_type
            WHEN 'MISSING COLUMNS' THEN \(fields)
            WHEN 'TOO MANY COLUMNS' THEN \(fields)
            WHEN 'UNQUOTED VALUE' THEN 'stray quote'
            WHEN 'INVALID STATE' THEN 'stray quote'
            WHEN 'INVALID ENCODING' THEN 'not UTF-8'
            WHEN 'LINE SIZE OVER MAXIMUM' THEN 'the line is too long'
            ELSE error_message END
        """

    /// The file as it was named.
    private static func file(_ column: String, _ plan: CSVPlan) -> String {
        guard plan.isRewritten else { return column }
        let cases = zip(plan.files, plan.named).map { "WHEN \(SQL.literal($0)) THEN \(SQL.literal($1))" }
        return "CASE \(column) \(cases.joined(separator: " ")) ELSE \(column) END"
    }
}
