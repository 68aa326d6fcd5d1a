import CursesTerminal
import Foundation
import Screen

// A program to try the terminal with, from outside: it shows every key that it hears, and ends in every way.

@MainActor func run() -> Int32 {
    let arguments = CommandLine.arguments
    let terminal: CursesTerminal
    do {
        terminal = try CursesTerminal(log: arguments.count > 1 ? arguments[1] : nil)
    } catch {
        print("refused: \(error)")
        return 3
    }
    defer { terminal.close() }
    FileHandle.standardError.write(Data("stray words\n".utf8))
    let found = terminal.capabilities
    var lines = ["ready depth=\(found.depth) utf8=\(found.isUTF8) term=\(found.term)"]
    while !terminal.isHungUp {
        var frame = Frame(size: terminal.size)
        for (y, line) in lines.suffix(terminal.size.height).enumerated() {
            frame.line(line, in: frame.bounds.row(y), Style(foreground: .rgb(1, 200, 3), background: .indexed(4)))
        }
        terminal.present(frame)
        var item = pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&item, 1, -1)
        for key in terminal.readKeys() {
            lines.append("[\(key)]")
            switch key.description {
            case "q": return 0
            case "X": abort()
            case "T": kill(getpid(), SIGTRAP)
            case "C-z": terminal.suspend()
            case "e":
                lines.append(
                    "exit=\(terminal.run(["sh", "-c", "echo from-the-shell; exit 7"]).map(String.init) ?? "none")")
            case "y": lines.append("copied=\(terminal.copy("text") == .sent)")
            case "m": terminal.setMouse(false)
            case "E": exit(5)
            default: break
            }
        }
    }
    return 4
}

exit(run())
