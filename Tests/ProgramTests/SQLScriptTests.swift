import Foundation
import Testing

/// Scripts of both dialects through the command line.
@Suite struct SQLScriptTests {
    let program: Program

    init() throws { program = try Program() }

    @Test func transactSQLRuns() throws {
        defer { program.remove() }
        let script = "DECLARE @n int = 7;\nSELECT @n / 2 AS half;"
        let outcome = try program.run("sql", script, "--format", "csv")
        #expect(outcome.output == "half\n3\n")
        #expect(outcome.errors.contains("read as T-SQL, because of DECLARE in line 1"))
        let file = try program.write("SELECT 1 AS a\nGO\nSELECT\n  1 / 0 AS b", to: "a.sql")
        let failed = try program.run("sql", "--dialect", "tsql", "--format", "jsonl", "--file", file)
        #expect(failed.status == 1 && failed.output == "{\"a\":1}\n")
        #expect(failed.errors.contains("statement 2, line 3, column 1: Divide by zero"))
        let shown = try program.run("sql", "--translate", "--dialect", "tsql", "SELECT TOP 2 'a' + 'b' AS c")
        #expect(shown.output == "SELECT 'a' || 'b' AS \"c\" LIMIT 2;\n")
    }

    @Test func parametersAndLimitsAreKept() throws {
        defer { program.remove() }
        #expect(
            try program.run("sql", "SELECT $k AS a, '$k' AS b", "--param", "k=it's", "--format", "csv").output
                == "a,b\nit's,$k\n")
        #expect(try program.run("sql", "SELECT @k + 1 AS a", "--param", "k=2", "--format", "tsv").output == "a\n3\n")
        #expect(try program.run("sql", "--read-only", "--dialect", "tsql", "CREATE TABLE t (a int)").status == 1)
        let late = try program.run("sql", "--timeout", "0.3", "--dialect", "tsql", "WAITFOR DELAY '00:01:00'")
        #expect(late.status == 4)
        #expect(try program.run("sql").status == 2)
        #expect(try program.run("sql", "SELECT 1", "--translate").status == 2)
    }

    @Test func severalStatementsStopAtTheFirstError() throws {
        defer { program.remove() }
        let outcome = try program.run("sql", "SELECT ';' AS a;\n-- one\n  SELECT nope;\nSELECT 3", "--format", "csv")
        #expect(outcome.status == 1 && outcome.output == "a\n;\n")
        #expect(outcome.errors.contains("statement 2, line 3, column 3"))
    }

    @Test func columnsOfTheSameNameAreToldApartInJSON() throws {
        let program = try Program()
        defer { program.remove() }
        let rows = try program.run("sql", "SELECT 1 AS a, 2 AS A, 'nan'::DOUBLE AS x", "--format", "json").jsonRows
        #expect(rows.first?["a"] as? Int == 1 && rows.first?["A_1"] as? Int == 2)
        #expect(rows.first?["x"] as? String == "nan")
    }

    /// Their parameters are given by EXECUTE, not by the command line.
    @Test func preparedStatementsRun() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.value("PREPARE p AS SELECT $1::INT + 1 AS r; EXECUTE p(4)") == "5")
    }
}
