import ChildProcesses
import Foundation
import Testing

/// The studio in a real terminal, used as a person would. Serial: terminals compete for the same cores.
@Suite(.serialized) struct TerminalTests {
    let program: Program

    init() throws { program = try Program() }

    private func open(_ arguments: String..., columns: Int = 120, rows: Int = 34) throws -> TmuxTerminal {
        try TmuxTerminal(program, arguments, columns: columns, rows: rows)
    }

    @Test func browsing() throws {
        defer { program.remove() }
        let terminal = try open(Program.sample("flights.parquet"))
        terminal.wait(forText: "1 of 336,776")
        terminal.wait(forText: "sched_dep_time")
        try terminal.press("G")
        terminal.wait(forText: "336,776 of 336,776")
        try terminal.press("g", "c")
        try terminal.type("distance")
        try terminal.press("Enter")
        terminal.wait(forText: "16/19")
        terminal.wait(forText: "median")
        try terminal.press("S")
        terminal.wait(forText: "ORDER BY \"distance\" DESC")
        terminal.wait(forText: "4983")
        try terminal.press("Enter")
        terminal.wait(forText: "HNL")
        try terminal.close("╭─ Row")
        try terminal.press("u", "f")
        try terminal.type("carrier = 'HA'")
        try terminal.press("Enter")
        terminal.wait(forText: "of 342")
        try terminal.press("f")
        try terminal.type("no_such_column > 1")
        try terminal.press("Enter")
        terminal.wait(forText: "Referenced column")
        try terminal.close("Referenced column")
        try terminal.press("Q")
        terminal.wait(forText: "left with 0")
        #expect(try terminal.isRestored())
    }

    @Test func trainingAndScoring() throws {
        defer { program.remove() }
        let terminal = try open(Program.sample("penguins.csv"))
        terminal.wait(forText: "1 of 344")
        try terminal.press("t")
        terminal.wait(forText: "multiclass")
        terminal.wait(forText: "3 different texts")
        try terminal.press("Enter")
        terminal.wait(forText: "Learn from 7 of 7 columns")
        try terminal.press("Enter", "Enter", "Enter")
        terminal.wait(forText: "atelier train --data")
        try terminal.press("Enter")
        terminal.wait(forText: "agrees with its trainer")
        try terminal.close("agrees with its trainer")
        try terminal.press("p")
        terminal.wait(forText: "1 Model ›")
        try terminal.press("Enter")
        terminal.wait(forText: "Outputs and what they are called")
        try terminal.press("Tab")
        terminal.wait(forText: "3 Destination")
        try terminal.press("Enter")
        terminal.wait(forText: "atelier score --model penguins-species:1")
        try terminal.press("Enter")
        terminal.wait(forText: "FROM \"penguins_scored\"")
        terminal.wait(forText: "predicted_species")
        #expect(try program.value("SELECT count(*) FROM penguins_scored") == "344")
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129)])
    func signalsPutTheTerminalBack(signal: String, status: Int) throws {
        defer { program.remove() }
        let terminal = try open(Program.sample("penguins.csv"))
        terminal.wait(forText: "1 of 344")
        let process = try #require(try terminal.programProcess())
        kill(process, signal == "TERM" ? SIGTERM : SIGHUP)
        terminal.wait(forText: "left with \(status)")
        #expect(try terminal.isRestored())
    }

    @Test func aKilledTrainingIsToldAtTheNextStart() throws {
        defer { program.remove() }
        let (process, _, _) = try program.start([
            "train", "--data", Program.sample("flights.parquet"), "--target", "dep_delay", "--name", "slow", "--rounds",
            "100000",
            "--patience", "0",
        ])
        while try program.run("runs", "list", "--json").jsonRows.isEmpty {}
        #expect(try program.run("runs", "list", "--json").jsonRows.first?["state"] as? String == "running")
        kill(process.identifier, SIGKILL)
        try process.wait()
        let terminal = try open(Program.sample("penguins.csv"))
        terminal.wait(forText: "interrupted")
        #expect(try program.run("runs", "list", "--json").jsonRows.first?["state"] as? String == "interrupted")
        #expect(try program.run("models", "list", "--json").jsonRows.isEmpty)
    }

    @Test func interruptingScoringLeavesNothing() throws {
        defer { program.remove() }
        try program.run(
            "train", "--data", Program.sample("penguins.csv"), "--target", "body_mass_g", "--features", "year",
            "--name", "m")
        let output = program.path("out.parquet")
        // Twenty million rows: long enough to be interrupted on any machine.
        let rows = program.path("many.parquet")
        try program.run("sql", "SELECT 2000 + i % 10 AS year FROM range(20000000) t(i)", "--output", rows)
        let (process, _, _) = try program.start(["score", "--model", "m", "--data", rows, "--output", output])
        while !(try program.run("runs", "list", "--json").jsonRows.contains { $0["kind"] as? String == "score" }) {}
        kill(process.identifier, SIGINT)
        #expect(try process.wait() == 130)
        let left = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!left.contains { $0.contains("out.parquet") })
        #expect(try program.run("runs", "list", "--json").jsonRows.first?["state"] as? String == "cancelled")
    }

    @Test func smallTerminalsAndResizing() throws {
        defer { program.remove() }
        let terminal = try open(Program.sample("penguins.csv"), columns: 20, rows: 4)
        terminal.wait(forText: "Adelie")
        try terminal.resize(columns: 140, rows: 42)
        terminal.wait(forText: "bill_depth_mm")
        try terminal.resize(columns: 80, rows: 24)
        terminal.wait(forText: "1 of 344")
        try terminal.press("Q")
        terminal.wait(forText: "left with 0")
    }

    @Test func controlCharactersAndWideTextStayInTheirCells() throws {
        defer { program.remove() }
        let table = try program.write("name,n\n\"a\u{1B}[2Jb\",1\n日本語,2\n🐧 emoji,3\n", to: "odd.csv")
        let terminal = try open(table)
        let screen = terminal.wait(forText: "日本語")
        #expect(screen.contains("␛[2Jb"))
    }

    @Test func aDumbTerminalIsRefusedWithTheCommandLineNamed() throws {
        defer { program.remove() }
        let terminal = try TmuxTerminal(program, [Program.sample("penguins.csv")], term: "dumb")
        let screen = terminal.wait(forText: "left with 1")
        #expect(screen.contains("dumb") && screen.contains("atelier"))
    }
}
