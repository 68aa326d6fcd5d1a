public import Screen
public import Tabular

/// What a person set for the studio: in `config.yaml` of the XDG configuration folder and in a workspace's
/// `workspace.yaml`, which wins entry by entry.
///
///     theme: light
///     mouse: off
///     keys:
///       grid.sort-up: [s, z s]
///       app.suspend: null
public struct Settings: Sendable, Equatable {
    /// A theme's name, or `auto`.
    public var theme: String?
    public var mouse: Bool?
    /// Whether someone who is here for the first time is offered the tour.
    public var tour: Bool?
    /// Plain lines instead of panes with borders.
    public var linear: Bool?
    public var glyphs: GlyphChoice?
    /// Keys by the name of a command; none take it off the keyboard.
    public var keys: [KeyEntry] = []
    /// Entries that mean nothing, in the order of the files. They are left out, and all others count.
    public var mistakes: [Mistake] = []

    public init() {}

    /// What pictures are made of.
    public enum GlyphChoice: String, Sendable, Hashable, CaseIterable { case auto, unicode, ascii }

    /// These settings with those of another file over them.
    public func overlaid(by other: Settings) -> Settings {
        var result = self
        result.theme = other.theme ?? theme
        result.mouse = other.mouse ?? mouse
        result.tour = other.tour ?? tour
        result.linear = other.linear ?? linear
        result.glyphs = other.glyphs ?? glyphs
        result.keys.removeAll { old in other.keys.contains { $0.command == old.command } }
        result.keys += other.keys
        result.mistakes += other.mistakes
        return result
    }
}

/// Keys for one command, and where that was written.
public struct KeyEntry: Sendable, Hashable {
    public var command: String
    public var chords: [KeyChord]
    public var place: SettingsPlace

    public init(command: String, chords: [KeyChord], place: SettingsPlace) {
        self.command = command
        self.chords = chords
        self.place = place
    }
}

/// A place in a file, line and column from 1.
public struct SettingsPlace: Sendable, Hashable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String { "\(file):\(line):\(column)" }
}

/// An entry that cannot be followed: where, why, and what would be right.
public struct Mistake: Sendable, Hashable {
    public var place: SettingsPlace
    public var text: String
    public var hint: String

    public init(_ place: SettingsPlace, _ text: String, hint: String = "") {
        self.place = place
        self.text = text
        self.hint = hint
    }

    public var problem: Problem { Problem("\(place): \(text)", hint: hint) }
}
