extension Key {
    /// Names of the keys that are not characters; further spellings are understood too.
    private static let names: [(Key, [String])] = [
        (.enter, ["Enter", "Return"]), (.escape, ["Esc", "Escape"]), (.tab, ["Tab"]),
        (.backspace, ["Backspace", "BS"]), (.delete, ["Delete", "Del"]), (.insert, ["Insert", "Ins"]),
        (.up, ["Up"]), (.down, ["Down"]), (.left, ["Left"]), (.right, ["Right"]), (.home, ["Home"]), (.end, ["End"]),
        (.pageUp, ["PgUp", "PageUp"]), (.pageDown, ["PgDn", "PageDown"]), (.character(" "), ["Space"]),
    ]

    var text: String {
        if let name = Key.names.first(where: { $0.0 == self })?.1.first { return name }
        return switch self {
        case .character(let c): String(c)
        case .function(let n): "F\(n)"
        default: ""
        }
    }

    init?(text: String) {
        if text.count == 1, let c = text.first {
            self = .character(c)
        } else if let named = Key.names.first(where: { $0.1.contains { $0.lowercased() == text.lowercased() } }) {
            self = named.0
        } else if text.first == "F" || text.first == "f", let n = Int(text.dropFirst()), (1...24).contains(n) {
            self = .function(n)
        } else {
            return nil
        }
    }
}

extension Modifiers {
    var text: String {
        (contains(.control) ? "C-" : "") + (contains(.alt) ? "M-" : "") + (contains(.shift) ? "S-" : "")
    }

    /// Takes modifier prefixes off the text.
    static func take(from text: inout Substring) -> Modifiers {
        let prefixes: [(String, Modifiers)] = [
            ("C-", .control), ("M-", .alt), ("A-", .alt), ("S-", .shift), ("Ctrl-", .control), ("Alt-", .alt),
            ("Shift-", .shift),
        ]
        var found: Modifiers = []
        while let (prefix, one) = prefixes.first(where: { text.lowercased().hasPrefix($0.0.lowercased()) }),
            text.count > prefix.count
        {
            found.insert(one)
            text = text.dropFirst(prefix.count)
        }
        return found
    }
}

extension KeyPress: CustomStringConvertible {
    /// The stable text form. Pastes, the mouse and the rest are in angle brackets: `<paste:text>`,
    /// `<press:left:10,3>`, `<resize:80x24>`, `<focus:in>`.
    public var description: String {
        switch self {
        case .key(let key, let modifiers): return modifiers.text + key.text
        case .paste(let text): return "<paste:\(text)>"
        case .mouse(let m):
            return "<\(m.modifiers.text)\(m.action.rawValue):\(m.button.rawValue):\(m.point.x),\(m.point.y)>"
        case .resize(let size): return "<resize:\(size.width)x\(size.height)>"
        case .focus(let on): return on ? "<focus:in>" : "<focus:out>"
        case .background(let isLight): return isLight ? "<background:light>" : "<background:dark>"
        }
    }

    /// Reads the text form; nil when there is no such key.
    public init?(_ text: String) {
        if text.count > 2, text.hasPrefix("<"), text.hasSuffix(">") {
            self.init(event: text.dropFirst().dropLast())
            return
        }
        var rest = text[...]
        let modifiers = Modifiers.take(from: &rest)
        guard let key = Key(text: String(rest)) else { return nil }
        if case .character(let c) = key {
            // A shifted letter is a capital; a control letter has no case.
            if modifiers.contains(.control) {
                self = .key(.character(Character(c.lowercased())), modifiers.subtracting(.shift))
            } else if modifiers.contains(.shift) {
                self = .key(.character(Character(c.uppercased())), modifiers.subtracting(.shift))
            } else {
                self = .key(key, modifiers)
            }
        } else {
            self = .key(key, modifiers)
        }
    }

    private init?(event: Substring) {
        if event.hasPrefix("paste:") {
            self = .paste(String(event.dropFirst(6)))
            return
        }
        var rest = event
        let modifiers = Modifiers.take(from: &rest)
        let parts = rest.split(separator: ":").map(String.init)
        func pair(_ text: String, _ separator: Character) -> (Int, Int)? {
            let numbers = text.split(separator: separator).compactMap { Int($0) }
            return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
        }
        if parts.count == 2, parts[0] == "resize", let (w, h) = pair(parts[1], "x") {
            self = .resize(Size(width: w, height: h))
        } else if parts.count == 2, parts[0] == "background" {
            self = .background(isLight: parts[1] == "light")
        } else if parts.count == 2, parts[0] == "focus" {
            self = .focus(parts[1] == "in")
        } else if parts.count == 3, let action = MouseEvent.Action(rawValue: parts[0]),
            let button = MouseEvent.Button(rawValue: parts[1]), let (x, y) = pair(parts[2], ",")
        {
            self = .mouse(MouseEvent(action, button: button, at: Point(x: x, y: y), modifiers: modifiers))
        } else {
            return nil
        }
    }
}

extension KeyPress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let key = KeyPress(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no key is called \(text)")
        }
        self = key
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
