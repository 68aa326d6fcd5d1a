import Foundation
import Tabular

/// Files that are on the disk, and not only on their way there, when a call returns.
enum DurableFile {
    /// Writes a new file. On failure nothing is said to be there: the caller removes the folder.
    static func write(_ bytes: some Sequence<UInt8> & ContiguousBytes, to path: String) throws(Problem) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        if file < 0 { throw failure("write", path) }
        defer { close(file) }
        let failed: Bool = bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                let count = Foundation.write(file, buffer.baseAddress.map { $0 + start }, buffer.count - start)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return true }
                start += count
            }
            return fsync(file) != 0
        }
        if failed { throw failure("write", path) }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(Problem) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder < 0 { throw failure("open", path) }
        defer { close(folder) }
        // Some file systems have nothing to do here and say so.
        if fsync(folder) != 0 && errno != EINVAL { throw failure("write", path) }
    }

    static func move(_ source: String, to target: String) throws(Problem) {
        if rename(source, target) != 0 { throw failure("write", target) }
    }

    static func makeFolder(_ path: String) throws(Problem) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw failure("write", path)
        }
    }

    /// What `errno` says about a path.
    private static func failure(_ verb: String, _ path: String) -> Problem {
        let code = errno
        let hint =
            switch code {
            case ENOSPC, EDQUOT: "Free some space and try again."
            case EACCES, EPERM, EROFS: "Choose a folder that you may write to."
            default: ""
            }
        return Problem("cannot \(verb) \(path): \(String(cString: strerror(code)).lowercased())", hint: hint)
    }
}

/// One process at a time in a folder, while something is made there. The system lets go of it when a process ends.
struct FolderLock {
    private let descriptor: Int32

    /// Waits until the folder is free.
    init(_ path: String) throws(Problem) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw Problem("cannot open \(path): \(String(cString: strerror(errno)).lowercased())") }
        // Where the file system has no locks there is nothing to wait for.
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
    }

    func release() { close(descriptor) }
}
