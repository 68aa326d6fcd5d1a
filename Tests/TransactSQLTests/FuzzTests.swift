import Testing

@testable import TransactSQL

/// No input crashes the front end, and none makes it work more than in proportion to its length.
@Suite struct FuzzTests {
    /// A generator that gives the same numbers every time.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var z = state
            z = (z ^ (z >> 33)) &* 0xff51_afd7_ed55_8ccd
            return z ^ (z >> 33)
        }
    }

    private static let valid = [
        "SELECT TOP (3) WITH TIES a.x, COUNT(*) AS n FROM dbo.t AS a LEFT JOIN [u v] b ON a.id = b.id WHERE a.x LIKE '[a-z]%' GROUP BY a.x HAVING COUNT(*) > 1 ORDER BY n DESC",
        "WITH c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5) SELECT * FROM c CROSS APPLY (VALUES (1), (2)) AS v (k)",
        "DECLARE @i int = 0; WHILE @i < 3 BEGIN SET @i += 1; IF @i = 2 CONTINUE; PRINT CONCAT('x', @i); END",
        "SELECT * FROM OPENROWSET(BULK 'a/*.csv', FORMAT = 'CSV', HEADER_ROW = TRUE) WITH (a int 1, b varchar(10) COLLATE Latin1_General_BIN2 2) AS r",
        "SELECT * FROM (SELECT k, v FROM t) s PIVOT (SUM(v) FOR k IN ([a], [b])) p",
        "CREATE PROCEDURE p @a int = 1, @b varchar(10) OUTPUT AS BEGIN TRY SELECT @b = CASE WHEN @a > 1 THEN 'x' ELSE NULL END; END TRY BEGIN CATCH THROW; END CATCH",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED AND s.b IS NULL THEN DELETE WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a);",
        "SELECT CONVERT(varchar(10), DATEADD(day, -1, GETDATE()), 112), ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC), JSON_VALUE(d, '$.a[0]') FROM t",
        "SELECT d.*, p.s FROM PREDICT(MODEL = (SELECT m FROM ms), DATA = dbo.t AS d, RUNTIME = ONNX) WITH (s float) AS p",
        "CREATE EXTERNAL TABLE e (a int) WITH (LOCATION = 'x', DATA_SOURCE = d, FILE_FORMAT = f);\nGO 2\nCOPY INTO t (a 1) FROM 'u' WITH (FILE_TYPE = 'CSV')",
    ]

    /// Reads a text, counts the steps, and translates what can be read.
    private func feed(_ text: String) {
        var lexer = Lexer(text)
        guard let tokens = try? lexer.all() else {
            #expect(lexer.steps <= text.utf8.count)
            return
        }
        #expect(lexer.steps <= text.utf8.count)
        #expect(tokens.count <= text.utf8.count + 1)
        for (batch, _) in (try? Parser.batches(of: tokens)) ?? [] {
            var parser = Parser(batch, text: text)
            let statements = try? parser.statements()
            #expect(parser.steps <= batch.count)
            for statement in statements ?? [] { translate(statement, text) }
        }
    }

    private func translate(_ statement: Statement, _ text: String) {
        let translator = Translator(
            settings: TranslationSettings(), known: KnownObjects(), variables: ["@i": .int, "@a": .int, "@b": .varchar])
        translator.isLenient = true
        _ = try? translator.actions(of: statement, script: text)
    }

    @Test func survivesRandomBytes() {
        var random = Seeded(state: 1)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            feed(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func survivesTokenSoup() {
        var random = Seeded(state: 2)
        let words =
            Array(Keywords.reserved.sorted()) + FunctionTable.all.map(\.name)
            + [
                "(", ")", "(", ")", ",", ".", ";", "=", "+", "-", "*", "/", "'a'", "1", "2.5", "[x]", "@i",
                "@@ROWCOUNT", "a", "b", "t", "\nGO\n", "0x1F", "$3",
            ]
        for _ in 0..<1500 {
            let count = Int.random(in: 1...40, using: &random)
            feed((0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
            feed("SELECT " + (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
        }
    }

    @Test func survivesMutations() {
        var random = Seeded(state: 3)
        for text in Self.valid {
            feed(text)
            for _ in 0..<150 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...4, using: &random) where bytes.count > 2 {
                    let at = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: bytes.remove(at: at)
                    case 1: bytes.insert(UInt8.random(in: 32...126, using: &random), at: at)
                    case 2: bytes.removeSubrange(at..<min(bytes.count, at + 10))
                    default:
                        let end = min(bytes.count, at + 20)
                        bytes.insert(
                            contentsOf: Array(bytes[at..<end]), at: Int.random(in: 0...bytes.count, using: &random))
                    }
                }
                feed(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test func everyValidStatementIsRead() throws {
        for text in Self.valid { _ = try Script(parsing: text) }
    }

    @Test func refusesDeepNestingWithASentence() {
        let pieces = [
            ("(", "1", ")"), ("ISNULL(", "1", ", 2)"), ("CASE WHEN 1 = 1 THEN ", "1", " END"), ("(SELECT ", "1", ")"),
            ("- ", "1", ""), ("NOT ", "1 = 1", ""),
        ]
        for (open, middle, close) in pieces {
            for depth in [20, 90, 100_000] {
                let text =
                    "SELECT 1 WHERE 1 = " + String(repeating: open, count: depth) + middle
                    + String(repeating: close, count: depth)
                feed(text)
                if depth > 1000, open != "NOT " { #expect(throws: Diagnostic.self) { try Script(parsing: text) } }
            }
        }
        feed(String(repeating: "IF 1 = 1 BEGIN ", count: 50_000))
        feed("SELECT * FROM " + String(repeating: "(SELECT * FROM ", count: 50_000))
        feed("SELECT 1" + String(repeating: " + 1", count: 50_000))
        feed("SELECT 1" + String(repeating: " UNION SELECT 1", count: 50_000))
        feed("SELECT 1 WHERE 1 = 1" + String(repeating: " AND 1 = 1", count: 50_000))
        feed("IF 1 = 1 PRINT 'a'" + String(repeating: " ELSE IF 1 = 1 PRINT 'a'", count: 20_000))
        feed(String(repeating: "/*", count: 100_000))
    }

    @Test func staysSmallWhenValuesAreUsedTwice() throws {
        // Each STUFF uses its string several times; written out, the statement would double with each level.
        let text =
            "SELECT " + String(repeating: "STUFF(", count: 60) + "'abc'" + String(repeating: ", 1, 1, 'x')", count: 60)
        let statement = try Script(parsing: text).batches[0].statements[0]
        let actions = try Translator(settings: TranslationSettings(), known: KnownObjects()).actions(
            of: statement, script: text)
        #expect((actions.first?.text.count ?? 0) < 100_000)
    }
}
