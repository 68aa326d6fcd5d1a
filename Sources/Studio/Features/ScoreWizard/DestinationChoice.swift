import Foundation
import Screen
import Tabular

/// What stands at a destination now.
struct DestinationCheck: Sendable, Hashable {
    enum Finding: Sendable, Hashable {
        /// Nothing has the name.
        case free
        /// Something will be replaced: "a table", "a view", "a file".
        case exists(String)
        /// It cannot be written there, and why.
        case impossible(Problem)
    }

    var destination: Destination
    var finding: Finding
}

/// The third step: where the scored table goes. Each kind keeps the name that was typed for it.
struct DestinationChoice: Sendable, Equatable {
    enum Kind: Int, Sendable, Hashable, CaseIterable {
        case table, parquet, csv, view

        var title: String {
            switch self {
            case .table: "New workspace table"
            case .parquet: "Parquet file"
            case .csv: "CSV file"
            case .view: "View"
            }
        }

        var about: String {
            switch self {
            case .table: "rows kept in the workspace, with the model's answers as they are now"
            case .parquet: "compressed, typed; reads fast here and elsewhere"
            case .csv: "text that every program reads; types are lost"
            case .view: "scores anew whenever it is read; takes no room"
            }
        }

        var isFile: Bool { self == .parquet || self == .csv }
    }

    var kind = Kind.table
    /// The name or path of each kind, in the order of `Kind`.
    var edits: [TextEdit]
    var check: DestinationCheck?
    /// A destination whose replacement was agreed to.
    var agreed: Destination?
    /// Whether the step is left as soon as the check has come.
    var wantsOn = false
    var completions: [String] = []

    init(source: OpenedTable) {
        let name = Self.baseName(of: source) + "_scored"
        edits = [name, name + ".parquet", name + ".csv", name].map { TextEdit($0) }
    }

    /// `flights` for `data/flights.parquet`, with what no name should have made into `_`.
    private static func baseName(of table: OpenedTable) -> String {
        if table.format == .query { return "query" }
        let label = table.location.arguments.count == 1 ? table.location.label : "files"
        var name = label
        for ending in ["gz", "zst"] + FileEntry.endings where name.lowercased().hasSuffix("." + ending) {
            name = String(name.dropLast(ending.count + 1))
        }
        let plain = String(name.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "_" })
        return plain.contains { $0 != "_" } ? plain : "table"
    }

    var edit: TextEdit {
        get { edits[kind.rawValue] }
        set { edits[kind.rawValue] = newValue }
    }

    var text: String { edit.text.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Without the leave to replace.
    private var plain: Destination {
        switch kind {
        case .table: .table(name: text, replace: false)
        case .view: .view(name: text, replace: false)
        case .parquet: .parquet(path: Self.ending(".parquet", of: CompletePath.expanded(text)))
        case .csv:
            .csv(
                path: text.lowercased().hasSuffix(".tsv")
                    ? CompletePath.expanded(text) : Self.ending(".csv", of: CompletePath.expanded(text)))
        }
    }

    /// The destination as it stands; tables and views are replaced only when that was agreed to.
    var destination: Destination {
        guard agreed == plain else { return plain }
        switch plain {
        case .table(let name, _): return .table(name: name, replace: true)
        case .view(let name, _): return .view(name: name, replace: true)
        default: return plain
        }
    }

    /// What is to be asked about the destination: its plain form is what checks and agreements are about.
    var question: Destination { plain }

    /// The check, if it is about what stands there now.
    var currentCheck: DestinationCheck.Finding? { check?.destination == plain ? check?.finding : nil }

    var isAgreed: Bool { agreed == plain }

    private static func ending(_ ending: String, of path: String) -> String {
        path.isEmpty || path.lowercased().hasSuffix(ending) ? path : path + ending
    }
}
