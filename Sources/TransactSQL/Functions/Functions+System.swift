import Tabular

extension FunctionTable {
    static let system: [FunctionDefinition] = [
        FunctionDefinition("NEWID", "", "a new uniqueidentifier", .system, 0...0) { _ in
            Typed("gen_random_uuid()", .uniqueidentifier)
        },
        FunctionDefinition("NEWSEQUENTIALID", "", "a new uniqueidentifier", .system, 0...0) { _ in
            Typed("gen_random_uuid()", .uniqueidentifier)
        },
        FunctionDefinition("DB_NAME", "", "the name of the database", .system, 0...0) { c in
            Typed(SQL.literal(c.translator.settings.catalog), .nvarchar)
        },
        FunctionDefinition("DB_ID", "name", "the number of the database", .system, 0...1) { _ in Typed("1", .int) },
        FunctionDefinition("SCHEMA_NAME", "", "the name of the schema", .system, 0...1) { _ in Typed("'dbo'", .nvarchar)
        },
        FunctionDefinition("USER_NAME", "", "the name of the user", .system, 0...1) { _ in Typed("'dbo'", .nvarchar) },
        FunctionDefinition("CURRENT_USER", "", "the name of the user", .system, 0...0) { _ in Typed("'dbo'", .nvarchar)
        },
        FunctionDefinition("SESSION_USER", "", "the name of the user", .system, 0...0) { _ in Typed("'dbo'", .nvarchar)
        },
        FunctionDefinition("SYSTEM_USER", "", "the name of the login", .system, 0...0) { _ in
            Typed("'atelier'", .nvarchar)
        },
        FunctionDefinition("USER", "", "the name of the user", .system, 0...0) { _ in Typed("'dbo'", .nvarchar) },
        FunctionDefinition("SUSER_SNAME", "", "the name of the login", .system, 0...0) { _ in
            Typed("'atelier'", .nvarchar)
        },
        FunctionDefinition("SUSER_NAME", "", "the name of the login", .system, 0...0) { _ in
            Typed("'atelier'", .nvarchar)
        },
        FunctionDefinition("HOST_NAME", "", "the name of the machine", .system, 0...0) { _ in
            Typed("'localhost'", .nvarchar)
        },
        FunctionDefinition(
            "OBJECT_ID", "name, kind", "the number of a table, view or procedure; NULL when there is none", .system,
            1...2
        ) { c in
            try objectID(c)
        },
        FunctionDefinition("SCHEMA_ID", "name", "the number of a schema; NULL when there is none", .system, 0...1) {
            c in
            guard c.count == 1 else { return Typed("1", .int) }
            let name = try c.text(0)
            return Typed(
                "(SELECT CAST(min(oid) AS INTEGER) FROM duckdb_schemas() WHERE database_name = current_database() AND "
                    + "lower(schema_name) = CASE lower(\(name)) WHEN 'dbo' THEN 'main' ELSE lower(\(name)) END)", .int)
        },
        FunctionDefinition(
            "DATABASEPROPERTYEX", "database, property", "a property of the database: Collation", .system, 2...2
        ) { c in
            guard c[1].literalText?.lowercased() == "collation" else { return Typed("NULL", .nvarchar) }
            return Typed(SQL.literal(c.translator.settings.collation.name), .nvarchar)
        },
        error("ERROR_MESSAGE", "what went wrong, inside of CATCH", .nvarchar),
        error("ERROR_NUMBER", "the number of the error, inside of CATCH", .int),
        error("ERROR_LINE", "the line of the error, inside of CATCH", .int),
        error("ERROR_SEVERITY", "how grave the error is, inside of CATCH", .int),
        error("ERROR_STATE", "the state of the error, inside of CATCH", .int),
        error("ERROR_PROCEDURE", "the procedure of the error, inside of CATCH", .nvarchar),
        FunctionDefinition("XACT_STATE", "", "1 inside of a transaction", .system, 0...0) { _ in
            Typed(
                "CAST(CASE WHEN coalesce(getvariable('@@trancount'), 0) > 0 THEN 1 ELSE 0 END AS SMALLINT)", .smallint)
        },
    ]

    private static func error(_ name: String, _ meaning: String, _ type: DataType) -> FunctionDefinition {
        FunctionDefinition(name, "", meaning, .system, 0...0) { _ in
            Typed("CAST(getvariable(\(SQL.literal(name.lowercased()))) AS \(type.engineName))", type)
        }
    }

    private static func objectID(_ c: Call) throws(Diagnostic) -> Typed {
        guard let text = c[0].literalText else {
            throw c.refused("the name given to OBJECT_ID must be written in the script")
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            String(part).trimmingBrackets
        }
        let name = SQL.literal((parts.last ?? "").lowercased())
        if (parts.last ?? "").hasPrefix("#") {
            return Typed(
                "(SELECT CAST(min(table_oid) AS INTEGER) FROM duckdb_tables() WHERE temporary AND lower(table_name) = \(name))",
                .int)
        }
        let schema =
            parts.count > 1 ? c.translator.engineSchema(parts[parts.count - 2]) : c.translator.settings.mainSchema
        let isProcedure = c.translator.known.procedures.contains(
            schema.lowercased() + "." + (parts.last ?? "").lowercased())
        let place =
            "database_name = current_database() AND lower(schema_name) = \(SQL.literal(schema.lowercased())) AND NOT internal"
        return Typed(
            "(SELECT CAST(min(oid) AS INTEGER) FROM (SELECT table_oid AS oid FROM duckdb_tables() WHERE \(place) AND lower(table_name) = \(name) "
                + "UNION ALL SELECT view_oid FROM duckdb_views() WHERE \(place) AND lower(view_name) = \(name) "
                + "\(isProcedure ? "UNION ALL SELECT 1" : "")))",
            .int)
    }
}

extension String {
    /// Without brackets or quotes around it.
    var trimmingBrackets: String {
        if hasPrefix("["), hasSuffix("]") || hasPrefix("\"") && hasSuffix("\"") {
            return String(dropFirst().dropLast())
        }
        return self
    }
}
