import Foundation
import Screen

/// A frame as lines of text, with colours where standard output is a terminal that has some.
enum ColoredText {
    /// How wide a picture may be: `COLUMNS`, else the terminal, else 100.
    static var width: Int {
        if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text), columns > 0 {
            return min(400, max(30, columns))
        }
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 100
    }

    /// Whether colours are wanted: never in a file or pipe, nor with `NO_COLOR`.
    static var hasColors: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) != 0 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    /// What the locale's encoding can show.
    static var glyphs: Glyphs {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let isUnicode = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
        return isUnicode ? .unicode : .ascii
    }

    /// The theme for standard output.
    static func theme(_ base: Theme) -> Theme {
        let environment = ProcessInfo.processInfo.environment
        let isDirect = ["truecolor", "24bit"].contains(environment["COLORTERM", default: ""])
        let has256 = environment["TERM", default: ""].contains("256color")
        let depth: ColorDepth = !hasColors ? .mono : isDirect ? .direct : has256 ? .indexed256 : .sixteen
        return base.mapped(to: depth).with(glyphs)
    }

    static func text(_ frame: Frame, paper: Color?) -> String {
        guard hasColors else { return frame.text + "\n" }
        var out = ""
        for y in 0..<frame.size.height {
            var last = Style.plain, line = ""
            for x in 0..<frame.size.width {
                let cell = frame[x, y]
                if cell.isContinuation { continue }
                // The terminal's own paper is left as it is.
                let style = cell.style.background == paper ? cell.style.withoutBackground : cell.style
                if style != last {
                    line += escape(style)
                    last = style
                }
                line += cell.text
            }
            out += line + "\u{1B}[0m\n"
        }
        return out
    }

    private static func escape(_ style: Style) -> String {
        var codes = ["0"]
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.italic) { codes.append("3") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        if let color = style.foreground { codes += code(color, 38) }
        if let color = style.background { codes += code(color, 48) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func code(_ color: Color, _ base: Int) -> [String] {
        switch color {
        case .default: []
        case .indexed(let index): [String(base), "5", String(index)]
        case .rgb(let red, let green, let blue): [String(base), "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
