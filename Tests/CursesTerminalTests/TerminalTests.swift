import Foundation
import Testing

/// The real library on a real (pseudo) terminal.
@Suite(.serialized) struct TerminalTests {
    static let xterm = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]

    private func started(_ environment: [String: String] = xterm, log: String? = nil) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(environment: environment, log: log)
        try terminal.expect("ready")
        return terminal
    }

    /// What must have been sent last: everything off that was on.
    private func expectRestored(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
        for pair in [
            ("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?2004h", "\u{1b}[?2004l"), ("\u{1b}[?1006h", "\u{1b}[?1006l"),
            ("\u{1b}[?1000h", "\u{1b}[?1000l"), ("\u{1b}[?25l", "\u{1b}[?25h"), ("\u{1b}[?2026h", "\u{1b}[?2026l"),
        ] {
            let on = terminal.output.range(of: pair.0, options: .backwards),
                off = terminal.output.range(of: pair.1, options: .backwards)
            #expect(on != nil && off != nil, "\(pair)", sourceLocation: sourceLocation)
            if let on, let off {
                #expect(on.lowerBound < off.lowerBound, "\(pair.1) is not last", sourceLocation: sourceLocation)
            }
        }
        #expect(terminal.isRestored, sourceLocation: sourceLocation)
    }

    @Test func leavingPutsEverythingBack() throws {
        let terminal = try started()
        #expect(!terminal.isRestored)
        terminal.type("q")
        #expect(terminal.end() == 0)
        expectRestored(terminal)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func signalsPutEverythingBack(signal: Int32) throws {
        let terminal = try started()
        terminal.signal(signal)
        #expect(terminal.end() == 128 + signal)
        expectRestored(terminal)
    }

    @Test(arguments: ["X": SIGABRT, "T": SIGTRAP])
    func crashesPutEverythingBack(key: String, signal: Int32) throws {
        let log = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: log) }
        let terminal = try started(log: log.path)
        terminal.type(key)
        #expect(terminal.end() == -signal)
        expectRestored(terminal)
        #expect(terminal.output.contains("What it said last is in \(log.path)"))
    }

    @Test func exitingWithoutClosingPutsEverythingBack() throws {
        let terminal = try started()
        terminal.type("E")
        #expect(terminal.end() == 5)
        expectRestored(terminal)
    }

    @Test func strayWordsGoToTheLog() throws {
        let log = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: log) }
        let terminal = try started(log: log.path)
        terminal.type("q")
        #expect(terminal.end() == 0)
        #expect(!terminal.output.contains("stray words"))
        #expect(try String(contentsOf: log, encoding: .utf8) == "stray words\n")
    }

    @Test func keysComeThrough() throws {
        let terminal = try started()
        for (bytes, key) in [
            ("g", "[g]"), ("\u{1b}[1;5D", "[C-Left]"), ("\u{1b}OA", "[Up]"), ("\u{3}", "[C-c]"), ("é", "[é]"),
            ("\u{1b}", "[Esc]"),
        ] {
            terminal.type(bytes)
            try terminal.expect(key)
        }
        terminal.type("\u{1b}[200~two\rlines\u{1b}[201~")
        try terminal.expect("[<paste:two⏎lines>]")
        terminal.type("\u{1b}[<0;5;6M")
        try terminal.expect("[<press:left:4,5>]")
        terminal.type("q")
        #expect(terminal.end() == 0)
    }

    @Test func aNewSizeIsAKey() throws {
        let terminal = try started()
        terminal.resize(20, 4)
        try terminal.expect("<resize:20x4>")
        terminal.type("q")
        #expect(terminal.end() == 0)
        expectRestored(terminal)
    }

    @Test func otherProgramsGetTheTerminal() throws {
        let terminal = try started()
        terminal.type("e")
        try terminal.expect("from-the-shell")
        try terminal.expect("exit=7")
        terminal.type("g")
        try terminal.expect("[g]")
        terminal.type("q")
        #expect(terminal.end() == 0)
        expectRestored(terminal)
    }

    @Test func copyingSendsTheClipboardSequence() throws {
        let terminal = try started()
        terminal.type("y")
        try terminal.expect("copied=true")
        #expect(terminal.output.contains("\u{1b}]52;c;dGV4dA==\u{7}"))
        terminal.type("q")
        #expect(terminal.end() == 0)
    }

    @Test(arguments: [
        ("xterm-256color", "truecolor", "direct"), ("xterm-256color", "", "indexed256"), ("xterm", "", "sixteen"),
        ("xterm-direct", "", "direct"),
        ("linux", "", "sixteen"), ("vt100", "", "mono"), ("screen", "", "sixteen"), ("tmux-256color", "", "indexed256"),
    ])
    func everyTerminalWorks(term: String, colorterm: String, depth: String) throws {
        var environment = Self.xterm
        environment["TERM"] = term
        if !colorterm.isEmpty { environment["COLORTERM"] = colorterm }
        let terminal = try started(environment)
        try terminal.expect("depth=\(depth)")
        let colour = ["direct": "38;2;1;200;3", "indexed256": "38;5;40", "sixteen": "[32m", "mono": "ready"]
        #expect(terminal.output.contains(colour[depth] ?? "?"))
        #expect(depth != "mono" || !terminal.output.contains("[3"))
        terminal.type("q")
        #expect(terminal.end() == 0)
        #expect(terminal.isRestored)
    }

    @Test(arguments: [
        ("dumb", "cannot place a cursor"), ("no-such-terminal", "are not known"), ("", "TERM is not set"),
    ])
    func othersAreRefused(term: String, reason: String) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": term, "LANG": "C.UTF-8"])
        #expect(terminal.end() == 3)
        #expect(terminal.output.contains(reason))
        #expect(!terminal.output.contains("\u{1b}"))
        #expect(terminal.isRestored)
    }

    @Test(arguments: [
        (["LANG": "C.UTF-8"], "utf8=true"), (["LC_ALL": "C"], "utf8=false"), (["LANG": "POSIX"], "utf8=false"),
        ([:], "utf8=true"),
    ])
    func theLocaleDecidesOnUTF8(locale: [String: String], found: String) throws {
        let terminal = try started(["TERM": "xterm"].merging(locale) { $1 })
        try terminal.expect(found)
        terminal.type("q")
        #expect(terminal.end() == 0)
    }
}
