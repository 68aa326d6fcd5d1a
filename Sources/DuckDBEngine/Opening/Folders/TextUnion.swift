import Tabular

/// Delimited files whose columns differ, as one table: each is read by itself, and columns are matched by name.
struct TextUnion {
    let session: Session
    /// Up to so many files are read this way.
    private static let most = 64

    static func canHelp(_ problem: Problem, _ files: FileList) -> Bool {
        (2...most).contains(files.paths.count) && problem.title.contains("differ in columns")
    }

    func open(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        var groups: [SchemaUnion.Group] = []
        var sources: [String] = []
        var notes: [String] = []
        for path in files.paths {
            let list = FileList(paths: [path], format: files.format)
            let table = try CSVOpener(session: session).open(list, as: SourceLocation(path), whole: true)
            groups.append(SchemaUnion.Group(files: [path], schema: table.schema))
            sources.append(table.relation.source)
            notes += table.notes.map { "\(path): \($0)" }
        }
        let source = Self.union(sources)
        let schema = try session.schema(of: "SELECT * FROM " + source)
        let absolute = Self.union(sources.map { session.core.sources.absolute(of: $0) ?? $0 })
        session.core.sources.add(source, .file, absolute: absolute)
        return OpenedTable(
            location: location, format: files.format, relation: Relation(source: source), schema: schema,
            needsLoading: true, notes: SchemaUnion(groups).notes(schema) + notes)
    }

    private static func union(_ sources: [String]) -> String {
        "(" + sources.map { "SELECT * FROM " + $0 }.joined(separator: " UNION ALL BY NAME ") + ")"
    }
}
