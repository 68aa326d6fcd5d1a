import Tabular

extension FunctionTable {
    static let strings: [FunctionDefinition] = [
        FunctionDefinition("ASCII", "string", "the code of the first character", .text, 1...1) { c in
            Typed("nullif(ascii(\(try c.text(0))), 0)", .int)
        },
        FunctionDefinition("UNICODE", "string", "the code point of the first character", .text, 1...1) { c in
            Typed("nullif(unicode(\(try c.text(0))), -1)", .int)
        },
        FunctionDefinition("CHAR", "code", "the character of a code", .text, 1...1) { c in
            Typed("chr(\(try c.int(0)))", .varchar(1))
        },
        FunctionDefinition("NCHAR", "code", "the character of a code point", .text, 1...1) { c in
            Typed("chr(\(try c.int(0)))", .text(TextType(isUnicode: true, length: 1)))
        },
        FunctionDefinition("LOWER", "string", "in small letters", .text, 1...1) { c in
            c.string("lower(\(try c.text(0)))")
        },
        FunctionDefinition("UPPER", "string", "in capitals", .text, 1...1) { c in
            c.string("upper(\(try c.text(0)))")
        },
        FunctionDefinition("LTRIM", "string, characters", "without spaces at the start", .text, 1...2) { c in
            c.string("ltrim(\(try c.text(0)), \(c.count > 1 ? try c.text(1) : "' '"))")
        },
        FunctionDefinition("RTRIM", "string, characters", "without spaces at the end", .text, 1...2) { c in
            c.string("rtrim(\(try c.text(0)), \(c.count > 1 ? try c.text(1) : "' '"))")
        },
        FunctionDefinition("TRIM", "characters FROM string", "without spaces at both ends", .text, 1...2) { c in
            let side = c.call.keyword?.name.uppercased()
            let function = side == "LEADING" ? "ltrim" : side == "TRAILING" ? "rtrim" : "trim"
            if c.count == 1 { return c.string("\(function)(\(try c.text(0)), ' ')") }
            return c.string("\(function)(\(try c.text(1)), \(try c.text(0)))")
        },
        FunctionDefinition("LEN", "string", "the number of characters, spaces at the end not counted", .text, 1...1) {
            c in
            Typed("CAST(length(rtrim(\(try c.text(0)), ' ')) AS INTEGER)", .int)
        },
        FunctionDefinition("DATALENGTH", "expression", "the number of bytes", .text, 1...1) { c in
            try dataLength(c)
        },
        FunctionDefinition("LEFT", "string, count", "the first characters", .text, 2...2) { c in
            c.string("left(\(try c.text(0)), \(try length(c, 1)))")
        },
        FunctionDefinition("RIGHT", "string, count", "the last characters", .text, 2...2) { c in
            c.string("right(\(try c.text(0)), \(try length(c, 1)))")
        },
        FunctionDefinition("SUBSTRING", "string, start, length", "a part of a string", .text, 3...3) { c in
            try substring(c)
        },
        FunctionDefinition(
            "CHARINDEX", "searched, string, start", "where a string stands in another; 0 when it does not", .text, 2...3
        ) { c in
            try charIndex(c)
        },
        FunctionDefinition(
            "PATINDEX", "pattern, string", "where a LIKE pattern stands in a string; 0 when it does not", .text, 2...2
        ) { c in
            try patIndex(c)
        },
        FunctionDefinition("REPLACE", "string, searched, replacement", "with each occurrence replaced", .text, 3...3) {
            c in
            try replace(c)
        },
        FunctionDefinition("STUFF", "string, start, length, replacement", "with a part replaced", .text, 4...4) { c in
            let start = try c.int(1)
            let length = try c.int(2)
            let insert = try c.text(3)
            return c.string(
                try c.translator.bound(try c.text(0)) { (text) throws(Diagnostic) in
                    "CASE WHEN \(start) < 1 OR \(start) > length(\(text)) OR \(length) < 0 THEN NULL ELSE "
                        + "left(\(text), \(start) - 1) || coalesce(\(insert), '') || substr(\(text), \(start) + \(length)) END"
                })
        },
        FunctionDefinition("REPLICATE", "string, count", "repeated", .text, 2...2) { c in
            let count = try c.int(1)
            if let number = c[1].literalInteger, number >= 0 { return c.string("repeat(\(try c.text(0)), \(number))") }
            return c.string("CASE WHEN \(count) >= 0 THEN repeat(\(try c.text(0)), \(count)) END")
        },
        FunctionDefinition("SPACE", "count", "so many spaces", .text, 1...1) { c in
            let count = try c.int(0)
            return Typed("CASE WHEN \(count) >= 0 THEN repeat(' ', \(count)) END", .varchar)
        },
        FunctionDefinition("REVERSE", "string", "from the last character to the first", .text, 1...1) { c in
            c.string("reverse(\(try c.text(0)))")
        },
        FunctionDefinition(
            "TRANSLATE", "string, characters, replacements", "each character replaced by another", .text, 3...3
        ) { c in
            if let from = c[1].literalText, let to = c[2].literalText, from.count != to.count {
                throw c.refused("TRANSLATE needs as many replacements as characters")
            }
            return c.string("translate(\(try c.text(0)), \(try c.text(1)), \(try c.text(2)))")
        },
        FunctionDefinition("CONCAT", "value, value, …", "the values as one string, NULL being empty", .text, 2...1000) {
            c in
            c.string("concat(\(try texts(c, from: 0)))", concatType(c.arguments))
        },
        FunctionDefinition(
            "CONCAT_WS", "separator, value, value, …", "the values as one string with a separator, without NULLs",
            .text, 3...1000
        ) { c in
            c.string("concat_ws(\(try texts(c, from: 0)))", concatType(c.arguments))
        },
    ]

    private static func concatType(_ values: [Typed]) -> DataType {
        let isUnicode = values.contains { if case .text(let type) = $0.type { type.isUnicode } else { false } }
        return .text(TextType(isUnicode: isUnicode))
    }

    private static func texts(_ c: Call, from start: Int) throws(Diagnostic) -> String {
        var parts: [String] = []
        for index in start..<c.count { parts.append(try c.text(index)) }
        return parts.joined(separator: ", ")
    }

    /// A length that must not be negative: the engine would count from the other end.
    private static func length(_ c: Call, _ index: Int) throws(Diagnostic) -> String {
        if let number = c[index].literalInteger {
            guard number >= 0 else { throw c.refused("the length given to \(c.call.key) is negative") }
            return String(number)
        }
        return try c.translator.bound(try c.int(index)) { (value) throws(Diagnostic) in
            "CASE WHEN \(value) < 0 THEN CAST(error('Invalid length parameter passed to the LEFT or SUBSTRING function.') "
                + "AS BIGINT) ELSE \(value) END"
        }
    }

    private static func substring(_ c: Call) throws(Diagnostic) -> Typed {
        if c[0].type == .binary { throw c.refused("SUBSTRING of a varbinary is not supported") }
        let text = try c.text(0)
        if let start = c[1].literalInteger {
            if start >= 1 { return c.string("substr(\(text), \(start), \(try length(c, 2)))") }
            return c.string("substr(\(text), 1, greatest(\(try length(c, 2)) + (\(start - 1)), 0))")
        }
        let length = try length(c, 2)
        return c.string(
            try c.translator.bound(try c.int(1)) { (start) throws(Diagnostic) in
                "substr(\(text), greatest(\(start), 1), greatest(\(start) + \(length) - greatest(\(start), 1), 0))"
            })
    }

    private static func dataLength(_ c: Call) throws(Diagnostic) -> Typed {
        let sql = c[0].sql
        switch c[0].type {
        case .text(let type): return Typed(type.isUnicode ? "(length(\(sql)) * 2)" : "strlen(\(sql))", .int)
        case .binary: return Typed("octet_length(\(sql))", .int)
        case .bit, .tinyint: return sized(sql, 1)
        case .smallint: return sized(sql, 2)
        case .int, .real, .smallmoney, .smalldatetime: return sized(sql, 4)
        case .date: return sized(sql, 3)
        case .bigint, .float, .money, .datetime, .datetime2: return sized(sql, 8)
        case .time: return sized(sql, 5)
        case .datetimeoffset: return sized(sql, 10)
        case .uniqueidentifier: return sized(sql, 16)
        case .decimal(let precision, _):
            return sized(sql, precision < 10 ? 5 : precision < 20 ? 9 : precision < 29 ? 13 : 17)
        default: return Typed("strlen(\(try c.text(0)))", .int)
        }
    }

    private static func sized(_ sql: String, _ bytes: Int) -> Typed {
        Typed("CASE WHEN \(sql) IS NOT NULL THEN \(bytes) END", .int)
    }

    private static func charIndex(_ c: Call) throws(Diagnostic) -> Typed {
        let collation = try c.collation()
        let needle = collation.bare(try c.text(0))
        let text = collation.bare(try c.text(1))
        if c[0].literalText == "" { return Typed("0", .int) }
        guard c.count == 3 else { return Typed("CAST(instr(\(text), \(needle)) AS INTEGER)", .int) }
        let start = "greatest(\(try c.int(2)), 1)"
        let found = "instr(substr(\(text), \(start)), \(needle))"
        return Typed("CAST(CASE WHEN \(found) > 0 THEN \(found) + \(start) - 1 ELSE \(found) END AS INTEGER)", .int)
    }

    private static func patIndex(_ c: Call) throws(Diagnostic) -> Typed {
        let collation = try c.collation()
        guard let literal = c[0].literalText else {
            throw c.refused("the pattern of PATINDEX must be written in the script")
        }
        var parts = LikePattern(literal, escape: nil).parts[...]
        let startsAnywhere = parts.first == .any
        let endsAnywhere = parts.last == .any
        if startsAnywhere { parts = parts.dropFirst() }
        if endsAnywhere { parts = parts.dropLast() }
        let core = LikePattern.regularExpression(parts)
        let flags = collation.ignoresCase ? "(?si)" : "(?s)"
        let pattern = flags + "^" + (startsAnywhere ? "(.*?)" : "()") + "(?:\(core))" + (endsAnywhere ? "" : "$")
        return Typed(
            try c.translator.bound(try c.text(1)) { (text) throws(Diagnostic) in
                "CASE WHEN \(text) IS NULL THEN NULL WHEN regexp_matches(\(text), \(SQL.literal(pattern))) "
                    + "THEN CAST(length(regexp_extract(\(text), \(SQL.literal(pattern)), 1)) + 1 AS INTEGER) ELSE 0 END"
            }, .int)
    }

    private static func replace(_ c: Call) throws(Diagnostic) -> Typed {
        let searched = try c.text(1)
        let hasLetters = c[1].literalText.map { $0.contains(where: \.isLetter) } ?? true
        guard try c.collation().ignoresCase, hasLetters else {
            return c.string("replace(\(try c.text(0)), \(searched), \(try c.text(2)))")
        }
        if c[1].literalText == "" { return c.string(try c.text(0)) }
        let replacement = "replace(\(try c.text(2)), '\\', '\\\\')"
        return c.string("regexp_replace(\(try c.text(0)), regexp_escape(\(searched)), \(replacement), 'gi')")
    }
}
