import Foundation
import Screen
import Tabular

/// What a command says to a person: on standard error, never mixed with data.
enum Console {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// `atelier: title`, then detail and hint, indented.
    static func say(_ problem: Problem) {
        say("atelier: " + Sanitizer.visible(problem.title))
        // The engine's own advice is in its words already.
        let hint = problem.detail.contains(problem.hint) ? "" : problem.hint
        for text in [problem.detail, hint] where !text.isEmpty {
            for line in text.split(separator: "\n") { say("  " + Sanitizer.visible(line)) }
        }
    }

    /// Whether progress is worth showing.
    static var isTerminal: Bool { isatty(STDERR_FILENO) != 0 }
}
