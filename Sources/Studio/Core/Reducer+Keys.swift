import Screen

extension AppState {
    /// What a key, the mouse or a new size does.
    mutating func press(_ key: KeyPress) -> [Effect] {
        switch key {
        case .resize(let size):
            self.size = size
            return settle()
        case .focus: return []
        case .background(let isLight):
            looks.found(isLight: isLight)
            return []
        case .mouse(let event):
            return press(event)
        case .paste:
            message = nil
            chord = []
            return editorKey(key) ?? modalKey(key)
        case .key:
            message = nil
            return chord.isEmpty ? begin(key) : goOn(key)
        }
    }

    /// A key by itself. Characters belong to the text that is being typed.
    private mutating func begin(_ key: KeyPress) -> [Effect] {
        if let modal = modals.last, modal.feature.takesText, key.typed != nil { return modalKey(key) }
        if let effects = editorKey(key) { return effects }
        switch commands.meaning(of: [key], in: scopes, self) {
        case .command(let command): return [.action(.run(command.id))]
        case .beginning:
            chord = [key]
            return []
        case .nothing: return (isEditing ? type(key) : nil) ?? modalKey(key)
        }
    }

    /// The next key of a chord.
    private mutating func goOn(_ key: KeyPress) -> [Effect] {
        let keys = chord + [key]
        chord = []
        switch commands.meaning(of: keys, in: scopes, self) {
        case .command(let command): return [.action(.run(command.id))]
        case .beginning: chord = keys
        case .nothing: leaveChord(keys)
        }
        return []
    }

    private mutating func leaveChord(_ keys: [KeyPress]) {
        switch keys.last {
        case .key(.escape, _), .control("c"), .control("g"): break
        case .key(.backspace, _): chord = Array(keys.dropLast(2))
        default:
            let begun = KeyChord(keys: keys).map { KeyText.of($0) } ?? ""
            show(Message("\(begun) means nothing here"))
        }
    }

    mutating func modalKey(_ key: KeyPress) -> [Effect] {
        guard let last = modals.last else { return [] }
        var feature = last.feature
        let effects = feature.handle(key, self)
        modals[modals.count - 1] = feature.modal
        return effects
    }
}
