import Tabular

/// Numbers as people read them.
enum Count {
    /// With separators: `336,776`.
    static func text(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return (number < 0 ? "-" : "") + out
    }

    /// With its noun: `1 row`, `2 rows`.
    static func of(_ number: Int, _ noun: String) -> String { text(number) + " " + noun + (number == 1 ? "" : "s") }

    /// In a few characters: `337k`, `1.2M`.
    static func short(_ number: Int) -> String {
        let value = Double(number)
        switch number.magnitude {
        case ..<10_000: return String(number)
        case ..<1_000_000: return "\(Int((value / 1e3).rounded()))k"
        case ..<1_000_000_000: return tenths(value / 1e6) + "M"
        default: return tenths(value / 1e9) + "G"
        }
    }

    /// Bytes: `5.4 MB`.
    static func bytes(_ number: Int) -> String {
        let value = Double(number)
        switch number {
        case ..<1_000: return "\(number) B"
        case ..<1_000_000: return "\(Int((value / 1e3).rounded())) kB"
        case ..<1_000_000_000: return tenths(value / 1e6) + " MB"
        default: return tenths(value / 1e9) + " GB"
        }
    }

    /// A share as a percentage that never hides a rest: `0 %` and `100 %` only when they are exact.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let share = Double(part) / Double(whole) * 100
        switch share {
        case 0: return "0 %"
        case 100: return "100 %"
        case ..<0.1: return "<0.1 %"
        case 99.9...: return ">99.9 %"
        default: return tenths(share) + " %"
        }
    }

    private static func tenths(_ value: Double) -> String {
        let scaled = Int((value * 10).rounded())
        return scaled.isMultiple(of: 10) ? "\(scaled / 10)" : "\(scaled / 10).\(scaled % 10)"
    }
}

extension Job {
    /// How it stands, in a few words.
    var summary: String {
        switch state {
        case .running where isStopping: return "stopping"
        case .running:
            if let share { return "\(Int(share * 100)) %" }
            return progress.map { Count.short($0.done) } ?? "running"
        case .finished: return "done"
        case .failed: return "failed"
        case .cancelled: return "stopped"
        }
    }
}
