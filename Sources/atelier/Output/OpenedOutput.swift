import Foundation
import Tabular
import Workflows

/// How a source was read, as a document or as text with the first rows.
struct OpenedOutput {
    let table: OpenedTable
    let connection: any WorkConnection
    let firstRows: Int

    private struct Document: Encodable {
        struct Field: Encodable {
            var name: String
            var type: String
        }

        var source: String
        var format: String
        var dialect: TextDialect?
        var columns: [Field]
        var rows: Int
        var rejects: Int
        var differences: [LineDifference]
        var notes: [String]
        var fingerprint: String
    }

    func write(json: Bool) async throws {
        let rows: Int
        if let known = table.rowCount {
            rows = known
        } else {
            rows = try await connection.rowCount(of: table.relation)
        }
        let reading = table.reading
        if json {
            let columns = table.schema.columns.map { Document.Field(name: $0.name, type: $0.type.name) }
            return try JSONOutput.write(
                Document(
                    source: table.location.arguments.joined(separator: " "), format: table.format.rawValue,
                    dialect: reading?.dialect, columns: columns, rows: rows, rejects: reading?.lostLines ?? 0,
                    differences: reading?.differences ?? [], notes: table.notes, fingerprint: table.fingerprint))
        }
        print("\(table.location.label): \(table.format.rawValue)")
        if let reading { print("read as: \(reading.summary)") }
        print("\(Figures.of(rows, "row")), \(Figures.of(table.schema.count, "column"))")
        for note in table.notes { print("note: \(note)") }
        print("")
        print(TextTable(header: ["column", "type"], rows: table.schema.columns.map { [$0.name, $0.type.name] }).text)
        guard firstRows > 0, rows > 0 else { return }
        let page = try await connection.page(of: table.relation, rows: 0..<firstRows, columns: nil)
        print("")
        print(TextTable(page).text)
        if rows > firstRows { Console.say("only the first \(firstRows) rows are shown: --rows N shows more") }
    }
}

/// The tables that a workbook or database holds.
struct PartsOutput {
    let source: String
    let parts: [SourcePart]

    private struct Document: Encodable {
        struct Part: Encodable {
            var name: String
            var kind: String
            var open: String
            var rows: Int?
        }

        var source: String
        var tables: [Part]
    }

    func write(json: Bool) throws {
        let list = parts.map { part in
            Document.Part(
                name: part.name, kind: part.kind.rawValue, open: part.location.arguments.joined(separator: " "),
                rows: part.rows)
        }
        if json { return try JSONOutput.write(Document(source: source, tables: list)) }
        print("\(source) holds \(parts.count) tables; name one of them to open it:")
        print(TextTable(header: ["kind", "open"], rows: list.map { [$0.kind, $0.open] }).text)
    }
}

/// The lines of a source that did not fit.
struct RejectsOutput {
    let table: OpenedTable
    let connection: any WorkConnection

    func write(json: Bool) async throws {
        guard let rejects = table.rejects else {
            Console.say("every line of \(table.location.label) fits: there are no rejects")
            if json { print("[]") }
            return
        }
        try await StandardOutputTable(connection: connection)
            .write(rejects.sql, options: json ? "FORMAT json, ARRAY true" : "FORMAT csv, HEADER")
    }
}
