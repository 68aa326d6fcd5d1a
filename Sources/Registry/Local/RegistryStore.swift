import Foundation
import GRDB
import Synchronization
import Tabular

/// The file `registry.sqlite` of a workspace. It is opened by the first call that needs it, and made by the first write.
final class RegistryStore: Sendable {
    /// How the file is used.
    enum Access: Sendable {
        /// For writing where that is possible.
        case automatic
        case readOnly
    }

    private struct Connection {
        var queue: DatabaseQueue
        /// Why it is for reading only; nil when it writes too.
        var readOnly: Problem?
    }

    let path: String
    let folders: ModelFolders
    private let directory: String
    private let access: Access
    private let queue = DispatchQueue(label: "atelier.registry")
    private let connection = Mutex<Connection?>(nil)

    init(directory: String, access: Access) {
        self.directory = directory
        self.access = access
        path = directory + "/registry.sqlite"
        folders = ModelFolders(root: directory + "/models")
    }

    /// Reads in one snapshot. `none` is the answer when there is no file yet.
    func read<T: Sendable>(none: T, _ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            guard let connection = try await connect(making: false) else { return none }
            return try await connection.queue.read(body)
        } catch {
            throw problem(error)
        }
    }

    /// Writes in one transaction, alone among all processes.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            guard let connection = try await connect(making: true) else { throw Problem("cannot open \(path)") }
            if let reason = connection.readOnly { throw reason }
            return try await connection.queue.write(body)
        } catch {
            throw problem(error)
        }
    }

    /// Does blocking work with files on a thread that may wait.
    func work<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
            }
        } catch {
            throw problem(error)
        }
    }

    private func connect(making: Bool) async throws -> Connection? {
        if let open = connection.withLock({ $0 }) { return open }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.open(making: making) }) }
        }
    }

    /// Runs on the queue, so that a process opens the file once.
    private func open(making: Bool) throws -> Connection? {
        if let open = connection.withLock({ $0 }) { return open }
        let exists = FileManager.default.fileExists(atPath: path)
        if !exists && !making && folders.names().isEmpty { return nil }
        let opened: Connection
        if let reason = readOnlyReason(exists: exists) {
            if !exists && !making { return nil }
            guard exists else { throw reason }
            opened = Connection(queue: try openForReading(), readOnly: reason)
        } else {
            opened = Connection(queue: try openForWriting())
        }
        connection.withLock { $0 = opened }
        return opened
    }

    /// Writes nothing where the tables are there already: a start costs a few reads.
    private func openForWriting() throws -> DatabaseQueue {
        try DurableFile.makeFolder(directory)
        let queue = try openQueue()
        let migrator = RegistrySchema.migrator(folders: folders)
        if try !isCurrent(queue, migrator) {
            try making {
                // Set once, and kept in the file. Readers and one writer do not wait for each other.
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
                if try !isCurrent(queue, migrator) { try migrator.migrate(queue) }
            }
        }
        folders.sweep()
        return queue
    }

    /// SQLite reads a file in WAL mode only where it may write beside it, or where a writer has been before. Failing
    /// that, the file is read from a copy.
    private func openForReading() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        let migrator = RegistrySchema.migrator(folders: folders)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            guard try isCurrent(queue, migrator) else { throw older }
            return queue
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR].contains(error.resultCode)
        {
            let copy = try copyInMemory()
            guard try isCurrent(copy, migrator) else { throw older }
            return copy
        }
    }

    private func copyInMemory() throws -> DatabaseQueue {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "registry-\(UUID().uuidString)").path
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        let target = folder + "/registry.sqlite"
        for ending in ["", "-wal"] where files.fileExists(atPath: path + ending) {
            try files.copyItem(atPath: path + ending, toPath: target + ending)
        }
        let copy = try DatabaseQueue()
        try DatabaseQueue(path: target).backup(to: copy)
        return copy
    }

    private func openQueue() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "registry"
        // Another process may be writing: its transactions are short.
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// One process at a time makes or changes the tables.
    private func making<T>(_ body: () throws -> T) throws -> T {
        let turn = try FolderLock(directory)
        defer { turn.release() }
        return try body()
    }

    private func isCurrent(_ queue: DatabaseQueue, _ migrator: DatabaseMigrator) throws -> Bool {
        func look() throws -> Bool {
            try queue.read { database in
                if try migrator.hasBeenSuperseded(database) { throw newer }
                return try migrator.hasCompletedMigrations(database)
            }
        }
        do {
            return try look()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // The migrator looks twice, and another process may have made the tables in between.
            return try look()
        }
    }
}

// MARK: - Problems

extension RegistryStore {
    /// Why the workspace cannot be written; nil when it can.
    private func readOnlyReason(exists: Bool) -> Problem? {
        if access == .readOnly { return Self.cannotWrite(directory, "it is open for reading only") }
        let files = FileManager.default
        if files.fileExists(atPath: directory) && !files.isWritableFile(atPath: directory) {
            return Self.cannotWrite(directory, "permission denied")
        }
        if exists && !files.isWritableFile(atPath: path) { return Self.cannotWrite(path, "permission denied") }
        return nil
    }

    private static func cannotWrite(_ path: String, _ why: String) -> Problem {
        Problem(
            "cannot write to the workspace \(path): \(why)",
            hint: "Mend its permissions, or choose another workspace with --workspace DIR.", kind: .unreachable)
    }

    private var newer: Problem {
        Problem(
            "the registry \(path) was made by a newer release of Atelier", hint: "Install the newer release.",
            kind: .unreachable)
    }

    private var older: Problem {
        Problem(
            "the registry \(path) was made by an older release of Atelier, and cannot be written to bring it up to date",
            hint: "Open the workspace once where it may be written.", kind: .unreachable)
    }

    private func problem(_ error: any Error) -> Problem {
        guard let error = error as? DatabaseError else { return Problem(error) }
        let said = error.message ?? ""
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return Problem(
                "the registry \(path) is damaged", detail: said,
                hint: "Move it away, with the files whose names begin like it: the models in \(folders.root) are found "
                    + "again; aliases and runs are not.", kind: .unreachable)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Problem(
                "the registry \(path) is in use", detail: said, hint: "Try again when the other process is done.",
                kind: .unreachable)
        case .SQLITE_FULL:
            return Problem("cannot write \(path): the disk is full", hint: "Free some space and try again.")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: return Self.cannotWrite(path, said)
        default: return Problem("the registry \(path) failed", detail: error.description)
        }
    }
}
