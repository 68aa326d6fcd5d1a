import Foundation
import Screen
import Shaping
import Tabular
import Workflows

/// What can happen when what is on the screen is kept.
enum SaveAction: Sendable, Equatable {
    /// Writes to a file (by its ending) or to a workspace table of the name.
    case write(SaveTarget, replace: Bool)
    /// Copies rows as text.
    case copy(RowsText, selection: Bool)
    /// What is there already: asks before it is replaced.
    case exists(SaveTarget, what: String)
    /// - Parameter left: the hidden columns that did not go with it.
    case saved(SaveTarget, rows: Int?, left: [String])
    /// Runs a script over the table on the screen.
    case replay(path: String)
}

/// Where it goes.
enum SaveTarget: Sendable, Hashable {
    case file(path: String)
    /// The selected rows, in a file.
    case rows(path: String)
    case table(name: String)
    case view(name: String)
    /// The steps as a statement.
    case script(path: String)

    var name: String {
        switch self {
        case .file(let path), .rows(let path), .script(let path): path
        case .table(let name), .view(let name): name
        }
    }
}

extension AppState {
    mutating func reduceSave(_ action: SaveAction) -> [Effect] {
        switch action {
        case .write(let target, let replace): return write(target, replace: replace)
        case .copy(let format, let selection):
            guard let tab = data.tab, let query = tab.shownQuery else { return [] }
            let rows = selection ? tab.selection.sorted() : nil
            return [
                .start(
                    tab.effect("copy"),
                    CopyRows(
                        query: query, format: format, relation: tab.relation, columns: tab.schema.names, rows: rows,
                        left: tab.hiddenNames))
            ]
        case .exists(let target, let what):
            modals.append(
                .confirm(
                    Confirm(
                        title: "Replace it?", question: "\(what) called \(target.name) is there already.",
                        answers: [
                            .init(title: "Keep it", action: nil),
                            .init(title: "Replace it", action: .save(.write(target, replace: true))),
                        ])))
            return []
        case .saved(let target, let rows, let left):
            let amount = rows.map { Count.of($0, "row") + " in " } ?? ""
            let rest = ColumnArrangement.without(left).map { ", " + $0 } ?? ""
            show(Message("Saved: \(amount)\(target.name)\(rest)", kind: .success))
            return [.action(.data(.tree(.refresh)))]
        case .replay(let path):
            guard let tab = data.tab, let relation = tab.shapedTable?.relation else { return [] }
            return [.start("replay", ReplayScript(path: path, source: "(\(relation.sql))"))]
        }
    }

    private mutating func write(_ target: SaveTarget, replace: Bool) -> [Effect] {
        guard let tab = data.tab, let table = tab.table, let query = tab.shownQuery else { return [] }
        let title = "Save \(target.name)"
        var work = SaveRows(target: target, query: query, replace: replace, left: tab.hiddenNames)
        switch target {
        case .view: work.query = tab.wholeQuery ?? query
        case .rows:
            guard let selected = tab.selectedQuery else { return [] }
            work.query = selected
        case .script:
            work.script = SaveRows.Steps(
                chain: tab.chainWithColumns, source: table.relation.sql, label: table.location.label,
                columns: table.schema.names)
        default: break
        }
        return [.job(EffectID("save", tab.id), title: title, work)]
    }
}

extension TableTab {
    /// The query of what is shown: hidden columns are left out, the order is the one on the screen.
    var shownQuery: String? { relation.map { arranged($0.sql) } }

    /// The selected rows of what is shown, in its order: equal rows come as the source has them.
    var selectedQuery: String? {
        guard let relation, !selection.isEmpty else { return nil }
        let place = Relation.shownRow
        let list = schema.names.map(SQL.identifier).joined(separator: ", ")
        let numbers = selection.sorted().map(String.init).joined(separator: ", ")
        return "SELECT \(list) FROM (\(relation.numbered)) WHERE \(place) IN (\(numbers)) ORDER BY \(place)"
    }

    /// The same from the opened table on.
    var wholeQuery: String? { statement.map(arranged) }

    /// The steps, with the columns as they are arranged for the eyes.
    var chainWithColumns: Chain {
        columns.isPlain
            ? view.chain
            : Chain(
                view.chain.steps.filter { if case .sort = $0 { false } else { true } } + [.keep(schema.names)]
                    + (view.sort.isEmpty ? [] : [.sort(view.sort)]))
    }

    private func arranged(_ query: String) -> String {
        guard !columns.isPlain else { return query }
        return "SELECT \(schema.names.map(SQL.identifier).joined(separator: ", ")) FROM (\(query))"
    }
}

extension Picker {
    /// What can be kept of a table, and as what.
    static func save(_ tab: TableTab) -> Picker {
        func prompt(_ purpose: Prompt.Purpose, _ text: String) -> Action {
            .present(.prompt(Prompt(purpose, text: text)))
        }
        let name = tab.title.split(separator: ".").first.map(String.init)?.replacing(" ", with: "_") ?? "table"
        var items = [
            Item(
                title: "A file", note: "csv tsv json jsonl parquet xlsx md",
                action: prompt(.saveFile, name + "-shaped.parquet")),
            Item(title: "A workspace table", note: "a copy of the rows", action: prompt(.saveTable, name + "_shaped")),
            Item(
                title: "A workspace view", note: "the statement, read anew each time",
                action: prompt(.saveView, name + "_view")),
            Item(
                title: "A SQL script of the steps", note: "atelier replay", action: prompt(.saveScript, name + ".sql")),
        ]
        for format in RowsText.allCases {
            items.append(
                Item(
                    title: "Copy the rows as \(format.title)", note: "clipboard",
                    action: .save(.copy(format, selection: false))))
        }
        let rest = ColumnArrangement.without(tab.hiddenNames).map { " " + $0 } ?? ""
        return Picker(title: "Save" + rest, placeholder: "what to keep it as", items: items)
    }
}
