import Tabular

extension Translator {
    /// `OPENJSON(document, path) WITH (…)`
    func openJSON(_ json: OpenJSON, _ alias: TableAlias, isLateral: Bool) throws(Diagnostic) -> String {
        let document = try inScope(of: isLateral ? scope : scope.parent) { () throws(Diagnostic) in
            let value = try self.value(json.document)
            if case .other = value.type { return "CAST(to_json(\(value.sql)) AS VARCHAR)" }
            return try self.text(value, at: json.position).sql
        }
        let path = try json.path.map { (expression) throws(Diagnostic) in try self.jsonPath(expression) } ?? "'$'"
        guard !json.columns.isEmpty else { return try pairs(document, path, alias, at: json.position) }
        let item = identifier(freshAlias())
        let items = try mapped(json.columns) { (column) throws(Diagnostic) in
            "\(try self.jsonValue(column, of: "\(item).e")) AS \(self.identifier(column.name.name))"
        }
        let part = "json_extract(\(document), \(path))"
        let rows = try bound(part) { (value) throws(Diagnostic) in
            "CASE json_type(\(value)) WHEN 'ARRAY' THEN json_extract(\(value), '$[*]') WHEN 'OBJECT' THEN [\(value)] END"
        }
        let sql = "(SELECT \(items.joined(separator: ", ")) FROM (SELECT unnest(\(rows)) AS e) AS \(item))"
        let columns = try mapped(json.columns) { (column) throws(Diagnostic) in try self.declared(column) }
        return try add(sql, alias, columns: columns, at: json.position)
    }

    private func jsonPath(_ expression: Expression) throws(Diagnostic) -> String {
        let value = try value(expression)
        guard let text = value.literalText else {
            return "regexp_replace(\(try self.text(value, at: expression.position).sql), '^\\s*(lax|strict)\\s+', '')"
        }
        guard let path = JSONPath(text) else {
            throw Diagnostic(
                "'\(text)' is no JSON path", at: expression.position, hint: "A path is like '$.items'.", number: 13607)
        }
        return path.sql
    }

    private func jsonValue(_ column: FileColumn, of element: String) throws(Diagnostic) -> String {
        let text = column.path ?? "$.\"\(column.name.name)\""
        guard let path = JSONPath(text) else {
            throw Diagnostic(
                "'\(text)' is no JSON path", at: column.name.position, hint: "A path is like '$.name'.", number: 13607)
        }
        if column.isJSON { return try FunctionTable.fragment(element, (path.sql, path.isStrict)) }
        let value = Typed(
            try FunctionTable.scalar(element, (path.sql, path.isStrict)), .text(TextType(isUnicode: true)))
        return try convert(value, to: try DataType(column.type, in: .declaration), at: column.name.position).sql
    }

    /// Without WITH: a row for each element or property, with key, value and type.
    private func pairs(
        _ document: String, _ path: String, _ alias: TableAlias, at position: Position
    ) throws(Diagnostic) -> String {
        let inner = identifier(freshAlias())
        let kind =
            "CASE \(inner).type WHEN 'NULL' THEN 0 WHEN 'VARCHAR' THEN 1 WHEN 'BOOLEAN' THEN 3 WHEN 'ARRAY' THEN 4 "
            + "WHEN 'OBJECT' THEN 5 ELSE 2 END"
        let value =
            "CASE WHEN \(inner).type IN ('ARRAY', 'OBJECT') THEN CAST(\(inner).value AS VARCHAR) "
            + "ELSE json_extract_string(\(inner).value, '$') END"
        let sql =
            "(SELECT CAST(\(inner).key AS VARCHAR) AS \"key\", \(value) AS \"value\", \(kind) AS \"type\" "
            + "FROM json_each(json_extract(\(document), \(path))) AS \(inner))"
        let columns = [
            SourceColumn(name: "key", type: .nvarchar), SourceColumn(name: "value", type: .nvarchar),
            SourceColumn(name: "type", type: .int),
        ]
        return try add(sql, alias, columns: columns, at: position)
    }
}
