extension FunctionTable {
    static let windows: [FunctionDefinition] = [
        FunctionDefinition("ROW_NUMBER", "", "the number of the row", .window, 0...0) { c in
            Typed("row_number()\(c.over)", .bigint)
        },
        FunctionDefinition("RANK", "", "the rank, with gaps", .window, 0...0) { c in Typed("rank()\(c.over)", .bigint)
        },
        FunctionDefinition("DENSE_RANK", "", "the rank, without gaps", .window, 0...0) { c in
            Typed("dense_rank()\(c.over)", .bigint)
        },
        FunctionDefinition("NTILE", "count", "which of so many equal parts", .window, 1...1) { c in
            Typed("ntile(\(try c.int(0)))\(c.over)", .bigint)
        },
        FunctionDefinition("PERCENT_RANK", "", "the rank from 0 to 1", .window, 0...0) { c in
            Typed("percent_rank()\(c.over)", .float)
        },
        FunctionDefinition("CUME_DIST", "", "the share of rows up to this one", .window, 0...0) { c in
            Typed("cume_dist()\(c.over)", .float)
        },
        FunctionDefinition("LAG", "value, rows, otherwise", "the value of an earlier row", .window, 1...3) { c in
            try shifted(c, "lag")
        },
        FunctionDefinition("LEAD", "value, rows, otherwise", "the value of a later row", .window, 1...3) { c in
            try shifted(c, "lead")
        },
        FunctionDefinition("FIRST_VALUE", "value", "the first value of the window", .window, 1...1) { c in
            Typed("first_value(\(c[0].sql)\(nulls(c)))\(c.over)", c[0].type, collation: c[0].collation)
        },
        FunctionDefinition("LAST_VALUE", "value", "the last value of the window", .window, 1...1) { c in
            Typed("last_value(\(c[0].sql)\(nulls(c)))\(c.over)", c[0].type, collation: c[0].collation)
        },
    ]

    private static func nulls(_ c: Call) -> String { c.call.ignoresNulls ? " IGNORE NULLS" : "" }

    private static func shifted(_ c: Call, _ function: String) throws(Diagnostic) -> Typed {
        var list = c[0].sql
        if c.count > 1 { list += ", \(try c.int(1))" }
        if c.count > 2 {
            let same = c[2].type == c[0].type || c[2].type == .null || c[2].type.isText && c[0].type.isText
            list += ", \(same ? c[2].sql : try c.translator.convert(c[2], to: c[0].type, at: c.position).sql)"
        }
        return Typed("\(function)(\(list)\(nulls(c)))\(c.over)", c[0].type, collation: c[0].collation)
    }
}
