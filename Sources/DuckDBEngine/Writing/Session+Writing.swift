import Foundation
import Tabular

extension Session {
    /// Streams a query's answer to where it is wanted. Failing or cancelled, it leaves nothing behind.
    func write(
        _ query: String, to destination: Destination, progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> WrittenTable {
        tally.reset()
        let count: Int? =
            switch destination {
            case .parquet(let path): try copy(query, to: path, options: Self.parquetOptions, progress)
            case .csv(let path):
                try copy(
                    query, to: path, options: "FORMAT csv, HEADER, DELIMITER '\(Self.delimiter(of: path))'", progress)
            case .json(let path):
                try copy(
                    SQL.forJSON(query, columns: try schema(of: query).columns), to: path,
                    options: "FORMAT json, ARRAY \(!path.lowercased().hasSuffix("l"))", progress)
            case .markdown(let path): try copyMarkdown(query, to: path, progress)
            case .excel(let path): try copyExcel(query, to: path, progress)
            case .table(let name, let replace): try createTable(name, query, replace: replace, progress)
            case .view(let name, let replace): try createView(name, query, replace: replace)
            }
        return WrittenTable(destination: destination, rowCount: count)
    }

    /// Row groups of twice the engine's usual size: each batch read, usually a row group, writes at most one, so
    /// batches do not pile up in memory while they wait for their turn.
    private static let parquetOptions = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 245760"

    private static func delimiter(of path: String) -> String { path.lowercased().hasSuffix(".tsv") ? "\t" : "," }

    /// Rows as lines of a table in Markdown, made by the engine.
    private func copyMarkdown(
        _ query: String, to path: String, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> Int {
        let columns = try schema(of: query).columns
        let cell = { (text: String) in "replace(replace(\(text), '|', '\\|'), chr(10), '<br>')" }
        let values = columns.indices.map { cell("coalesce(CAST(c\($0) AS VARCHAR), '')") }
        let names = columns.map { cell(SQL.literal($0.name)) }
        let rule = columns.map { SQL.literal($0.type.isNumeric ? "---:" : "---") }
        let line = { (parts: [String]) in "'| ' || " + parts.joined(separator: " || ' | ' || ") + " || ' |'" }
        let list = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        let text =
            "SELECT \(line(names)) UNION ALL SELECT \(line(rule)) UNION ALL "
            + "SELECT \(line(values)) FROM (\n\(query)\n) AS t(\(list))"
        // A delimiter and a quote that no text has keep lines as they are.
        let options = "FORMAT csv, HEADER false, DELIMITER E'\\x01', QUOTE '', ESCAPE ''"
        return max(0, try copy(text, to: path, options: options, progress) - 2)
    }

    private func copyExcel(
        _ query: String, to path: String, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> Int {
        try require("excel")
        let cells = try WorkbookCells(session: self).query(query)
        return try copy(cells, to: path, options: "FORMAT xlsx, HEADER true", progress)
    }

    private func copy(
        _ query: String, to path: String, options: String, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> Int {
        let file = try NewFile(path: path)
        let sql = "COPY (\n\(query)\n) TO \(SQL.literal(file.temporaryPath)) (\(options), USE_TMP_FILE false)"
        let count = try countingRows(progress) { () throws(Problem) in
            do throws(Problem) {
                return try core.memoryCap.bound(self) { () throws(Problem) in try run(sql).rowsChanged }
            } catch { throw file.explain(error) }
        }
        try check()
        try file.keep()
        return count
    }

    private func createTable(
        _ name: String, _ query: String, replace: Bool, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> Int {
        try inWorkspace(name, replace: replace) { target throws(Problem) in
            try countingRows(progress) { () throws(Problem) in
                try integer("CREATE TABLE \(target) AS\n\(query)") ?? 0
            }
        }
    }

    private func createView(_ name: String, _ query: String, replace: Bool) throws(Problem) -> Int? {
        // Views are read from other folders and in other sessions too.
        let query = core.sources.withAbsolutePaths(query)
        let passing = ["session.main.", "session_files.main.", core.scratch.path]
        guard !passing.contains(where: query.contains) else {
            throw Problem(
                "a view cannot rest on rows that were loaded for this session only",
                hint: "Save it as a table, or start from a file or a workspace table.")
        }
        try inWorkspace(name, replace: replace) { target throws(Problem) in
            _ = try run("CREATE VIEW \(target) AS\n\(query)")
        }
        return nil
    }

    /// A view that has taken the name of what it reads can never be read: its making is undone then.
    private func checkView(_ target: String, name: String) throws(Problem) {
        do throws(Problem) {
            _ = try run("DESCRIBE \(target)")
        } catch {
            throw Problem(
                "\(name) cannot be replaced by a view that reads it", detail: error.detail,
                hint: "Choose another name, or make a table.")
        }
    }

    /// Makes something of a new name, in one transaction with the removal of what had the name.
    private func inWorkspace<T>(
        _ name: String, replace: Bool, _ make: (String) throws(Problem) -> T
    ) throws(Problem) -> T {
        if let reason = core.warehouse.readOnlyReason {
            throw Problem(
                "cannot write \(name): \(reason)", hint: "Write to a file, or choose another --workspace.",
                kind: .unreachable)
        }
        let target = "workspace.main." + SQL.identifier(name)
        let existing = try workspaceTables().first { $0.name.lowercased() == name.lowercased() }
        if let existing, !replace {
            throw Problem(
                "the workspace already has a \(existing.isView ? "view" : "table") called \(existing.name)",
                hint: "Choose another name, or ask to replace it.")
        }
        _ = try run("BEGIN")
        do throws(Problem) {
            // The old one is read while the new one is made, so it goes last.
            let interim =
                existing == nil ? target : "workspace.main." + SQL.identifier("new \(name) \(core.nextNumber())")
            let result = try make(interim)
            if let existing {
                let kind = existing.isView ? "VIEW" : "TABLE"
                _ = try run("DROP \(kind) workspace.main.\(SQL.identifier(existing.name))")
                let newKind = try workspaceTables().first { interim.hasSuffix(SQL.identifier($0.name)) }
                _ = try run(
                    "ALTER \(newKind?.isView == true ? "VIEW" : "TABLE") \(interim) RENAME TO \(SQL.identifier(name))")
                if newKind?.isView == true { try checkView(target, name: name) }
            }
            _ = try run("COMMIT")
            return result
        } catch {
            afterwards { () throws(Problem) in _ = try run("ROLLBACK") }
            throw error
        }
    }
}
