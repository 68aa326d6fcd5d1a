import Tabular

/// The row of a sheet that names the columns, and what stands before it.
struct SheetHeader {
    private(set) var columns: [SheetColumn] = []
    /// The number of the first row of data, from 1.
    private(set) var firstData: Int
    private(set) var notes: [String] = []
    /// `header in row 3`.
    private(set) var summary: String
    /// Rows among which it is looked for.
    private static let rows = 50

    init(_ grid: SheetGrid, _ session: Session) throws(Problem) {
        let head = try session.rows(
            "SELECT * FROM \(grid.table) WHERE \"row number\" < \(grid.firstRow + Self.rows) ORDER BY \"row number\"")
        let filled = head.map { row in row.dropFirst().count { $0 != nil } }
        let widest = filled.max() ?? 0
        // The first row that is about as wide as the table.
        let index = filled.firstIndex { $0 * 10 >= widest * 6 } ?? 0
        let top = grid.firstRow + index
        let cells = head.indices.contains(index) ? Array(head[index].dropFirst()) : []
        let isNamed = try Self.isText(cells, row: top, grid, session)
        firstData = isNamed ? top + 1 : top
        summary = isNamed ? "header in row \(top)" : "no header: columns are called by their letters"
        let before = head[..<index].compactMap { row in row.dropFirst().compactMap { $0 }.first }
        if !before.isEmpty {
            notes.append(
                "\(before.count) \(before.count == 1 ? "row" : "rows") before the header left out: "
                    + before.prefix(2).map { "'\($0.prefix(40))'" }.joined(separator: ", "))
        }
        let used = try Self.used(grid, session, from: firstData)
        var taken: Set<String> = []
        for (place, letter) in grid.letters.enumerated() {
            let title = isNamed && cells.indices.contains(place) ? cells[place]?.trimmed : nil
            // A column without a name and without values is none.
            guard title != nil || used[place] else { continue }
            columns.append(SheetColumn(letter: letter, name: Self.unique(title ?? letter, &taken)))
        }
    }

    /// Whether all cells of a row are text, as names are.
    private static func isText(
        _ cells: [String?], row: Int, _ grid: SheetGrid, _ session: Session
    ) throws(Problem) -> Bool {
        let schema = try session.schema(of: "SELECT * FROM " + grid.raw(rows: row...row, asText: false))
        return zip(grid.letters, cells).allSatisfy { letter, cell in
            cell == nil || schema[letter]?.type.kind == .text
        }
    }

    private static func used(_ grid: SheetGrid, _ session: Session, from row: Int) throws(Problem) -> [Bool] {
        let counts = grid.letters.map { "count(\(SQL.identifier($0)))" }.joined(separator: ", ")
        let answer = try session.rows("SELECT \(counts) FROM \(grid.table) WHERE \"row number\" >= \(row)").first ?? []
        return answer.map { ($0.flatMap { Int($0) } ?? 0) > 0 }
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var result = name
        var number = 1
        while !taken.insert(result.lowercased()).inserted {
            result = "\(name)_\(number)"
            number += 1
        }
        return result
    }
}

extension String {
    fileprivate var trimmed: String? {
        let text = trimmingPrefix { $0.isWhitespace }
        let end = text.lastIndex { !$0.isWhitespace }
        return end.map { String(text[...$0]) }
    }
}
