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

    private enum Connection {
        case pool(DatabasePool)
        /// For reading only, and why.
        case reader(any DatabaseReader, Problem)
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
            switch try await connect(making: false) {
            case nil: return none
            case .pool(let pool): return try await pool.read(body)
            case .reader(let reader, _): return try await reader.read(body)
            }
        } catch {
            throw problem(error)
        }
    }

    /// Writes in one transaction, alone among all processes.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            switch try await connect(making: true) {
            case .pool(let pool): return try await pool.write(body)
            case .reader(_, let reason): throw reason
            case nil: throw Problem("cannot open \(path)")
            }
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
            opened = .reader(try openForReading(), reason)
        } else {
            opened = .pool(try openForWriting())
        }
        connection.withLock { $0 = opened }
        return opened
    }

    private func openForWriting() throws -> DatabasePool {
        try DurableFile.makeFolder(directory)
        let turn = try FolderLock(directory)
        defer { turn.release() }
        var configuration = Configuration()
        configuration.label = "registry"
        // Another process may be writing: its transactions are short.
        configuration.busyMode = .timeout(10)
        let pool = try DatabasePool(path: path, configuration: configuration)
        let migrator = RegistrySchema.migrator(folders: folders)
        let state = try pool.read { (try migrator.hasBeenSuperseded($0), try migrator.hasCompletedMigrations($0)) }
        if state.0 { throw newer }
        if !state.1 { try migrator.migrate(pool) }
        // A registered model outlives a power cut too.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        folders.sweep()
        return pool
    }

    /// SQLite reads a file in WAL mode only where it may write beside it, or where a writer has been before. Failing
    /// that, the file is read from a copy.
    private func openForReading() throws -> any DatabaseReader {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try check(pool)
            return pool
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR].contains(error.resultCode)
        {
            let copy = try copyInMemory()
            try check(copy)
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

    private func check(_ reader: some DatabaseReader) throws {
        let migrator = RegistrySchema.migrator(folders: folders)
        if try reader.read({ try migrator.hasBeenSuperseded($0) }) { throw newer }
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
