import Tabular

/// `sys.tables`, `INFORMATION_SCHEMA.COLUMNS` and their like, as queries over the engine's own catalogs.
struct SystemCatalog {
    var sql: String
    var columns: [SourceColumn]

    /// The catalog view of a name; nil when the name is none.
    static func relation(_ name: ObjectName, catalog: String, mainSchema: String) throws(Diagnostic) -> SystemCatalog? {
        let schema = name.schema?.lowercased()
        guard schema == "sys" || schema == "information_schema" else { return nil }
        let views = schema == "sys" ? sysViews : informationViews
        guard let view = views[name.object.lowercased()] else {
            let near = EditDistance.nearest(to: name.object, among: Array(views.keys))
            throw Diagnostic(
                "the catalog view \(name.label) is not supported", at: name.position,
                hint: near.map { "Did you mean \($0)?" } ?? "There are \(views.keys.sorted().joined(separator: ", ")).",
                number: 208)
        }
        let filled = view.sql.replacing(
            "{here}", with: "database_name = \(SQL.literal(catalog)) AND NOT internal AND schema_name <> 'tsql'"
        )
        .replacing("{schema}", with: "CASE schema_name WHEN \(SQL.literal(mainSchema)) THEN 'dbo' ELSE schema_name END")
        .replacing("{catalog}", with: SQL.literal(catalog)).replacing("{type}", with: typeName)
        return SystemCatalog(sql: "(\(filled))", columns: view.columns)
    }

    private struct View {
        var sql: String
        var columns: [SourceColumn]

        init(_ sql: String, _ columns: [(String, DataType)]) {
            self.sql = sql
            self.columns = columns.map { SourceColumn(name: $0.0, type: $0.1) }
        }
    }

    /// The engine's types by the names that T-SQL has for them.
    private static let typeName =
        "CASE WHEN data_type = 'BOOLEAN' THEN 'bit' WHEN data_type = 'UTINYINT' THEN 'tinyint' "
        + "WHEN data_type IN ('TINYINT', 'SMALLINT') THEN 'smallint' WHEN data_type IN ('INTEGER', 'USMALLINT') THEN 'int' "
        + "WHEN data_type IN ('BIGINT', 'UINTEGER') THEN 'bigint' WHEN data_type LIKE 'DECIMAL%' OR data_type LIKE '%HUGEINT' "
        + "OR data_type = 'UBIGINT' THEN 'decimal' WHEN data_type = 'FLOAT' THEN 'real' WHEN data_type = 'DOUBLE' THEN 'float' "
        + "WHEN data_type = 'VARCHAR' THEN 'varchar' WHEN data_type = 'DATE' THEN 'date' WHEN data_type LIKE 'TIMESTAMP WITH%' "
        + "THEN 'datetimeoffset' WHEN data_type LIKE 'TIMESTAMP%' THEN 'datetime2' WHEN data_type LIKE 'TIME%' THEN 'time' "
        + "WHEN data_type = 'UUID' THEN 'uniqueidentifier' WHEN data_type = 'BLOB' THEN 'varbinary' ELSE lower(data_type) END"

    private static let objectColumns: [(String, DataType)] = [
        ("name", .nvarchar), ("object_id", .int), ("schema_id", .int), ("type", .varchar(2)), ("type_desc", .nvarchar),
    ]

    private static let tables =
        "SELECT table_name AS \"name\", CAST(table_oid AS INTEGER) AS \"object_id\", CAST(schema_oid AS INTEGER) "
        + "AS \"schema_id\", 'U' AS \"type\", 'USER_TABLE' AS \"type_desc\" FROM duckdb_tables() WHERE {here}"
    private static let views =
        "SELECT view_name AS \"name\", CAST(view_oid AS INTEGER) AS \"object_id\", CAST(schema_oid AS INTEGER) "
        + "AS \"schema_id\", 'V' AS \"type\", 'VIEW' AS \"type_desc\" FROM duckdb_views() WHERE {here}"

    private static let sysViews: [String: View] = [
        "tables": View(tables, objectColumns), "views": View(views, objectColumns),
        "objects": View("\(tables) UNION ALL \(views)", objectColumns),
        "external_tables": View("\(views) AND comment = 'external table'", objectColumns),
        "schemas": View(
            "SELECT {schema} AS \"name\", CAST(oid AS INTEGER) AS \"schema_id\" FROM duckdb_schemas() WHERE database_name = {catalog} "
                + "AND schema_name NOT IN ('information_schema', 'pg_catalog', 'tsql')",
            [("name", .nvarchar), ("schema_id", .int)]),
        "columns": View(
            "SELECT CAST(table_oid AS INTEGER) AS \"object_id\", column_name AS \"name\", CAST(column_index AS INTEGER) AS "
                + "\"column_id\", {type} AS \"type_name\", is_nullable AS \"is_nullable\", CAST(numeric_precision AS INTEGER) AS "
                + "\"precision\", CAST(numeric_scale AS INTEGER) AS \"scale\" FROM duckdb_columns() WHERE {here}",
            [
                ("object_id", .int), ("name", .nvarchar), ("column_id", .int), ("type_name", .nvarchar),
                ("is_nullable", .bit), ("precision", .int), ("scale", .int),
            ]),
        "databases": View(
            "SELECT {catalog} AS \"name\", 1 AS \"database_id\"", [("name", .nvarchar), ("database_id", .int)]),
    ]

    private static let informationViews: [String: View] = [
        "tables": View(
            "SELECT {catalog} AS \"TABLE_CATALOG\", {schema} AS \"TABLE_SCHEMA\", table_name AS \"TABLE_NAME\", 'BASE TABLE' AS "
                + "\"TABLE_TYPE\" FROM duckdb_tables() WHERE {here} UNION ALL SELECT {catalog}, {schema}, view_name, 'VIEW' "
                + "FROM duckdb_views() WHERE {here}",
            [
                ("TABLE_CATALOG", .nvarchar), ("TABLE_SCHEMA", .nvarchar), ("TABLE_NAME", .nvarchar),
                ("TABLE_TYPE", .varchar(10)),
            ]),
        "views": View(
            "SELECT {catalog} AS \"TABLE_CATALOG\", {schema} AS \"TABLE_SCHEMA\", view_name AS \"TABLE_NAME\", sql AS "
                + "\"VIEW_DEFINITION\" FROM duckdb_views() WHERE {here}",
            [
                ("TABLE_CATALOG", .nvarchar), ("TABLE_SCHEMA", .nvarchar), ("TABLE_NAME", .nvarchar),
                ("VIEW_DEFINITION", .nvarchar),
            ]),
        "schemata": View(
            "SELECT {catalog} AS \"CATALOG_NAME\", {schema} AS \"SCHEMA_NAME\" FROM duckdb_schemas() WHERE database_name = {catalog} "
                + "AND schema_name NOT IN ('information_schema', 'pg_catalog', 'tsql')",
            [("CATALOG_NAME", .nvarchar), ("SCHEMA_NAME", .nvarchar)]),
        "columns": View(
            "SELECT {catalog} AS \"TABLE_CATALOG\", {schema} AS \"TABLE_SCHEMA\", table_name AS \"TABLE_NAME\", column_name AS "
                + "\"COLUMN_NAME\", CAST(column_index AS INTEGER) AS \"ORDINAL_POSITION\", column_default AS \"COLUMN_DEFAULT\", CASE WHEN "
                + "is_nullable THEN 'YES' ELSE 'NO' END AS \"IS_NULLABLE\", {type} AS \"DATA_TYPE\", CASE WHEN data_type = 'VARCHAR' "
                + "THEN -1 END AS \"CHARACTER_MAXIMUM_LENGTH\", CAST(numeric_precision AS INTEGER) AS \"NUMERIC_PRECISION\", "
                + "CAST(numeric_scale AS INTEGER) AS \"NUMERIC_SCALE\" FROM duckdb_columns() WHERE {here}",
            [
                ("TABLE_CATALOG", .nvarchar), ("TABLE_SCHEMA", .nvarchar), ("TABLE_NAME", .nvarchar),
                ("COLUMN_NAME", .nvarchar),
                ("ORDINAL_POSITION", .int), ("COLUMN_DEFAULT", .nvarchar), ("IS_NULLABLE", .varchar(3)),
                ("DATA_TYPE", .nvarchar),
                ("CHARACTER_MAXIMUM_LENGTH", .int), ("NUMERIC_PRECISION", .int), ("NUMERIC_SCALE", .int),
            ]),
    ]
}
