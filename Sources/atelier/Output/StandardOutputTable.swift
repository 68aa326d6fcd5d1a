import Foundation
import Tabular
import Workflows

/// The answer of a query on standard output, all of its rows, however many there are.
struct StandardOutputTable {
    let connection: any WorkConnection

    /// The engine writes into a pipe: it would empty a file that standard output has been redirected to.
    /// - Parameter options: of the engine's COPY, for example `FORMAT csv, HEADER`.
    func write(_ query: String, options: String) async throws {
        let pipe = Pipe()
        let reading = pipe.fileHandleForReading.fileDescriptor
        // F_SETPIPE_SZ of Linux: the engine and the reader take turns less often.
        _ = fcntl(reading, 1031, 1 << 20)
        let pump = Task.detached { try Self.pump(from: reading, to: STDOUT_FILENO) }
        let end = pipe.fileHandleForWriting
        do {
            try await connection.execute(
                "COPY (\n\(query)\n) TO '/proc/self/fd/\(end.fileDescriptor)' (\(options), USE_TMP_FILE false)")
            try end.close()
        } catch {
            try end.close()
            _ = await pump.result
            throw error
        }
        try await pump.value
    }

    /// Copies all that comes, and waits where the other side is slow.
    private static func pump(from source: Int32, to target: Int32) throws {
        let size = 1 << 18
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = read(source, buffer, size)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            var done = 0
            while done < count {
                let written = Foundation.write(target, buffer + done, count - done)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw CocoaError(.fileWriteUnknown) }
                done += written
            }
        }
    }
}
