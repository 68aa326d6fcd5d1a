import ArgumentParser
import Foundation
import Tabular
import Workflows

/// How answers are written.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case table, box, markdown, csv, tsv, json, jsonl, parquet
}

/// Writes answers of queries to standard output or into a file.
struct AnswerWriter {
    let connection: any WorkConnection
    let extensions: ExtensionOptions
    var format: AnswerFormat?
    var output: String?
    /// Rows of a table for eyes.
    var limit: Int

    /// Writes all rows of a query.
    /// - Returns: how many there were, where that is known.
    @discardableResult
    func write(_ query: String) async throws -> Int? {
        if let output { return try await writeFile(query, output) }
        switch format ?? .table {
        case .table, .box, .markdown: return try await printTable(query)
        case .csv: return try await stream(query, "FORMAT csv, HEADER")
        case .tsv: return try await stream(query, "FORMAT csv, HEADER, DELIMITER '\\t'")
        case .jsonl: return try await stream(query, "FORMAT json")
        case .json, .parquet: return try await stream(query, "FORMAT json, ARRAY true")
        }
    }

    /// Writes the rows of a statement that is no query: a plan, a PRAGMA. They are few.
    func writeRows(of statement: String, isPlan: Bool) async throws {
        let page = try await extensions.fetching { try await connection.query(statement, limit: 100_000) }
        guard !page.columns.isEmpty, output == nil else { return }
        let isTSV = format == .tsv
        switch format ?? .table {
        case .table, .box:
            // A plan is a drawing of many lines.
            if isPlan {
                for row in page.rows { print(row.last?.text ?? "") }
            } else {
                print(format == .box ? BoxTable(page).text : TextTable(page).text)
            }
        case .markdown: print(MarkdownTable(page).text)
        case .csv, .tsv: print((isTSV ? RowsText.tsv : .csv).text(page), terminator: "")
        case .json, .jsonl, .parquet: print(RowsText.json.text(page), terminator: "")
        }
    }

    private func writeFile(_ query: String, _ output: String) async throws -> Int? {
        let line = ProgressLine("writing \(output)")
        let written = try await extensions.fetching {
            try await connection.write(query, to: destination(output)) { line.update($0) }
        }
        line.finish()
        Console.say("wrote \(written.rowCount.map { Figures.grouped($0) + " rows to " } ?? "")\(output)")
        return written.rowCount
    }

    private func destination(_ path: String) -> Destination {
        switch format {
        case .csv, .tsv: .csv(path: path)
        case .json, .jsonl: .json(path: path)
        case .parquet: .parquet(path: path)
        case .table, .box, .markdown, nil:
            switch Destination(path) {
            case .table: .csv(path: path)
            case let file: file
            }
        }
    }

    private func printTable(_ query: String) async throws -> Int? {
        let page = try await extensions.fetching { try await connection.query(query, limit: limit + 1) }
        let shown = TablePage(columns: page.columns, rows: Array(page.rows.prefix(limit)))
        guard !shown.columns.isEmpty else { return 0 }
        switch format {
        case .markdown: print(MarkdownTable(shown).text)
        case .box: print(BoxTable(shown).text)
        default: print(TextTable(shown).text)
        }
        guard page.rows.count > limit else { return page.rows.count }
        Console.say("only the first \(limit) rows are shown: use --limit, or --output FILE for all")
        return nil
    }

    private func stream(_ query: String, _ options: String) async throws -> Int? {
        var text = query.trimmingCharacters(in: CharacterSet(charactersIn: "; \n\t"))
        // COPY takes these only inside of a query.
        let verb = text.prefix { $0.isLetter }.lowercased()
        if ["summarize", "describe", "desc", "show"].contains(verb) { text = "SELECT * FROM (\(text))" }
        if options.contains("json") {
            let columns = try await connection.schema(of: Relation(source: "(\n\(text)\n)")).columns
            text = SQL.forJSON(text, columns: columns)
        }
        let query = text
        try await extensions.fetching {
            try await StandardOutputTable(connection: connection).write(query, options: options)
        }
        return nil
    }
}
