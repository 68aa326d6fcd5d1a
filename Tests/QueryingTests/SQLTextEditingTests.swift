import Testing

@testable import Querying

@Suite struct SQLTextEditingTests {
    private static let text = """
        -- first; one
        SELECT ';', a.b, 1.5e3 FROM t WHERE x <= $since;
        ;; /* a; /* b */ ; */ INSERT INTO "t;" VALUES (1, 'it''s') RETURNING *;
        WITH c AS (SELECT $$ ; $$) SELECT e'\\'' , $t$ ; $$ $t$ FROM c; DELETE FROM u WHERE v = @w
        """

    /// Pieces that begin and end texts, comments and statements.
    private static let pieces = [
        "", "'", "\"", ";", "-- ", "\n", "/*", "*/", "$$", "$t$", "e", "e'", "1", ".", "+5", "e+", "=", "<", " ", "(",
        ")",
        "SELECT 1;", "WITH", "é", "x;y;'z'", "$", "@", "\\", "\n\n; DROP TABLE t;\n",
    ]

    private func expectSame(_ edited: SQLText, as text: String, _ what: Comment) -> Bool {
        let anew = SQLText(text)
        #expect(edited.tokens == anew.tokens, what)
        #expect(edited.statements == anew.statements, what)
        #expect(edited == anew, what)
        return edited.tokens == anew.tokens && edited.statements == anew.statements
    }

    @Test(arguments: 0..<40)
    func anEditedTextIsReadLikeANewOne(seed: Int) {
        var random = Random(state: UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1)
        var text = Array(Self.text)
        var parsed = SQLText(String(text))
        for step in 0..<150 {
            let start = Int.random(in: 0...text.count, using: &random)
            let most = Int.random(in: 0..<20, using: &random) == 0 ? 60 : 4
            let end = min(text.count, start + Int.random(in: 0...most, using: &random))
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            text.replaceSubrange(start..<end, with: piece)
            if text.count > 600 { text = Array(Self.text) }
            // Joined characters may be others than before.
            let whole = String(text)
            parsed = parsed.edited(to: whole)
            guard expectSame(parsed, as: whole, "step \(step): \(whole)") else { return }
        }
    }

    @Test func ofALongTextOnlyWhatAnEditReachesIsAnother() {
        let lines = (0..<1000).map { "SELECT \($0) FROM t;" }
        let old = SQLText(lines.joined(separator: "\n"))
        var changed = lines
        changed[500] = "SELECT '500; FROM t;"
        changed[502] = "SELECT '502 FROM t;"
        let text = changed.joined(separator: "\n")
        #expect(expectSame(old.edited(to: text), as: text, "a text opened and closed"))
        #expect(expectSame(old.edited(to: ""), as: "", "all taken away"))
        #expect(expectSame(SQLText("").edited(to: text), as: text, "all put in"))
    }
}

/// Numbers that are the same in every run.
private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
