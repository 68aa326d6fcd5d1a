import Testing

@testable import Studio

@Suite struct JSONTreeTests {
    @Test func valuesBecomeLines() throws {
        let tree = try #require(JSONTree(#"{"b": [1, true, null], "a": {"x": "it's \"q\""}, "n": -2.5}"#))
        #expect(
            tree.lines.map { "\($0.depth) \($0.label) \($0.text)" } == [
                "0  {3}", "1 a {1}", #"2 x "it's \"q\"""#, "1 b [3]", "2 0 1", "2 1 true", "2 2 null", "1 n -2.5",
            ])
    }

    @Test func foldingHidesWhatIsInside() throws {
        var view = ValueTree(title: "", tree: try #require(JSONTree(#"[[1, 2], {"a": 3}]"#)), text: "")
        #expect(view.tree.lines.count == 6)
        view.reduce(.moveTo(1), height: 10)
        view.reduce(.fold(true), height: 10)
        #expect(view.tree.lines.map(\.text) == ["[2]", "[2]", "{1}", "3"])
        view.reduce(.fold(true), height: 10)
        #expect(view.cursor == 0, "folding what is folded goes to what it is part of")
        view.reduce(.foldAll(false), height: 10)
        #expect(view.tree.lines.count == 6)
        view.reduce(.foldAll(true), height: 10)
        #expect(view.tree.lines.count == 3)
    }

    @Test(arguments: ["", "plain", "12", "{\"a\": ", "{'a': 1}", "[1, 2"]) func whatIsNoTreeIsNone(text: String) {
        #expect(JSONTree(text) == nil)
    }

    @Test func deepValuesBeginFolded() throws {
        let deep = String(repeating: "[", count: 20) + "1" + String(repeating: "]", count: 20)
        #expect(try #require(JSONTree(deep)).lines.count == 4)
    }
}
