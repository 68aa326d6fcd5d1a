import Screen
import Testing

@Suite struct TextLayoutTests {
    @Test(arguments: 0...12)
    func truncationKeepsWithinTheWidth(width: Int) {
        for text in Samples.texts {
            #expect(TextWidth.of(TextLayout.truncate(text, to: width)) <= width)
            #expect(TextWidth.of(TextLayout.truncateStart(text, to: width)) <= max(width, 0))
            #expect(TextWidth.of(TextLayout.pad(text, to: width, .right)) == width)
        }
    }

    @Test(arguments: [
        ("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("ab", 1, "…"), ("ab", 0, ""),
    ])
    func truncation(text: String, width: Int, expected: String) {
        #expect(TextLayout.truncate(text, to: width) == expected)
    }

    @Test func pathsKeepTheirEnd() {
        #expect(TextLayout.truncateStart("/home/me/data/flights.parquet", to: 16) == "…flights.parquet")
    }

    @Test func padding() {
        #expect(TextLayout.pad("ab", to: 5) == "ab   ")
        #expect(TextLayout.pad("ab", to: 5, .right) == "   ab")
        #expect(TextLayout.pad("ab", to: 5, .center) == " ab  ")
        #expect(TextLayout.pad("日本語", to: 4) == "日… ")
    }

    @Test func wrapping() {
        #expect(TextLayout.wrap("the quick brown fox", to: 9) == ["the quick", "brown fox"])
        #expect(TextLayout.wrap("a\n\nb", to: 9) == ["a", "", "b"])
        #expect(TextLayout.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
        #expect(TextLayout.wrap("日本語", to: 4) == ["日本", "語"])
        #expect(TextLayout.wrap("日", to: 1) == ["日"] || TextLayout.wrap("日", to: 1) == [""])
    }
}
