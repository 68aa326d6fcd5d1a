import Foundation
import GRDB
import Tabular

extension LocalRegistry {
    public func save(_ run: Run) async throws {
        let process = run.processID == ProcessIdentity.current.processID ? .current : ProcessIdentity(of: run.processID)
        try await store.write { try RunQuery(database: $0).save(run, process: process) }
    }

    public func runs() async throws -> [Run] {
        try await store.read(none: []) { try RunQuery(database: $0).all() }
    }

    public func run(_ id: String) async throws -> Run {
        let found = try await store.read(none: []) { try RunQuery(database: $0).find(id) }
        if found.count == 1 { return found[0] }
        if let exact = found.first(where: { $0.id == id }) { return exact }
        if found.isEmpty {
            throw Problem("there is no run '\(id)'", hint: "'atelier runs list' shows the runs and their ids.")
        }
        let ids = found.prefix(5).map(\.id).joined(separator: ", ")
        throw Problem(
            "'\(id)' begins the ids of \(found.count) runs", hint: "Write more of one of these: \(ids).", kind: .usage)
    }

    public func markInterruptedRuns() async throws -> [Run] {
        // Most often there is none: then nothing is written.
        let gone = try await store.read(none: []) { try RunQuery(database: $0).abandoned() }
        if gone.isEmpty { return [] }
        do {
            return try await store.write { database in
                let query = RunQuery(database: database)
                let gone = try query.abandoned()
                for run in gone { try query.interrupt(run) }
                return gone
            }
        } catch let problem as Problem where problem.kind == .unreachable {
            // A workspace that can only be read is told all the same.
            return gone
        }
    }
}

/// What is asked of the table of runs, within one transaction.
struct RunQuery {
    var database: Database

    func all() throws -> [Run] { try fetch("ORDER BY started DESC, rowid DESC", []) }

    /// The runs whose id begins so.
    func find(_ id: String) throws -> [Run] {
        if id.isEmpty { return [] }
        return try fetch("WHERE substr(id, 1, length(?)) = ? ORDER BY started DESC", [id, id])
    }

    /// Runs that call themselves running and whose process is gone, as they are to be told: interrupted.
    func abandoned() throws -> [Run] {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM runs WHERE state = 'running' ORDER BY started DESC")
        return try rows.compactMap { row in
            if ProcessIdentity(processID: row["process_id"], birth: row["process_identity"]).isAlive { return nil }
            var run = try run(row)
            run.state = .interrupted
            run.message = "The process that did this ended before it was done."
            return run
        }
    }

    func interrupt(_ run: Run) throws {
        try database.execute(
            sql: "UPDATE runs SET state = ?, message = ? WHERE id = ?",
            arguments: [run.state.rawValue, run.message, run.id])
    }

    func save(_ run: Run, process: ProcessIdentity) throws {
        try database.execute(
            sql: """
                INSERT INTO runs (id, kind, state, title, started, ended, command, parameters, metrics, message, model,
                    process_id, process_identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, title = excluded.title,
                    started = excluded.started, ended = excluded.ended, command = excluded.command,
                    parameters = excluded.parameters, metrics = excluded.metrics, message = excluded.message,
                    model = excluded.model, process_id = excluded.process_id,
                    process_identity = excluded.process_identity
                """,
            arguments: [
                run.id, run.kind.rawValue, run.state.rawValue, run.title, run.started.timeIntervalSince1970,
                run.ended?.timeIntervalSince1970, run.command, RegistryJSON.text(run.parameters),
                RegistryJSON.text(run.metrics), run.message, run.model, process.processID, process.birth,
            ])
    }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [Run] {
        try Row.fetchAll(database, sql: "SELECT * FROM runs " + condition, arguments: arguments).map(run)
    }

    private func run(_ row: Row) throws -> Run {
        let ended: Double? = row["ended"]
        return Run(
            id: row["id"], kind: Run.Kind(rawValue: row["kind"]) ?? .train,
            state: Run.State(rawValue: row["state"]) ?? .failed, title: row["title"],
            started: Date(timeIntervalSince1970: row["started"]), ended: ended.map { Date(timeIntervalSince1970: $0) },
            command: row["command"], parameters: try RegistryJSON.value([String: String].self, from: row["parameters"]),
            metrics: try RegistryJSON.value([String: Double].self, from: row["metrics"]), message: row["message"],
            model: row["model"], processID: row["process_id"])
    }
}
