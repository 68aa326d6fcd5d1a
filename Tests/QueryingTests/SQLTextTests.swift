import Testing

@testable import Querying

@Suite struct SQLTextTests {
    @Test(arguments: [
        ("SELECT a, 1.5e3", "keyword:SELECT name:a sign:, number:1.5e3"),
        ("'it''s' \"a \"\"b\"", "string:'it''s' quotedName:\"a \"\"b\""),
        ("-- x\n/* a /* b */ c */ y", "comment:-- x comment:/* a /* b */ c */ name:y"),
        ("$since @top ? $1", "parameter:$since parameter:@top parameter:? parameter:$1"),
        ("$$ a; 'b $$ $t$ $$ $t$", "string:$$ a; 'b $$ string:$t$ $$ $t$"),
        ("a::INT<=b", "name:a sign::: name:INT sign:<= name:b"),
        ("e'a\\'b' x", "string:e'a\\'b' name:x"), ("naïve = '日本'", "name:naïve sign:= string:'日本'"),
        ("'open", "string:'open"), ("/* open", "comment:/* open"), (".5 t.5", "number:.5 name:t number:.5"),
    ])
    func tokens(text: String, expected: String) {
        let sql = SQLText(text)
        #expect(sql.tokens.map { "\($0.kind):\(sql.text($0))" }.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("SELECT 1", SQLStatement.Kind.query), ("from t", .query), ("(SELECT 1) UNION (SELECT 2)", .query),
        ("WITH a AS (DELETE FROM x) SELECT 1", .query),
        ("with a as (select 1) insert into t from a", .change(returns: false)),
        ("INSERT INTO t VALUES (1) RETURNING *", .change(returns: true)), ("DELETE FROM t", .change(returns: false)),
        ("CREATE TABLE t AS SELECT 1", .other), ("EXPLAIN SELECT 1", .explain(analyzes: false)),
        ("explain analyze select 1", .explain(analyzes: true)), ("CALL pragma_version()", .call),
        ("PRAGMA table_info('t')", .call), ("PRAGMA threads = 2", .other), ("SUMMARIZE t", .query),
        ("SET a = 1", .other),
    ])
    func kinds(text: String, kind: SQLStatement.Kind) { #expect(SQLText(text).statements.map(\.kind) == [kind]) }

    @Test func statementsAreSplitOutsideOfQuotes() {
        let text = SQLText("-- first; one\nSELECT ';';\n\nSELECT $$;$$ ;; SELECT \"a;b\" /* ; */")
        #expect(text.statements.map { text[$0.range] } == ["SELECT ';'", "SELECT $$;$$", "SELECT \"a;b\""])
        #expect(text.statement(at: 15).map { text[$0.range] } == "SELECT ';'")
        #expect(text.statement(at: 27).map { text[$0.range] } == "SELECT $$;$$")
        #expect(text.statement(at: 1000).map { text[$0.range] } == "SELECT \"a;b\"")
        #expect(SQLText("  ;; -- nothing\n").statements.isEmpty)
    }

    @Test(arguments: [
        ("SELECT a, b FROM 'x.parquet' WHERE a > 1", true), ("FROM t", true), ("TABLE t", false), ("SELECT 1", false),
        ("SELECT count(*) FROM t", false), ("SELECT * FROM t ORDER BY a", false), ("SELECT * FROM a, b", false),
        ("SELECT * FROM a JOIN b USING (x)", false), ("SELECT random() FROM t", false),
        ("SELECT DISTINCT a FROM t", false),
        ("FROM t SELECT a", true), ("SELECT * FROM (SELECT a FROM t)", false), ("SELECT sum FROM t", true),
        ("SELECT rank() OVER () FROM t", false), ("SELECT coalesce(a, 1), b FROM read_csv('a', header = true)", true),
    ])
    func scans(text: String, isScan: Bool) {
        let sql = SQLText(text)
        #expect(sql.isScan(sql.statements[0]) == isScan)
    }

    @Test func whatCannotBeTakenBackIsAskedFor() {
        func danger(_ text: String) -> String? {
            let sql = SQLText(text)
            return sql.danger(of: sql.statements[0])
        }
        #expect(danger("DELETE FROM t")?.contains("all rows") == true && danger("DELETE FROM t WHERE a = 1") == nil)
        #expect(
            danger("UPDATE t SET a = (SELECT 1 FROM u WHERE x)") != nil, "the WHERE of a query inside is another one")
        #expect(danger("DROP TABLE t")?.contains("table") == true && danger("SELECT 'DROP TABLE t'") == nil)
        #expect(danger("TRUNCATE t") != nil && danger("ALTER TABLE t DROP COLUMN a") != nil)
    }

    @Test func readingAndChanging() {
        func reads(_ text: String) -> Bool {
            let sql = SQLText(text)
            return sql.onlyReads(sql.statements[0])
        }
        #expect(reads("SELECT 1") && reads("EXPLAIN DELETE FROM t") && reads("SET threads = 1"))
        #expect(
            !reads("EXPLAIN ANALYZE DELETE FROM t") && !reads("CREATE TABLE a(b INT)") && !reads("COPY t TO 'x.csv'"))
        #expect(!reads("WITH a AS (SELECT 1) DELETE FROM t"))
    }

    @Test func parametersBecomeValues() throws {
        let sql = SQLText("SELECT $a, '$a', @b + $a WHERE x = $c")
        let statement = sql.statements[0]
        #expect(statement.parameters == ["$a", "@b", "$c"])
        let text = try sql.substituting(["a": "3", "@b": "-2.5", "c": "O'Hara"], in: statement)
        #expect(text == "SELECT 3, '$a', -2.5 + 3 WHERE x = 'O''Hara'")
        #expect(throws: (any Error).self) { try sql.substituting(["a": "1"], in: statement) }
        #expect(
            SQLText.literal("'007'") == "'007'" && SQLText.literal("007") == "007" && SQLText.literal("null") == "NULL")
        #expect(SQLText.literal("'; DROP TABLE t; --") == "'''; DROP TABLE t; --'")
        #expect(
            SQLText.literal("1; DROP TABLE t") == "'1; DROP TABLE t'"
                && SQLText.literal("'a' || 'b'") == "'''a'' || ''b'''")
    }

    @Test func mistakesAreFoundInTheText() {
        let sql = SQLText("SELECT 1;\nSELECT a,\n  flights.x\nFROM t")
        let message = "Binder Error: no x\n\nLINE 2:   flights.x\n          ^"
        #expect(sql.place(of: message, in: sql.statements[1]) == 22)
        let long = SQLText("SELECT " + String(repeating: "a, ", count: 100) + "wrong FROM t")
        let part = "Binder Error: no\n\nLINE 1: ...a, a, a, a, wrong FROM t\n                           ^"
        #expect(long.place(of: part, in: long.statements[0]).map { long[$0..<$0 + 5] } != nil)
        #expect(sql.place(of: "no excerpt", in: sql.statements[0]) == nil)
    }

    /// Any text is taken apart whole, in order, and without a crash.
    @Test func anyTextIsTakenApart() {
        var random = SystemRandomNumberGenerator()
        let parts = [
            "SELECT", " ", "'", "\"", "--", "\n", "/*", "*/", "$", "$a$", ";", "(", ")", ".", "e'", "\\", "é", "1e",
            "0x", "@", "🛩", "FROM", "WITH", "AS", ",",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in parts.randomElement(using: &random) ?? ""
            }.joined()
            let sql = SQLText(text)
            var end = 0
            for token in sql.tokens {
                #expect(
                    token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= text.utf8.count)
                end = token.range.upperBound
            }
            for offset in 0...text.utf8.count {
                _ = SQLCatalog().completions(at: sql.completionPlace(at: offset)) { _ in nil }
                _ = sql.call(at: offset)
            }
            for statement in sql.statements { _ = (sql.danger(of: statement), sql.isScan(statement)) }
        }
    }
}
