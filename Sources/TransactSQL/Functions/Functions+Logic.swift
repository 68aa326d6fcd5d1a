import Tabular

extension FunctionTable {
    static let logic: [FunctionDefinition] = [
        FunctionDefinition(
            "ISNULL", "value, replacement", "the replacement where the value is NULL, in the value's type", .logic,
            2...2
        ) { c in
            try isNull(c)
        },
        FunctionDefinition("COALESCE", "value, value, …", "the first value that is not NULL", .logic, 2...1000) { c in
            let (values, type) = try c.translator.unified(c.arguments, at: c.position)
            return Typed(
                "coalesce(\(values.map(\.sql).joined(separator: ", ")))", type,
                collation: c.translator.merged(c.arguments))
        },
        FunctionDefinition("NULLIF", "value, other", "NULL where both are equal", .logic, 2...2) { c in
            let type = c[0].type == .null ? .int : c[0].type
            if c[0].type.isText || c[1].type.isText {
                let equal = try c.translator.compare(c[0], .equal, c[1], at: c.position)
                return Typed("CASE WHEN \(equal) THEN NULL ELSE \(c[0].sql) END", type, collation: c[0].collation)
            }
            let (a, b) = try c.translator.comparable(c[0], c[1], at: c.position)
            return Typed(
                a == c[0].sql ? "nullif(\(a), \(b))" : "CASE WHEN \(a) = \(b) THEN NULL ELSE \(c[0].sql) END", type)
        },
        FunctionDefinition("IIF", "condition, value, otherwise", "one of two values", .logic, 3...3) { c in
            try c.translator.searchedCase(
                [CaseBranch(condition: c.call.arguments[0], result: c.call.arguments[1])], c.call.arguments[2],
                at: c.position)
        },
        FunctionDefinition("CHOOSE", "index, value, value, …", "the value of a number, from 1", .logic, 2...1000) { c in
            let (values, type) = try c.translator.unified(Array(c.arguments.dropFirst()), at: c.position)
            let index = try c.int(0)
            let branches = values.enumerated().map { " WHEN \($0.offset + 1) THEN \($0.element.sql)" }
            return Typed(
                "CASE \(index)\(branches.joined()) END", type,
                collation: c.translator.merged(Array(c.arguments.dropFirst())))
        },
        FunctionDefinition("GREATEST", "value, value, …", "the greatest value, NULL not counted", .logic, 1...254) {
            c in
            try extreme(c, "greatest", .greaterOrEqual)
        },
        FunctionDefinition("LEAST", "value, value, …", "the least value, NULL not counted", .logic, 1...254) { c in
            try extreme(c, "least", .lessOrEqual)
        },
        FunctionDefinition("ISNUMERIC", "expression", "1 when it is a number", .logic, 1...1) { c in
            if c[0].type.isNumeric { return Typed("CASE WHEN \(c[0].sql) IS NULL THEN 0 ELSE 1 END", .int) }
            let pattern = "\\s*[+-]?\\s*[$]?\\s*[+-]?(\\d[\\d,]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*"
            return Typed("CASE WHEN regexp_full_match(\(try c.text(0)), '\(pattern)') THEN 1 ELSE 0 END", .int)
        },
    ]

    private static func isNull(_ c: Call) throws(Diagnostic) -> Typed {
        let (value, other) = (c[0], c[1])
        if value.type == .null { return Typed("coalesce(NULL, \(other.sql))", other.type, collation: other.collation) }
        if other.type == .null || value.type == .unknown {
            return Typed("coalesce(\(value.sql), \(other.sql))", value.type, collation: value.collation)
        }
        let isSame = value.type == other.type
        let replacement = isSame ? other : try c.translator.convert(other, to: value.type, at: c.position)
        return Typed("coalesce(\(value.sql), \(replacement.sql))", value.type, collation: value.collation)
    }

    /// The greatest or least; strings go by their collation.
    private static func extreme(_ c: Call, _ function: String, _ comparison: ComparisonOperator) throws(Diagnostic)
        -> Typed
    {
        let (values, type) = try c.translator.unified(c.arguments, at: c.position)
        guard type.isText else { return Typed("\(function)(\(values.map(\.sql).joined(separator: ", ")))", type) }
        var best = values[0]
        for value in values.dropFirst() {
            let wins = try c.translator.compare(best, comparison, value, at: c.position)
            best.sql =
                "CASE WHEN \(best.sql) IS NULL OR NOT \(wins) THEN coalesce(\(value.sql), \(best.sql)) ELSE \(best.sql) END"
            best.sql = try c.translator.emit(best.sql, at: c.position)
            best.literal = nil
        }
        return best
    }
}
