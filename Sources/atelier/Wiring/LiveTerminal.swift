import CursesTerminal
import Foundation
import Screen
import Studio
import Tabular

/// The terminal in front of the person, as the studio knows it.
@MainActor
final class LiveTerminal: @MainActor StudioTerminal {
    private let curses: CursesTerminal

    /// - Throws: a `Problem` when there is no terminal that can show the studio.
    init(logFile: String, mouse: Bool) throws(Problem) {
        do {
            curses = try CursesTerminal(log: logFile, mouse: mouse)
        } catch {
            throw Problem(error.title, hint: error.hint)
        }
    }

    func close() { curses.close() }

    var size: Size { curses.size }
    var colorDepth: ColorDepth { curses.capabilities.depth }
    var glyphs: Glyphs { curses.capabilities.glyphs }
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
    func copy(_ text: String) { _ = curses.copy(text) }
    func repaint() { curses.repaint() }
}
