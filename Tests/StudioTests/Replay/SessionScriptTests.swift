import Foundation
import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct SessionScriptTests {
    @Test func everyLineIsUnderstood() throws {
        let script = try SessionScript(
            """
            # a remark
            size 140x42

            keys j C-p z+f <press:left:10,3>
            type "a \\"b\\" \\\\ \\u{e9}"
            paste "one\\ntwo"
            resize 80x24
              expect "of 114"
            """, file: "s")
        #expect(script.size == Size(width: 140, height: 42))
        #expect(script.lines.map(\.number) == [4, 4, 4, 4, 4, 5, 6, 7, 8])
        let click = KeyPress.mouse(MouseEvent(.press, button: .left, at: Point(x: 10, y: 3)))
        #expect(
            script.lines.map(\.step) == [
                .key(.character("j")), .key(.control("p")), .key(.character("z")), .key(.character("f")), .key(click),
                .type("a \"b\" \\ é"), .paste("one\ntwo"), .key(.resize(Size(width: 80, height: 24))),
                .expect("of 114"),
            ])
    }

    @Test(arguments: [
        ("keys j\nkeys j Hyper", "s:2:8: no key is called 'Hyper'"),
        ("keys", "s:1:5: a key is missing"),
        ("type hello", "s:1:6: type needs a text in quotes"),
        ("type \"a\" b\"", "s:1:6: type needs a text in quotes"),
        ("paste \"\\q\"", "s:1:7: paste needs a text in quotes"),
        ("  click 3,4", "s:1:3: 'click' begins no line of a session"),
        ("size wide", "s:1:6: 'wide' is no size"),
    ])
    func mistakesSayWhere(text: String, says: String) {
        do throws(Problem) {
            _ = try SessionScript(text, file: "s")
            Issue.record("it was understood: \(text)")
        } catch {
            #expect(error.title == says)
            #expect(error.kind == .usage)
        }
    }

    @Test func whatIsRecordedIsReplayed() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/session"
        let recorder = try SessionRecorder(path: path, size: Size(width: 80, height: 24))
        for name in ["j", "j", "f"] { recorder.heard(try #require(KeyPress(name)), isText: false) }
        for character in "x = 'a\"'" { recorder.heard(.character(character), isText: true) }
        recorder.heard(.key(.enter), isText: true)
        recorder.heard(.paste("a\nb\u{1b}"), isText: false)
        recorder.heard(.resize(Size(width: 60, height: 20)), isText: false)
        recorder.heard(.focus(true), isText: false)
        recorder.heard(.key(.character(" ")), isText: false)
        recorder.finish()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text.contains(
                "keys j j f\ntype \"x = 'a\\\"'\"\nkeys Enter\npaste \"a\\nb\\u{1b}\"\nresize 60x20\nkeys Space\n"))
        let script = try SessionScript(path: path)
        #expect(script.lines.map(\.step).contains(.paste("a\nb\u{1b}")))
        #expect(script.lines.last?.step == .key(.character(" ")))
    }

    @Test func aSessionIsReplayedOnTheRealEngine() async throws {
        let session = try await Session([Session.sample("penguins.csv")])
        try await session.play(
            """
            expect "of 344"
            keys f
            type "year = 2008"
            keys Enter
            expect "of 114"
            keys u
            expect "of 344"
            """)
    }
}
