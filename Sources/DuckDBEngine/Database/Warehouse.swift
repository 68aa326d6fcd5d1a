import Foundation
import Synchronization
import Tabular

/// The workspace's database file, and how far this process may use it.
///
/// It is attached under the name `workspace` when it is first needed: files can be browsed without waiting for it.
final class Warehouse: Sendable {
    private struct State {
        var isAttached = false
        var reason: String?
        var isLocked = false
    }

    let path: String?
    private let state: Mutex<State>

    /// Looks at the file without opening it as a database.
    init(path: String?, readOnly: Bool) {
        self.path = path
        var state = State()
        if let path {
            if let holder = FileLock.holder(of: path) {
                state.reason = "the workspace is in use by process \(holder): what it holds can be read, not changed"
                state.isLocked = true
            } else if readOnly {
                state.reason = "the workspace was opened for reading only"
            } else if !Self.isWritable(path) {
                state.reason = "the workspace cannot be written: no permission to change \(path)"
            }
        }
        self.state = Mutex(state)
    }

    /// Why the workspace cannot be changed; nil when it can.
    var readOnlyReason: String? { state.withLock { $0.reason } }

    /// Whether the file at a path is this one.
    func isAt(_ other: String) -> Bool {
        path.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path } == other
    }

    private static func isWritable(_ path: String) -> Bool {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return files.isWritableFile(atPath: folder)
            && (!files.fileExists(atPath: path) || files.isWritableFile(atPath: path))
    }

    /// Attaches the file if that has not been done yet, on any connection of the database.
    func attach(_ session: Session, scratch: ScratchFolder) throws(Problem) {
        let result: Result<Void, Problem> = state.withLock { state in
            guard !state.isAttached else { return .success(()) }
            do throws(Problem) {
                try attach(session, scratch, &state)
                state.isAttached = true
                return .success(())
            } catch { return .failure(error) }
        }
        try result.get()
    }

    private func attach(_ session: Session, _ scratch: ScratchFolder, _ state: inout State) throws(Problem) {
        guard let path else { return try Self.attach(":memory:", session) }
        let exists = FileManager.default.fileExists(atPath: path)
        if state.reason != nil && !exists { return try Self.attach(":memory:", session) }
        if !state.isLocked {
            do throws(Problem) {
                return try Self.attach(path, readOnly: state.reason != nil, session)
            } catch  where error.detail.contains("lock on file") {
                // Another process came first since we looked.
                state.isLocked = true
                state.reason = "the workspace is in use by another process: what it holds can be read, not changed"
            } catch {
                throw Problem(
                    "cannot open the workspace's warehouse \(path)", detail: error.detail,
                    hint: "If the file is damaged, move it away: a new one is made at the next start.")
            }
        }
        try attachCopy(of: path, session, scratch)
    }

    private static func attach(_ path: String, readOnly: Bool = false, _ session: Session) throws(Problem) {
        _ = try session.run("ATTACH " + SQL.literal(path) + " AS workspace" + (readOnly ? " (READ_ONLY)" : ""))
    }

    /// A locked file cannot even be read by the engine. The writer never overwrites blocks that its last checkpoint
    /// uses before the next one, so a copy during which the header stayed the same is whole.
    private func attachCopy(of path: String, _ session: Session, _ scratch: ScratchFolder) throws(Problem) {
        let copy = try scratch.file("warehouse.duckdb")
        for _ in 0..<5 {
            try session.check()
            let before = Self.header(of: path)
            for suffix in ["", ".wal"] {
                try? FileManager.default.removeItem(atPath: copy + suffix)
                guard suffix.isEmpty || FileManager.default.fileExists(atPath: path + suffix) else { continue }
                do {
                    try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
                } catch {
                    throw Problem(
                        "the workspace is in use by another process and cannot be read now",
                        detail: error.localizedDescription,
                        hint: "Close the other program, or choose another --workspace.",
                        kind: .unreachable)
                }
            }
            guard Self.header(of: path) == before else { continue }
            return try Self.attach(copy, readOnly: true, session)
        }
        throw Problem(
            "the workspace is in use by another process that keeps changing it",
            hint: "Try again when it is done, or choose another --workspace.", kind: .unreachable)
    }

    /// The main header and the two that checkpoints write by turns.
    private static func header(of path: String) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: 3 * 4096)
    }
}
