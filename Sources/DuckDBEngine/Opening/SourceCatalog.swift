import Foundation
import Synchronization
import Tabular

/// What is known about the rows of a source.
enum SourceLayout: Sendable, Hashable {
    /// Rows are found by file and number in the file.
    case parquet(rows: [Int])
    /// A table of the workspace: rows are found by `rowid`, which may have gaps.
    case table
    /// A table of the session: row ids count from 0 without gaps.
    case loaded(rows: Int)
    /// Files that must be read from the beginning.
    case file
    /// A table of the session whose rows have no ids, because a column is called that.
    case copy
    case view
}

/// Text files behind a source.
struct SourceFiles: Sendable {
    var list: FileList
    /// Whether only some rows were looked at to find out the types.
    var isSampled: Bool
    /// How to load them in one pass, if all is as the sampled rows are.
    var strict: CSVStrictLoad?
    /// The sheet or table inside the file.
    var part: String?
}

/// The sources that the connections of a database have opened, by their FROM expressions.
final class SourceCatalog: Sendable {
    private struct Key: Hashable {
        var source: String
        var fingerprint: String
    }

    private struct State {
        var layouts: [String: SourceLayout] = [:]
        var files: [String: SourceFiles] = [:]
        var loaded: [Key: OpenedTable] = [:]
        /// Text that was rewritten for the engine, by the content of its file.
        var rewritten: [String: (path: String, faults: Int)] = [:]
        /// The copy of standard input.
        var standardInput: String?
        /// The same sources with absolute paths.
        var absolute: [String: String] = [:]
        /// Tables of other databases than the workspace.
        var foreign: Set<String> = []
    }

    private let state = Mutex(State())

    func add(_ source: String, _ layout: SourceLayout, absolute: String? = nil, isForeign: Bool = false) {
        state.withLock {
            if isForeign { $0.foreign.insert(source) }
            $0.layouts[source] = layout
            $0.absolute[source] = absolute
        }
    }

    func add(_ source: String, files: SourceFiles, absolute: String) {
        state.withLock {
            $0.layouts[source] = .file
            $0.files[source] = files
            $0.absolute[source] = absolute
        }
    }

    var standardInput: String? {
        get { state.withLock { $0.standardInput } }
        set { state.withLock { $0.standardInput = newValue } }
    }

    func rewritten(_ key: String) -> (path: String, faults: Int)? { state.withLock { $0.rewritten[key] } }

    func add(rewritten file: (path: String, faults: Int), for key: String) {
        state.withLock { $0.rewritten[key] = file }
    }

    /// A source with absolute paths, when it is one of files.
    func absolute(of source: String) -> String? { state.withLock { $0.absolute[source] } }

    /// A query in which known sources of files are named by absolute paths.
    func withAbsolutePaths(_ query: String) -> String {
        let known = state.withLock { $0.absolute }
        return known.reduce(query) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
    }

    func layout(of source: String) -> SourceLayout? { state.withLock { $0.layouts[source] } }

    func files(of source: String) -> SourceFiles? { state.withLock { $0.files[source] } }

    /// Whether a source can be read without the workspace.
    func isSelfContained(_ source: String) -> Bool {
        if state.withLock({ $0.foreign.contains(source) }) { return true }
        return switch layout(of: source) {
        case .parquet, .file, .loaded, .copy: true
        case .table, .view, nil: false
        }
    }

    /// The copy of a source that was made when its content was the same; workspace tables and queries may change
    /// without a trace, so their copies are not used again.
    func loaded(_ table: OpenedTable) -> OpenedTable? {
        key(of: table).flatMap { key in state.withLock { $0.loaded[key] } }
    }

    func add(loaded copy: OpenedTable, for table: OpenedTable) {
        if let key = key(of: table) { state.withLock { $0.loaded[key] = copy } }
    }

    private func key(of table: OpenedTable) -> Key? {
        guard table.fingerprint.hasPrefix("files:") else { return nil }
        return Key(source: table.relation.sql, fingerprint: table.fingerprint)
    }
}
