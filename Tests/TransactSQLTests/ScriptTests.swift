import Tabular
import Testing

@testable import TransactSQL

/// Statements that change data, control flow, procedures, errors.
@Suite struct ScriptTests {
    private let orders = """
        CREATE TABLE dbo.orders (id int IDENTITY(1,1) PRIMARY KEY, item varchar(5) NOT NULL, qty int DEFAULT 1, price money);
        INSERT INTO dbo.orders (item, price) VALUES ('pen', 1.5), ('ink', '2.25');
        INSERT dbo.orders VALUES ('pad', 3, 0.5);

        """

    @Test func changesRows() async throws {
        let harness = try await Harness()
        let rows = try await harness.run(
            orders + """
                UPDATE o SET o.qty += s.extra FROM dbo.orders o JOIN (VALUES ('PEN', 10)) AS s (item, extra) ON o.item = s.item;
                UPDATE orders SET price = price * 2 WHERE item = 'pad';
                DELETE FROM orders WHERE item = 'INK';
                SELECT id, item, qty, price, @@ROWCOUNT AS n FROM orders ORDER BY id
                """)
        #expect(rows == [["1", "pen", "11", "1.5000", "1"], ["3", "pad", "3", "1.0000", "1"]])
        #expect(
            try await harness.run("DELETE TOP (1) FROM orders WHERE item = 'pen'; SELECT COUNT(*) FROM orders") == [
                ["1"]
            ])
        let twice =
            "INSERT INTO orders (item) VALUES ('PAD'), ('new'); WITH d AS (SELECT ROW_NUMBER() OVER (PARTITION BY item ORDER BY id) AS n FROM orders) DELETE FROM d WHERE n > 1; SELECT item FROM orders ORDER BY item"
        #expect(try await harness.run(twice).map { $0[0]?.lowercased() } == ["new", "pad"])
        #expect(try await harness.run("TRUNCATE TABLE orders; SELECT COUNT(*) FROM orders") == [["0"]])
    }

    @Test func merges() async throws {
        let rows = try await Harness().run(
            orders + """
                MERGE INTO orders AS t USING (VALUES ('PEN', 7), ('cap', 2)) AS s (item, qty) ON t.item = s.item
                WHEN MATCHED THEN UPDATE SET qty = s.qty WHEN NOT MATCHED THEN INSERT (item, qty) VALUES (s.item, s.qty)
                WHEN NOT MATCHED BY SOURCE THEN DELETE;
                SELECT item, qty FROM orders ORDER BY item
                """)
        #expect(rows == [["cap", "2"], ["pen", "7"]])
    }

    @Test func keepsViewsAndTemporaryTables() async throws {
        let harness = try await Harness()
        try await harness.run(
            orders
                + "GO\nCREATE VIEW dbo.cheap AS SELECT item, price FROM orders WHERE price < 2\nGO\nSELECT item, qty INTO #t FROM orders WHERE qty = 1"
        )
        #expect(try await harness.run("SELECT item FROM cheap ORDER BY item") == [["pad"], ["pen"]])
        #expect(try await harness.run("SELECT COUNT(*) FROM #t t JOIN cheap c ON c.item = t.item") == [["1"]])
        #expect(
            try await harness.run(
                "ALTER VIEW cheap (thing) AS SELECT item FROM orders;\nGO\nSELECT COUNT(thing) FROM cheap") == [["3"]])
        #expect(
            try await harness.run(
                "SELECT TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'DBO' ORDER BY 1")
                == [["cheap", "VIEW"], ["orders", "BASE TABLE"]])
        #expect(
            try await harness.run(
                "SELECT c.name FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id WHERE t.name = 'orders' ORDER BY column_id"
            ).map { $0[0] } == ["id", "item", "qty", "price"])
    }

    @Test func followsControlFlow() async throws {
        let harness = try await Harness()
        try await harness.run(
            """
            DECLARE @i int = 0, @s varchar(100) = '';
            WHILE @i < 9
            BEGIN
              SET @i += 1;
              IF @i = 2 CONTINUE;
              IF @i > 4 BREAK
              ELSE IF @i = 3 SET @s = @s + 'three,';
              ELSE SET @s = @s + CAST(@i AS varchar(5)) + ',';
            END
            PRINT @s;
            IF EXISTS (SELECT 1 WHERE 1 = 0) PRINT 'no'; ELSE PRINT 'else';
            GO 2
            """)
        #expect(harness.said == ["1,three,4,", "else", "1,three,4,", "else"])
    }

    @Test func callsProcedures() async throws {
        let harness = try await Harness()
        try await harness.run(
            orders + """
                GO
                CREATE OR ALTER PROCEDURE dbo.total @item varchar(10), @times int = 2, @out int OUTPUT AS
                BEGIN
                  SELECT @out = SUM(qty) * @times FROM orders WHERE item = @item;
                  IF @out IS NULL RETURN 1;
                  RETURN 0;
                END
                """)
        let call = "DECLARE @r int, @o int; EXEC @r = dbo.total @item = 'PAD', @out = @o OUTPUT; SELECT @r, @o"
        #expect(try await harness.run(call) == [["0", "6"]])
        #expect(
            try await harness.run("DECLARE @r int, @o int = 5; EXEC @r = total 'none', 1, @o OUTPUT; SELECT @r, @o")
                == [["1", nil]])
        #expect(try await harness.run("EXEC sp_executesql N'SELECT @a + 1', N'@a int', @a = 41") == [["42"]])
        #expect(try await harness.run("EXEC ('SELECT 7 AS x')") == [["7"]])
        let unknown = await harness.problem("EXEC totl 1")
        #expect(unknown?.number == 2812 && unknown?.hint == "Did you mean total?")
    }

    @Test func catchesErrors() async throws {
        let harness = try await Harness()
        try await harness.run(
            orders + """
                BEGIN TRY
                  SELECT 1 / 0;
                END TRY
                BEGIN CATCH
                  PRINT CONCAT(ERROR_NUMBER(), ': ', ERROR_MESSAGE());
                  BEGIN TRY THROW 50001, 'own', 1; END TRY BEGIN CATCH PRINT ERROR_MESSAGE(); END CATCH
                END CATCH;
                BEGIN TRY INSERT INTO orders (item) VALUES ('too long') END TRY BEGIN CATCH PRINT ERROR_NUMBER() END CATCH
                RAISERROR('%s has %d', 10, 1, 'a', 3);
                """)
        #expect(harness.said == ["8134: Divide by zero error encountered", "own", "2628", "a has 3"])
        #expect(await harness.problem("RAISERROR('stop', 16, 1); PRINT 'never'")?.message == "stop")
        #expect(await harness.problem("SELECT CAST(300 AS tinyint)")?.number == 8115)
        #expect(await harness.problem("DECLARE @s varchar(5) = 'ab'; SELECT CAST(@s AS int)")?.number == 245)
        #expect(await harness.problem("DECLARE @a int = 2147483647; SELECT @a + 1")?.number == 8115)
    }

    @Test func rollsBack() async throws {
        let rows = try await Harness().run(
            orders
                + "BEGIN TRAN; DELETE FROM orders; ROLLBACK; BEGIN TRAN; DELETE FROM orders WHERE id = 1; COMMIT; SELECT COUNT(*), @@TRANCOUNT FROM orders"
        )
        #expect(rows == [["2", "0"]])
    }

    @Test func setsVariables() async throws {
        let harness = try await Harness()
        #expect(
            try await harness.run(
                "DECLARE @a int = 5, @b varchar(2) = 'abc'; SELECT @a = @a + 1, @b = @b; SELECT @a, @b") == [
                    ["6", "ab"]
                ])
        #expect(
            try await harness.run(
                "DECLARE @a int = 1; SELECT @a = x FROM (VALUES (3), (4)) AS t (x) ORDER BY x; SELECT @a") == [["4"]])
        #expect(
            try await harness.run("DECLARE @a int = 1; SELECT @a = x FROM (VALUES (3)) AS t (x) WHERE x > 5; SELECT @a")
                == [["1"]])
        #expect(
            try await harness.run(
                "DECLARE @t TABLE (a int, b varchar(5)); INSERT @t VALUES (1, 'x'), (2, 'y'); SELECT SUM(a) FROM @t")
                == [["3"]])
        let options = RunOptions(parameters: ["n": "5", "@name": "it's"])
        #expect(try await harness.run("SELECT @n + 1, @name", options: options) == [["6", "it's"]])
        #expect(try await harness.run("DECLARE @n bigint = 1; SELECT @n", options: options) == [["5"]])
    }

    @Test func checksABatchBeforeItRuns() async throws {
        let harness = try await Harness()
        for (script, wanted) in [
            ("PRINT 'ran';\nSELECT NOSUCH(1)", "NOSUCH"), ("PRINT 'ran'; SELECT * FROM missing", "missing"),
            ("PRINT 'ran'; SELECT @x", "@x"), ("PRINT 'ran'; SELECT 1 FOR XML PATH", "FOR XML"),
            ("PRINT 'ran'; SELECT (1", "')'"),
            ("PRINT 'ran'; CREATE FUNCTION f() RETURNS int AS BEGIN RETURN 1 END", "CREATE FUNCTION"),
            ("PRINT 'ran'; SELECT 1 WHERE 1", "condition"), ("PRINT 'ran'; SELECT a FROM (SELECT 1 AS b) t", "'a'"),
            ("PRINT 'ran'; DECLARE c CURSOR FOR SELECT 1", "CURSOR"), ("PRINT 'ran'; BREAK", "BREAK"),
            (
                "PRINT 'ran'; SELECT * FROM PREDICT(MODEL = 'm:1', DATA = dbo.t AS d, RUNTIME = ONNX) WITH (s float) AS p",
                "PREDICT"
            ),
        ] {
            let problem = await harness.problem(script)
            #expect(problem?.message.contains(wanted) == true, "\(script): \(problem?.message ?? "nothing")")
        }
        #expect(harness.said.isEmpty)
        #expect(
            await harness.problem("SELECT 1;\nSELECT\n  NOSUCH(1)")?.position
                == Position(line: 3, column: 3, offset: 19))
    }

    @Test func doesNotChangeWhatIsOnlyRead() async {
        let options = RunOptions(readOnly: true)
        #expect(await Harness.problem("CREATE TABLE t (a int)", options: options)?.number == 3906)
        #expect(await Harness.problem("SELECT 1 AS a INTO #t; SELECT a FROM #t", options: options) == nil)
    }

    @Test func parsesPredict() throws {
        let script = try Script(
            parsing:
                "DECLARE @m varbinary(max) = (SELECT Model FROM Models WHERE Id = 1); SELECT d.*, p.Score FROM PREDICT(MODEL = @m, DATA = dbo.[my table] AS d, RUNTIME = ONNX) WITH (Score float NOT NULL, Label varchar(10)) AS p"
        )
        guard case .query(let query) = script.batches[0].statements[1].kind, case .select(let select) = query.body,
            case .predict(let predict, let alias) = select.from[0]
        else { throw Diagnostic("no PREDICT", at: Position()) }
        #expect(alias.name?.name == "p" && predict.runtime?.name == "ONNX")
        #expect(predict.outputs.map(\.name.name) == ["Score", "Label"])
        #expect(predict.outputs[0].isNotNull)
    }

    @Test func guessesTheDialect() {
        for text in ["SELECT TOP 3 * FROM t", "DECLARE @a int", "SELECT 1\nGO\nSELECT 2", "SELECT N'x'", "EXEC p"] {
            #expect(DialectGuess(text).isTransactSQL, "\(text)")
        }
        for text in ["SELECT 1", "FROM 'a.parquet'", "SELECT [1, 2]", "SELECT $a, 'O''Neil @x'", "SELECT top FROM t"] {
            #expect(!DialectGuess(text).isTransactSQL, "\(text)")
        }
    }

    @Test func showsWhatWouldRun() async throws {
        let runner = ScriptRunner(host: try await Harness(), settings: Harness.settings())
        let text = try await runner.translate("DECLARE @a int = 1; IF @a = 1 SELECT TOP 1 @a AS x ELSE PRINT 'no'")
        #expect(text.contains("SET VARIABLE \"@a\""))
        #expect(text.contains("-- IF"))
        #expect(text.contains("LIMIT 1;"))
    }

    /// A model that doubles its only input, for any name; unknown for `none`.
    private struct Doubling: PredictTranslation, CallableModel {
        var label = "m:1"
        var onlyHere: String?
        var outputs: [ModelColumn] {
            [
                ModelColumn("Score", type: "DOUBLE", path: ".score"),
                ModelColumn("Both", type: "DOUBLE[]", path: ".both"),
            ]
        }

        func model(
            _ value: ModelValue, ask: @Sendable (String) async throws -> [[String?]]
        ) async throws -> any CallableModel {
            switch value {
            case .name("none"): throw Problem("there is no model 'none'")
            case .name(let name): Doubling(label: name)
            case .bytes: Doubling(label: "bytes", onlyHere: "its bytes are in a table")
            }
        }

        func call(on columns: [ResolvedColumn]) throws(Problem) -> (sql: String, notes: [String]) {
            guard let x = columns.first(where: { $0.name == "x" }) else {
                throw Problem("\(label) takes 'x', and the data has no such column")
            }
            return ("{'score': CAST(\(x.name) * 2 AS DOUBLE), 'both': [x, x]}", [])
        }
    }

    @Test func predictsThroughTheCaller() async throws {
        let harness = try await Harness()
        let runner = ScriptRunner(host: harness, settings: Harness.settings(), predict: Doubling())
        try await runner.run(
            """
            CREATE TABLE dbo.mytable (x int); INSERT INTO dbo.mytable VALUES (1), (5);
            GO
            CREATE VIEW dbo.scored AS SELECT d.*, p.Score FROM PREDICT(MODEL = 'm:1', DATA = dbo.mytable AS d, RUNTIME = ONNX)
            WITH (Score float) AS p WHERE d.x > 1;
            GO
            SELECT x, Score + 1 AS s FROM scored;
            """)
        #expect(harness.shown.last?.rows == [["5", "11.0"]])
    }

    @Test func predictsWithModelsThatAreChosenAsItRuns() async throws {
        let harness = try await Harness()
        let runner = ScriptRunner(host: harness, settings: Harness.settings(), predict: Doubling())
        try await runner.run(
            """
            CREATE TABLE dbo.Models (Id int, Model varbinary(max)); INSERT INTO dbo.Models VALUES (1, 0x0102);
            CREATE TABLE dbo.t (x int, y varchar(5)); INSERT INTO dbo.t VALUES (1, 'a'), (5, 'b');
            DECLARE @m varbinary(max) = (SELECT Model FROM dbo.Models WHERE Id = 1);
            WITH few AS (SELECT * FROM dbo.t WHERE x > 1)
            SELECT * FROM PREDICT(MODEL = @m, DATA = few AS d) WITH (Score int, Both nvarchar(max)) AS p;
            SELECT p.Score, d.y, o.n
            FROM PREDICT(MODEL = (SELECT Model FROM dbo.Models WHERE Id = 1), DATA = dbo.t AS d, RUNTIME = ONNX)
                WITH (Score real) AS p
            JOIN (VALUES (10.0, 'ten')) AS o (score, n) ON o.score = p.Score;
            SELECT p.Score AS s INTO #kept FROM PREDICT(MODEL = N'm:1', DATA = dbo.t AS d) WITH (Score float) AS p;
            SELECT SUM(s) AS total FROM #kept;
            GO
            CREATE PROCEDURE dbo.scores @model nvarchar(100), @least int AS
            SELECT d.x, p.Score FROM PREDICT(MODEL = @model, DATA = dbo.t AS d) WITH (Score float) AS p WHERE d.x >= @least;
            GO
            EXEC dbo.scores @model = 'm:2', @least = 2;
            """)
        #expect(
            harness.shown.map(\.rows) == [
                [["5", "b", "10", "[5, 5]"]], [["10.0", "b", "ten"]], [["12.0"]], [["5", "10.0"]],
            ])
    }

    @Test func saysWhatDoesNotFitAModel() async throws {
        for (script, wanted) in [
            ("SELECT * FROM PREDICT(MODEL = 'none', DATA = dbo.t AS d) WITH (Score float) AS p", "no model 'none'"),
            ("SELECT * FROM PREDICT(MODEL = 'm', DATA = dbo.t AS d) WITH (Scor float) AS p", "'Scor'"),
            ("SELECT * FROM PREDICT(MODEL = 'm', DATA = dbo.t AS d) WITH (Both float) AS p", "list"),
            ("SELECT * FROM PREDICT(MODEL = 'm', DATA = dbo.u AS d) WITH (Score float) AS p", "takes 'x'"),
            ("SELECT * FROM PREDICT(MODEL = 'm', DATA = dbo.none AS d) WITH (Score float) AS p", "dbo.none"),
            ("SELECT * FROM PREDICT(MODEL = 'm', DATA = dbo.t AS d, RUNTIME = PMML) WITH (Score float) AS p", "ONNX"),
            ("SELECT * FROM PREDICT(MODEL = (SELECT NULL), DATA = dbo.t AS d) WITH (Score float) AS p", "NULL"),
            (
                "CREATE VIEW v AS SELECT d.x, p.Score FROM PREDICT(MODEL = (SELECT 0x01), DATA = dbo.t AS d) WITH (Score float) AS p",
                "view"
            ),
        ] {
            let harness = try await Harness()
            let runner = ScriptRunner(host: harness, settings: Harness.settings(), predict: Doubling())
            try await runner.run("CREATE TABLE dbo.t (x int); CREATE TABLE dbo.u (y int)")
            let problem = await #expect(throws: Diagnostic.self) { try await runner.run(script) }
            #expect(problem?.message.contains(wanted) == true, "\(script): \(problem?.message ?? "nothing")")
        }
    }
}
