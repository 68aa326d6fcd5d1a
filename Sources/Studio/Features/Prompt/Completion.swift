import Foundation
import Tabular

/// Names that complete what is being typed.
enum Completion {
    /// The most that are offered.
    static let most = 50

    /// Columns of the table on the screen (and tables) that begin like the word before the cursor.
    static func names(for text: String, state: AppState, withTables: Bool) -> [String] {
        let word = lastWord(of: text)
        guard !word.isEmpty else { return [] }
        let wanted = word.lowercased()
        let begins = { (name: String) in name.lowercased().hasPrefix(wanted) && name.lowercased() != wanted }
        var names = state.data.tab?.schema.names ?? []
        if withTables { names += (state.data.tree.tables ?? []).map(\.name) }
        var found = names.filter(begins).map(spelled)
        if !withTables {
            let words = SQLFunctions.words.filter(begins)
            // Who types capitals means a word of the language.
            found = word == word.uppercased() ? words + found : found + words
            found += SQLFunctions.names.filter(begins)
        }
        return Array(found.prefix(most))
    }

    /// The text with its last word replaced.
    static func replacingLastWord(of text: String, with name: String) -> String {
        String(text.dropLast(lastWord(of: text).count)) + name
    }

    static func lastWord(of text: String) -> String {
        String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    }

    /// Bare when it may be, quoted otherwise.
    private static func spelled(_ name: String) -> String {
        let isBare =
            name.first.map { $0.isLetter || $0 == "_" } == true
            && name.allSatisfy { ($0.isLetter && $0.isASCII && $0.isLowercase) || $0.isNumber || $0 == "_" }
        return isBare ? name : SQL.identifier(name)
    }
}

/// Lists the files that a path may go on with, and tables of that name.
struct CompletePath: Work {
    /// Which files are offered; folders always are.
    enum Kind: Sendable, Hashable {
        case tables, models, folders, scripts

        func takes(_ name: String) -> Bool {
            switch self {
            case .tables: FileEntry.isTable(name)
            case .models: name.lowercased().hasSuffix(".onnx")
            case .folders: false
            case .scripts: name.lowercased().hasSuffix(".sql")
            }
        }
    }

    var text: String
    var tables: [WorkspaceTable]
    var kind = Kind.tables

    func run(_ context: EffectContext) async throws -> Action? {
        if kind == .tables, let file = Self.container(text) {
            let location = SourceLocation(file)
            let parts = try await context.withConnection(.count) { try await $0.parts(of: location) }
            let words = parts.compactMap(\.location.arguments.first).filter { $0.hasPrefix(Self.expanded(text)) }
            return .prompt(.completions(for: text, Array(words.prefix(Completion.most))))
        }
        return .prompt(.completions(for: text, Self.complete(text, tables: tables.map(\.name), kind: kind)))
    }

    func failure(_ problem: Problem) -> Action? { nil }

    static func complete(_ text: String, tables: [String], kind: Kind = .tables) -> [String] {
        let typed = expanded(text)
        let slash = typed.lastIndex(of: "/")
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let start = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        let entries = (try? FileEntry.list(folder.isEmpty ? "." : folder, startingWith: start, where: kind.takes)) ?? []
        let files = entries.map { folder + $0.name + ($0.isFolder ? "/" : "") }
        let names = folder.isEmpty ? tables.filter { $0.hasPrefix(start) } : []
        return Array((files + names).prefix(Completion.most))
    }

    /// The workbook or database before the `#` of a word (or the whole word), when there is one.
    private static func container(_ text: String) -> String? {
        let path = expanded(text)
        let ends = path.indices.filter { path[$0] == "#" } + [path.endIndex]
        return ends.map { String(path[..<$0]) }.first { file in
            FileEntry.isContainer(file) && FileManager.default.fileExists(atPath: file)
        }
    }

    /// `~` as the shell reads it.
    static func expanded(_ path: String) -> String {
        path == "~" || path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
    }
}
