import Scoring

/// Compares two answers to the same rows.
enum OutputDifference {
    /// In words where they differ beyond the rounding of float sums; nil when they agree.
    static func describe(_ own: [OutputBuffer], _ reference: [OutputBuffer], names: [String]) -> String? {
        for (index, name) in names.enumerated() {
            let count: Int
            switch (own[index], reference[index]) {
            case (.float(let first), .float(let second)):
                count = differing(first, second) { isNear(Double($0), Double($1)) }
            case (.double(let first), .double(let second)): count = differing(first, second, isNear)
            case (.int64(let first), .int64(let second)): count = differing(first, second, ==)
            case (.int32(let first), .int32(let second)): count = differing(first, second, ==)
            case (.bool(let first), .bool(let second)): count = differing(first, second, ==)
            case (.text(let first), .text(let second)): count = differing(first, second, ==)
            default: return "the output '\(name)' has another type"
            }
            if count > 0 { return "\(count) values of the output '\(name)' differ from ONNX Runtime's" }
        }
        return nil
    }

    private static func differing<C: Collection>(
        _ first: C, _ second: C, _ equal: (C.Element, C.Element) -> Bool
    ) -> Int {
        guard first.count == second.count else { return max(first.count, second.count) }
        return zip(first, second).count { !equal($0, $1) }
    }

    private static func isNear(_ first: Double, _ second: Double) -> Bool {
        first == second || (first.isNaN && second.isNaN)
            || abs(first - second) <= 2e-5 * max(1, abs(first), abs(second))
    }
}
