import Editing
import Foundation
import Querying
import Registry
import Scoring
import Screen
import Tabular
import Workflows

/// Ways to go on with what is being typed, under the cursor.
struct CompletionPopup: Sendable, Equatable {
    var items: [SQLCompletion]
    var selected = 0
    /// What they take the place of, in bytes of the text.
    var range: Range<Int>
    /// Whether one is taken by Enter: only after a person has moved to it or asked for the list.
    var isChosen: Bool
}

extension AppState {
    /// Offers what the text may go on with.
    mutating func suggest(isAsked: Bool) -> [Effect] {
        sql.popup = nil
        guard let script = sql.script else { return [] }
        let place = script.parsed.completionPlace(at: script.offset)
        if place.wish == .path {
            let work = CompleteScriptPath(word: place.word)
            return [.start("sql.paths", work)]
        }
        let isNamed: Bool =
            switch place.wish {
            case .columns, .outputs: true
            default: false
            }
        guard isAsked || isNamed || place.word.count > 1 || (place.word.count == 1 && place.wish == .table) else {
            return []
        }
        let items = sql.catalog.completions(at: place) { sql.columns[$0.text] }
        if !items.isEmpty, !(items.count == 1 && items[0].text == place.word) {
            sql.popup = CompletionPopup(items: items, range: place.range, isChosen: isAsked)
        } else if isAsked {
            show(Message("Nothing is known to go on with here"))
        }
        return describe(place.sources)
    }

    /// The most bytes of a source that is described as it is typed: a longer one would be asked for again at each key.
    private static let longestDescribed = 10_000

    /// Asks for the columns of files and functions that are read and not known yet.
    private mutating func describe(_ sources: [SQLSource]) -> [Effect] {
        let unknown = sources.filter { source in
            let isTable = source.name.map { name in
                sql.catalog.tables.contains { $0.name.lowercased() == name.lowercased() }
            }
            return isTable != true && sql.columns[source.text] == nil && source.text.utf8.count > 2
                && source.text.utf8.count < Self.longestDescribed
        }
        return unknown.map { source in
            sql.columns[source.text] = []
            return .start(EffectID("sql.columns " + source.text, 0), DescribeSource(text: source.text))
        }
    }

    mutating func names(_ catalog: SQLCatalog) -> [Effect] {
        sql.catalog = catalog
        return []
    }

    mutating func names(_ columns: [SQLCatalog.Column], of source: String) -> [Effect] {
        sql.columns[source] = columns
        // Something that was being typed may go on with one of them.
        return isTyping && !columns.isEmpty ? suggest(isAsked: false) : []
    }

    mutating func offer(paths: [String], for word: String) -> [Effect] {
        guard let script = sql.script, isEditing else { return [] }
        let place = script.parsed.completionPlace(at: script.offset)
        guard place.wish == .path, place.word == word, !paths.isEmpty else { return [] }
        sql.popup = CompletionPopup(
            items: paths.map { SQLCompletion(.path, $0) }, range: place.range, isChosen: false)
        return []
    }

    /// Keys that belong to the list while it is open.
    mutating func popupKey(_ key: KeyPress, _ popup: inout CompletionPopup) -> [Effect]? {
        switch key {
        case .key(.down, []), .control("n"): popup.move(1)
        case .key(.up, []), .control("p"): popup.move(-1)
        case .key(.pageDown, []): popup.move(8)
        case .key(.pageUp, []): popup.move(-8)
        case .key(.tab, []): return take(popup)
        case .key(.enter, []) where popup.isChosen: return take(popup)
        case .key(.escape, []):
            sql.popup = nil
            return sql.script?.editor.mode == .plain ? [] : nil
        default: return nil
        }
        sql.popup = popup
        return []
    }

    /// Puts the chosen one in the place of what was typed.
    private mutating func take(_ popup: CompletionPopup) -> [Effect] {
        guard popup.items.indices.contains(popup.selected) else { return [] }
        let item = popup.items[popup.selected]
        change { editor in
            let end = max(popup.range.upperBound, editor.offset(of: editor.cursor))
            let range = TextRange(editor.position(at: popup.range.lowerBound), editor.position(at: end))
            editor.replace(range, with: item.text)
        }
        // A folder goes on; a table's point asks for its columns.
        return (item.kind == .path && item.text.hasSuffix("/") ? suggest(isAsked: false) : []) + settleSQL()
    }
}

extension CompletionPopup {
    mutating func move(_ step: Int) {
        selected = max(0, min(selected + step, items.count - 1))
        isChosen = true
    }
}

/// Lists files for a path inside of quotes.
struct CompleteScriptPath: Work {
    var word: String

    func run(_ context: EffectContext) async throws -> Action? {
        .sql(.paths(for: word, CompletePath.complete(word, tables: [])))
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

/// Asks for the columns of something in FROM. That it has none, because it is half typed, is nobody's trouble.
struct DescribeSource: Work {
    var text: String

    func run(_ context: EffectContext) async throws -> Action? {
        let schema = try await context.withConnection(.count) {
            try await $0.schema(of: Relation(query: "SELECT * FROM \(text)"))
        }
        return .sql(.columns(of: text, schema.columns.map { SQLCatalog.Column($0.name, TypeLabel.short($0.type)) }))
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

/// Reads the names that statements may use: tables, functions, models.
struct ReadNames: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        var catalog = SQLCatalog()
        catalog.models = ((try? await context.registry().versions()) ?? []).map { version in
            SQLCatalog.Model(
                version.id,
                inputs: version.card.signature.inputs.map { SQLCatalog.Column($0.name, $0.element.rawValue) },
                outputs: version.card.signature.outputs.map { SQLCatalog.Column($0.name, $0.element.rawValue) })
        }
        let (columns, functions) = try await context.withConnection(.count) { connection in
            (
                try await connection.query(Self.columns, limit: 500_000),
                try await connection.query(Self.functions, limit: 10_000)
            )
        }
        catalog.tables = Self.tables(columns)
        let models = Set(catalog.models.map(\.name))
        catalog.functions = functions.rows.compactMap { row in
            guard let name = row[0].text, !models.contains(name) else { return nil }
            return SQLCatalog.Function(name, signature: row[1].text ?? name, detail: row[2].text ?? "")
        }
        return .sql(.catalog(catalog))
    }

    func failure(_ problem: Problem) -> Action? { nil }

    /// Tables of the workspace by themselves, those of other databases with theirs in front.
    private static let columns = """
        SELECT table_name, CASE WHEN database_name = 'workspace' AND schema_name = 'main' THEN NULL
            WHEN database_name = 'workspace' THEN schema_name ELSE database_name END,
            column_name, data_type, table_oid IN (SELECT view_oid FROM duckdb_views()) AS is_view
        FROM duckdb_columns() WHERE NOT internal AND database_name NOT IN ('session', 'temp', 'memory')
        ORDER BY database_name, schema_name, table_name, column_index
        """

    private static let functions = """
        SELECT function_name, any_value(function_name || '(' || array_to_string(parameters, ', ') || ')'),
            any_value(description)
        FROM duckdb_functions() WHERE regexp_matches(function_name, '^[a-z]\\w*$')
        GROUP BY function_name ORDER BY function_name
        """

    private static func tables(_ page: TablePage) -> [SQLCatalog.Table] {
        var tables: [SQLCatalog.Table] = []
        for row in page.rows {
            let column = SQLCatalog.Column(row[2].text ?? "", row[3].text?.lowercased() ?? "")
            if let last = tables.last, last.name == row[0].text, last.qualifier == row[1].text {
                tables[tables.count - 1].columns.append(column)
            } else {
                tables.append(
                    SQLCatalog.Table(
                        row[0].text ?? "", qualifier: row[1].text, isView: row[4].text == "true", columns: [column]))
            }
        }
        return tables
    }
}
