import Tabular

extension FunctionTable {
    static let moreStrings: [FunctionDefinition] = [
        FunctionDefinition("QUOTENAME", "string, quote", "in brackets or quotes, as a name", .text, 1...2) { c in
            let text = try c.text(0)
            switch c.count > 1 ? c[1].literalText ?? "" : "[" {
            case "[", "]": return c.string("('[' || replace(\(text), ']', ']]') || ']')")
            case "'": return c.string("('''' || replace(\(text), '''', '''''') || '''')")
            case "\"": return c.string("('\"' || replace(\(text), '\"', '\"\"') || '\"')")
            case "(", ")": return c.string("('(' || replace(\(text), ')', '))') || ')')")
            default: throw c.refused("QUOTENAME takes one of [ ] ' \" ( ) in quotes")
            }
        },
        FunctionDefinition(
            "STR", "number, length, decimals", "a number as a string of a length, to the right", .text, 1...3
        ) { c in
            let length = c.count > 1 ? c[1].literalInteger : 10
            let decimals = c.count > 2 ? c[2].literalInteger : 0
            guard let length, let decimals, length >= 0, (0...16).contains(decimals) else {
                throw c.refused("length and decimals of STR must be numbers in the script")
            }
            let number = try c.float(0)
            return Typed(
                try c.translator.bound("printf('%.\(decimals)f', round(\(number), \(decimals)))") {
                    (text) throws(Diagnostic) in
                    "CASE WHEN length(\(text)) > \(length) THEN repeat('*', \(length)) ELSE lpad(\(text), \(length), ' ') END"
                }, .varchar(length))
        },
        FunctionDefinition("STRING_ESCAPE", "string, 'json'", "with what JSON keeps for itself escaped", .text, 2...2) {
            c in
            guard c[1].literalText?.lowercased() == "json" else { throw c.refused("STRING_ESCAPE knows 'json' alone") }
            return c.string("regexp_extract(CAST(to_json(\(try c.text(0))) AS VARCHAR), '^\"(.*)\"$', 1)")
        },
        FunctionDefinition("FORMAT", "value, format, culture", "a number or date in a format of .NET", .text, 2...3) {
            c in
            try format(c)
        },
        FunctionDefinition("HASHBYTES", "algorithm, string", "a checksum: MD5, SHA1 or SHA2_256", .text, 2...2) { c in
            let input = c[1].type == .binary ? c[1].sql : try c.text(1)
            switch c[0].literalText?.uppercased() {
            case "MD5": return Typed("unhex(md5(\(input)))", .binary)
            case "SHA", "SHA1": return Typed("unhex(sha1(\(input)))", .binary)
            case "SHA2_256": return Typed("unhex(sha256(\(input)))", .binary)
            default: throw c.refused("HASHBYTES knows 'MD5', 'SHA1' and 'SHA2_256'")
            }
        },
    ]

    private static func format(_ c: Call) throws(Diagnostic) -> Typed {
        if c.count == 3 {
            guard let culture = c[2].literalText?.lowercased(), ["en-us", "en", ""].contains(culture) else {
                throw c.refused("FORMAT knows the culture 'en-US' alone")
            }
        }
        guard let format = c[1].literalText else { throw c.refused("the format must be written in the script") }
        if c[0].type.isTemporal {
            let stamp =
                c[0].type.isTime
                ? "(DATE '1900-01-01' + \(c[0].sql))" : "CAST(\(c[0].sql) AS TIMESTAMP)"
            let parts = try DateFormat(format).parts(at: c.position)
            return Typed(
                try c.translator.bound(stamp) { (date) throws(Diagnostic) in DateFormat.sql(parts, of: date) },
                .nvarchar)
        }
        guard c[0].type.isNumeric || c[0].type == .null else {
            throw c.refused("FORMAT takes a number or a date", hint: "Cast the value first.")
        }
        let isWhole = c[0].type.isInteger
        return Typed(
            try c.translator.bound(c[0].sql) { (number) throws(Diagnostic) in
                try NumberFormat(format).sql(of: number, isWhole: isWhole, at: c.position)
            }, .nvarchar)
    }
}
