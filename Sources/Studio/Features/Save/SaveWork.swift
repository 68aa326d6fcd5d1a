import Foundation
import Shaping
import Tabular
import Workflows

/// Writes a query's rows, or the steps themselves. Nothing that exists is replaced unasked.
struct SaveRows: Work {
    struct Steps: Sendable, Hashable {
        var chain: Chain
        /// The query of the opened table.
        var source: String
        var label: String
        var columns: [String]
    }

    var target: SaveTarget
    var query: String
    var replace: Bool
    /// The hidden columns, which are not saved.
    var left: [String] = []
    var script: Steps?

    func run(_ context: EffectContext) async throws -> Action? {
        if !replace, let what = try await what(context) { return .save(.exists(target, what: what)) }
        if let script, case .script(let path) = target { return try await write(script, to: path, context) }
        let written = try await context.withConnection(.load) { connection in
            try await connection.write(query, to: try destination()) { context.progress($0) }
        }
        return .save(.saved(target, rows: written.rowCount, left: left))
    }

    private func destination() throws(Problem) -> Destination {
        switch target {
        case .table(let name): return .table(name: name, replace: replace)
        case .view(let name): return .view(name: name, replace: replace)
        case .file(let path), .rows(let path), .script(let path):
            let destination = Destination(path)
            if case .table = destination {
                throw Problem(
                    "'\(path)' has no ending that names a format",
                    hint: "Use .csv, .tsv, .json, .jsonl, .parquet, .xlsx or .md.", kind: .usage)
            }
            return destination
        }
    }

    /// What stands in the way.
    private func what(_ context: EffectContext) async throws -> String? {
        switch target {
        case .file(let path), .rows(let path), .script(let path):
            return FileManager.default.fileExists(atPath: path) ? "A file" : nil
        case .table(let name), .view(let name):
            let tables = try await context.withConnection(.count) { try await $0.workspaceTables() }
            let there = tables.first { $0.name.lowercased() == name.lowercased() }
            return there.map { $0.isView ? "A view" : "A table" }
        }
    }

    private func write(_ steps: Steps, to path: String, _ context: EffectContext) async throws -> Action? {
        let source = try await context.withConnection(.count) { await $0.standalone("(\(steps.source))") }
        // The other tables are found from any folder too.
        var chain = steps.chain
        for (index, step) in chain.steps.enumerated() {
            guard let other = step.other, let found = other.source ?? other.query else { continue }
            let absolute = try await context.withConnection(.count) { await $0.standalone(found) }
            chain.steps[index] = step.naming(OtherTable(name: other.name, source: absolute))
        }
        let text = Script(chain, source: source, label: steps.label, columns: steps.columns).sql
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Problem("cannot write \(path)", detail: error.localizedDescription, hint: "Choose another folder.")
        }
        return .save(.saved(target, rows: nil, left: left))
    }
}

/// Runs a script with the table on the screen as its source, and shows the answer.
struct ReplayScript: Work {
    var path: String
    /// A FROM expression.
    var source: String

    func run(_ context: EffectContext) async throws -> Action? {
        .data(.openQuery(try Script(contentsOf: path).replaying(on: source)))
    }
}

/// Copies rows as text, as many as a clipboard takes.
struct CopyRows: Work {
    var query: String
    var format: RowsText
    var relation: Relation?
    var columns: [String]
    /// Numbers of the rows; nil copies all.
    var rows: [Int]?
    /// The hidden columns, which are not copied.
    var left: [String] = []

    /// More would not pass through most terminals.
    static let mostRows = 10_000
    private static let mostBytes = 1 << 20

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) { connection in
            guard let rows, let relation else { return try await connection.query(query, limit: Self.mostRows + 1) }
            return try await connection.rows(rows, of: relation, columns: columns)
        }
        guard page.rows.count <= Self.mostRows else {
            throw Problem(
                "more than \(Count.text(Self.mostRows)) rows are too many to copy", hint: "Save them as a file with w.")
        }
        let text = format.text(page)
        guard text.utf8.count <= Self.mostBytes else {
            throw Problem(
                "the rows are too long to copy: \(Count.text(text.utf8.count)) bytes",
                hint: "Save them as a file with w.")
        }
        let rest = ColumnArrangement.without(left).map { ", " + $0 } ?? ""
        return .copy(text, what: "\(Count.of(page.rows.count, "row")) as \(format.title)\(rest)")
    }
}

extension TableConnection {
    /// Some rows of a relation by their numbers, in order.
    func rows(_ numbers: [Int], of relation: Relation, columns: [String]) async throws -> TablePage {
        if !relation.sort.isEmpty { try await prepareOrder(of: relation) }
        var all: TablePage?
        var index = 0
        while index < numbers.count {
            var end = index + 1
            while end < numbers.count, numbers[end] == numbers[end - 1] + 1 { end += 1 }
            let page = try await page(of: relation, rows: numbers[index]..<numbers[end - 1] + 1, columns: columns)
            if all == nil { all = page } else { all?.rows += page.rows }
            index = end
        }
        return all ?? TablePage(columns: [], rows: [])
    }
}
