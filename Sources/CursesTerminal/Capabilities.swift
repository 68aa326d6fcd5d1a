public import Screen

/// What was found out about a terminal.
public struct Capabilities: Sendable, Hashable {
    /// The description in use, which for newer terminals may be that of an older relative of `TERM`.
    public var term: String
    public var depth: ColorDepth
    /// Whether text may go beyond ASCII.
    public var isUTF8: Bool
    /// Whether it is a terminal emulator with bracketed paste, SGR mouse, synchronized output and a clipboard.
    public var isModern: Bool

    /// What can be drawn with: nothing but ASCII without UTF-8 and on old terminals, less on the Linux console.
    public var glyphs: Glyphs {
        if !isUTF8 || Self.isOld(term) { return .ascii }
        return term.hasPrefix("linux") ? .console : .unicode
    }

    /// Terminals that do what VT100s did and no more.
    static func isOld(_ term: String) -> Bool {
        ["vt", "ansi", "cons25", "pcansi", "mach", "hurd", "sun", "wsvt"].contains { term.hasPrefix($0) }
    }

    static func isModern(_ term: String) -> Bool { !isOld(term) && !term.hasPrefix("linux") && term != "dumb" }

    /// Descriptions to try in turn: the one asked for, then relatives that every system has.
    static func candidates(for term: String) -> [String] {
        let emulators = [
            "xterm", "alacritty", "foot", "wezterm", "kitty", "ghostty", "contour", "konsole", "vte", "st-", "gnome",
            "iterm",
        ]
        if term.hasPrefix("tmux") { return [term, "tmux-256color", "screen-256color", "screen"] }
        if term.hasPrefix("screen") { return [term, "screen-256color", "screen"] }
        if emulators.contains(where: { term.hasPrefix($0) }) { return [term, "xterm-256color", "xterm"] }
        return [term]
    }

    /// The colours to use.
    /// - Parameters:
    ///   - colors: what the description says; -1 for none.
    ///   - isDirect: whether it speaks of direct colour by itself.
    static func depth(
        term: String, colors: Int, isDirect: Bool, environment: [String: String]
    ) -> ColorDepth {
        guard colors > 2 else { return .mono }
        let promised = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || term.hasSuffix("-direct")
        // GNU screen passes COLORTERM on but cannot do what it says.
        let isScreen = term.hasPrefix("screen") && environment["TMUX"] == nil
        if isDirect || promised && isModern(term) && !isScreen { return .direct }
        return colors >= 256 ? .indexed256 : .sixteen
    }
}
