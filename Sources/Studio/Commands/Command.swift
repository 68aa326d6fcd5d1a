import Screen

/// The stable name of a command, for key maps and recorded sessions: `grid.sort-up`.
struct CommandID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    let name: String

    init(_ name: String) { self.name = name }
    init(stringLiteral value: String) { name = value }

    var description: String { name }
    static func < (a: CommandID, b: CommandID) -> Bool { a.name < b.name }
}

/// Where a command's keys work.
enum CommandScope: Hashable, Sendable {
    /// Everywhere, even while something lies over the panes.
    case always
    case global
    case place(Place)
    case pane(DataPane)
    /// The text of the script on the screen.
    case editor
    case modal(Modal.Kind)
}

/// Something that a person can have done: the one source of keys, palette, menus, help, hints and the keys page.
///
/// `keys:` holds the keys that do it, with spaces between them: `"y C-c"` is one or the other. Keys to be pressed one
/// after another are joined by `+`: `"z+f"` is `z`, then `f`, shown as `z f`. After `z` the studio waits and shows what
/// may follow. A key that begins a chord can do nothing by itself in the same scope; a test looks for that.
struct Command: Sendable, Identifiable {
    let id: CommandID
    /// What it does, as an order: "Sort by this column".
    let title: String
    /// The same in a word or two for the line of keys; nil keeps it off that line.
    let hint: String?
    private(set) var keys: [KeyChord]
    /// Words that name no key: a mistake in the table, which a test looks for.
    let unknownKeys: [String]
    let scope: CommandScope
    /// Whether the palette lists it; movements are not.
    let isInPalette: Bool
    let isAvailable: @Sendable (AppState) -> Bool
    /// Whether it can be done only at times.
    let isConditional: Bool
    let action: @Sendable (AppState) -> Action?

    init(
        _ id: CommandID, _ title: String, hint: String? = nil, keys: String, in scope: CommandScope,
        inPalette: Bool = true, when isAvailable: (@Sendable (AppState) -> Bool)? = nil,
        action: @escaping @Sendable (AppState) -> Action?
    ) {
        self.id = id
        self.title = title
        self.hint = hint
        let words = keys.split(separator: " ").map(String.init)
        self.keys = words.compactMap { KeyChord($0) }
        unknownKeys = words.filter { KeyChord($0) == nil }
        self.scope = scope
        isInPalette = inPalette
        self.isAvailable = isAvailable ?? { _ in true }
        isConditional = isAvailable != nil
        self.action = action
    }

    init(
        _ id: CommandID, _ title: String, hint: String? = nil, keys: String, in scope: CommandScope,
        inPalette: Bool = true, when isAvailable: (@Sendable (AppState) -> Bool)? = nil, _ action: Action
    ) {
        self.init(
            id, title, hint: hint, keys: keys, in: scope, inPalette: inPalette, when: isAvailable,
            action: { _ in action })
    }

    /// The same command on other keys.
    func with(keys: [KeyChord]) -> Command {
        var command = self
        command.keys = keys
        return command
    }

    /// All keys, as they are shown.
    var keysText: String { KeyText.of(keys) }

    /// The first key, as it is shown.
    var keyText: String { keys.first.map { KeyText.of($0) } ?? "" }
}

/// How keys are written for people: `Ctrl-P`, `Shift-Tab`, `↓`.
enum KeyText {
    /// Keys of a chord one after another: `z f`.
    static func of(_ chord: KeyChord) -> String { chord.keys.map { of($0) }.joined(separator: " ") }

    static func of(_ chords: [KeyChord]) -> String {
        chords.map { of($0) }.joined(separator: chords.allSatisfy { $0.single != nil } ? " " : ", ")
    }

    static func of(_ key: KeyPress) -> String {
        switch key {
        case .key(.character(let c), .control): "Ctrl-" + c.uppercased()
        case .key(.character(let c), .alt): "Alt-" + String(c)
        case .key(.up, []): "↑"
        case .key(.down, []): "↓"
        case .key(.left, []): "←"
        case .key(.right, []): "→"
        default:
            key.description.replacing("S-", with: "Shift-").replacing("C-", with: "Ctrl-").replacing("M-", with: "Alt-")
        }
    }
}
