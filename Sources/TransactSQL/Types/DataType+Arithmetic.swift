extension DataType {
    /// The type that values of several types become together: of CASE branches, of UNION, of COALESCE.
    static func common(_ first: DataType, _ second: DataType) -> DataType {
        if first == second { return first }
        if first == .null { return second }
        if second == .null { return first }
        if case .text(let a) = first, case .text(let b) = second {
            let length = a.length.flatMap { x in b.length.map { max(x, $0) } }
            return .text(
                TextType(
                    isUnicode: a.isUnicode || b.isUnicode, isFixed: a.isFixed && b.isFixed && a.length == b.length,
                    length: length))
        }
        let higher = first.rank >= second.rank ? first : second
        if case .decimal = higher, let a = first.asDecimal, let b = second.asDecimal {
            let scale = max(a.scale, b.scale)
            let whole = max(a.precision - a.scale, b.precision - b.scale)
            return .decimal(precision: min(38, whole + scale), scale: min(scale, max(0, 38 - whole)))
        }
        return higher
    }

    /// The decimal that an operation on two decimals gives, by the rules of T-SQL.
    static func decimal(
        _ operation: ArithmeticOperator, _ a: (precision: Int, scale: Int), _ b: (precision: Int, scale: Int)
    ) -> (precision: Int, scale: Int) {
        switch operation {
        case .multiply: return limited(a.precision + b.precision + 1, a.scale + b.scale, keepsSix: true)
        case .divide:
            let scale = max(6, a.scale + b.precision + 1)
            return limited(a.precision - a.scale + b.scale + scale, scale, keepsSix: true)
        case .remainder:
            let scale = max(a.scale, b.scale)
            return limited(min(a.precision - a.scale, b.precision - b.scale) + scale, scale, keepsSix: false)
        default:
            let scale = max(a.scale, b.scale)
            return limited(max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale, keepsSix: false)
        }
    }

    /// At most 38 digits: the whole part is kept, the scale gives way (products and quotients keep six places).
    private static func limited(_ precision: Int, _ scale: Int, keepsSix: Bool) -> (precision: Int, scale: Int) {
        guard precision > 38 else { return (max(precision, 1), scale) }
        let whole = precision - scale
        if keepsSix {
            if whole < 32 { return (38, min(scale, 38 - whole)) }
            return (38, min(scale, 6))
        }
        return (38, max(0, min(scale, 38 - whole)))
    }

    /// The smallest value of an integer type and the largest.
    var range: (low: Int, high: Int)? {
        switch self {
        case .tinyint: (0, 255)
        case .smallint: (-32768, 32767)
        case .int: (-2_147_483_648, 2_147_483_647)
        case .bigint: (Int.min, Int.max)
        default: nil
        }
    }
}
