import Screen
import Testing

@testable import CursesTerminal

@Suite struct KeyDecoderTests {
    private func keys(_ text: String, flush: Bool = false) -> [String] {
        var decoder = KeyDecoder()
        var found = decoder.decode(Array(text.utf8))
        if flush { found += decoder.flush() }
        return found.map(\.description)
    }

    @Test(arguments: [
        ("a", "a"), ("é", "é"), ("日", "日"), ("👍", "👍"), (" ", "Space"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"),
        ("\u{7f}", "Backspace"),
        ("\u{1}", "C-a"), ("\u{1a}", "C-z"), ("\u{0}", "C-Space"), ("\u{1f}", "C-_"), ("\u{1b}x", "M-x"),
        ("\u{1b}\r", "M-Enter"),
        ("\u{1b}[A", "Up"), ("\u{1b}OB", "Down"), ("\u{1b}[1;5C", "C-Right"), ("\u{1b}[1;2D", "S-Left"),
        ("\u{1b}[1;6H", "C-S-Home"),
        ("\u{1b}[Z", "S-Tab"), ("\u{1b}[5~", "PgUp"), ("\u{1b}[6;5~", "C-PgDn"), ("\u{1b}[3~", "Delete"),
        ("\u{1b}[2~", "Insert"), ("\u{1b}[1~", "Home"),
        ("\u{1b}[4~", "End"), ("\u{1b}OP", "F1"), ("\u{1b}[15~", "F5"), ("\u{1b}[24~", "F12"), ("\u{1b}[[C", "F3"),
        ("\u{1b}[1;3A", "M-Up"),
        ("\u{1b}\u{1b}[A", "M-Up"), ("\u{1b}[a", "S-Up"), ("\u{1b}[5^", "C-PgUp"), ("\u{1b}[97;5u", "C-a"),
        ("\u{1b}[97;2u", "A"), ("\u{1b}[27;5;13~", "C-Enter"),
        ("\u{1b}[I", "<focus:in>"), ("\u{1b}[O", "<focus:out>"), ("\u{1b}[<0;1;1M", "<press:left:0,0>"),
        ("\u{1b}[<2;10;4m", "<release:right:9,3>"),
        ("\u{1b}[<32;3;4M", "<drag:left:2,3>"), ("\u{1b}[<64;3;4M", "<wheel-up:none:2,3>"),
        ("\u{1b}[<81;3;4M", "<C-wheel-down:none:2,3>"),
        ("\u{1b}[200~a\tb\u{1b}[201~", "<paste:a\tb>"), ("\u{1b}[200~\u{1b}[A\u{1b}[201~", "<paste:\u{1b}[A>"),
    ])
    func oneKey(bytes: String, name: String) { #expect(keys(bytes) == [name]) }

    /// However the bytes arrive, the keys are the same.
    @Test func splitAnywhere() {
        let text = "a\u{1b}[1;5C日\u{1b}OP\u{1b}[<0;12;7M\u{1b}[200~x\r\n\u{1b}y\u{1b}[201~q"
        let whole = keys(text), bytes = Array(text.utf8)
        #expect(whole == ["a", "C-Right", "日", "F1", "<press:left:11,6>", "<paste:x\n\u{1b}y>", "q"])
        for cut in 1..<bytes.count {
            var decoder = KeyDecoder()
            let found = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...])
            #expect(found.map(\.description) == whole, "cut at \(cut)")
        }
        var single = KeyDecoder()
        #expect(bytes.flatMap { single.decode([$0]) }.map(\.description) == whole)
    }

    @Test func aLoneEscapeWaits() {
        #expect(keys("\u{1b}") == [])
        #expect(keys("\u{1b}", flush: true) == ["Esc"])
        #expect(keys("\u{1b}[", flush: true) == ["M-["])
        #expect(keys("x\u{1b}", flush: true) == ["x", "Esc"])
    }

    @Test(arguments: ["\u{1b}]52;c;abc\u{7}", "\u{1b}P1$r\u{1b}\\", "\u{1b}[?62;4c", "\u{1b}[999~", "\u{1b}[M !!"])
    func answersOfTheTerminalAreNoKeys(bytes: String) { #expect(keys(bytes + "q") == ["q"]) }

    @Test func anyBytesAreSurvived() {
        var generator = Bytes(state: 42)
        var decoder = KeyDecoder()
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            for key in decoder.decode(bytes) + decoder.flush() {
                if case .key(.character(let c), _) = key { #expect(c.unicodeScalars.allSatisfy { $0.value >= 0x20 }) }
            }
        }
    }

    @Test func theTerminalsOwnSequencesComeFirst() {
        var decoder = KeyDecoder()
        decoder.sequences = [Array("\u{1b}[11^".utf8): .key(.function(1)), [0x08]: .key(.backspace)]
        #expect(decoder.decode(Array("\u{1b}[11^\u{8}".utf8)).map(\.description) == ["F1", "Backspace"])
    }

    /// The same numbers every time.
    struct Bytes: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }
}
