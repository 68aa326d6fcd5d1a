import Foundation
import Tabular

/// Opens a sheet of an Excel workbook: the header is found, columns are typed by all of their cells.
struct ExcelOpener {
    let session: Session

    func parts(_ address: SourceAddress) throws(Problem) -> [SourcePart] {
        try Workbook(path: address.path, session: session).sheets.map {
            SourcePart(name: $0, kind: .sheet, location: address.location(of: $0))
        }
    }

    func open(_ address: SourceAddress, as location: SourceLocation) throws(Problem) -> OpenedTable {
        let workbook = try Workbook(path: address.path, session: session)
        let parts = workbook.sheets.map {
            SourcePart(name: $0, kind: .sheet, location: address.location(of: $0))
        }
        let sheet = try DatabaseParts(address: address, parts: parts, kind: "the workbook").chosen().name
        try session.require("excel")
        let grid: SheetGrid
        do throws(Problem) {
            grid = try SheetGrid(session: session, path: address.path, sheet: sheet)
        } catch  where error.kind != .interrupted && error.remedy == nil {
            throw Problem(
                "cannot read the sheet \(sheet) of \(address.path)", detail: error.detail,
                hint: "The file may be damaged, or protected by a password: save it anew as .xlsx.")
        }
        defer { grid.drop() }
        guard !grid.letters.isEmpty else {
            throw Problem(
                "the sheet \(sheet) of \(address.path) is empty: it has no columns and no rows",
                hint: parts.count > 1 ? "Open another sheet: \(workbook.sheets.joined(separator: ", "))." : "")
        }
        return try open(grid, workbook, address, location)
    }

    private func open(
        _ grid: SheetGrid, _ workbook: Workbook, _ address: SourceAddress, _ location: SourceLocation
    ) throws(Problem) -> OpenedTable {
        let header = try SheetHeader(grid, session)
        let rows = header.firstData...max(header.firstData, grid.lastRow)
        let columns = try typed(header.columns, grid, rows)
        let blank =
            try session.integer(
                "SELECT count(*) FROM \(grid.table) WHERE \"row number\" BETWEEN \(rows.lowerBound) AND \(grid.lastRow) "
                    + "AND NOT (\(grid.hasValue))") ?? 0
        let one = workbook.sheets.count > 1 ? ", one of \(workbook.sheets.count)" : ""
        var notes = header.notes
        if blank > 0 { notes.append("\(blank) blank \(blank == 1 ? "row is" : "rows are") left out") }
        notes += columns.compactMap(\.note)
        // What is only good to know comes last.
        notes.append("sheet \(grid.sheet)\(one): \(header.summary)")
        let list = columns.map { $0.expression(epoch: workbook.epoch) }.joined(separator: ", ")
        func source(_ path: String) -> String {
            let range = "\(grid.letters[0])\(rows.lowerBound):\(grid.letters[grid.letters.count - 1])\(rows.upperBound)"
            let condition = blank > 0 || grid.lastRow < rows.lowerBound ? " WHERE \(grid.hasValue)" : ""
            return "(SELECT \(list) FROM \(grid.read(range, path, true))\(condition))"
        }
        let count = try session.integer(
            "SELECT count(*) FROM \(grid.table) WHERE \"row number\" >= \(rows.lowerBound) AND \(grid.hasValue)")
        session.core.sources.add(source(address.path), .file, absolute: source(address.absolutePath))
        return OpenedTable(
            location: location, format: .excel, relation: Relation(source: source(address.path)),
            schema: try session.schema(of: "SELECT * FROM " + source(address.path)), rowCount: count,
            needsLoading: true, notes: notes, fingerprint: Fingerprint.of(files: [address.path]))
    }

    /// The columns with what their cells are.
    private func typed(
        _ columns: [SheetColumn], _ grid: SheetGrid, _ rows: ClosedRange<Int>
    ) throws(Problem) -> [SheetColumn] {
        var columns = columns
        // Cells as rows of their own: an aggregate for every figure of hundreds of columns would take minutes to plan.
        let cells =
            "UNPIVOT (SELECT * FROM \(grid.table) WHERE \"row number\" >= \(rows.lowerBound)) "
            + "ON COLUMNS(* EXCLUDE (\"row number\")) INTO NAME letter VALUE v"
        // An error says nothing of the type.
        let isValue = "NOT starts_with(v, '#')"
        let figures =
            SheetColumn.counts("v") + ["min", "max"].map { "\($0)(\"row number\") FILTER (\(isValue))" }
        let answer = try session.rows(
            "SELECT letter, \(figures.joined(separator: ", ")) FROM (\(cells)) GROUP BY letter")
        let found = Dictionary(answer.map { ($0[0] ?? "", $0.dropFirst().map { $0.flatMap { Int($0) } }) }) { $1 }
        var looks: [Int: [Int]] = [:]
        for index in columns.indices {
            guard let numbers = found[columns[index].letter] else { continue }
            columns[index].values = numbers[0] ?? 0
            columns[index].whole = numbers[1] ?? 0
            columns[index].numbers = numbers[2] ?? 0
            columns[index].flags = numbers[3] ?? 0
            columns[index].errors = numbers[4] ?? 0
            columns[index].days = numbers[5] ?? 0
            for end in numbers[6...] { if let row = end { looks[row, default: []].append(index) } }
        }
        // The reader tells the kind of a cell (a date is a number that is shown as one) by the first row it sees.
        for (row, indices) in looks {
            let schema = try session.schema(of: "SELECT * FROM " + grid.raw(rows: row...row, asText: false))
            for index in indices {
                if let type = schema[columns[index].letter]?.type.name { columns[index].seen.insert(type) }
            }
        }
        return columns
    }
}
