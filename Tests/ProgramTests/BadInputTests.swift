import Foundation
import Testing

/// Bad input gets a sentence that names the cause and the remedy, the right exit code, and leaves nothing behind.
@Suite struct BadInputTests {
    let program: Program

    init() throws { program = try Program() }

    /// Runs a command that must fail with a code, and say something; gives what it said.
    private func refused(_ arguments: [String], _ status: Int32 = 1, input: String? = nil) throws -> String {
        let outcome = try program.run(arguments, input: input)
        #expect(outcome.status == status, "\(arguments): \(outcome.output) \(outcome.errors)")
        #expect(outcome.errors.hasPrefix("atelier: ") || status == 2, "\(outcome.errors)")
        #expect(!outcome.errors.contains("Fatal error"))
        return outcome.errors
    }

    @Test func sources() throws {
        defer { program.remove() }
        #expect(try refused(["profile", "nowhere.parquet"]).contains("nowhere.parquet"))
        #expect(try refused(["profile", try program.write("", to: "empty.csv")]).contains("empty"))
        let empty = program.folder.appending(path: "folder")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        #expect(try refused(["profile", empty.path]).contains("folder"))
        let bytes = try Data(contentsOf: URL(filePath: Program.sample("weather.parquet")))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: program.path("cut.parquet")))
        #expect(try refused(["profile", program.path("cut.parquet")]).contains("cut.parquet"))
    }

    @Test func linesThatDifferAreSaid() throws {
        defer { program.remove() }
        let ragged = try program.write("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n", to: "ragged.csv")
        let outcome = try program.run("profile", ragged, "--json")
        let notes = (outcome.json["notes"] as? [String] ?? []).joined(separator: "\n")
        #expect(outcome.status == 1 || !notes.isEmpty, "\(outcome.output)\(outcome.errors)")
    }

    @Test func targets() throws {
        defer { program.remove() }
        let table = try program.write("x,one,none\n" + (0..<30).map { "\($0 % 7),same,\n" }.joined(), to: "t.csv")
        func train(_ target: String, _ status: Int32 = 1) throws -> String {
            try refused(["train", "--data", table, "--target", target, "--name", "m"], status)
        }
        #expect(try train("one").contains("one value only"))
        #expect(try train("none").contains("NULL in all 30 rows"))
        #expect(try train("on", 2).contains("Did you mean 'one'?"))
        let headerOnly = try program.write("x,y\n", to: "h.csv")
        #expect(try refused(["train", "--data", headerOnly, "--target", "y", "--name", "m"]).contains("no rows"))
        #expect(try program.run("models", "list", "--json").output == "[\n\n]\n")
    }

    @Test func models() throws {
        defer { program.remove() }
        let text = try program.write("this is no model", to: "bad.onnx")
        #expect(try refused(["models", "import", text, "--name", "bad"]).contains("bad.onnx"))
        #expect(try refused(["models", "import", program.path("none.onnx"), "--name", "bad"]).contains("no such file"))
        #expect(
            try refused(["score", "--model", "ghost", "--data", Program.sample("penguins.csv"), "--output", "o.csv"])
                .contains("ghost"))
        #expect(try program.run("models", "list", "--json").output == "[\n\n]\n")
        try program.run(
            "train", "--data", Program.sample("penguins.csv"), "--target", "species", "--name", "species", "--rounds",
            "5")
        let unfit = try refused([
            "score", "--model", "species", "--data", Program.sample("airlines.parquet"), "--output",
            program.path("o.parquet"),
        ])
        #expect(unfit.contains("no column looks like it") && unfit.contains("--map"))
        #expect(!FileManager.default.fileExists(atPath: program.path("o.parquet")))
    }

    @Test func oddNamesAreOnlyNames() throws {
        defer { program.remove() }
        let name = "a\"\"b; DROP TABLE x"
        let header = "\"" + name.replacing("\"", with: "\"\"") + "\",y\n"
        let table = try program.write(
            header + (0..<60).map { "\($0 % 9),\($0 % 9 > 4 ? "yes" : "no")\n" }.joined(), to: "odd.csv")
        let trained = try program.run(
            "train", "--data", table, "--target", "y", "--name", "odd", "--rounds", "5", "--json")
        #expect(trained.status == 0, "\(trained.errors)")
        let scored = try program.run("score", "--model", "odd", "--data", table, "--output", "odd_scored", "--json")
        #expect(scored.status == 0, "\(scored.errors)")
    }

    @Test func wideTablesOpen() throws {
        defer { program.remove() }
        let names = (0..<2000).map { "c\($0)" }.joined(separator: ",")
        let row = (0..<2000).map { "\($0)" }.joined(separator: ",")
        let table = try program.write(names + "\n" + row + "\n" + row + "\n", to: "wide.csv")
        let outcome = try program.run("profile", table, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect((outcome.json["columns"] as? [Any])?.count == 2000)
    }

    @Test func usage() throws {
        defer { program.remove() }
        #expect(try program.run("train", "--target", "x").status == 2)
        #expect(try program.run("score", "--model", "a:b", "--data", "x", "--output", "y").status == 2)
        #expect(try program.run("sql", "SELECT 1", "--format", "parquet").status == 2)
        #expect(try refused(["sql", "SELEC 1"]).contains("SELEC"))
        #expect(try program.run("--help").status == 0)
        #expect(try program.run("--version").status == 0)
    }

    @Test func aWorkspaceThatCannotBeMadeIsSaid() throws {
        defer { program.remove() }
        let file = try program.write("", to: "file")
        #expect(try refused(["models", "list", "--workspace", file + "/inside"], 3).contains("workspace"))
    }
}
