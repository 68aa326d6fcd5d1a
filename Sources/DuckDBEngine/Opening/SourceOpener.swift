import Foundation
import Tabular

/// Finds out how to read a source, from its name, its first bytes and its headers.
struct SourceOpener {
    let session: Session

    func open(_ location: SourceLocation) throws(Problem) -> OpenedTable {
        guard let first = location.arguments.first else {
            throw Problem("nothing was named to open", hint: "Name a file, a folder or a table.")
        }
        if location.arguments.count == 1 {
            if first == "-" { return try openStandardInput(location) }
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: first, isDirectory: &isFolder)
            if exists && isFolder.boolValue { return try open(FileList(folder: first), as: location) }
            if !exists && first.contains("://") {
                throw Problem(
                    "cannot open \(first): reading over the network needs a linked service",
                    hint: "Download it first, then open the file.", kind: .unreachable)
            }
            if !exists && !first.contains(where: { "*?[".contains($0) }) {
                if let table = try openTable(first, location) { return table }
            }
        }
        return try open(FileList(files: location.arguments.flatMapTyped(expand)), as: location)
    }

    func open(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        var table: OpenedTable =
            switch files.format {
            case .parquet: try ParquetOpener(session: session).open(files, as: location)
            case .json: try JSONOpener(session: session).open(files, as: location)
            default: try CSVOpener(session: session).open(files, as: location)
            }
        table.notes = files.notes + table.notes
        table.fingerprint = Fingerprint.of(files: files.paths)
        return table
    }

    /// The files that a word with `*`, `?` or `[` stands for, in order of their names.
    private func expand(_ word: String) throws(Problem) -> [String] {
        guard word.contains(where: { "*?[".contains($0) }), !FileManager.default.fileExists(atPath: word) else {
            return [word]
        }
        let found = try session.rows("SELECT file FROM glob(\(SQL.literal(word))) ORDER BY 1").compactMap { $0[0] }
        guard !found.isEmpty else {
            throw Problem("no file matches \(word)", hint: "Check the pattern and the folder.")
        }
        return found
    }

    private func openStandardInput(_ location: SourceLocation) throws(Problem) -> OpenedTable {
        let path = try StandardInput.copy(to: session.core.scratch, check: session.check)
        return try open(FileList(files: [path]), as: location)
    }

    /// A table or view of the workspace, or a table of the session; nil when there is none of this name.
    private func openTable(_ name: String, _ location: SourceLocation) throws(Problem) -> OpenedTable? {
        try session.useWorkspace()
        let found = try session.workspaceTables()
        let exact = found.first { $0.name == name } ?? found.first { $0.name.lowercased() == name.lowercased() }
        guard let exact else {
            guard !name.contains("/"), FileFormat.byName(name) == nil else { return nil }
            let names = found.map(\.name)
            throw Problem(
                "cannot open \(name): there is no such file and no such table in the workspace",
                hint: names.isEmpty
                    ? "The workspace has no tables yet." : "Tables: " + names.joined(separator: ", ") + ".")
        }
        let source = SQL.identifier(exact.name)
        let relation = Relation(source: source)
        let schema = try session.schema(of: relation.sql)
        if exact.isView {
            session.core.sources.add(source, .view)
            return OpenedTable(
                location: location, format: .view, relation: relation, schema: schema, needsLoading: true,
                fingerprint: "view:" + exact.name)
        }
        let count = try session.integer("SELECT count(*) FROM " + source)
        let hasAddress = !schema.names.contains { $0.lowercased() == "rowid" }
        session.core.sources.add(source, hasAddress ? .table : .view)
        return OpenedTable(
            location: location, format: .table, relation: relation, schema: schema, rowCount: count,
            fingerprint: "table:\(exact.name):\(count ?? 0)")
    }
}

extension Array {
    /// `flatMap` that keeps the error's type.
    fileprivate func flatMapTyped<T>(_ transform: (Element) throws(Problem) -> [T]) throws(Problem) -> [T] {
        var result: [T] = []
        for element in self { result += try transform(element) }
        return result
    }
}
