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
        let pump = Task.detached {
            while let data = try? pipe.fileHandleForReading.read(upToCount: 1 << 16), !data.isEmpty {
                try FileHandle.standardOutput.write(contentsOf: data)
            }
        }
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
}
