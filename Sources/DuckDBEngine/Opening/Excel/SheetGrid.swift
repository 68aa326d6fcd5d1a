import Foundation
import Tabular

/// The cells of a sheet as the file holds them, in a table of the session while the sheet is looked at.
///
/// The reader by itself takes the first row's width for the table's, the first values for the types, and stops at a blank
/// row; here everything that has a value is seen.
struct SheetGrid {
    let session: Session
    let path: String
    let sheet: String
    /// Letters of the columns that have values, left to right.
    private(set) var letters: [String] = []
    /// The numbers of the first and last row with values, from 1.
    private(set) var firstRow = 1
    private(set) var lastRow = 0
    private(set) var table = ""
    /// Where values are looked for first, and where when there are some up to there.
    private static let usual = "ZZ", widest = "XFD"
    /// Rows in which the first value is looked for.
    private static let headRows = 2000

    init(session: Session, path: String, sheet: String) throws(Problem) {
        self.session = session
        self.path = path
        self.sheet = sheet
        try measure()
        try keep()
    }

    /// A FROM expression for some rows, every cell as the text that the file holds.
    func raw(rows: ClosedRange<Int>, asText: Bool = true) -> String {
        let first = letters.first ?? "A", last = letters.last ?? "A"
        return read("\(first)\(rows.lowerBound):\(last)\(rows.upperBound)", path, asText)
    }

    func read(_ range: String, _ path: String, _ asText: Bool) -> String {
        "read_xlsx(\(SQL.literal(ParquetOpener.escaped(path))), sheet=\(SQL.literal(sheet)), range='\(range)', "
            + "header=false, all_varchar=\(asText), stop_at_empty=false)"
    }

    /// The letters from the first to the last column, those without values too.
    private static func span(_ first: String, _ last: String) -> [String] {
        (number(first)...number(last)).map(letter)
    }

    private static func number(_ letters: String) -> Int {
        letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
    }

    private static func letter(_ number: Int) -> String {
        var number = number, text = ""
        while number > 0 {
            text = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + text
            number = (number - 1) / 26
        }
        return text
    }

    /// Finds the rows and columns that have values.
    private mutating func measure() throws(Problem) {
        let unranged =
            "read_xlsx(\(SQL.literal(ParquetOpener.escaped(path))), sheet=\(SQL.literal(sheet)), header=false, "
            + "all_varchar=true, stop_at_empty=false)"
        let count: Int
        do throws(Problem) {
            count = try session.integer("SELECT count(*) FROM " + unranged) ?? 0
        } catch {
            if error.detail.contains("No rows found") { return }
            throw error
        }
        let head = read("A1:\(Self.usual)\(Self.headRows)", path, true)
        let cells = try session.rows(
            """
            SELECT min(r) FROM (SELECT row_number() OVER () AS r, coalesce(*COLUMNS(*)) AS v FROM \(head))
            WHERE v IS NOT NULL
            """)
        guard let first = cells.first?.first?.flatMap({ Int($0) }) else { return }
        firstRow = first
        lastRow = first + count - 1
        var used = try used(upTo: Self.usual)
        if used.last == Self.number(Self.usual) { used = try self.used(upTo: Self.widest) }
        guard let left = used.first, let right = used.last else { return }
        letters = Self.span(Self.letter(left), Self.letter(right))
    }

    /// The numbers of the columns that have values.
    private func used(upTo letter: String) throws(Problem) -> [Int] {
        let whole = read("A\(firstRow):\(letter)\(lastRow)", path, true)
        let counts = try session.rows("SELECT count(COLUMNS(*)) FROM " + whole).first ?? []
        return counts.indices.filter { (counts[$0].flatMap { Int($0) } ?? 0) > 0 }.map { $0 + 1 }
    }

    /// Keeps the cells under their letters, with the number of each row.
    private mutating func keep() throws(Problem) {
        guard !letters.isEmpty else { return }
        try session.core.attachSession(session)
        table = "session.main." + SQL.identifier("cells \(session.core.nextNumber())")
        _ = try session.run(
            "CREATE TABLE \(table) AS SELECT row_number() OVER () + \(firstRow - 1) AS \"row number\", * FROM "
                + raw(rows: firstRow...lastRow))
        lastRow = try session.integer("SELECT max(\"row number\") FROM \(table) WHERE \(hasValue)") ?? lastRow
    }

    /// A condition that a row has a value.
    var hasValue: String { "coalesce(" + letters.map(SQL.identifier).joined(separator: ", ") + ") IS NOT NULL" }

    func drop() {
        guard !table.isEmpty else { return }
        session.afterwards { () throws(Problem) in _ = try session.run("DROP TABLE IF EXISTS " + table) }
    }
}
