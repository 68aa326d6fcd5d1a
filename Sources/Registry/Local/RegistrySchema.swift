import Foundation
import GRDB

/// The tables of `registry.sqlite`. Times are Unix seconds; cards, parameters and metrics are JSON.
enum RegistrySchema {
    /// The steps to today's tables. A new file takes up the models whose folders are there already: when the file was
    /// lost, they were not.
    static func migrator(folders: ModelFolders) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 models and runs") { database in
            try database.execute(sql: modelTables)
            try database.execute(sql: runTable)
            try adoptModels(in: folders, database)
        }
        return migrator
    }

    private static func adoptModels(in folders: ModelFolders, _ database: Database) throws {
        for name in folders.names() {
            let versions = folders.versions(of: name)
            guard let last = versions.last else { continue }
            try database.execute(sql: "INSERT INTO models VALUES (?, ?)", arguments: [name, last])
            for version in versions {
                guard let (card, created) = folders.found(name, version) else { continue }
                try database.execute(
                    sql: "INSERT INTO versions (name, version, created, card) VALUES (?, ?, ?, ?)",
                    arguments: [name, version, created.timeIntervalSince1970, RegistryJSON.text(card)])
            }
        }
    }

    /// `last_version` outlives the versions, so that a number never means two things. The history of aliases only grows.
    private static let modelTables = """
        CREATE TABLE models (
            name TEXT PRIMARY KEY NOT NULL,
            last_version INTEGER NOT NULL
        );
        CREATE TABLE versions (
            name TEXT NOT NULL REFERENCES models (name),
            version INTEGER NOT NULL,
            created REAL NOT NULL,
            run_id TEXT,
            card TEXT NOT NULL,
            PRIMARY KEY (name, version)
        );
        CREATE TABLE aliases (
            name TEXT NOT NULL,
            alias TEXT NOT NULL,
            version INTEGER NOT NULL,
            PRIMARY KEY (name, alias),
            FOREIGN KEY (name, version) REFERENCES versions (name, version)
        );
        CREATE TABLE alias_history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            alias TEXT NOT NULL,
            name TEXT NOT NULL,
            version INTEGER,
            at REAL NOT NULL
        );
        CREATE TRIGGER alias_history_keeps BEFORE UPDATE ON alias_history
            BEGIN SELECT RAISE(ABORT, 'the history of aliases is not rewritten'); END;
        CREATE TRIGGER alias_history_stays BEFORE DELETE ON alias_history
            BEGIN SELECT RAISE(ABORT, 'the history of aliases is not rewritten'); END;
        """

    private static let runTable = """
        CREATE TABLE runs (
            id TEXT PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            title TEXT NOT NULL,
            started REAL NOT NULL,
            ended REAL,
            command TEXT NOT NULL,
            parameters TEXT NOT NULL,
            metrics TEXT NOT NULL,
            message TEXT NOT NULL,
            model TEXT NOT NULL,
            process_id INTEGER NOT NULL,
            process_identity TEXT NOT NULL
        );
        CREATE INDEX runs_by_start ON runs (started);
        CREATE INDEX runs_by_state ON runs (state);
        """
}
