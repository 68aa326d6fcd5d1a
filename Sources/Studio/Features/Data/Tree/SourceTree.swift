import Registry
import Tabular

/// The tree on the left: workspace tables, files of a folder, models.
struct SourceTree: Sendable, Equatable {
    enum Section: Sendable, Hashable, CaseIterable {
        case tables, files, models
    }

    /// A line of the tree.
    enum Row: Sendable, Hashable {
        case section(Section)
        case table(WorkspaceTable)
        case parent(String)
        case file(FileEntry)
        /// A sheet or table inside the file at a path.
        case part(String, SourcePart)
        case model(ModelVersion)
        /// What a section says when it has nothing, or cannot be listed.
        case remark(Section, String)
    }

    var folder: String
    /// nil: not listed yet.
    var tables: [WorkspaceTable]?
    var files: [FileEntry]?
    /// The newest version of each model.
    var models: [ModelVersion]?
    var problems: [Section: Problem] = [:]
    var readOnlyReason: String?
    var collapsed: Set<Section> = []
    /// Workbooks and databases that are open in the tree, and what they hold.
    var expanded: Set<String> = []
    var parts: [String: [SourcePart]] = [:]
    var cursor = 0
    var top = 0
    /// Whether listing has been asked for since the last refresh.
    var wasAsked = false
    /// Whether runs whose process is gone were looked for: once, or their news would be lost.
    var hasMended = false
    /// Whether the first table of the folder opens when it has been listed.
    var opensFirst = false

    init(folder: String) { self.folder = folder }

    /// What is to be seen, top to bottom.
    var rows: [Row] { Section.allCases.flatMap { [.section($0)] + (collapsed.contains($0) ? [] : content($0)) } }

    var currentRow: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    mutating func move(to row: Int, height: Int) {
        cursor = max(0, min(row, rows.count - 1))
        if cursor < top { top = cursor }
        if height > 0, cursor >= top + height { top = cursor - height + 1 }
    }

    private func inside(_ file: FileEntry) -> [Row] {
        expanded.contains(file.path) ? (parts[file.path] ?? []).map { .part(file.path, $0) } : []
    }

    private func content(_ section: Section) -> [Row] {
        if let problem = problems[section] { return [.remark(section, problem.title)] }
        switch section {
        case .tables:
            guard let tables else { return [.remark(section, "…")] }
            return tables.isEmpty ? [.remark(section, "none yet")] : tables.map(Row.table)
        case .files:
            guard let files else { return [.remark(section, "…")] }
            let entries = files.flatMap { [.file($0)] + inside($0) }
            return [.parent(folder)] + (entries.isEmpty ? [.remark(section, "no tables here")] : entries)
        case .models:
            guard let models else { return [.remark(section, "…")] }
            return models.isEmpty ? [.remark(section, "none yet")] : models.map(Row.model)
        }
    }
}
