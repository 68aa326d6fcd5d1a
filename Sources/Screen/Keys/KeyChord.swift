/// Keys pressed one after another, most often just one: `s`, `C-p`, `z+f`.
///
/// In text the keys of one chord are joined by `+` without spaces: `z+f` is `z`, then `f`; `C-x+C-e` is `C-x`, then
/// `C-e`. A `+` where a key is due is the key itself: `+`, `z++`.
public struct KeyChord: Sendable, Hashable {
    /// At least one.
    public let keys: [KeyPress]

    public init(_ key: KeyPress) { keys = [key] }

    /// nil for no keys at all.
    public init?(keys: [KeyPress]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// Reads the text form; nil when a part names no key.
    public init?(_ text: String) {
        var parts: [String] = [""]
        for character in text {
            let last = parts.count - 1
            if character == "+", KeyPress(parts[last]) != nil {
                parts.append("")
            } else {
                parts[last].append(character)
            }
        }
        let keys = parts.compactMap { KeyPress($0) }
        guard keys.count == parts.count else { return nil }
        self.init(keys: keys)
    }

    /// The only key; nil when there are several.
    public var single: KeyPress? { keys.count == 1 ? keys[0] : nil }

    /// Whether other keys follow these.
    public func begins(with start: [KeyPress]) -> Bool { keys.count > start.count && keys.starts(with: start) }
}

extension KeyChord: CustomStringConvertible {
    public var description: String { keys.map(\.description).joined(separator: "+") }
}
