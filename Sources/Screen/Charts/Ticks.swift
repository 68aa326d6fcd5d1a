#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Round numbers along an axis.
public enum Ticks {
    /// About `count` round values (1, 2, 2.5 or 5 times a power of ten apart) inside the range.
    public static func nice(_ low: Double, _ high: Double, count: Int) -> [Double] {
        guard low.isFinite, high.isFinite, high > low, count > 0 else { return low.isFinite ? [low] : [] }
        let raw = (high - low) / Double(count)
        let power = pow(10, floor(log10(raw)))
        let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= raw * 0.999 } ?? 10) * power
        var ticks: [Double] = [], i = (low / step - 1e-9).rounded(.up)
        while i * step <= high + step * 1e-9, ticks.count < 100 {
            ticks.append(i == 0 ? 0 : i * step)
            i += 1
        }
        return ticks
    }

    /// Short labels for values, all with as many decimals as their distance asks for.
    public static func labels(_ values: [Double]) -> [String] {
        let step = values.count > 1 ? abs(values[1] - values[0]) : abs(values.first ?? 0)
        let largest = values.map(abs).max() ?? 0
        let (unit, divisor) = unit(of: largest)
        return values.map { value in
            value == 0 ? "0" : fixed(value / divisor, decimals: decimals(step / divisor)) + unit
        }
    }

    /// A short form of one number: `1.23M`, `45.6k`, `0.0012`.
    public static func short(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
        if value == 0 { return "0" }
        let (unit, divisor) = unit(of: abs(value))
        let scaled = value / divisor
        let whole = Int(floor(log10(abs(scaled)))) + 1
        if whole < -3 { return exponent(value) }
        let text = fixed(scaled, decimals: max(0, digits - max(whole, 0) - (whole < 0 ? whole : 0)))
        return trimmed(text) + unit
    }

    private static func unit(of value: Double) -> (String, Double) {
        switch value {
        case 1e15...: ("", 1)
        case 1e12...: ("T", 1e12)
        case 1e9...: ("G", 1e9)
        case 1e6...: ("M", 1e6)
        case 1e4...: ("k", 1e3)
        default: ("", 1)
        }
    }

    private static func decimals(_ step: Double) -> Int {
        guard step > 0, step.isFinite else { return 0 }
        for n in 0...9 {
            let scaled = step * pow(10, Double(n))
            if abs(scaled - scaled.rounded()) < 1e-6 * max(1, scaled) { return n }
        }
        return 9
    }

    static func fixed(_ value: Double, decimals: Int) -> String {
        if abs(value) >= 1e15 { return exponent(value) }
        let scale = pow(10, Double(decimals))
        let rounded = (abs(value) * scale).rounded()
        guard rounded < 9e18 else { return exponent(value) }
        let number = UInt64(rounded), base = UInt64(scale)
        let fraction = String(number % base)
        let sign = value < 0 && number > 0 ? "-" : ""
        if decimals == 0 { return sign + String(number) }
        return sign + String(number / base) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    private static func exponent(_ value: Double) -> String {
        let power = floor(log10(abs(value)))
        return trimmed(fixed(value / pow(10, power), decimals: 2)) + "e" + String(Int(power))
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var out = text
        while out.last == "0" { out.removeLast() }
        if out.last == "." { out.removeLast() }
        return out
    }
}
