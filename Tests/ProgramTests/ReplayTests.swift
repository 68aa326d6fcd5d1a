import Foundation
import Testing

/// `atelier replay`: steps and scripts over other tables.
@Suite struct ReplayTests {
    @Test func stepsAndScripts() throws {
        let program = try Program()
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        let counted = try program.run(
            "replay", "-", "--data", penguins, "--step", "group species: count(*) as n", "--json"
        ).jsonRows
        #expect(counted.compactMap { $0["n"] as? Int } == [152, 68, 124])
        let script = try program.write(
            "WITH source AS (FROM 'elsewhere (1).csv'), a AS (SELECT island, count(*) AS n FROM source GROUP BY 1)\n"
                + "SELECT * FROM a ORDER BY n DESC;\n", to: "islands.sql")
        try program.run("replay", script, "--data", penguins, "--output", "islands")
        #expect(
            try program.value("SELECT string_agg(island || n, ' ' ORDER BY n) FROM islands")
                == "Torgersen52 Dream124 Biscoe168")
        try program.run("replay", script, "--data", penguins, "--output", "live", "--view")
        #expect(try program.value("SELECT count(*) FROM live") == "3")
        let text = program.path("out.md")
        try program.run(
            "replay", "-", "--data", penguins, "--step", "keep island, year", "--step", "distinct", "--step",
            "sort island, year", "--output", text)
        let lines = try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n")
        #expect(lines.prefix(3) == ["| island | year |", "| --- | ---: |", "| Biscoe | 2007 |"])
        #expect(lines.count == 11)
    }

    @Test func mistakesAreSentences() throws {
        let program = try Program()
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        let mistyped = try program.run("replay", "-", "--data", penguins, "--step", "srt year")
        #expect(mistyped.status == 2)
        #expect(mistyped.errors.contains("Did you mean 'sort'?"))
        let unknown = try program.run("replay", "-", "--data", penguins, "--where", "nope > 1")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("nope"))
        let joined = try program.run("replay", "-", "--data", penguins, "--step", "join left '\(penguins)' on islnd")
        #expect(joined.status == 2 && joined.errors.contains("there is no column 'islnd'"))
        #expect(joined.errors.contains("Did you mean 'island'?"))
        let missing = try program.run("replay", "missing.sql", "--data", penguins)
        #expect(missing.status == 1)
        #expect(missing.errors.contains("missing.sql"))
        let plain = try program.write("SELECT 1", to: "plain.sql")
        let noSource = try program.run("replay", plain, "--data", penguins)
        #expect(noSource.status == 2)
        #expect(noSource.errors.contains("source AS"))
    }

    @Test func whatAChangeOfTypeLosesIsCounted() throws {
        let program = try Program()
        defer { program.remove() }
        let cast = try program.run(
            "replay", "-", "--data", Program.sample("penguins.csv"), "--step", "cast sex to INTEGER", "--limit", "1")
        #expect(cast.status == 0)
        #expect(cast.errors.contains("333 values of sex cannot be INTEGER and are NULL now, for example 'female'"))
        let cut = try program.run(
            "replay", "-", "--data", Program.sample("penguins.csv"), "--step", "cast bill_length_mm to INTEGER",
            "--limit", "1")
        // 342 lengths are known, and 24 of them are whole numbers.
        #expect(cut.errors.contains("values of bill_length_mm changed on the way to INTEGER, for example 32.1 to 32"))
        let same = try program.run(
            "replay", "-", "--data", Program.sample("penguins.csv"), "--step", "cast body_mass_g to BIGINT", "--limit",
            "1")
        #expect(!same.errors.contains("body_mass_g"), "\(same.errors)")
    }

    @Test func tablesAreSummarizedForPrograms() throws {
        let program = try Program()
        defer { program.remove() }
        for statement in ["SUMMARIZE", "DESCRIBE"] {
            let query = "\(statement) SELECT * FROM '\(Program.sample("penguins.csv"))'"
            #expect(try program.run("sql", query, "--json").jsonRows.count == 8)
        }
    }

    @Test func valuesBecomeColumns() throws {
        let program = try Program()
        defer { program.remove() }
        let rows = try program.run(
            "replay", "-", "--data", Program.sample("penguins.csv"), "--step", "pivot sex by island: count(*)", "--json"
        ).jsonRows
        #expect(rows.compactMap { $0["female"] as? Int } == [80, 61, 24])
        #expect(rows.compactMap { $0["NULL"] as? Int } == [5, 1, 5])
    }

    @Test func missingEmptyAndTextsThatSayNullAreColumnsOfTheirOwn() throws {
        let program = try Program()
        defer { program.remove() }
        let query = """
            COPY (FROM (VALUES (1, 'a', 1), (1, 'A', 2), (1, NULL, 10), (1, 'NULL', 20), (1, '', 5), (2, 'a', 7)) t(g, k, v))
            TO '\(program.path("k.parquet"))'
            """
        #expect(try program.run("sql", query).status == 0)
        let rows = try program.run(
            "replay", "-", "--data", program.path("k.parquet"), "--step", "pivot k by g: sum(v)", "--json"
        ).jsonRows
        let first = rows.first?.compactMapValues { ($0 as? NSNumber)?.intValue }
        #expect(first == ["g": 1, "(empty)": 5, "A": 2, "'NULL'": 20, "a_1": 1, "NULL": 10])
        #expect(rows.last?["a_1"] as? Int == 7)
    }

    /// Rows that a sort finds equal have an order too, or a sample would be another each time.
    @Test func aSampleOfSortedRowsIsTheSameEachTime() throws {
        let program = try Program()
        defer { program.remove() }
        let sums = try (0..<4).map { _ in
            try program.run(
                "replay", "-", "--data", Program.sample("flights.parquet"), "--step", "sort distance",
                "--step", "sample 1000 rows seed 42", "--step", "group : sum(flight) as s", "--json"
            ).jsonRows.first?["s"] as? Int
        }
        #expect(sums.first != .some(nil) && Set(sums).count == 1, "\(sums)")
    }

    @Test func aScriptCanComeThroughAPipe() throws {
        let program = try Program()
        defer { program.remove() }
        let script = "WITH\nsource AS (\n    FROM 'nowhere.csv'\n)\nSELECT count(*) AS n FROM source\n"
        let rows = try program.run(
            "replay", "-", "--data", Program.sample("penguins.csv"), "--json", input: script
        ).jsonRows
        #expect(rows.first?["n"] as? Int == 344)
        #expect(try program.run("replay", "-", "--data", Program.sample("penguins.csv"), input: " ").status == 2)
    }
}
