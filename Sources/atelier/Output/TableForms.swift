import Screen
import Tabular

/// A table as Markdown has it.
struct MarkdownTable {
    private let page: TablePage

    init(_ page: TablePage) { self.page = page }

    var text: String {
        let rule = page.columns.map { $0.type.isNumeric ? "---:" : "---" }
        let rows = page.rows.map { row in row.map { cell($0.text ?? "NULL") } }
        return ([page.columns.map { cell($0.name) }, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    private func cell(_ text: String) -> String {
        Sanitizer.visible(text).replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
}

/// A table in a box of lines.
struct BoxTable {
    private let page: TablePage

    init(_ page: TablePage) { self.page = page }

    var text: String {
        let cells = ([page.columns.map(\.name)] + page.rows.map { $0.map { $0.text ?? "NULL" } }).map { row in
            row.map { TextLayout.truncate(Sanitizer.visible($0), to: 60) }
        }
        var widths = [Int](repeating: 0, count: page.columns.count)
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], TextWidth.of(cell)) }
        }
        func rule(_ left: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: middle) + right
        }
        var lines = cells.map { row in
            "│"
                + row.enumerated().map { index, cell in
                    let space = String(repeating: " ", count: widths[index] - TextWidth.of(cell))
                    return page.columns[index].type.isNumeric ? " \(space)\(cell) " : " \(cell)\(space) "
                }.joined(separator: "│") + "│"
        }
        lines.insert(rule("├", "┼", "┤"), at: 1)
        return ([rule("┌", "┬", "┐")] + lines + [rule("└", "┴", "┘")]).joined(separator: "\n")
    }
}
