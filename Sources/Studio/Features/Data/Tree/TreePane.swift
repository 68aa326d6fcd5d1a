import Registry
import Screen
import Tabular

/// The pane on the left: tables, files, models.
struct TreePane {
    let tree: SourceTree
    let open: SourceLocation?
    let isFocused: Bool

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        frame.draw(view(theme, width: rect.width), in: rect, theme)
    }

    func view(_ theme: Theme, width: Int) -> TreeView {
        let rows = tree.rows.enumerated().map { index, row in
            var line = self.row(row, theme)
            // The selection's own colours are the ones that can be read on it.
            if isFocused, index == tree.cursor { line.text = StyledText(line.text.spans.map { .init($0.text) }) }
            // A whole name is worth more than the size behind it.
            if line.text.width + TextWidth.of(line.note) + 8 > width { line.note = "" }
            return line
        }
        return TreeView(rows, selected: isFocused ? tree.cursor : nil, first: tree.top, isFocused: isFocused)
    }

    private func row(_ row: SourceTree.Row, _ theme: Theme) -> TreeRow {
        switch row {
        case .section(let section):
            let title = StyledText(section.title, theme[.panelTitle].withoutBackground)
            let note = section == .tables && tree.readOnlyReason != nil ? "read-only" : ""
            return TreeRow(depth: 0, title, note: note, isOpen: !tree.collapsed.contains(section))
        case .table(let table):
            let note = table.isView ? "view" : table.estimatedRows.map(Count.short) ?? ""
            return TreeRow(depth: 1, name(table.name, isOpen: open == SourceLocation(table.name), theme), note: note)
        case .parent(let folder):
            return TreeRow(
                depth: 1, StyledText(folder == "." || folder.isEmpty ? ".." : "../", theme[.muted].withoutBackground))
        case .file(let file) where file.isFolder:
            return TreeRow(depth: 1, StyledText(file.name + "/", theme[.muted].withoutBackground))
        case .part(_, let part):
            return TreeRow(
                depth: 2, name(part.name, isOpen: open == part.location, theme),
                note: part.rows.map(Count.short) ?? part.kind.rawValue)
        case .file(let file) where file.isContainer:
            return TreeRow(
                depth: 1, name(file.name, isOpen: open == SourceLocation(file.path), theme),
                note: file.size.map(Count.bytes) ?? "", isOpen: tree.expanded.contains(file.path))
        case .file(let file):
            return TreeRow(
                depth: 1, name(file.name, isOpen: open == SourceLocation(file.path), theme),
                note: file.size.map(Count.bytes) ?? "")
        case .model(let version):
            return TreeRow(depth: 1, StyledText(version.name), note: "v\(version.version)")
        case .remark(_, let text):
            return TreeRow(depth: 1, StyledText(text, theme[.faint].withoutBackground))
        }
    }

    private func name(_ text: String, isOpen: Bool, _ theme: Theme) -> StyledText {
        StyledText(text, isOpen ? theme[.accent].withoutBackground : .plain)
    }
}

extension SourceTree.Section {
    var title: String {
        switch self {
        case .tables: "Tables"
        case .files: "Files"
        case .models: "Models"
        }
    }
}
