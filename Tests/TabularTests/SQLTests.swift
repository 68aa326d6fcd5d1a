import Tabular
import Testing

@Suite struct SQLTests {
    @Test(arguments: [
        ("plain", "\"plain\""),
        ("a\"\"b; DROP TABLE x", "\"a\"\"\"\"b; DROP TABLE x\""),
        ("", "\"\""),
        ("名前", "\"名前\""),
    ])
    func identifiersAreQuoted(name: String, expected: String) {
        #expect(SQL.identifier(name) == expected)
    }

    @Test func quotesInLiteralsAreDoubled() {
        #expect(SQL.literal("it's") == "'it''s'")
    }

    @Test func aRelationSaysWhatItShows() {
        var relation = Relation(source: "\"t\"")
        #expect(relation.sql == "SELECT * FROM \"t\"")
        relation.filters = ["\"a\" > 1", "\"b\" IS NULL OR \"b\" = 2"]
        relation.sort = [SortKey("a", descending: true), SortKey("b")]
        #expect(
            relation.sql == "SELECT * FROM \"t\" WHERE (\"a\" > 1) AND (\"b\" IS NULL OR \"b\" = 2)"
                + " ORDER BY \"a\" DESC NULLS LAST, \"b\" NULLS LAST")
        #expect(relation.unsorted.sort.isEmpty)
    }

    @Test(arguments: [
        ("out.parquet", Destination.parquet(path: "out.parquet")),
        ("OUT.CSV", .csv(path: "OUT.CSV")),
        ("rows.jsonl", .json(path: "rows.jsonl")),
        ("scored", .table(name: "scored", replace: false)),
    ])
    func destinationsFollowTheEnding(text: String, expected: Destination) {
        #expect(Destination(text) == expected)
    }
}
