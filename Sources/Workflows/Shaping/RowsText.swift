import Foundation
public import Tabular

/// Rows as text, for a clipboard or standard output.
public enum RowsText: Sendable, Hashable, CaseIterable {
    case tsv, csv, markdown, json

    /// What it is called.
    public var title: String {
        switch self {
        case .tsv: "tab-separated text"
        case .csv: "CSV"
        case .markdown: "a Markdown table"
        case .json: "JSON"
        }
    }

    /// The page with its columns' names. Numbers that JSON cannot write are quoted there.
    public func text(_ page: TablePage) -> String {
        let names = page.columns.map(\.name)
        let rows = page.rows.map { $0.map(\.text) }
        switch self {
        case .tsv: return lines([names] + rows.map { $0.map { $0 ?? "" } }, Self.tabbed)
        case .csv: return lines([names] + rows.map { $0.map { $0 ?? "" } }, Self.comma)
        case .markdown:
            let rule = "|" + page.columns.map { $0.type.isNumeric ? " ---: |" : " --- |" }.joined()
            return Self.piped(names) + "\n" + rule + "\n" + lines(rows.map { $0.map { $0 ?? "" } }, Self.piped)
        case .json: return Self.json(page)
        }
    }

    private func lines(_ rows: [[String]], _ line: ([String]) -> String) -> String {
        rows.map { line($0) + "\n" }.joined()
    }

    private static func tabbed(_ fields: [String]) -> String {
        fields.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }.joined(separator: "\t")
    }

    /// RFC 4180.
    private static func comma(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
            return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",")
    }

    private static func piped(_ fields: [String]) -> String {
        "| " + fields.map { $0.replacing("|", with: "\\|").replacing("\n", with: "<br>") }.joined(separator: " | ")
            + " |"
    }

    private static func json(_ page: TablePage) -> String {
        let rows = page.rows.map { row in
            let pairs = zip(page.columns, row).map { column, value in
                "\(quoted(column.name)): \(json(value.text, column.type))"
            }
            return "  {" + pairs.joined(separator: ", ") + "}"
        }
        return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
    }

    private static func json(_ text: String?, _ type: ColumnType) -> String {
        guard let text else { return "null" }
        if type.kind == .boolean { return text }
        // Infinities and NaN are no JSON numbers.
        return type.isNumeric && Double(text)?.isFinite == true ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        let data = try? JSONEncoder().encode(text)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
