import Foundation
import Tabular

/// The engine's error texts as problems that say what went wrong and what to do.
enum EngineError {
    /// `text` is `Class Error: message`, often with a `LINE 1:` excerpt below.
    static func problem(_ text: String) -> Problem {
        let (kind, message) = split(text)
        let first = firstSentence(of: message)
        switch kind {
        case "INTERRUPT": return .cancelled
        case "Parser", "Syntax":
            return Problem("the SQL cannot be read: \(first)", detail: text, hint: hint(in: message))
        case "Binder", "Catalog":
            return Problem(
                first.isEmpty ? "the SQL does not fit the data" : first, detail: text, hint: hint(in: message))
        case "Out of Memory":
            return Problem(
                "the engine ran out of memory: \(first)", detail: text,
                hint: "Make room in the temporary folder, close other programs, or read fewer columns.")
        case "IO" where isDiskFull(message):
            return Problem("the disk is full", detail: text, hint: "Make room, or choose another folder.")
        case "Not implemented" where message.contains("does not support a full read"):
            return Problem(
                "a row is too long to be read", detail: text, hint: "Rows of up to 32 MB are read: break it up.")
        default:
            if isDiskFull(message) {
                return Problem("the disk is full", detail: text, hint: "Make room, or choose another folder.")
            }
            return Problem(
                first.isEmpty ? "the engine reported no reason" : first, detail: text, hint: hint(in: message))
        }
    }

    /// The class of an error and its message.
    static func split(_ text: String) -> (kind: String, message: String) {
        if text.hasPrefix("INTERRUPT") { return ("INTERRUPT", text) }
        guard let range = text.range(of: " Error: "), !text[..<range.lowerBound].contains("\n") else {
            return ("", text)
        }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    static func isOutOfMemory(_ problem: Problem) -> Bool { split(problem.detail).kind == "Out of Memory" }

    static func isDiskFull(_ problem: Problem) -> Bool { isDiskFull(problem.detail) }

    private static func isDiskFull(_ message: String) -> Bool {
        message.contains("No space left on device") || message.contains("Disk quota exceeded")
            || message.contains("File too large")
    }

    /// The first line, without a final full stop.
    private static func firstSentence(of message: String) -> String {
        let line = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        return line.hasSuffix(".") || line.hasSuffix("!") ? String(line.dropLast()) : line
    }

    /// The engine's own advice, when it gives some.
    private static func hint(in message: String) -> String {
        if message.contains("Cannot unpivot columns of types") {
            return "Give them one type first, for example with the step: cast COLUMN to VARCHAR."
        }
        return message.split(separator: "\n").map(String.init).first {
            $0.hasPrefix("Did you mean") || $0.hasPrefix("Candidate bindings") || $0.hasPrefix("HINT")
        } ?? ""
    }
}
