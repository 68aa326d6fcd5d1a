import Screen
import Testing

@testable import CursesTerminal

@Suite struct BackgroundQueryTests {
    private func decoder() -> KeyDecoder {
        var decoder = KeyDecoder()
        decoder.awaitsAnswer = true
        return decoder
    }

    @Test(arguments: [
        ("\u{1b}]11;rgb:ffff/ffff/dddd\u{1b}\\", true), ("\u{1b}]11;rgb:1c1c/1c1c/1c1c\u{07}", false),
        ("\u{1b}]11;rgb:f/f/f\u{07}", true), ("\u{1b}]11;#fdf6e3\u{07}", true),
        ("\u{1b}]11;rgba:0000/0000/0000/ffff\u{07}", false),
    ])
    func answersAreUnderstood(bytes: String, isLight: Bool) {
        var decoder = decoder()
        #expect(decoder.decode(bytes.utf8) == [.background(isLight: isLight)])
        #expect(!decoder.awaitsAnswer)
    }

    @Test func anAnswerInPiecesIsNotTyped() {
        let bytes = Array("\u{1b}]11;rgb:ffff/ffff/ffff\u{07}j".utf8)
        for cut in 1..<bytes.count - 2 {
            var decoder = decoder()
            let first = decoder.decode(bytes[..<cut])
            #expect(first == [], "cut at \(cut)")
            #expect(cut < 2 || decoder.isInAnswer)
            #expect(decoder.decode(bytes[cut...]) == [.background(isLight: true), .character("j")], "cut at \(cut)")
        }
    }

    @Test func otherAnswersAreNotTypedEither() {
        var decoder = decoder()
        #expect(decoder.decode("\u{1b}]10;rgb:ffff/ffff/ffff\u{07}x".utf8) == [.character("x")])
        #expect(decoder.decode("\u{1b}]11;nonsense\u{1b}\\y".utf8) == [.character("y")])
    }

    @Test func theEnvironmentIsBelieved() {
        #expect(BackgroundQuery.isLight(environment: ["COLORFGBG": "15;0"]) == false)
        #expect(BackgroundQuery.isLight(environment: ["COLORFGBG": "0;default;15"]) == true)
        #expect(BackgroundQuery.isLight(environment: ["COLORFGBG": "0;default"]) == nil)
        #expect(BackgroundQuery.isLight(environment: [:]) == nil)
    }

    @Test func aDoubleClickIsTwoPressesOnOneCellSoon() {
        var clicks = ClickCounter()
        let now = ContinuousClock.now
        func press(_ x: Int) -> KeyPress { .mouse(MouseEvent(.press, button: .left, at: Point(x: x, y: 1))) }
        func action(_ key: KeyPress) -> MouseEvent.Action? {
            if case .mouse(let event) = key { event.action } else { nil }
        }
        #expect(action(clicks.counted(press(1), at: now)) == .press)
        #expect(action(clicks.counted(press(1), at: now + .milliseconds(200))) == .double)
        #expect(action(clicks.counted(press(1), at: now + .milliseconds(300))) == .press)
        #expect(action(clicks.counted(press(2), at: now + .milliseconds(350))) == .press)
        #expect(action(clicks.counted(press(2), at: now + .milliseconds(900))) == .press)
    }
}
