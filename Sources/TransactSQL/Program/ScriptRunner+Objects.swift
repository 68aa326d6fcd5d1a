import Tabular

extension ScriptRunner {
    /// Reads data sources, file formats, procedures and collations that the workspace keeps.
    func loadObjects() async throws {
        guard !hasLoadedObjects else { return }
        hasLoadedObjects = true
        try await reloadObjects()
    }

    func reloadObjects() async throws {
        known.dataSources = [:]
        known.fileFormats = [:]
        known.procedureTexts = [:]
        known.collations = [:]
        let exists = try await host.rows(
            "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'tsql' AND table_name = 'objects'"
        )
        guard !exists.isEmpty else { return }
        let rows = try await host.rows("SELECT kind, schema_name, name, definition FROM \(ObjectStore.relation)")
        for row in rows where row.count == 4 {
            guard let kind = row[0], let schema = row[1], let name = row[2], let definition = row[3] else { continue }
            keep(kind, schema: schema.lowercased(), name: name.lowercased(), definition: definition)
        }
    }

    private func keep(_ kind: String, schema: String, name: String, definition: String) {
        switch kind {
        case "procedure": known.procedureTexts[schema + "." + name] = definition
        case "collations":
            var columns: [String: Collation] = [:]
            for line in definition.split(separator: "\n") {
                let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { columns[parts[0].lowercased()] = Collation(parts[1]) }
            }
            known.collations[schema + "." + name] = columns
        default:
            guard let statement = (try? Script(parsing: definition))?.batches.first?.statements.first else { return }
            switch statement.kind {
            case .createDataSource(let name, let options): known.dataSources[name.name.lowercased()] = options
            case .createFileFormat(let name, let options): known.fileFormats[name.name.lowercased()] = options
            default: break
            }
        }
    }

    /// Looks up the columns of relations.
    func resolve(_ missing: [(relation: String, name: String, position: Position)]) async throws {
        for (relation, name, position) in missing {
            do {
                known.relations[relation] = .some(try await columns(of: relation))
            } catch {
                let problem = Problem(error)
                if problem.kind == .interrupted || problem.remedy != nil { throw problem }
                if problem.detail.hasPrefix("Catalog Error"), problem.detail.contains("does not exist") {
                    known.relations[relation] = .some(nil)
                    continue
                }
                throw Diagnostic(
                    "'\(name)' cannot be read: \(problem.title)", at: position, hint: problem.hint,
                    detail: problem.detail,
                    number: 13807)
            }
        }
    }

    private func columns(of relation: String) async throws -> [ResolvedColumn] {
        if relation.hasPrefix(Translator.identityPrefix) {
            return try await identityColumns(of: String(relation.dropFirst(Translator.identityPrefix.count)))
        }
        let rows = try await host.rows("DESCRIBE SELECT * FROM \(relation)")
        let collations = known.collations[Self.key(of: relation)] ?? [:]
        return rows.compactMap { row in
            guard row.count > 1, let name = row[0], let type = row[1] else { return nil }
            return ResolvedColumn(name, DataType(engine: type), collation: collations[name.lowercased()])
        }
    }

    private func identityColumns(of relation: String) async throws -> [ResolvedColumn] {
        let parts = Self.key(of: relation).split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return [] }
        let table =
            relation.hasPrefix("temp.main.")
            ? Self.key(of: String(relation.dropFirst(5))).split(separator: ".", maxSplits: 1).last.map(String.init)
                ?? "" : parts[1]
        let place =
            relation.hasPrefix("temp.")
            ? "t.temporary" : "NOT t.temporary AND lower(t.schema_name) = \(SQL.literal(parts[0]))"
        let rows = try await host.rows(
            "SELECT c.column_name, c.data_type FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid, database_oid) WHERE \(place) AND "
                + "lower(c.table_name) = \(SQL.literal(table)) AND c.column_default LIKE 'nextval(%_identity%'")
        return rows.compactMap { row in row[0].map { ResolvedColumn($0, DataType(engine: row[1] ?? "")) } }
    }

    /// `"main"."T"` as `main.t`.
    static func key(of relation: String) -> String { relation.replacing("\"", with: "").lowercased() }
}
