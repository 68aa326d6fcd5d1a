import Foundation
import GRDB
public import Tabular

extension LocalRegistry {
    public func setAlias(_ alias: String, of name: String, to version: Int) async throws {
        try ModelReference.validate(alias: alias)
        let target = ModelReference(name: name, selector: .version(version)).normalized
        let alias = alias.precomposedStringWithCanonicalMapping
        try await store.write { [folders = store.folders] database in
            let query = VersionQuery(database: database, folders: folders)
            let found = try query.find(target)
            // Where it points already there is nothing to say.
            if !found.aliases.contains(alias) { try query.setAlias(alias, of: target.name, to: version) }
        }
    }

    public func removeAlias(_ alias: String, of name: String) async throws {
        let target = ModelReference(name: name, selector: .alias(alias)).normalized
        let alias = alias.precomposedStringWithCanonicalMapping
        try await store.write { [folders = store.folders] database in
            let query = VersionQuery(database: database, folders: folders)
            _ = try query.find(target)
            try query.setAlias(alias, of: target.name, to: nil)
        }
    }

    public func aliasHistory(of name: String) async throws -> [AliasChange] {
        let name = ModelReference(name: name).normalized.name
        return try await store.read(none: []) { database in
            let sql = "SELECT alias, name, version, at FROM alias_history WHERE name = ? ORDER BY id"
            return try Row.fetchAll(database, sql: sql, arguments: [name]).map { row in
                AliasChange(
                    alias: row["alias"], name: row["name"], version: row["version"],
                    at: Date(timeIntervalSince1970: row["at"]))
            }
        }
    }
}

extension ModelReference {
    /// Checks an alias: letters, digits, `-`, `_` and `.`, and no word that means a version already.
    public static func validate(alias: String) throws(Problem) {
        let allowed = !alias.isEmpty && alias.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        let reserved = alias.lowercased() == "latest" || Int(alias.drop { "vV".contains($0) }) != nil
        if !allowed || reserved {
            throw Problem(
                "'\(alias)' cannot be an alias" + (reserved ? ": it reads like a version" : ""),
                hint: "Use letters, digits, '-', '_' and '.', for example 'champion'.", kind: .usage)
        }
    }
}
