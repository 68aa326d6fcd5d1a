import Screen
import Tabular

/// How wide columns are: fitted to what has been seen of them, within bounds.
enum ColumnWidths {
    private static let most = 32
    private static let least = 4

    static func header(of schema: Schema) -> [Int] {
        schema.columns.map { column in
            let name = min(TextWidth.of(column.name), 24)
            return max(least, name, min(TextWidth.of(TypeLabel.short(column.type)), 14))
        }
    }

    /// Makes columns as wide as the values of a page need. Columns never shrink: the grid does not jump about.
    static func widen(_ widths: inout [Int], with page: TablePage, firstColumn: Int) {
        for row in page.rows {
            for (offset, value) in row.enumerated() where widths.indices.contains(firstColumn + offset) {
                let have = widths[firstColumn + offset]
                if have >= most { continue }
                let need = value.text.map { min(most, TextWidth.of($0)) } ?? least
                if need > have { widths[firstColumn + offset] = need }
            }
        }
    }
}

/// A type's name as it is shown under a column's.
enum TypeLabel {
    static func short(_ type: ColumnType) -> String {
        switch type.name {
        case "TIMESTAMP WITH TIME ZONE": "timestamptz"
        case "VARCHAR": "text"
        case "INTEGER": "int"
        case "BOOLEAN": "bool"
        default: type.name.lowercased()
        }
    }
}
