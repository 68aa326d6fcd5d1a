import Foundation
import Testing

/// Pictures and comparisons on the command line.
@Suite struct PictureCommandTests {
    let program: Program

    init() throws { program = try Program() }

    @Test func chartsAreNumbersTextAndFiles() throws {
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        let bar = ["chart", "--data", penguins, "--kind", "bar", "--x", "species", "--y", "mean(body_mass_g)"]
        let document = try program.run(bar + ["--json"])
        #expect(document.status == 0, "\(document.errors)")
        let chart = try #require(document.json["chart"] as? [String: Any])
        #expect(chart["rows"] as? Int == 344)
        #expect((chart["statement"] as? String)?.hasPrefix("SELECT \"species\" AS x") == true)
        let text = try program.run(bar)
        #expect(text.output.contains("Gentoo") && !text.output.contains("\u{1B}"))
        for name in ["plot.svg", "plot.png"] {
            let path = program.path(name)
            #expect(try program.run(bar + ["--output", path]).status == 0)
            #expect(try Data(contentsOf: URL(filePath: path)).count > 1000)
        }
        #expect(try program.run(bar + ["--output", "plot.gif"]).status == 2)
        #expect(try program.run(["chart", "--data", penguins, "--x", "nothing"]).status == 2)
    }

    @Test func comparisonsTellWhatHasMoved() throws {
        defer { program.remove() }
        let penguins = Program.sample("penguins.csv")
        let report = try program.run(["compare", penguins, penguins, "--json"])
        #expect(report.status == 0, "\(report.errors)")
        let columns = try #require(report.json["columns"] as? [[String: Any]])
        #expect(columns.count == 8 && columns.allSatisfy { $0["psi"] as? Double == 0 })
        let text = try program.run(["compare", penguins, penguins])
        #expect(text.output.contains("stable") && !text.output.contains("drifted"))
        #expect(try program.run(["compare", penguins, penguins, "--columns", "nothing"]).status == 2)
    }
}
