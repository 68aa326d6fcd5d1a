import Tabular
import Testing

@testable import Shaping

/// Steps as text: what is printed is read again, and what cannot be read says how it should look.
struct StepTextTests {
    static let steps: [(text: String, step: Step)] = [
        ("where dep_delay > 60 AND origin = 'by, as'", .filter("dep_delay > 60 AND origin = 'by, as'")),
        ("sort dep_delay desc, carrier", .sort([SortKey("dep_delay", descending: true), SortKey("carrier")])),
        ("keep year, \"a, b\", \"x\"\"y\"", .keep(["year", "a, b", "x\"y"])),
        ("drop year", .drop(["year"])),
        ("rename dep_delay to delay", .rename(from: "dep_delay", to: "delay")),
        ("rename \"to\" to \"2nd\"", .rename(from: "to", to: "2nd")),
        ("add speed = distance / (air_time / 60.0)", .add(name: "speed", expression: "distance / (air_time / 60.0)")),
        ("add late = dep_delay >= 15", .add(name: "late", expression: "dep_delay >= 15")),
        ("cast flight to VARCHAR", .cast(column: "flight", type: "VARCHAR")),
        (
            "group carrier, origin: count(*) as n, avg(dep_delay) as \"mean delay\"",
            .group(
                by: ["carrier", "origin"],
                measures: [Measure("count(*)", as: "n"), Measure("avg(dep_delay)", as: "mean delay")])
        ),
        ("group carrier", .group(by: ["carrier"], measures: [])),
        (
            "pivot month by carrier, origin: sum(seats)",
            .pivot(Pivot(column: "month", rows: ["carrier", "origin"], value: "sum(seats)"))
        ),
        ("unpivot a, b into name, value", .unpivot(columns: ["a", "b"], name: "name", value: "value")),
        (
            "join left 'it''s.csv' on carrier, a = b",
            .join(Join(.left, OtherTable(name: "it's.csv"), on: [.init("carrier", "carrier"), .init("a", "b")]))
        ),
        (
            "join anti (SELECT 1 AS a, 2 AS b) on a",
            .join(Join(.anti, OtherTable(name: "(SELECT 1 AS a, 2 AS b)"), on: [.init("a", "a")]))
        ),
        ("append 'more.parquet'", .append(OtherTable(name: "more.parquet"))),
        ("sample 1000 rows seed 7", .sample(Sample(.rows(1000), seed: 7))),
        ("sample 2.5% seed 42", .sample(Sample(.percent(2.5), seed: 42))),
        ("distinct", .distinct([])),
        ("distinct tailnum, \"to\"", .distinct(["tailnum", "to"])),
        ("query SELECT max(x) FROM previous", .query("SELECT max(x) FROM previous")),
    ]

    @Test(arguments: steps.indices) func roundTrip(index: Int) throws {
        let (text, step) = Self.steps[index]
        #expect(step.description == text)
        #expect(try Step(text) == step)
    }

    @Test func shortForms() throws {
        #expect(try Step("  SORT a DESC , b asc") == .sort([SortKey("a", descending: true), SortKey("b")]))
        #expect(try Step("sample 10%") == .sample(Sample(.percent(10), seed: 42)))
        #expect(
            try Step("join airlines on carrier")
                == .join(Join(.inner, OtherTable(name: "airlines"), on: [.init("carrier", "carrier")])))
        #expect(try Step("group : count(*)") == .group(by: [], measures: [Measure("count(*)", as: "count(*)")]))
    }

    @Test(arguments: [
        "", "frobnicate x", "where", "sort", "sort a,,b", "rename a", "add = 1", "add x", "cast x", "pivot a",
        "unpivot a into b", "join left 'x'", "sample many", "sample 0 rows", "sample 200%", "sample 5 rows seed x",
        "keep \"a",
    ])
    func refusals(text: String) {
        #expect(throws: Problem.self) { try Step(text) }
    }

    @Test func aMistypedVerbIsNamed() {
        let problem = #expect(throws: Problem.self) { try Step("srot a") }
        #expect(problem?.hint == "Did you mean 'sort'?")
    }
}
