import Foundation
public import Screen
public import Tabular

/// A session as lines that a person can read and write:
///
///     # what it shows
///     size 140x42
///     keys j j s
///     keys f
///     type "year = 2008"
///     keys Enter
///     expect "of 114"
///
/// Every key waits until all that the one before it began has ended; so does `expect`, which stops the replay when its
/// text is not on the screen. Keys are named as in settings; `paste "…"` pastes, and `keys <press:left:10,3>` clicks.
public struct SessionScript: Sendable, Equatable {
    public enum Step: Sendable, Equatable {
        case key(KeyPress)
        /// Characters typed one after another without waiting.
        case type(String)
        case paste(String)
        case expect(String)
    }

    /// A step with its line, from 1.
    public struct Line: Sendable, Equatable {
        public var step: Step
        public var number: Int
    }

    public var file: String
    /// The terminal's size when it was recorded: clicks mean the same at this size only.
    public var size: Size?
    public var lines: [Line] = []

    /// Reads a file.
    /// - Throws: a `Problem` that says where it cannot be understood.
    public init(path: String) throws(Problem) {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Problem("cannot read the session \(path)", detail: error.localizedDescription, kind: .usage)
        }
        try self.init(text, file: path)
    }

    /// Reads the text of a file.
    public init(_ text: String, file: String) throws(Problem) {
        self.file = file
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try add(String(line), index + 1)
        }
    }

    private mutating func add(_ line: String, _ number: Int) throws(Problem) {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        guard let first = trimmed.first, first != "#" else { return }
        let word = trimmed.prefix { $0 != " " }
        let rest = trimmed.dropFirst(word.count).drop { $0 == " " }
        func wrong(_ text: String, at place: Substring, _ hint: String = "") -> Problem {
            let column = line.distance(from: line.startIndex, to: place.startIndex) + 1
            return Problem("\(file):\(number):\(column): \(text)", hint: hint, kind: .usage)
        }
        func quoted() throws(Problem) -> String {
            guard let text = Self.unquoted(rest) else {
                throw wrong("\(word) needs a text in quotes", at: rest, "For example \(word) \"year = 2008\".")
            }
            return text
        }
        switch word {
        case "keys":
            guard !rest.isEmpty else { throw wrong("a key is missing", at: rest) }
            for name in rest.split(separator: " ") {
                guard let chord = KeyChord(String(name)) else {
                    throw wrong("no key is called '\(name)'", at: name, "Keys are written s, C-s, M-s, Enter, Esc, F5.")
                }
                lines += chord.keys.map { Line(step: .key($0), number: number) }
            }
        case "type": lines.append(Line(step: .type(try quoted()), number: number))
        case "paste": lines.append(Line(step: .paste(try quoted()), number: number))
        case "expect": lines.append(Line(step: .expect(try quoted()), number: number))
        case "size", "resize":
            guard case .resize(let size)? = KeyPress("<resize:\(rest)>"), size.width > 0, size.height > 0 else {
                throw wrong("'\(rest)' is no size", at: rest, "For example 140x42.")
            }
            if word == "size" {
                self.size = size
            } else {
                lines.append(Line(step: .key(.resize(size)), number: number))
            }
        default:
            throw wrong(
                "'\(word)' begins no line of a session", at: word,
                "There are: keys, type, paste, expect, size, resize, and # for remarks.")
        }
    }
}

extension SessionScript {
    /// The text in quotes: `\n`, `\t`, `\"`, `\\` and `\u{1b}` stand for what they do in Swift.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f: out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// nil when it is not one text in quotes.
    static func unquoted(_ text: Substring) -> String? {
        var rest = text
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        guard rest.count >= 2, rest.first == "\"", rest.last == "\"" else { return nil }
        rest = rest.dropFirst().dropLast()
        var out = ""
        while let character = rest.popFirst() {
            guard character == "\\" else {
                if character == "\"" { return nil }
                out.append(character)
                continue
            }
            switch rest.popFirst() {
            case "n": out.append("\n")
            case "t": out.append("\t")
            case "\"": out.append("\"")
            case "\\": out.append("\\")
            case "u":
                guard rest.first == "{", let end = rest.firstIndex(of: "}"),
                    let scalar = UInt32(rest[rest.index(after: rest.startIndex)..<end], radix: 16)
                        .flatMap(Unicode.Scalar.init)
                else { return nil }
                out.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            default: return nil
            }
        }
        return out
    }
}
