/// SQL of the engine for an expression, with what T-SQL knows of it.
struct Typed: Hashable {
    /// Stands as an operand as it is: what has operators is in parentheses.
    var sql: String
    var type: DataType
    var collation = CollationSource.byDefault
    /// The value, when it is written in the script.
    var literal: Literal?
    /// A predicate, which T-SQL keeps apart from values.
    var isCondition = false

    init(_ sql: String, _ type: DataType, collation: CollationSource = .byDefault, literal: Literal? = nil) {
        self.sql = sql
        self.type = type
        self.collation = collation
        self.literal = literal
    }

    static func condition(_ sql: String) -> Typed {
        var result = Typed(sql, .bit)
        result.isCondition = true
        return result
    }

    /// The text of a string that is written in the script.
    var literalText: String? {
        if case .string(let text, _) = literal { return text }
        return nil
    }

    /// The whole number that is written in the script.
    var literalInteger: Int? {
        if case .integer(let digits) = literal { return Int(digits) }
        return nil
    }

    var isNullLiteral: Bool { literal == .null }

    /// Without the parentheses around all of it.
    var bare: String {
        guard sql.hasPrefix("("), sql.hasSuffix(")"), !sql.hasPrefix("(SELECT "), !sql.hasPrefix("(WITH ") else {
            return sql
        }
        var depth = 0
        let bytes = sql.utf8
        var index = 0
        var quote: UInt8?
        for byte in bytes {
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0, index < bytes.count { return sql }
            default: break
            }
        }
        return String(sql.dropFirst().dropLast())
    }
}
