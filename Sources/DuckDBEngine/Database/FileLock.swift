import Foundation

/// The advisory locks that the engine puts on database files.
enum FileLock {
    /// The process that holds a lock on the file; nil when nobody does.
    ///
    /// Never ask for a file that this process has open as a database: closing any descriptor drops its locks.
    static func holder(of path: String) -> Int? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        return Int(lock.l_pid)
    }
}
