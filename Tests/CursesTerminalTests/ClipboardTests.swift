import Foundation
import Testing

@testable import CursesTerminal

@Suite struct ClipboardTests {
    @Test(arguments: ["", "a", "ab", "abc", "héllo ✓", String(repeating: "x", count: 1000)])
    func theTextIsInBase64(text: String) {
        let bytes = Clipboard.sequence(text, environment: [:], term: "xterm")
        #expect(bytes == Array("\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}".utf8))
    }

    @Test func tmuxGetsItPlainAndPassedThrough() {
        let bytes = Clipboard.sequence("a", environment: ["TMUX": "/tmp/x"], term: "tmux-256color")
        #expect(bytes == Array("\u{1b}]52;c;YQ==\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{7}\u{1b}\\".utf8))
    }

    @Test func screenGetsPieces() throws {
        let bytes = try #require(
            Clipboard.sequence(String(repeating: "x", count: 1200), environment: [:], term: "screen"))
        let pieces = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1b}\\").dropLast()
        #expect(pieces.count == 3)
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1b}P") && $0.utf8.count < 768 })
    }

    @Test func tooMuchIsRefused() {
        #expect(
            Clipboard.sequence(String(repeating: "x", count: Clipboard.limit + 1), environment: [:], term: "xterm")
                == nil)
    }
}
