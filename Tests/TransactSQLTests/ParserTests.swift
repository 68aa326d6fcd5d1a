import Testing

@testable import TransactSQL

@Suite struct ParserTests {
    @Test func readsASelect() throws {
        let script = try Script(parsing: "SELECT TOP 10 a FROM dbo.t WHERE a > 1 ORDER BY a\nGO 2\nSELECT 1")
        #expect(script.batches.count == 2)
        #expect(script.batches[0].repeats == 2)
    }
}
