import Testing

@testable import Querying

@Suite struct SQLCompletionTests {
    private let catalog = SQLCatalog(
        tables: [
            .init(
                "flights",
                columns: [.init("carrier", "VARCHAR"), .init("dep delay", "BIGINT"), .init("distance", "DOUBLE")]),
            .init("planes", isView: true, columns: [.init("tailnum", "VARCHAR"), .init("year", "BIGINT")]),
            .init("t", qualifier: "other", columns: []),
        ],
        functions: [
            .init("date_diff", signature: "date_diff(part, start, end)"),
            .init("read_csv", signature: "read_csv(path)"),
        ],
        models: [
            .init(
                "delays:1", inputs: [.init("distance", "DOUBLE"), .init("dep delay", "BIGINT")],
                outputs: [.init("label", "VARCHAR")])
        ])

    /// The completions at the `|` in a text.
    private func complete(_ marked: String) -> [String] {
        let offset = marked.prefix { $0 != "|" }.utf8.count
        let sql = SQLText(marked.replacing("|", with: ""))
        return catalog.completions(at: sql.completionPlace(at: offset)) { source in
            source.isFile ? [.init("from_file", "INTEGER")] : nil
        }.map(\.text)
    }

    @Test func tablesStandBehindFrom() {
        #expect(complete("SELECT * FROM fl|") == ["flights"])
        #expect(complete("SELECT * FROM |").prefix(3) == ["flights", "planes", "other.t"])
        #expect(complete("SELECT * FROM flights, pl|") == ["planes"])
        #expect(complete("SELECT 1; FROM flights f JOIN p| WHERE x").first == "planes")
        #expect(complete("WITH late AS (SELECT 1) SELECT * FROM la|").first == "late")
    }

    @Test func columnsOfTheTablesThatAreRead() {
        #expect(complete("SELECT ca| FROM flights").first == "carrier")
        #expect(complete("SELECT d| FROM flights").prefix(2) == ["\"dep delay\"", "distance"])
        #expect(
            complete("SELECT f.| FROM flights AS f JOIN planes p ON true") == ["carrier", "\"dep delay\"", "distance"])
        #expect(complete("SELECT p.ye| FROM flights AS f JOIN planes p ON true") == ["year"])
        #expect(complete("SELECT fro| FROM 'a.parquet'").first == "from_file")
        #expect(complete("SELECT x.| FROM 'a.parquet' x") == ["from_file"])
        #expect(complete("SELECT a FROM flights WHERE \"de|").first == "\"dep delay\"")
        #expect(
            complete("SELECT dist| FROM planes").isEmpty || !complete("SELECT dist| FROM planes").contains("distance"))
    }

    @Test func functionsKeywordsAndModels() {
        #expect(complete("SELECT date_| FROM flights") == ["date_diff("])
        #expect(complete("SEL|").first == "SELECT" && complete("sel|").first == "select")
        #expect(complete("SELECT delays| FROM flights").contains("\"delays:1\"(distance, \"dep delay\")"))
        #expect(complete("SELECT \"delays:1\"(a, (b)).| FROM flights") == ["label"])
    }

    @Test func nothingInCommentsAndTexts() {
        #expect(
            complete("-- fl|").isEmpty && complete("SELECT 'fl|' FROM flights").isEmpty
                && complete("SELECT 12|").isEmpty)
    }

    @Test func pathsStandInQuotes() {
        func wish(_ marked: String) -> (CompletionPlace.Wish, String) {
            let place = SQLText(marked.replacing("|", with: "")).completionPlace(
                at: marked.prefix { $0 != "|" }.utf8.count)
            return (place.wish, place.word)
        }
        #expect(wish("FROM 'Sam|") == (.path, "Sam") && wish("FROM read_csv('a/b|')") == (.path, "a/b"))
        #expect(wish("FROM read_parquet(['a', 'b|'])").0 == .path && wish("WHERE a = 'b|'").0 == .nothing)
    }

    @Test func theCallAroundAPlace() {
        func call(_ marked: String) -> String? {
            SQLText(marked.replacing("|", with: "")).call(at: marked.prefix { $0 != "|" }.utf8.count).map {
                "\($0.name) \($0.argument)"
            }
        }
        #expect(call("SELECT date_diff('day', |") == "date_diff 1" && call("SELECT f(g(1, 2), |)") == "f 1")
        #expect(call("SELECT f(g(1|, 2))") == "g 0" && call("SELECT (1 + |)") == nil && call("SELECT f(1) |") == nil)
    }
}
