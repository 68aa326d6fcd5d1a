import Tabular

extension Translator {
    func signed(_ sign: SignOperator, _ operand: Typed, at position: Position) throws(Diagnostic) -> Typed {
        switch sign {
        case .plus: return operand
        case .complement:
            guard operand.type.isInteger || operand.type == .unknown else {
                throw wrongOperand("~", operand, at: position)
            }
            if operand.type == .bit { return Typed("(NOT \(operand.sql))", .bit) }
            return Typed("(~\(operand.sql))", operand.type)
        case .minus: return try negated(operand, at: position)
        }
    }

    private func negated(_ operand: Typed, at position: Position) throws(Diagnostic) -> Typed {
        switch operand.type {
        case .null: return Typed("NULL", .int)
        case .unknown: return Typed("(-\(operand.sql))", .unknown)
        case .tinyint, .bit: return Typed("(-CAST(\(operand.sql) AS SMALLINT))", .smallint)
        case .text:
            let number = try convert(operand, to: .float, at: position)
            return Typed("(-\(number.sql))", .float)
        default:
            guard operand.type.isNumeric else { throw wrongOperand("-", operand, at: position) }
            var result = Typed("(-\(operand.sql))", operand.type)
            if let literal = operand.literal { result.literal = negated(literal) }
            return result
        }
    }

    private func negated(_ literal: Literal) -> Literal? {
        switch literal {
        case .integer(let text): .integer("-" + text)
        case .decimal(let text): .decimal("-" + text)
        case .real(let text): .real("-" + text)
        case .money(let text): .money("-" + text)
        default: nil
        }
    }

    private func wrongOperand(_ sign: String, _ operand: Typed, at position: Position) -> Diagnostic {
        Diagnostic("\(sign) cannot be applied to \(operand.type.name)", at: position, number: 8117)
    }

    /// Operators of one precedence, from left to right.
    func arithmetic(_ first: Expression, _ links: [ArithmeticLink]) throws(Diagnostic) -> Typed {
        var result = try value(first)
        for link in links {
            result = try arithmetic(result, link.operation, try value(link.operand), at: link.position)
            result.sql = try emit(result.sql, at: link.position)
        }
        return result
    }

    func arithmetic(
        _ left: Typed, _ operation: ArithmeticOperator, _ right: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        if operation == .add, left.type.isText || right.type.isText,
            left.type.isText || left.type == .null, right.type.isText || right.type == .null
        {
            return concatenated(left, right)
        }
        if left.type == .unknown || right.type == .unknown { return undecided(left, operation, right) }
        if left.type.isTemporal || right.type.isTemporal {
            return try dateArithmetic(left, operation, right, at: position)
        }
        if case .other = left.type { return Typed("(\(left.sql) \(operation.rawValue) \(right.sql))", left.type) }
        if case .other = right.type { return Typed("(\(left.sql) \(operation.rawValue) \(right.sql))", right.type) }
        if left.type == .binary, right.type == .binary, operation == .add {
            return Typed("(\(left.sql) || \(right.sql))", .binary)
        }
        let (a, b) = try numbers(left, right, operation, at: position)
        switch operation {
        case .and, .or, .exclusiveOr: return try bitwise(a, operation, b, at: position)
        default: break
        }
        if a.type.isApproximate || b.type.isApproximate { return try approximate(a, operation, b, at: position) }
        if a.type.isInteger, b.type.isInteger { return try integer(a, operation, b, at: position) }
        return try exact(a, operation, b, at: position)
    }

    private func concatenated(_ left: Typed, _ right: Typed) -> Typed {
        var type = TextType()
        for operand in [left, right] {
            if case .text(let own) = operand.type, own.isUnicode { type.isUnicode = true }
        }
        if case .text(let a) = left.type, case .text(let b) = right.type, let x = a.length, let y = b.length {
            type.length = min(x + y, 8000)
        }
        return Typed("(\(left.sql) || \(right.sql))", .text(type), collation: merged([left, right]))
    }

    /// A type is not known yet: the columns are asked for and the statement is translated again before it runs.
    private func undecided(_ left: Typed, _ operation: ArithmeticOperator, _ right: Typed) -> Typed {
        let type: DataType = left.type == .unknown ? right.type : left.type
        let sign = operation == .divide && type.isInteger ? "//" : operation.rawValue
        return Typed("(\(left.sql) \(sign) \(right.sql))", .unknown)
    }

    /// Both operands as numbers: a string becomes what the other one is.
    private func numbers(
        _ left: Typed, _ right: Typed, _ operation: ArithmeticOperator, at position: Position
    ) throws(Diagnostic) -> (Typed, Typed) {
        var (a, b) = (left, right)
        if a.type == .null {
            a = Typed(
                "CAST(NULL AS \(b.type.isNumeric ? b.type.engineName : "INTEGER"))", b.type.isNumeric ? b.type : .int)
        }
        if b.type == .null {
            b = Typed(
                "CAST(NULL AS \(a.type.isNumeric ? a.type.engineName : "INTEGER"))", a.type.isNumeric ? a.type : .int)
        }
        if a.type.isText, b.type.isText {
            throw Diagnostic(
                "\(operation.rawValue) cannot be applied to two strings", at: position,
                hint: "Cast them to a number first.", number: 8117)
        }
        if a.type.isText || a.type == .binary { a = try convert(a, to: b.type == .bit ? .int : b.type, at: position) }
        if b.type.isText || b.type == .binary { b = try convert(b, to: a.type == .bit ? .int : a.type, at: position) }
        guard a.type.isNumeric else { throw wrongOperand(operation.rawValue, a, at: position) }
        guard b.type.isNumeric else { throw wrongOperand(operation.rawValue, b, at: position) }
        return (a, b)
    }

    private func bitwise(
        _ a: Typed, _ operation: ArithmeticOperator, _ b: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        guard a.type.isInteger, b.type.isInteger else {
            throw wrongOperand(operation.rawValue, a.type.isInteger ? b : a, at: position)
        }
        let type = DataType.common(a.type, b.type)
        let x = cast(a, to: type == .bit ? .tinyint : type)
        let y = cast(b, to: type == .bit ? .tinyint : type)
        let sql = operation == .exclusiveOr ? "xor(\(x), \(y))" : "(\(x) \(operation.rawValue) \(y))"
        return type == .bit ? Typed("(\(sql) <> 0)", .bit) : Typed(sql, type)
    }

    /// SQL of a number in a type; a literal adapts by itself.
    private func cast(_ operand: Typed, to type: DataType) -> String {
        if operand.type == type { return operand.sql }
        return "CAST(\(operand.sql) AS \(type.engineName))"
    }

    private func integer(
        _ a: Typed, _ operation: ArithmeticOperator, _ b: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        var type = DataType.common(a.type, b.type)
        if type == .bit { type = .int }
        let x = cast(a, to: type)
        switch operation {
        case .divide: return Typed("(\(x) // \(try divisor(b, as: type, at: position)))", type)
        case .remainder: return Typed("(\(x) % \(try divisor(b, as: type, at: position)))", type)
        default: return Typed("(\(x) \(operation.rawValue) \(cast(b, to: type)))", type)
        }
    }

    static let divisionByZero = "Divide by zero error encountered."

    /// A divisor that says so when it is zero.
    private func divisor(_ operand: Typed, as type: DataType, at position: Position) throws(Diagnostic) -> String {
        let sql = cast(operand, to: type)
        if let literal = operand.literal, isNonzero(literal) { return sql }
        let failure = "CAST(error(\(SQL.literal(Self.divisionByZero))) AS \(type.engineName))"
        return try bound(sql) { (value) throws(Diagnostic) in
            "CASE WHEN \(value) = 0 THEN \(failure) ELSE \(value) END"
        }
    }

    private func isNonzero(_ literal: Literal) -> Bool {
        switch literal {
        case .integer(let text), .decimal(let text), .real(let text), .money(let text):
            text.prefix { $0 != "e" && $0 != "E" }.contains { $0 >= "1" && $0 <= "9" }
        default: false
        }
    }

    private func approximate(
        _ a: Typed, _ operation: ArithmeticOperator, _ b: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        let isReal =
            a.type == .real && b.type == .real || (a.type == .real && b.literal != nil && !b.type.isApproximate)
            || (b.type == .real && a.literal != nil && !a.type.isApproximate)
        let type: DataType = isReal ? .real : .float
        let x = cast(a, to: type)
        switch operation {
        case .remainder:
            throw Diagnostic(
                "% cannot be applied to \(type.name)", at: position, hint: "Cast to decimal first.", number: 8117)
        case .divide: return Typed("(\(x) / \(try divisor(b, as: type, at: position)))", type)
        default: return Typed("(\(x) \(operation.rawValue) \(cast(b, to: type)))", type)
        }
    }

    /// Decimals and money.
    private func exact(
        _ a: Typed, _ operation: ArithmeticOperator, _ b: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        guard let first = digits(of: a), let second = digits(of: b) else {
            throw wrongOperand(operation.rawValue, a, at: position)
        }
        let isMoney = (a.type.isMoney || b.type.isMoney) && !isDecimal(a) && !isDecimal(b)
        let digits = isMoney ? (precision: 19, scale: 4) : DataType.decimal(operation, first, second)
        let type: DataType = isMoney ? .money : .decimal(precision: digits.precision, scale: digits.scale)
        let x = decimal(a, first)
        let y = decimal(b, second)
        switch operation {
        case .divide:
            let divisor = try divisor(
                Typed(y, .decimal(precision: second.precision, scale: second.scale), literal: b.literal),
                as: .decimal(precision: second.precision, scale: second.scale), at: position)
            return Typed(
                try quotient(x, first, divisor, second, result: type, digits), type)
        case .remainder:
            let divisor = try divisor(
                Typed(y, .decimal(precision: second.precision, scale: second.scale), literal: b.literal),
                as: .decimal(precision: second.precision, scale: second.scale), at: position)
            return Typed("CAST((\(x) % \(divisor)) AS \(type.engineName))", type)
        default:
            let sql = "(\(x) \(operation.rawValue) \(y))"
            let natural = operation == .multiply ? first.scale + second.scale : max(first.scale, second.scale)
            return Typed(natural == digits.scale && !isMoney ? sql : "CAST(\(sql) AS \(type.engineName))", type)
        }
    }

    private func isDecimal(_ operand: Typed) -> Bool {
        if case .decimal = operand.type { return true }
        return false
    }

    /// Digits and scale of an exact number; of a whole number in the script, those that it has.
    private func digits(of operand: Typed) -> (precision: Int, scale: Int)? {
        if operand.type == .int, case .integer(let text) = operand.literal {
            return (text.filter { $0 != "-" }.count, 0)
        }
        return operand.type.asDecimal
    }

    private func decimal(_ operand: Typed, _ digits: (precision: Int, scale: Int)) -> String {
        if isDecimal(operand) || operand.type.isMoney { return operand.sql }
        if case .decimal = operand.literal { return operand.sql }
        return "CAST(\(operand.sql) AS DECIMAL(\(digits.precision),\(digits.scale)))"
    }

    /// A quotient to its last digit, cut off and not rounded, as T-SQL has it; the engine would give a double.
    private func quotient(
        _ a: String, _ first: (precision: Int, scale: Int), _ b: String, _ second: (precision: Int, scale: Int),
        result: DataType, _ digits: (precision: Int, scale: Int)
    ) throws(Diagnostic) -> String {
        let x = whole(a, scale: first.scale)
        let y = whole(b, scale: second.scale)
        let shift = digits.scale - first.scale + second.scale
        let unit = digits.scale == 0 ? "1" : "0." + String(repeating: "0", count: digits.scale - 1) + "1"
        func scaled(_ quotient: String) -> String {
            "CAST(CAST(\(quotient) AS DECIMAL(38,0)) * \(unit) AS \(result.engineName))"
        }
        if shift <= 0 { return scaled("(\(x) // (\(y) * \(power(-shift))))") }
        if first.precision + shift <= 38 { return scaled("(\(x) * \(power(shift)) // \(y))") }
        // In steps, so that no product is longer than the engine's integers.
        let half = shift / 2
        let rest = shift - half
        return try bound(x) { (n) throws(Diagnostic) in
            try self.bound(y) { (d) throws(Diagnostic) in
                scaled(
                    "(\(n) // \(d) * \(power(shift)) + (\(n) % \(d)) * \(power(half)) // \(d) * \(power(rest))"
                        + " + ((\(n) % \(d)) * \(power(half)) % \(d)) * \(power(rest)) // \(d))")
            }
        }
    }

    /// The digits of a decimal as a whole number.
    private func whole(_ sql: String, scale: Int) -> String {
        scale == 0 ? "CAST(\(sql) AS HUGEINT)" : "CAST(\(sql) * \(power(scale)) AS HUGEINT)"
    }

    private func power(_ exponent: Int) -> String {
        "1" + String(repeating: "0", count: exponent) + (exponent > 9 ? "::HUGEINT" : "")
    }
}
