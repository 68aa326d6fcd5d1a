/// Asking a terminal for its background colour (OSC 11), and understanding what it says.
enum BackgroundQuery {
    static let question = Array("\u{1b}]11;?\u{1b}\\".utf8)

    /// Whether the answer `11;rgb:ffff/ffff/dddd` speaks of a light colour; nil when it is another answer.
    static func isLight(_ answer: some Sequence<UInt8>) -> Bool? {
        let text = String(decoding: Array(answer), as: UTF8.self)
        guard text.hasPrefix("11;") else { return nil }
        let colour = text.dropFirst(3)
        if colour.hasPrefix("#"), colour.count == 7, let value = UInt32(colour.dropFirst(), radix: 16) {
            return isLight(Double(value >> 16) / 255, Double(value >> 8 & 255) / 255, Double(value & 255) / 255)
        }
        guard let colon = colour.firstIndex(of: ":"), colour.hasPrefix("rgb") else { return nil }
        // One to four hexadecimal digits each, of full scale all the same.
        let parts = colour[colour.index(after: colon)...].split(separator: "/").prefix(3).compactMap { part in
            UInt32(part, radix: 16).map { Double($0) / Double((1 << (4 * UInt32(part.count))) - 1) }
        }
        return parts.count == 3 ? isLight(parts[0], parts[1], parts[2]) : nil
    }

    /// By the luminance that eyes see.
    private static func isLight(_ red: Double, _ green: Double, _ blue: Double) -> Bool {
        0.299 * red + 0.587 * green + 0.114 * blue > 0.5
    }

    /// What `COLORFGBG` (`15;0`) says, which some terminals set: the background is the last number.
    static func isLight(environment: [String: String]) -> Bool? {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else {
            return nil
        }
        return number == 7 || (9...15).contains(number)
    }
}
