import Tabular

/// A path into a JSON document: `lax $.a.b[0]`, `strict $."a b"`.
struct JSONPath {
    /// The path as the engine writes it.
    var sql: String
    var isStrict = false

    /// - Returns: nil when it is no path.
    init?(_ text: String) {
        var path = Substring(text).drop { $0 == " " }
        if path.lowercased().hasPrefix("strict ") {
            isStrict = true
            path = path.dropFirst(7)
        } else if path.lowercased().hasPrefix("lax ") {
            path = path.dropFirst(4)
        }
        path = path.drop { $0 == " " }
        guard path.first == "$", !path.contains("*"), !path.contains("..") else { return nil }
        sql = SQL.literal(String(path))
    }
}

extension FunctionTable {
    static let json: [FunctionDefinition] = [
        FunctionDefinition("JSON_VALUE", "json, path", "a string, number or truth value of a document", .json, 2...2) {
            c in
            let path = try jsonPath(c, 1)
            return Typed(
                try c.translator.bound(try document(c)) { (json) throws(Diagnostic) in
                    try scalar(json, path)
                }, .text(TextType(isUnicode: true, length: 4000)))
        },
        FunctionDefinition("JSON_QUERY", "json, path", "an object or array of a document", .json, 1...2) { c in
            let path = try c.count > 1 ? jsonPath(c, 1) : ("'$'", false)
            return Typed(
                try c.translator.bound(try document(c)) { (json) throws(Diagnostic) in
                    try fragment(json, path)
                }, .nvarchar)
        },
        FunctionDefinition("ISJSON", "string", "1 when the string is a JSON object or array", .json, 1...1) { c in
            Typed(
                try c.translator.bound(try c.text(0)) { (json) throws(Diagnostic) in
                    "CASE WHEN \(json) IS NULL THEN NULL WHEN NOT json_valid(\(json)) THEN 0 "
                        + "WHEN json_type(\(json)) IN ('OBJECT', 'ARRAY') THEN 1 ELSE 0 END"
                }, .int)
        },
        FunctionDefinition("JSON_PATH_EXISTS", "json, path", "1 when a path leads to something", .json, 2...2) { c in
            let path = try jsonPath(c, 1)
            return Typed("CAST(json_exists(\(try document(c)), \(path.sql)) AS INTEGER)", .int)
        },
        FunctionDefinition("JSON_MODIFY", "json, path, value", "a document with a value replaced", .json, 3...3) { c in
            throw c.refused(
                "JSON_MODIFY is not supported", hint: "Build the document anew with JSON functions of DuckDB's dialect."
            )
        },
    ]

    /// The document: a nested column of a file becomes one.
    private static func document(_ c: Call) throws(Diagnostic) -> String {
        if case .other = c[0].type { return "CAST(to_json(\(c[0].sql)) AS VARCHAR)" }
        return try c.text(0)
    }

    private static func jsonPath(_ c: Call, _ index: Int) throws(Diagnostic) -> (sql: String, isStrict: Bool) {
        guard let text = c[index].literalText else {
            return ("regexp_replace(\(try c.text(index)), '^\\s*(lax|strict)\\s+', '')", false)
        }
        guard let path = JSONPath(text) else {
            throw Diagnostic(
                "'\(text)' is no JSON path", at: c.position, hint: "A path is like '$.name' or '$.items[0].name'.",
                number: 13607)
        }
        return (path.sql, path.isStrict)
    }

    static let missingProperty = "Property cannot be found on the specified JSON path."

    /// SQL of a value that is no object and no array.
    static func scalar(_ json: String, _ path: (sql: String, isStrict: Bool)) throws(Diagnostic) -> String {
        let value =
            "CASE WHEN json_type(\(json), \(path.sql)) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(\(json), \(path.sql)) END"
        guard path.isStrict else { return value }
        return "CASE WHEN \(json) IS NOT NULL AND json_type(\(json), \(path.sql)) IS NULL "
            + "THEN CAST(error(\(SQL.literal(missingProperty))) AS VARCHAR) ELSE \(value) END"
    }

    /// SQL of an object or array.
    static func fragment(_ json: String, _ path: (sql: String, isStrict: Bool)) throws(Diagnostic) -> String {
        let value =
            "CASE WHEN json_type(\(json), \(path.sql)) IN ('OBJECT', 'ARRAY') THEN CAST(json_extract(\(json), \(path.sql)) AS VARCHAR) END"
        guard path.isStrict else { return value }
        return "CASE WHEN \(json) IS NOT NULL AND json_type(\(json), \(path.sql)) IS NULL "
            + "THEN CAST(error(\(SQL.literal(missingProperty))) AS VARCHAR) ELSE \(value) END"
    }
}
