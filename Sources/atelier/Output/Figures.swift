import Foundation

/// Numbers as people read them.
enum Figures {
    /// Digits in groups of three: `336,776`.
    static func grouped(_ number: Int) -> String {
        var text = String(number.magnitude)
        var parts: [String] = []
        while text.count > 3 {
            parts.insert(String(text.suffix(3)), at: 0)
            text.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([text] + parts).joined(separator: ",")
    }

    /// `1 row`, `2,000 rows`.
    static func of(_ number: Int, _ what: String) -> String { "\(grouped(number)) \(what)\(number == 1 ? "" : "s")" }

    /// Up to five significant digits.
    static func short(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return grouped(Int(number)) }
        return String(format: "%.5g", number)
    }
}
