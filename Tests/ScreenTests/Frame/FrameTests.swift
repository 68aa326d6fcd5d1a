import Screen
import Testing

@Suite struct FrameTests {
    private func frame(_ width: Int, _ height: Int = 1) -> Frame { Frame(size: Size(width: width, height: height)) }

    @Test func textIsClipped() {
        var frame = frame(5, 2)
        #expect(frame.put("abcdefgh", at: Point(x: 2, y: 0), clip: Rect(x: 0, y: 0, width: 4, height: 1)) == 8)
        frame.put("xyz", at: Point(x: -1, y: 1))
        frame.put("no", at: Point(x: 0, y: 7))
        #expect(frame.text == "  ab\nyz")
    }

    @Test func halfAWideCharacterNeverShows() {
        var right = frame(4)
        right.put("ab東京", at: Point(x: 1, y: 0))
        #expect(right.text == " ab")
        right.expectSound()
        var left = frame(4)
        left.put("東京", at: Point(x: -1, y: 0))
        #expect(left.text == " 京")
        left.expectSound()
    }

    @Test(arguments: 0...5)
    func overwritingHalfBlanksTheOther(x: Int) {
        var frame = frame(6)
        frame.put("東京駅", at: Point(x: 0, y: 0))
        frame.put("x", at: Point(x: x, y: 0))
        frame.expectSound()
        var wide = self.frame(6)
        wide.put("東京駅", at: Point(x: 0, y: 0))
        wide.put("日", at: Point(x: x, y: 0))
        wide.expectSound()
    }

    @Test func marksStayOnTheirLetter() {
        var frame = frame(4)
        frame.put("e\u{301}a\u{300}\u{301}\u{302}\u{303}", at: Point(x: 0, y: 0))
        #expect(frame[0, 0].text == "e\u{301}")
        // Three marks at most.
        #expect(frame[1, 0].marks == ["\u{300}", "\u{301}", "\u{302}"])
    }

    @Test func stylesLieOverOneAnother() {
        var frame = frame(3)
        frame.fill(frame.bounds, Style(foreground: .indexed(7), background: .indexed(4), .reverse))
        frame.put("a", at: Point(x: 0, y: 0), Style(foreground: .indexed(1), .bold))
        #expect(frame[0, 0].style == Style(foreground: .indexed(1), background: .indexed(4), [.bold, .reverse]))
        #expect(frame[1, 0].style == Style(foreground: .indexed(7), background: .indexed(4), .reverse))
    }

    @Test func linesAreTruncatedAndAligned() {
        var frame = frame(6, 4)
        frame.line("abcdefgh", in: frame.bounds.row(0))
        frame.line("ab", in: frame.bounds.row(1), .plain, .right)
        frame.line("ab", in: frame.bounds.row(2), .plain, .center)
        frame.line("東京東京", in: frame.bounds.row(3))
        #expect(frame.text == "abcde…\n    ab\n  ab\n東京…")
    }

    @Test(arguments: [(3, "ab…"), (4, "abc…"), (5, "abcd…"), (6, "abcdef"), (8, "abcdef")])
    func styledLinesAreTruncatedOnce(width: Int, text: String) {
        var frame = frame(8)
        let line = StyledText([.init("abc"), .init("de", .plain.bold), .init("f")])
        frame.line(line, in: Rect(x: 0, y: 0, width: width, height: 1))
        #expect(frame.text == text)
    }

    @Test func aFrameOfNoSizeTakesEverything() {
        var frame = Frame(size: Size(width: 0, height: 0))
        frame.put("x", at: Point(x: 0, y: 0))
        frame.fill(Rect(x: 0, y: 0, width: 9, height: 9), .plain)
        #expect(frame.text == "")
    }

    @Test func charactersThatATerminalWouldObeyAreReplaced() {
        var frame = frame(2)
        frame.put(Unicode.Scalar(27), at: Point(x: 0, y: 0))
        frame.fill(Rect(x: 1, y: 0, width: 1, height: 1), .plain, with: Unicode.Scalar(0x9b))
        #expect(frame.text == "\u{fffd}\u{fffd}")
    }
}
