import Tabular

extension FunctionTable {
    static let aggregates: [FunctionDefinition] = [
        FunctionDefinition("COUNT", "expression | *", "how many rows or values, as an int", .aggregate, 1...1) { c in
            Typed("CAST(\(try count(c)) AS INTEGER)", .int)
        },
        FunctionDefinition("COUNT_BIG", "expression | *", "how many rows or values, as a bigint", .aggregate, 1...1) {
            c in
            Typed(try count(c), .bigint)
        },
        FunctionDefinition("SUM", "number", "the sum, in the type of the numbers", .aggregate, 1...1) { c in try sum(c)
        },
        FunctionDefinition("AVG", "number", "the mean, in the type of the numbers", .aggregate, 1...1) { c in
            try average(c)
        },
        FunctionDefinition("MIN", "expression", "the least value", .aggregate, 1...1) { c in try extreme(c, "min") },
        FunctionDefinition("MAX", "expression", "the greatest value", .aggregate, 1...1) { c in try extreme(c, "max") },
        FunctionDefinition("STDEV", "number", "the standard deviation of a sample", .aggregate, 1...1) { c in
            try spread(c, "stddev_samp")
        },
        FunctionDefinition("STDEVP", "number", "the standard deviation of all", .aggregate, 1...1) { c in
            try spread(c, "stddev_pop")
        },
        FunctionDefinition("VAR", "number", "the variance of a sample", .aggregate, 1...1) { c in
            try spread(c, "var_samp")
        },
        FunctionDefinition("VARP", "number", "the variance of all", .aggregate, 1...1) { c in try spread(c, "var_pop")
        },
        FunctionDefinition("APPROX_COUNT_DISTINCT", "expression", "about how many different values", .aggregate, 1...1)
        { c in
            Typed("approx_count_distinct(\(c.translator.key(c[0])))\(c.over)", .bigint)
        },
        FunctionDefinition(
            "STRING_AGG", "string, separator", "the strings as one; WITHIN GROUP (ORDER BY …) gives their order",
            .aggregate, 2...2
        ) { c in
            guard c.call.window == nil else { throw c.refused("STRING_AGG takes no OVER clause") }
            var order = ""
            if !c.call.withinGroup.isEmpty {
                order = try c.translator.orderClause(c.call.withinGroup, outputs: [])
            }
            return c.string("string_agg(\(try c.text(0)), \(try c.text(1))\(order))")
        },
        FunctionDefinition("GROUPING", "expression", "1 where a row is a total over the expression", .aggregate, 1...1)
        { c in
            Typed("CAST(grouping(\(try c.translator.groupingKey(c.call.arguments[0]))) AS UTINYINT)", .tinyint)
        },
        FunctionDefinition("GROUPING_ID", "expression, …", "the levels of grouping as bits", .aggregate, 1...32) { c in
            let keys = try mapped(c.call.arguments) { (argument) throws(Diagnostic) in
                try c.translator.groupingKey(argument)
            }
            return Typed("CAST(grouping(\(keys.joined(separator: ", "))) AS INTEGER)", .int)
        },
        percentile("PERCENTILE_CONT", "quantile_cont", "an interpolated quantile"),
        percentile("PERCENTILE_DISC", "quantile_disc", "a quantile that is one of the values"),
    ]

    private static func percentile(_ name: String, _ function: String, _ meaning: String) -> FunctionDefinition {
        FunctionDefinition(
            name, "fraction", "\(meaning): WITHIN GROUP (ORDER BY x) OVER (PARTITION BY y)", .aggregate, 1...1
        ) { c in
            guard c.call.withinGroup.count == 1, let item = c.call.withinGroup.first else {
                throw c.refused("\(name) needs WITHIN GROUP (ORDER BY …)")
            }
            let value = try c.translator.value(item.expression)
            let fraction = item.isDescending ? "1 - \(c[0].sql)" : c[0].sql
            let sql =
                "\(function)(\(name == "PERCENTILE_CONT" ? "CAST(\(value.sql) AS DOUBLE)" : value.sql), \(fraction))\(c.over)"
            return Typed(sql, name == "PERCENTILE_CONT" ? .float : value.type)
        }
    }

    private static func distinct(_ c: Call) -> String { c.call.isDistinct ? "DISTINCT " : "" }

    private static func count(_ c: Call) throws(Diagnostic) -> String {
        if c.call.isStar || c.count == 0 { return "count(*)\(c.over)" }
        return "count(\(distinct(c))\(c.call.isDistinct ? c.translator.key(c[0]) : c[0].sql))\(c.over)"
    }

    /// An argument that can be summed.
    private static func summand(_ c: Call) throws(Diagnostic) -> (sql: String, type: DataType) {
        let value = c[0]
        if value.type == .unknown { return (value.sql, .unknown) }
        if value.type == .null { return ("CAST(NULL AS INTEGER)", .int) }
        if case .other = value.type { return (value.sql, value.type) }
        guard value.type.isNumeric, value.type != .bit else {
            throw Diagnostic(
                "\(c.call.key) takes numbers, not \(value.type.name)", at: c.position,
                hint: value.type == .bit ? "Cast it to int first." : "Cast it to a number first.", number: 8117)
        }
        return (value.type.isApproximate ? "CAST(\(value.sql) AS DOUBLE)" : value.sql, value.type)
    }

    /// The type of a sum.
    private static func sumType(_ type: DataType) -> DataType {
        switch type {
        case .tinyint, .smallint, .int: .int
        case .decimal(_, let scale): .decimal(precision: 38, scale: scale)
        case .money, .smallmoney: .money
        case .real, .float: .float
        default: type
        }
    }

    private static func sum(_ c: Call) throws(Diagnostic) -> Typed {
        let (sql, type) = try summand(c)
        let result = sumType(type)
        let sum = "sum(\(distinct(c))\(sql))\(c.over)"
        return Typed(type.isInteger || type.isMoney ? "CAST(\(sum) AS \(result.engineName))" : sum, result)
    }

    private static func average(_ c: Call) throws(Diagnostic) -> Typed {
        let (sql, type) = try summand(c)
        let sum = "sum(\(distinct(c))\(sql))\(c.over)"
        let count = "count(\(distinct(c))\(sql))\(c.over)"
        if type.isInteger { return Typed("CAST(\(sum) // \(count) AS \(sumType(type).engineName))", sumType(type)) }
        guard let digits = type.asDecimal else { return Typed("avg(\(distinct(c))\(sql))\(c.over)", .float) }
        // To the last digit: at least six places, cut off.
        let scale = type.isMoney ? 4 : max(digits.scale, 6)
        let result = type.isMoney ? DataType.money : .decimal(precision: 38, scale: scale)
        let power = "1" + String(repeating: "0", count: scale)
        let unit = "0." + String(repeating: "0", count: scale - 1) + "1"
        let whole = "CAST(\(sum) * \(power) AS HUGEINT)"
        return Typed("CAST(CAST(\(whole) // \(count) AS DECIMAL(38,0)) * \(unit) AS \(result.engineName))", result)
    }

    private static func extreme(_ c: Call, _ function: String) throws(Diagnostic) -> Typed {
        let value = c[0]
        guard value.type.isText else {
            return Typed("\(function)(\(value.sql))\(c.over)", value.type == .null ? .int : value.type)
        }
        return c.string("arg_\(function)(\(value.sql), \(c.translator.key(value)))\(c.over)", value.type)
    }

    private static func spread(_ c: Call, _ function: String) throws(Diagnostic) -> Typed {
        let (sql, _) = try summand(c)
        return Typed("\(function)(\(distinct(c))CAST(\(sql) AS DOUBLE))\(c.over)", .float)
    }
}
