import Screen

/// A person's own keys: for some commands, other keys than the features give them.
struct KeyMap: Sendable, Equatable {
    /// No keys at all take a command off the keyboard.
    private(set) var keys: [CommandID: [KeyChord]] = [:]

    init(_ keys: [CommandID: [KeyChord]] = [:]) { self.keys = keys }

    /// The keys of a command; nil leaves it as it is.
    subscript(id: CommandID) -> [KeyChord]? {
        get { keys[id] }
        set { keys[id] = newValue }
    }
}
