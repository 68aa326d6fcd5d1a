import Tabular
import Testing

@testable import Shaping

/// Names that a step cannot have, told before the engine sees them.
struct StepCheckTests {
    private let columns = ["carrier", "dep_delay", "arr_delay", "Year"]

    private func title(_ step: String, others: [String]? = nil) throws -> String? {
        do {
            try Step(step).check(columns: columns, others: others)
            return nil
        } catch let problem as Problem { return problem.title }
    }

    @Test(arguments: [
        "sort nosuch", "keep carrier, nosuch", "drop nosuch", "rename nosuch to x", "cast nosuch to INTEGER",
        "group nosuch: count(*) as n", "pivot nosuch by carrier: count(*)", "pivot carrier by nosuch: count(*)",
        "unpivot nosuch into n, v", "distinct nosuch", "join left 'x.csv' on nosuch = carrier",
    ])
    func unknownColumnsAreNamed(_ step: String) throws {
        #expect(try title(step) == "there is no column 'nosuch'")
    }

    @Test func theOtherTableIsNamed() throws {
        #expect(
            try title("join left 'x.csv' on carrier = code", others: ["faa", "name"]) == "x.csv has no column 'code'")
        #expect(try title("join left 'x.csv' on carrier = FAA", others: ["faa", "name"]) == nil)
        #expect(
            try title("join left (SELECT 1 AS a) on carrier = b", others: ["a"]) == "the other table has no column 'b'")
    }

    @Test func namesAreNotTakenTwice() throws {
        #expect(try title("rename dep_delay to ARR_DELAY") == "there is a column 'ARR_DELAY' already")
        #expect(try title("rename dep_delay to Dep_Delay") == nil)
        #expect(try title("group carrier: count(*) as Carrier") == "there is a column 'Carrier' already")
        #expect(try title("group carrier: count(*) as n, sum(year) as n") == "there is a column 'n' already")
        #expect(try title("unpivot dep_delay, arr_delay into year, value") == "there is a column 'year' already")
        #expect(try title("unpivot dep_delay, arr_delay into dep_delay, arr_delay") == nil)
    }

    @Test func someColumnStays() throws {
        #expect(try title("drop carrier, dep_delay, arr_delay, year") == "no column would be left")
        #expect(try title("drop YEAR") == nil)
    }

    @Test func aNameThatIsAlikeIsProposed() throws {
        let problem = #expect(throws: Problem.self) { try Step("sort dep_dealy").check(columns: columns) }
        #expect(problem?.hint == "Did you mean 'dep_delay'?")
    }
}
