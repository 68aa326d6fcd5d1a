/// What became of a text for the clipboard.
public enum CopyOutcome: Sendable, Hashable {
    case sent
    /// The text has more bytes than terminals take.
    case tooLong(limit: Int)
    /// The terminal is not known to have a clipboard.
    case unknown
}

/// The sequence that asks a terminal to put text on the clipboard (OSC 52), wrapped for multiplexers.
enum Clipboard {
    /// What terminals take at most, in bytes of text.
    static let limit = 74_000

    /// The bytes to send; nil when the text is longer than terminals take.
    static func sequence(_ text: String, environment: [String: String], term: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit else { return nil }
        let plain = Array("\u{1b}]52;c;".utf8) + base64(bytes) + [0x07]
        if environment["TMUX"] != nil {
            // tmux takes the plain one when set-clipboard is on, and passes the other through when that is allowed.
            let doubled = plain.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] }
            return plain + Array("\u{1b}Ptmux;".utf8) + doubled + [0x1b, 0x5c]
        }
        if term.hasPrefix("screen") {
            // GNU screen passes on strings of at most 768 bytes.
            return stride(from: 0, to: plain.count, by: 700).flatMap { start in
                [0x1b, 0x50] + plain[start..<min(start + 700, plain.count)] + [0x1b, 0x5c]
            }
        }
        return plain
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for i in stride(from: 0, to: bytes.count, by: 3) {
            let part = (0..<3).map { i + $0 < bytes.count ? UInt32(bytes[i + $0]) : 0 }
            let bits = part[0] << 16 | part[1] << 8 | part[2]
            for (n, shift) in [18, 12, 6, 0].enumerated() {
                out.append(i + n > bytes.count ? 0x3d : alphabet[Int(bits >> UInt32(shift) & 63)])
            }
        }
        return out
    }
}
