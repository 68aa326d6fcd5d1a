import CursesTerminal
import Foundation
import Screen
import Settings
import Studio
import Tabular

/// The terminal in front of the person, as the studio knows it.
@MainActor
final class LiveTerminal: @MainActor StudioTerminal {
    private let curses: CursesTerminal
    private let glyphChoice: Settings.GlyphChoice

    /// - Throws: a `Problem` when there is no terminal that can show the studio.
    init(logFile: String, mouse: Bool, glyphs: Settings.GlyphChoice = .auto) throws(Problem) {
        glyphChoice = glyphs
        do {
            curses = try CursesTerminal(log: logFile, mouse: mouse)
        } catch {
            throw Problem(error.title, hint: error.hint)
        }
        if !curses.capabilities.isUTF8 { ASCIIOnly.switchOn() }
    }

    func close() { curses.close() }

    var size: Size { curses.size }
    var colorDepth: ColorDepth { curses.capabilities.depth }
    var glyphs: Glyphs {
        switch glyphChoice {
        case .auto: curses.capabilities.glyphs
        case .ascii: .ascii
        // What the terminal cannot show it cannot be asked to show.
        case .unicode: curses.capabilities.isUTF8 ? .unicode : .ascii
        }
    }
    var hasLightBackground: Bool? { curses.hasLightBackground }
    var inputDescriptor: Int32 { curses.inputDescriptor }

    func readKeys() -> [KeyPress] {
        let keys = curses.readKeys()
        if curses.isHungUp {
            // Nobody is there any more: the same end as SIGHUP.
            curses.close()
            exit(128 + SIGHUP)
        }
        return keys
    }

    func present(_ frame: Frame) { curses.present(frame) }
    func suspend() { curses.suspend() }

    func copy(_ text: String) -> Problem? {
        switch curses.copy(text) {
        case .sent: nil
        case .tooLong(let limit):
            Problem(
                "nothing was copied: \(text.utf8.count) bytes are too many for a terminal's clipboard, which takes \(limit)",
                hint: "w saves it as a file.")
        case .unknown: Problem("nothing was copied: this terminal has no clipboard", hint: "w saves it as a file.")
        }
    }

    func repaint() { curses.repaint() }
    func setMouse(_ on: Bool) { curses.setMouse(on) }

    func edit(_ text: String, name: String, isReadOnly: Bool) -> Result<String, Problem> {
        do throws(Problem) {
            let file = try EditedFile(text, name: name, isReadOnly: isReadOnly)
            defer { file.remove() }
            let command = EditedFile.editor
            // The editor may be a command with options, which a shell takes apart.
            guard let status = curses.run(["/bin/sh", "-c", command + " \"$1\"", "sh", file.path]), status == 0 else {
                throw Problem(
                    "the editor '\(command)' ended with an error", hint: "Set EDITOR to the editor that you use.")
            }
            return .success(try file.read())
        } catch {
            return .failure(error)
        }
    }
}
