import Foundation
import Tabular

/// Finds out how to read a source, from its name, its first bytes and its headers.
struct SourceOpener {
    let session: Session

    func open(_ location: SourceLocation) throws(Problem) -> OpenedTable {
        let table = try openAny(location)
        guard location.reading.isEmpty || table.format == .csv else {
            throw Problem(
                "\(location.label) is no delimited text: how it is read is written in it",
                hint: "Leave out delimiter, encoding and the like.", kind: .usage)
        }
        return table
    }

    private func openAny(_ location: SourceLocation) throws(Problem) -> OpenedTable {
        guard let first = location.arguments.first else {
            throw Problem("nothing was named to open", hint: "Name a file, a folder or a table.")
        }
        if location.arguments.count == 1 {
            if first == "-" { return try openStandardInput(location) }
            let address = SourceAddress(first)
            if RemoteOpener.isRemote(first) {
                return try RemoteOpener(session: session).open(address, as: location)
            }
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: address.path, isDirectory: &isFolder)
            if exists && isFolder.boolValue { return try openFolder(first, location) }
            if exists { return try openFile(address, as: location) }
            if first.contains("://") {
                throw Problem(
                    "cannot open \(first): there is no way to read such addresses",
                    hint: "Addresses begin with http://, https:// or s3://.", kind: .usage)
            }
            if !first.contains(where: { "*?[".contains($0) }) {
                if let table = try openTable(first, location) { return table }
            }
        }
        return try open(FileList(files: location.arguments.flatMapTyped(expand)), as: location)
    }

    /// The tables inside a source; empty when it is one table itself.
    func parts(of location: SourceLocation) throws(Problem) -> [SourcePart] {
        guard location.arguments.count == 1, let word = location.arguments.first else { return [] }
        let address = SourceAddress(word)
        guard !RemoteOpener.isRemote(word), try format(of: address) != nil else { return [] }
        return switch try format(of: address) {
        case .excel: try ExcelOpener(session: session).parts(address)
        case .sqlite: try SQLiteOpener(session: session).parts(address)
        case .duckdb: try DuckDBFileOpener(session: session).parts(address)
        default: []
        }
    }

    /// A file that is here; a workbook or database needs the name of a part when it has several.
    /// - Parameter whole: whether to check every value, whatever the size.
    func openFile(_ address: SourceAddress, as location: SourceLocation, whole: Bool = false) throws(Problem)
        -> OpenedTable
    {
        switch try format(of: address) {
        case .excel: try ExcelOpener(session: session).open(address, as: location)
        case .sqlite: try SQLiteOpener(session: session).open(address, as: location, whole: whole)
        case .duckdb: try DuckDBFileOpener(session: session).open(address, as: location)
        default: try open(FileList(files: [address.path]), as: location)
        }
    }

    /// The format of a file; nil for a folder, or what is not there.
    private func format(of address: SourceAddress) throws(Problem) -> OpenedTable.Format? {
        let path = URL(fileURLWithPath: address.path).resolvingSymlinksInPath().path
        // Looking into a database that is open here would drop the engine's locks on it.
        if session.core.warehouse.isAt(path) { return .duckdb }
        if session.core.attached.holds(path) { return .duckdb }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: address.path, isDirectory: &isFolder), !isFolder.boolValue
        else { return nil }
        try FileList.check(address.path)
        return try FileFormat.of(address.path)
    }

    private func openFolder(_ folder: String, _ location: SourceLocation) throws(Problem) -> OpenedTable {
        if DeltaOpener.isTable(folder) { return try DeltaOpener(session: session).open(folder, as: location) }
        if IcebergOpener.isTable(folder) { return try IcebergOpener(session: session).open(folder, as: location) }
        let list = try FolderList.files(of: folder)
        guard let only = list.paths.first, list.paths.count == 1,
            list.format == .delta || FileFormat.isContainer(list.format)
        else { return try open(list, as: location) }
        if list.format == .delta { return try DeltaOpener(session: session).open(only, as: location) }
        return try openFile(SourceAddress(path: only), as: location)
    }

    func open(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        if let kept = try session.cached(files, as: location) { return kept }
        var table: OpenedTable
        switch files.format {
        case .parquet: table = try ParquetOpener(session: session).open(files, as: location)
        case .json where location.reading.isEmpty: table = try JSONOpener(session: session).open(files, as: location)
        case .excel, .sqlite, .duckdb, .delta:
            throw Problem(
                "\(files.format.rawValue) files are opened one at a time", hint: "Name one of them.", kind: .usage)
        default: table = try openText(files, as: location)
        }
        table.notes = files.notes + table.notes
        table.fingerprint = Fingerprint.of(files: files.paths)
        return table
    }

    /// Delimited files: as one table, or, when their columns differ, each by itself and matched by name.
    private func openText(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        do throws(Problem) {
            return try CSVOpener(session: session).open(files, as: location)
        } catch  where TextUnion.canHelp(error, files) {
            return try TextUnion(session: session).open(files, as: location)
        }
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
        // It can be read only once.
        if let known = session.core.sources.standardInput {
            return try open(FileList(files: [known]), as: location)
        }
        let path = try StandardInput.copy(to: session.core.scratch, check: session.check)
        session.core.sources.standardInput = path
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
