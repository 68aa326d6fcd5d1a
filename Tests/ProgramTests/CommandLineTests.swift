import Foundation
import Testing

/// The contract of the command line: names, outputs, exit codes.
@Suite struct CommandLineTests {
    let program: Program

    init() throws { program = try Program() }

    @Test func aModelGoesFromATableToScores() throws {
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        let trained = try program.run(
            "train", "--data", penguins, "--target", "species", "--name", "species", "--rounds", "60", "--json")
        #expect(trained.status == 0, "\(trained.errors)")
        let card = try #require(trained.json["card"] as? [String: Any])
        #expect(card["task"] as? String == "multiclass")
        let agreement = try #require(card["agreement"] as? [String: Any])
        #expect(agreement["flippedLabels"] as? Int == 0)
        #expect(agreement["rows"] as? Int == 344)
        let metrics = try #require(card["metrics"] as? [String: Double])
        #expect(try #require(metrics["accuracy"]) > #require(metrics["baseline.accuracy"]))

        let first = program.path("first.parquet")
        let second = program.path("second.parquet")
        for output in [first, second] {
            let scored = try program.run(
                "score", "--model", "species", "--data", penguins, "--output", output, "--json")
            #expect(scored.status == 0, "\(scored.errors)")
            #expect(scored.json["rows"] as? Int == 344)
        }
        #expect(try Data(contentsOf: URL(filePath: first)) == Data(contentsOf: URL(filePath: second)))
        let right = try program.value("SELECT count(*) FROM '\(first)' WHERE predicted_species = species")
        #expect(try #require(Int(right)) > 320)
        #expect(try program.value("SELECT column_name FROM (DESCRIBE FROM '\(first)') LIMIT 1") == "predicted_species")

        let runs = try program.run("runs", "list", "--json").jsonRows
        #expect(runs.map { $0["kind"] as? String } == ["score", "score", "train"])
        #expect(runs.allSatisfy { $0["state"] as? String == "finished" })
    }

    @Test func aModelCanBeAliasedExportedImportedAndDeleted() throws {
        defer { program.remove() }
        try program.run(
            "train", "--data", Program.sample("penguins.csv"), "--target", "body_mass_g", "--name", "mass", "--rounds",
            "20")
        #expect(try program.run("models", "alias", "mass", "champion", "1").status == 0)
        #expect(try program.run("models", "show", "mass@champion", "--json").json["version"] as? Int == 1)
        let folder = program.path("exported")
        #expect(try program.run("models", "export", "mass", folder).status == 0)
        #expect(FileManager.default.fileExists(atPath: folder + "/MLmodel"))
        let imported = try program.run("models", "import", folder + "/model.onnx", "--name", "mass2", "--json")
        #expect(imported.status == 0, "\(imported.errors)")
        let table = try program.run(
            "score", "--model", "mass2", "--data", Program.sample("penguins.csv"), "--output", "masses", "--keep",
            "none")
        #expect(table.status == 0, "\(table.errors)")
        #expect(try program.value("SELECT count(*) FROM masses") == "344")
        #expect(try program.run("models", "delete", "mass").status == 2)
        #expect(try program.run("models", "delete", "mass", "--yes").status == 0)
        #expect(try program.run("models", "list", "--json").jsonRows.map { $0["name"] as? String } == ["mass2"])
    }

    @Test func aViewScoresWheneverItIsRead() throws {
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        try program.run("train", "--data", penguins, "--target", "sex", "--name", "sex", "--rounds", "20")
        let made = try program.run(
            "score", "--model", "sex", "--data", penguins, "--output", "guess", "--view", "--keep", "sex")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try program.value("SELECT count(*) FROM guess WHERE predicted_sex IS NOT NULL") == "344")
    }

    @Test func standardInputIsATable() throws {
        defer { program.remove() }
        let outcome = try program.run("profile", "-", "--json", input: "a,b\n1,x\n2,y\n3,\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.json["rows"] as? Int == 3)
    }

    @Test func aProfileEqualsPlainSQL() throws {
        defer { program.remove() }
        let flights = Program.sample("flights.parquet")
        let outcome = try program.run("profile", flights, "--columns", "dep_delay,carrier", "--bins", "10", "--json")
        let columns = try #require(outcome.json["columns"] as? [[String: Any]])
        let numbers = try #require(columns[0]["numbers"] as? [String: Any])
        let mean = try #require(Double(try program.value("SELECT avg(dep_delay) FROM '\(flights)'")))
        #expect(abs(try #require(numbers["mean"] as? Double) - mean) < 1e-9)
        #expect(
            columns[0]["nulls"] as? Int
                == Int(try program.value("SELECT count(*) - count(dep_delay) FROM '\(flights)'")))
        let histogram = try #require(columns[0]["histogram"] as? [String: Any])
        let counts = try #require(histogram["counts"] as? [Int])
        #expect(
            counts.count == 8 && histogram["edges"] as? [Double] == [-200, 0, 200, 400, 600, 800, 1000, 1200, 1400])
        #expect(counts.reduce(0, +) == Int(try program.value("SELECT count(dep_delay) FROM '\(flights)'")))
        let top = try #require(columns[1]["top"] as? [[String: Any]])
        #expect(
            top.first?["count"] as? Int
                == Int(
                    try program.value(
                        "SELECT count(*) AS n FROM '\(flights)' GROUP BY carrier ORDER BY n DESC LIMIT 1")))
    }

    @Test(arguments: [
        (["sql", "SELECT 1 AS a, 'x,y' AS b", "--format", "csv"], "a,b\n1,\"x,y\"\n"),
        (["sql", "SELECT 1 AS a", "--json"], "[\n\t{\"a\":1}\n]\n"),
        (["sql", "SELECT 'NaN'::DOUBLE AS a, 2.5 AS b -- no number", "--json"], "[\n\t{\"a\":\"nan\",\"b\":2.5}\n]\n"),
    ])
    func queriesStreamToStandardOutput(arguments: [String], expected: String) throws {
        defer { program.remove() }
        let outcome = try program.run(arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == expected)
    }

    @Test func controlCharactersAreShownNotSent() throws {
        defer { program.remove() }
        let outcome = try program.run("sql", "SELECT chr(27) || '[31mred' || chr(7) AS a")
        #expect(!outcome.output.utf8.contains(27) && !outcome.output.utf8.contains(7))
        #expect(outcome.output.contains("[31mred"))
    }

    @Test func theDoctorFindsWhatIsInstalled() throws {
        defer { program.remove() }
        let findings = try program.run("doctor", "--json").jsonRows
        for name in ["DuckDB", "ONNX Runtime", "LightGBM"] {
            #expect(findings.first { $0["name"] as? String == name }?["isFine"] as? Bool == true)
        }
    }
}
