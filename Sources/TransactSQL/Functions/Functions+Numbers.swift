extension FunctionTable {
    static let numbers: [FunctionDefinition] = [
        FunctionDefinition("ABS", "number", "without its sign", .number, 1...1) { c in
            let (sql, type) = try number(c, 0)
            return Typed("abs(\(sql))", type)
        },
        FunctionDefinition("SIGN", "number", "-1, 0 or 1", .number, 1...1) { c in
            let (sql, type) = try number(c, 0)
            return Typed("CAST(sign(\(sql)) AS \(type.engineName))", type)
        },
        FunctionDefinition("CEILING", "number", "the next whole number above", .number, 1...1) { c in
            try whole(c, "ceil")
        },
        FunctionDefinition("FLOOR", "number", "the next whole number below", .number, 1...1) { c in
            try whole(c, "floor")
        },
        FunctionDefinition(
            "ROUND", "number, places, truncate",
            "rounded to places, halves away from zero; cut off when the third is not 0", .number, 2...3
        ) { c in
            try round(c)
        },
        FunctionDefinition("POWER", "number, exponent", "raised to a power, in the type of the number", .number, 2...2)
        { c in
            let (sql, type) = try number(c, 0)
            let power = "pow(CAST(\(sql) AS DOUBLE), \(try c.float(1)))"
            if type.isApproximate { return Typed(power, .float) }
            if type.isInteger { return Typed("CAST(trunc(\(power)) AS \(type.engineName))", type) }
            if case .decimal(_, let scale) = type {
                let result = DataType.decimal(precision: 38, scale: scale)
                return Typed("CAST(\(power) AS \(result.engineName))", result)
            }
            return Typed("CAST(\(power) AS \(type.engineName))", type)
        },
        FunctionDefinition("SQRT", "number", "the square root", .number, 1...1) { c in
            Typed("sqrt(\(try c.float(0)))", .float)
        },
        FunctionDefinition("SQUARE", "number", "the square", .number, 1...1) { c in
            Typed("pow(\(try c.float(0)), 2)", .float)
        },
        FunctionDefinition("EXP", "number", "e to a power", .number, 1...1) { c in
            Typed("exp(\(try c.float(0)))", .float)
        },
        FunctionDefinition("LOG", "number, base", "the natural logarithm, or to a base", .number, 1...2) { c in
            let log = "ln(\(try c.float(0)))"
            return Typed(c.count == 1 ? log : "(\(log) / ln(\(try c.float(1))))", .float)
        },
        FunctionDefinition("LOG10", "number", "the logarithm to base 10", .number, 1...1) { c in
            Typed("log10(\(try c.float(0)))", .float)
        },
        FunctionDefinition("PI", "", "3.14159…", .number, 0...0) { _ in Typed("pi()", .float) },
        FunctionDefinition("RAND", "", "a random number from 0 to 1, one for the statement", .number, 0...1) { c in
            if c.count == 1 { throw c.refused("RAND with a seed is not supported") }
            return Typed("(SELECT random())", .float)
        },
        FunctionDefinition("SIN", "radians", "the sine", .number, 1...1) { c in Typed("sin(\(try c.float(0)))", .float)
        },
        FunctionDefinition("COS", "radians", "the cosine", .number, 1...1) { c in
            Typed("cos(\(try c.float(0)))", .float)
        },
        FunctionDefinition("TAN", "radians", "the tangent", .number, 1...1) { c in
            Typed("tan(\(try c.float(0)))", .float)
        },
        FunctionDefinition("COT", "radians", "the cotangent", .number, 1...1) { c in
            Typed("cot(\(try c.float(0)))", .float)
        },
        FunctionDefinition("ASIN", "number", "the arc sine", .number, 1...1) { c in
            Typed("asin(\(try c.float(0)))", .float)
        },
        FunctionDefinition("ACOS", "number", "the arc cosine", .number, 1...1) { c in
            Typed("acos(\(try c.float(0)))", .float)
        },
        FunctionDefinition("ATAN", "number", "the arc tangent", .number, 1...1) { c in
            Typed("atan(\(try c.float(0)))", .float)
        },
        FunctionDefinition("ATN2", "y, x", "the angle of a point", .number, 2...2) { c in
            Typed("atan2(\(try c.float(0)), \(try c.float(1)))", .float)
        },
        FunctionDefinition("DEGREES", "radians", "in degrees", .number, 1...1) { c in
            Typed("degrees(\(try c.float(0)))", .float)
        },
        FunctionDefinition("RADIANS", "degrees", "in radians", .number, 1...1) { c in
            Typed("radians(\(try c.float(0)))", .float)
        },
    ]

    /// An argument as a number: strings and bits become one.
    static func number(_ c: Call, _ index: Int) throws(Diagnostic) -> (sql: String, type: DataType) {
        let value = c[index]
        if value.type == .null { return ("CAST(NULL AS INTEGER)", .int) }
        if value.type == .unknown { return (value.sql, .unknown) }
        if case .other = value.type { return (value.sql, value.type) }
        if value.type.isText { return (try c.translator.convert(value, to: .float, at: c.position).sql, .float) }
        if value.type == .bit { return ("CAST(\(value.sql) AS INTEGER)", .int) }
        if value.type == .real { return ("CAST(\(value.sql) AS DOUBLE)", .float) }
        guard value.type.isNumeric else {
            throw Diagnostic("\(c.call.key) takes a number, not \(value.type.name)", at: c.position, number: 8116)
        }
        return (value.sql, value.type)
    }

    private static func whole(_ c: Call, _ function: String) throws(Diagnostic) -> Typed {
        let (sql, type) = try number(c, 0)
        if type.isInteger { return Typed(sql, type) }
        if case .decimal(let precision, _) = type {
            let result = DataType.decimal(precision: precision, scale: 0)
            return Typed("CAST(\(function)(\(sql)) AS \(result.engineName))", result)
        }
        return type.isMoney
            ? Typed("CAST(\(function)(\(sql)) AS \(type.engineName))", type) : Typed("\(function)(\(sql))", type)
    }

    private static func round(_ c: Call) throws(Diagnostic) -> Typed {
        let (sql, type) = try number(c, 0)
        let cuts = c.count == 3 && c[2].literalInteger != 0
        if c.count == 3, c[2].literalInteger == nil {
            throw c.refused("the third argument of ROUND must be a number in the script")
        }
        guard let places = c[1].literalInteger else {
            guard !cuts else { throw c.refused("the places of ROUND must be a number in the script when it cuts off") }
            let rounded = "round(CAST(\(sql) AS DOUBLE), CAST(\(try c.int(1)) AS INTEGER))"
            return type.isApproximate ? Typed(rounded, .float) : Typed("CAST(\(rounded) AS \(type.engineName))", type)
        }
        let power = "1" + String(repeating: "0", count: min(abs(places), 38))
        if type.isApproximate {
            if cuts {
                return Typed(
                    places >= 0 ? "(trunc(\(sql) * \(power)) / \(power))" : "(trunc(\(sql) / \(power)) * \(power))",
                    .float)
            }
            return Typed("round(\(sql), \(places))", .float)
        }
        let result: DataType
        if case .decimal(let precision, let scale) = type {
            result = .decimal(precision: min(38, precision + 1), scale: scale)
        } else {
            result = type
        }
        let scale = type.asDecimal?.scale ?? 0
        if places >= scale { return Typed(sql, type) }
        if cuts {
            let unit =
                places >= 0 ? (places == 0 ? "1" : "0." + String(repeating: "0", count: places - 1) + "1") : power
            return Typed(
                try c.translator.bound(sql) { (x) throws(Diagnostic) in
                    "CAST((\(x) - \(x) % \(unit)) AS \(result.engineName))"
                },
                result)
        }
        if type.isInteger {
            // Whole numbers are rounded without leaving them.
            return Typed(
                try c.translator.bound(sql) { (x) throws(Diagnostic) in
                    "CAST((CAST(\(x) AS HUGEINT) + sign(\(x)) * \(power) // 2) // \(power) * \(power) AS \(type.engineName))"
                }, type)
        }
        return Typed("CAST(round(\(sql), \(places)) AS \(result.engineName))", result)
    }
}
