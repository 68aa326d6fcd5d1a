import Registry
import Tabular
import Testing

@Suite struct ModelReferenceTests {
    @Test func referencesAreReadAsWritten() throws {
        #expect(try ModelReference("delays") == ModelReference(name: "delays"))
        #expect(try ModelReference("delays:3") == ModelReference(name: "delays", selector: .version(3)))
        #expect(try ModelReference("a b.c@champion") == ModelReference(name: "a b.c", selector: .alias("champion")))
        for text in ["delays", "delays:3", "delays@best"] { #expect(try ModelReference(text).description == text) }
    }

    @Test(arguments: ["", ":1", "a:", "a:0", "a:-1", "a:x", "a@", "@b", "a/b", ".a", "a "])
    func whatMeansNothingIsAUsageProblem(_ text: String) throws {
        let problem = try #require(throws: Problem.self) { _ = try ModelReference(text) }
        #expect(problem.kind == .usage)
    }
}
