import Screen

/// The theme in use and those that can be chosen.
struct Looks: Sendable, Equatable {
    var depth = ColorDepth.direct
    /// Themes by name, the built-in one first.
    private(set) var themes: [Theme] = [.builtIn, .mono]
    private(set) var name = Theme.builtIn.name
    /// The theme as this terminal shows it.
    private(set) var theme = Theme.builtIn
    private var glyphs = Glyphs.unicode
    /// A theme that was asked for before its file was read.
    private var wanted: String?

    init() {}

    init(theme: String?, depth: ColorDepth, glyphs: Glyphs) {
        self.depth = depth
        self.glyphs = glyphs
        wanted = theme
        use(theme ?? Theme.builtIn.name)
    }

    /// Uses a theme, now or as soon as it has been read. Returns whether there is such a theme now.
    @discardableResult
    mutating func use(_ name: String) -> Bool {
        guard let found = themes.first(where: { $0.name == name }) else {
            wanted = name
            theme = (themes.first ?? .builtIn).mapped(to: depth).with(glyphs)
            return false
        }
        wanted = nil
        self.name = name
        theme = found.mapped(to: depth).with(glyphs)
        return true
    }

    mutating func add(_ more: [Theme]) {
        for theme in more {
            if let index = themes.firstIndex(where: { $0.name == theme.name }) {
                themes[index] = theme
            } else {
                themes.append(theme)
            }
        }
        use(wanted ?? name)
    }

    /// The theme in all its colours, whatever the terminal shows: for files.
    var whole: Theme { themes.first { $0.name == name } ?? .builtIn }

    /// A theme that was asked for and does not exist.
    var missing: String? { wanted }
}

extension AppState {
    mutating func reduceLooks(_ action: Action) -> [Effect] {
        switch action {
        case .setTheme(let name):
            looks.use(name)
        case .themesLoaded(let themes):
            looks.add(themes)
            if let missing = looks.missing {
                let names = looks.themes.map(\.name).joined(separator: ", ")
                show(Message("There is no theme '\(missing)'", kind: .warning, hint: "There are: \(names)."))
            }
        default: break
        }
        return []
    }
}
