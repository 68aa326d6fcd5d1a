import Querying
import Screen
import Tabular

extension DataState {
    mutating func reduceTree(_ action: TreeAction, _ size: Size) -> [Effect] {
        let height = DataLayout(self, size).tree?.height ?? 0
        switch action {
        case .move(let step): tree.move(to: tree.cursor + step, height: height)
        case .moveTo(let row): tree.move(to: row, height: height)
        case .enter: return enter()
        case .collapse: collapse()
        case .refresh:
            tree.wasAsked = false
            tree.parts = [:]
            tree.expanded = []
        case .listedTables(let tables, let reason):
            tree.tables = tables
            tree.readOnlyReason = reason
            tree.problems[.tables] = nil
        case .listedModels(let models):
            tree.models = models
            tree.problems[.models] = nil
        case .listedFiles(let folder, let files): listed(files, in: folder)
        case .listedParts(let path, let parts): return listedParts(parts, of: path)
        case .partsFailed(let path, let problem): return partsFailed(path, problem)
        case .failed(let section, let problem):
            tree.problems[section] = problem
            if section == .files, tree.files == nil { tree.files = [] }
        }
        tree.move(to: tree.cursor, height: height)
        return []
    }

    private mutating func listed(_ files: [FileEntry], in folder: String) {
        guard folder == tree.folder else { return }
        tree.files = files
        tree.problems[.files] = nil
        if tree.opensFirst, let first = files.first(where: { !$0.isFolder }) {
            tree.opensFirst = false
            _ = addTab(SourceLocation(first.path))
        }
    }

    /// Lists what the tree shows, once the first rows are on the screen.
    mutating func listSources() -> [Effect] {
        guard !tree.wasAsked else { return [] }
        let mends: [Effect] = tree.hasMended ? [] : [.start("runs.interrupted", MarkInterruptedRuns())]
        (tree.wasAsked, tree.hasMended) = (true, true)
        return mends + [
            .start("tree.files", ListFiles(folder: tree.folder)),
            .start("tree.tables", ListTables()),
            .start("tree.models", ListModels()),
        ]
    }

    private mutating func enter() -> [Effect] {
        switch tree.currentRow {
        case .section(let section):
            if tree.collapsed.remove(section) == nil { tree.collapsed.insert(section) }
            return []
        case .table(let table): return [.action(.data(.open([SourceLocation(table.name)])))]
        case .file(let file) where file.isFolder: return list(file.path)
        case .file(let file) where file.isContainer: return toggleParts(of: file)
        case .file(let file): return [.action(.data(.open([SourceLocation(file.path)])))]
        case .part(_, let part): return [.action(.data(.open([part.location])))]
        case .parent(let folder): return list(FileEntry.parent(folder))
        case .model(let version): return [.action(.showModel(version))]
        case .remark, nil: return []
        }
    }

    private mutating func list(_ folder: String) -> [Effect] {
        tree.folder = folder
        tree.files = nil
        return [.start("tree.files", ListFiles(folder: folder))]
    }

    private mutating func collapse() {
        if case .part(let path, _)? = tree.currentRow {
            tree.expanded.remove(path)
            tree.cursor =
                tree.rows.firstIndex { if case .file(let file) = $0 { file.path == path } else { false } } ?? 0
            return
        }
        let sections = tree.rows.indices.filter { if case .section = tree.rows[$0] { true } else { false } }
        guard let at = sections.last(where: { $0 <= tree.cursor }), case .section(let section) = tree.rows[at] else {
            return
        }
        tree.cursor = at
        tree.collapsed.insert(section)
    }
}

extension SourceTree {
    /// How a statement names what is under the cursor; nil for what is no table.
    var currentName: String? {
        switch currentRow {
        case .table(let table): SQLCatalog.spelled(table.name)
        case .file(let file) where !file.isFolder && !file.isContainer: SQL.literal(file.path)
        default: nil
        }
    }
}
