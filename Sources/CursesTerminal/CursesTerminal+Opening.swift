import CNcurses
import Foundation
import Screen

extension CursesTerminal {
    /// Where to read keys and write the screen: standard input and output where they are terminals, else `/dev/tty`.
    static func descriptors() throws(TerminalError) -> (input: Int32, output: Int32, own: Int32?) {
        let hasInput = isatty(0) == 1, hasOutput = isatty(1) == 1
        if hasInput, hasOutput { return (0, 1, nil) }
        let own = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard own >= 0 else {
            throw TerminalError(
                "there is no terminal to draw on",
                hint: "start it from a terminal, or use the command line: atelier --help lists its commands")
        }
        return (hasInput ? 0 : own, hasOutput ? 1 : own, own)
    }

    /// What the terminal that `TERM` names can do.
    static func detect(_ output: Int32, _ environment: [String: String]) throws(TerminalError) -> Capabilities {
        let isUTF8 = term_locale() == 1
        let name = environment["TERM"] ?? ""
        guard !name.isEmpty else {
            throw TerminalError("TERM is not set", hint: "set it to what the terminal is, such as xterm-256color")
        }
        var colors: Int32 = -1, isDirect: Int32 = 0
        var result = Int32(TERM_UNKNOWN), found = name
        for candidate in Capabilities.candidates(for: name) where result != Int32(TERM_OK) {
            result = term_describe(candidate, output, &colors, &isDirect)
            found = candidate
        }
        switch result {
        case Int32(TERM_OK): break
        case Int32(TERM_NO_CURSOR):
            throw TerminalError(
                "a terminal of type \(name) cannot place a cursor, so there is nothing to draw the studio on",
                hint: "use the command line (atelier --help), or set TERM to what the terminal really is")
        case Int32(TERM_NO_DATABASE):
            throw TerminalError(
                "there are no terminal descriptions on this system", hint: "install the package ncurses-base")
        default:
            throw TerminalError(
                "terminals of type \(name) are not known on this system",
                hint: "set TERM to a relative such as xterm-256color, or use the command line: atelier --help")
        }
        let depth = Capabilities.depth(
            term: name, colors: Int(colors), isDirect: isDirect == 1, environment: environment)
        return Capabilities(term: found, depth: depth, isUTF8: isUTF8, isModern: Capabilities.isModern(name))
    }

    /// The keys of this terminal as its description has them.
    static func sequences() -> [[UInt8]: KeyPress] {
        var names: [(String, KeyPress)] = [
            ("kcuu1", .key(.up)), ("kcud1", .key(.down)), ("kcub1", .key(.left)), ("kcuf1", .key(.right)),
            ("khome", .key(.home)), ("kend", .key(.end)), ("kpp", .key(.pageUp)), ("knp", .key(.pageDown)),
            ("kdch1", .key(.delete)), ("kich1", .key(.insert)), ("kcbt", .key(.tab, .shift)), ("kent", .key(.enter)),
            ("kbs", .key(.backspace)),
        ]
        names += (1...12).map { ("kf\($0)", .key(.function($0))) }
        var found: [[UInt8]: KeyPress] = [:]
        for (name, key) in names {
            guard let text = term_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            // A vt100's cursor keys may be single control characters, but never those that mean something else.
            if bytes.count > 1 || bytes == [0x7f] || bytes == [0x08] && name == "kbs" { found[bytes] = key }
        }
        return found
    }
}
