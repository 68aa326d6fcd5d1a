import Tabular
import Testing

@testable import Shaping

struct ChainTests {
    let schema = Schema([
        Column("a", ColumnType(.integer, "BIGINT")), Column("b", ColumnType(.text, "VARCHAR")),
        Column("c", ColumnType(.real, "DOUBLE")),
    ])
    let table = Relation(source: "t")

    @Test func conditionsAndTheOrderAtTheEndStayApart() {
        var chain = Chain([.filter("a > 1")])
        chain.toggleSort("b", descending: true, adding: false)
        let seen = chain.seen(of: table, schema: schema)
        #expect(seen.filters == ["a > 1"])
        #expect(seen.sort == [SortKey("b", descending: true)])
        #expect(seen.layers.isEmpty)
        #expect(seen.sql == "SELECT * FROM t WHERE (a > 1) ORDER BY \"b\" DESC NULLS LAST")
    }

    @Test func conditionsBeforeAColumnIsMadeAreAboutTheColumnsBefore() {
        let chain = Chain([.filter("a > 1"), .add(name: "a", expression: "a * 2"), .filter("a > 5"), .drop(["b"])])
        let seen = chain.seen(of: table, schema: schema)
        #expect(
            seen.layers == [
                .filter("a > 1"), .replace(name: "a", expression: "a * 2"), .filter("a > 5"), .select(["a", "c"]),
            ])
        #expect(seen.filters.isEmpty)
        #expect(!seen.hasAllRows)
    }

    @Test func anOrderFollowsItsColumn() {
        let chain = Chain([.sort([SortKey("a"), SortKey("b")]), .rename(from: "a", to: "z"), .drop(["b"])])
        #expect(chain.seen(of: table, schema: schema).sort == [SortKey("z")])
    }

    @Test func sortingTogglesAndReplaces() {
        var chain = Chain()
        chain.toggleSort("a", descending: false, adding: false)
        chain.toggleSort("b", descending: true, adding: true)
        #expect(chain.sort == [SortKey("a"), SortKey("b", descending: true)])
        #expect(chain.steps.count == 1)
        chain.toggleSort("b", descending: true, adding: true)
        #expect(chain.sort == [SortKey("a")])
        chain.toggleSort("a", descending: false, adding: false)
        #expect(chain.isEmpty)
    }

    @Test func stepsBeforeAQueryAreDoneWithIt() {
        var chain = Chain([.filter("a > 1"), .group(by: ["b"], measures: [Measure("count(*)", as: "n")])])
        chain.append(.filter("n > 2"))
        #expect(chain.filters == ["n > 2"])
        #expect(
            chain.made(from: table)
                == "SELECT \"b\", count(*) AS \"n\" FROM (SELECT * FROM t WHERE a > 1) GROUP BY \"b\" ORDER BY \"b\"")
        chain.removeFilters()
        #expect(chain.steps.count == 2)
        #expect(chain.seen(of: Relation(source: "made"), schema: Schema([])) == Relation(source: "made"))
    }

    @Test func aScriptHasAStepByStepAndTakesAnotherSource() throws {
        let chain = Chain([
            .filter("a > 1 -- (not a comment's end"), .add(name: "d", expression: "c + 1"), .sort([SortKey("d")]),
        ])
        let script = Script(chain, source: "'x (1).csv'", label: "x\n(1).csv", columns: ["a", "b", "c"])
        #expect(script.sql.hasPrefix("WITH\n-- x (1).csv\nsource AS (\n    FROM 'x (1).csv'\n),\n"))
        #expect(script.sql.hasSuffix("SELECT * FROM step2\nORDER BY \"d\" NULLS LAST;\n"))
        let other = try script.replaying(on: "other")
        #expect(other.contains("source AS (\n    FROM other\n)"))
        #expect(!other.contains("'x (1).csv'"))
        #expect(throws: Problem.self) { try Script(sql: "SELECT 1").replaying(on: "t") }
    }
}
