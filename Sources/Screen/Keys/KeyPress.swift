/// A key of the keyboard.
public enum Key: Sendable, Hashable {
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F24.
    case function(Int)
}

/// Keys held down together with another.
public struct Modifiers: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let control = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    /// Only with named keys: shifted characters are other characters.
    public static let shift = Modifiers(rawValue: 4)
}

/// What the mouse did, and over which cell.
public struct MouseEvent: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case press, release, drag, move
        /// A second press on the same cell soon after the first.
        case double
        case wheelUp = "wheel-up"
        case wheelDown = "wheel-down"
        case wheelLeft = "wheel-left"
        case wheelRight = "wheel-right"
    }

    public enum Button: String, Sendable, Hashable, CaseIterable {
        case none, left, middle, right
    }

    public var action: Action
    /// `none` for wheels and moves.
    public var button: Button
    public var point: Point
    public var modifiers: Modifiers

    public init(_ action: Action, button: Button = .none, at point: Point, modifiers: Modifiers = []) {
        self.action = action
        self.button = button
        self.point = point
        self.modifiers = modifiers
    }
}

/// Something that came from the terminal.
///
/// It has a stable text form, `description`, used by key maps, tests and recorded sessions:
/// `g`, `G`, `Space`, `C-p`, `M-x`, `S-Tab`, `PgDn`, `C-Left`, `F5`, `Enter`, `Esc`.
public enum KeyPress: Sendable, Hashable {
    case key(Key, Modifiers)
    /// Text pasted at once; it may hold line feeds.
    case paste(String)
    case mouse(MouseEvent)
    /// The terminal has another size now.
    case resize(Size)
    /// The terminal's window got or lost the keyboard.
    case focus(Bool)
    /// The terminal said of what kind its background is.
    case background(isLight: Bool)

    /// A key without modifiers.
    public static func key(_ key: Key) -> KeyPress { .key(key, []) }
    public static func character(_ character: Character) -> KeyPress { .key(.character(character), []) }
    public static func control(_ character: Character) -> KeyPress { .key(.character(character), .control) }

    /// The character that this types into a text, if it types one.
    public var typed: Character? {
        if case .key(.character(let c), []) = self { return c }
        return nil
    }
}
