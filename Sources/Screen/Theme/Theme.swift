/// A look: a style for every role, and the characters to draw with.
public struct Theme: Sendable, Hashable {
    /// As in its file's name: `dark`.
    public let name: String
    /// One line about it.
    public let about: String
    /// What lines, bars and arrows are made of.
    public var glyphs: Glyphs
    private var styles: [Role: Style]

    init(name: String, about: String, styles: [Role: Style], glyphs: Glyphs = .unicode) {
        self.name = name
        self.about = about
        self.glyphs = glyphs
        self.styles = styles
        for role in Role.allCases where styles[role] == nil {
            self.styles[role] = Theme.resolve(role, styles)
        }
    }

    /// A theme from `name: words` lines, as in a theme file. Words that mean nothing leave their role to its fallback.
    init(name: String, about: String, palette: String, roles: String) {
        func entries(_ text: String) -> [(name: String, words: String)] {
            text.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
            }
        }
        var parser = ThemeParser(source: name)
        for (name, color) in entries(palette) { parser.palette[name] = (String(color.dropFirst()), nil) }
        var styles: [Role: Style] = [:]
        for (name, words) in entries(roles) {
            if let role = Role(rawValue: name) { styles[role] = try? parser.style(words) }
        }
        self.init(name: name, about: about, styles: styles)
    }

    private static func resolve(_ role: Role, _ styles: [Role: Style]) -> Style {
        var next: Role? = role
        while let current = next {
            if let style = styles[current] { return style }
            next = current.fallback
        }
        return .plain
    }

    public subscript(role: Role) -> Style { styles[role] ?? .plain }

    /// The theme as a terminal of that depth shows it. With sixteen colours a theme of finer ones looks like
    /// `terminal`; in mono, attributes alone tell things apart.
    public func mapped(to depth: ColorDepth) -> Theme {
        switch depth {
        case .direct: return self
        case .mono: return Theme(name: name, about: about, styles: Theme.mono.styles, glyphs: glyphs)
        case .sixteen:
            // Sixteen colours of unknown shades cannot stand for a palette's finer ones.
            return isOfSixteen ? self : Theme(name: name, about: about, styles: Theme.terminal.styles, glyphs: glyphs)
        case .indexed256:
            return Theme(name: name, about: about, styles: styles.mapValues { $0.mapped(to: depth) }, glyphs: glyphs)
        }
    }

    private var isOfSixteen: Bool {
        styles.values.allSatisfy { style in
            [style.foreground, style.background].allSatisfy { color in
                switch color ?? .default {
                case .default: true
                case .indexed(let n): n < 16
                case .rgb: false
                }
            }
        }
    }

    /// The same theme with other glyphs.
    public func with(_ glyphs: Glyphs) -> Theme {
        var theme = self
        theme.glyphs = glyphs
        return theme
    }

    /// The style of a scale from 0 to 1, between the two heat roles.
    public func heat(_ share: Double) -> Style {
        let low = self[.heatLow], high = self[.heatHigh]
        guard let a = low.background, let b = high.background, a.components != nil, b.components != nil else {
            return share < 0.5 ? low : high
        }
        let background = a.mixed(with: b, min(1, max(0, share)))
        let text = share < 0.55 ? low.foreground : high.foreground
        return Style(foreground: text, background: background, share < 0.55 ? low.attributes : high.attributes)
    }
}
