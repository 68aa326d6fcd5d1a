import Screen
import Tabular

/// A table for eyes on standard output: aligned, with rules, control characters made visible.
struct TextTable {
    var header: [String]
    var rows: [[String]]
    /// Which columns hold numbers, and so are right-aligned.
    var numeric: Set<Int> = []
    /// Wider cells are cut with an ellipsis.
    var widest = 60

    init(header: [String], rows: [[String]], numeric: Set<Int> = []) {
        self.header = header
        self.rows = rows
        self.numeric = numeric
    }

    init(_ page: TablePage) {
        header = page.columns.map(\.name)
        rows = page.rows.map { $0.map { $0.text ?? "NULL" } }
        numeric = Set(page.columns.indices.filter { page.columns[$0].type.isNumeric })
    }

    var text: String {
        let cells = ([header] + rows).map { row in
            row.map { TextLayout.truncate(Sanitizer.visible($0), to: widest) }
        }
        var widths = [Int](repeating: 0, count: header.count)
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], TextWidth.of(cell)) }
        }
        var lines = cells.map { row in
            row.enumerated().map { index, cell in
                let space = String(repeating: " ", count: widths[index] - TextWidth.of(cell))
                return numeric.contains(index) ? space + cell : cell + space
            }.joined(separator: "  ").trimmingSuffix()
        }
        lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }
}
