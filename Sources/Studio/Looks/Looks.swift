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
    /// Whether the theme follows the terminal's background.
    private(set) var isAutomatic = false
    private var isLight = false

    /// The name that stands for a light or dark theme, as the terminal is.
    static let automatic = "auto"

    init() {}

    /// - Parameter isLight: whether the terminal's background is light, as far as it is known.
    init(theme: String?, depth: ColorDepth, glyphs: Glyphs, isLight: Bool = false) {
        self.depth = depth
        self.glyphs = glyphs
        self.isLight = isLight
        use(theme ?? Self.automatic)
    }

    /// The terminal told of its background.
    mutating func found(isLight: Bool) {
        self.isLight = isLight
        if isAutomatic { use(Self.automatic) }
    }

    /// Uses a theme, now or as soon as it has been read. Returns whether there is such a theme now.
    @discardableResult
    mutating func use(_ name: String) -> Bool {
        isAutomatic = name == Self.automatic
        let name = isAutomatic ? (isLight ? Theme.lightName : Theme.builtIn.name) : name
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
        let wasAutomatic = isAutomatic
        use(wanted ?? name)
        isAutomatic = wasAutomatic
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
