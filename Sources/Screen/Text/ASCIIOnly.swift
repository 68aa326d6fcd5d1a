import Synchronization

/// Text for terminals without UTF-8: the program's own signs have likenesses, everything else shows its number: `<65E5>`.
public enum ASCIIOnly {
    // Asked for every character that is not ASCII, on one thread; set once, before the first frame.
    private static let flag = Atomic(false)

    /// Whether frames may hold nothing but ASCII.
    public static var isOn: Bool { flag.load(ordering: .relaxed) }

    /// Switches it on for the rest of the process.
    public static func switchOn() { flag.store(true, ordering: .relaxed) }

    static func treatment(of scalar: Unicode.Scalar) -> Sanitizer.Treatment {
        likeness(scalar).map { .replace($0) } ?? .spell(Sanitizer.number(scalar.value))
    }

    private static func likeness(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "…": "~"
        case "‹", "←", "◂": "<"
        case "›", "→", "▸": ">"
        case "↑": "^"
        case "↓", "▾": "v"
        case "‘", "’": "'"
        case "“", "”": "\""
        case "‐", "‑", "‒", "–", "—", "−", "─": "-"
        case "·", "•": "."
        case "×", "✗": "x"
        case "✓": "+"
        case "│", "┃": "|"
        default: nil
        }
    }
}
