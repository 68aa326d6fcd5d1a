import Foundation
import GRDB
import Scoring
import Tabular

/// What is asked of the tables of versions and aliases, within one transaction.
struct VersionQuery {
    var database: Database
    var folders: ModelFolders

    /// All versions: models by name, newest first within each.
    func all() throws -> [ModelVersion] {
        try fetch("ORDER BY name COLLATE NOCASE, name, version DESC", [])
    }

    /// The versions of one model, newest first; a `Problem` when there is none.
    func all(of reference: ModelReference) throws -> [ModelVersion] {
        let found = try fetch("WHERE name = ? ORDER BY version DESC", [reference.name])
        if found.isEmpty { throw try unknown(reference).problem }
        return found
    }

    /// The one version that is meant; a `Problem` says what there is instead.
    func find(_ reference: ModelReference) throws -> ModelVersion {
        let found =
            switch reference.selector {
            case .latest: try fetch("WHERE name = ? ORDER BY version DESC LIMIT 1", [reference.name])
            case .version(let number): try fetch("WHERE name = ? AND version = ?", [reference.name, number])
            case .alias(let alias):
                try fetch(
                    "WHERE name = ? AND version = (SELECT version FROM aliases WHERE name = versions.name AND alias = ?)",
                    [reference.name, alias])
            }
        guard let version = found.first else { throw try unknown(reference).problem }
        return version
    }

    /// One more than any number that was ever given, or that a folder has.
    func nextVersion(of name: String) throws -> Int {
        let given = try Int.fetchOne(
            database, sql: "SELECT last_version FROM models WHERE name = ?", arguments: [name])
        return max(given ?? 0, folders.versions(of: name).last ?? 0) + 1
    }

    func insert(_ name: String, _ version: Int, created: Date, card: ModelCard, runID: String?) throws {
        try database.execute(
            sql:
                "INSERT INTO models VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last_version = excluded.last_version",
            arguments: [name, version])
        try database.execute(
            sql: "INSERT INTO versions (name, version, created, run_id, card) VALUES (?, ?, ?, ?, ?)",
            arguments: [name, version, created.timeIntervalSince1970, runID, RegistryJSON.text(card)])
    }

    /// Deletes a version's row and takes its aliases away.
    func delete(_ version: ModelVersion) throws {
        for alias in version.aliases { try setAlias(alias, of: version.name, to: nil) }
        try database.execute(
            sql: "DELETE FROM versions WHERE name = ? AND version = ?", arguments: [version.name, version.version])
    }

    /// Points an alias at a version, or takes it away, and says so in the history.
    func setAlias(_ alias: String, of name: String, to version: Int?) throws {
        if let version {
            try database.execute(
                sql:
                    "INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (name, alias) DO UPDATE SET version = excluded.version",
                arguments: [name, alias, version])
        } else {
            try database.execute(sql: "DELETE FROM aliases WHERE name = ? AND alias = ?", arguments: [name, alias])
        }
        try database.execute(
            sql: "INSERT INTO alias_history (alias, name, version, at) VALUES (?, ?, ?, ?)",
            arguments: [alias, name, version, Date.now.toMilliseconds.timeIntervalSince1970])
    }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [ModelVersion] {
        let sql = """
            SELECT name, version, created, run_id, card, (SELECT json_group_array(alias) FROM aliases
                WHERE aliases.name = versions.name AND aliases.version = versions.version) AS aliases
            FROM versions \(condition)
            """
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            let name: String = row["name"]
            let version: Int = row["version"]
            let aliases = try RegistryJSON.value([String].self, from: row["aliases"])
            return ModelVersion(
                name: name, version: version, created: Date(timeIntervalSince1970: row["created"]),
                card: card(row["card"]), aliases: aliases.sorted(), runID: row["run_id"],
                modelPath: folders.modelFile(name, version))
        }
    }

    /// A card that cannot be read says so itself, and does not hide the other versions.
    private func card(_ text: String) -> ModelCard {
        do {
            return try RegistryJSON.value(ModelCard.self, from: text)
        } catch {
            let note = "The record of this version cannot be read: \(error)"
            return ModelCard(signature: ModelSignature(inputs: [], outputs: []), notes: [note])
        }
    }

    private func unknown(_ reference: ModelReference) throws -> UnknownModel {
        let names = try String.fetchAll(
            database, sql: "SELECT DISTINCT name FROM versions ORDER BY name COLLATE NOCASE")
        let versions = try fetch("WHERE name = ? ORDER BY version", [reference.name])
        return UnknownModel(
            reference, names: names, versions: versions.map(\.version), aliases: versions.flatMap(\.aliases).sorted())
    }
}
