import Foundation
import Synchronization
import Tabular

/// A folder for what does not outlive the database: spilled data, standard input, copies of a locked warehouse.
final class ScratchFolder: Sendable {
    let path: String
    private let isMade = Mutex(false)

    /// - Parameter parent: where the folder goes; nil: the system's temporary folder. Nothing is made before it is needed.
    init(in parent: String?) {
        let parent = parent ?? NSTemporaryDirectory()
        path =
            URL(fileURLWithPath: parent)
            .appendingPathComponent("atelier-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)").path
    }

    /// A path in the folder, which exists from now on.
    func file(_ name: String) throws(Problem) -> String {
        let failure: (any Error)? = isMade.withLock { made in
            guard !made else { return nil }
            Self.sweep(URL(fileURLWithPath: path).deletingLastPathComponent().path)
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                made = true
                return nil
            } catch { return error }
        }
        if let failure {
            throw Problem(
                "cannot make the temporary folder \(path)", detail: failure.localizedDescription,
                hint: "Point TMPDIR at a folder that can be written.")
        }
        return path + "/" + name
    }

    /// Where the engine spills to; it makes the folder itself, but not one above it.
    var spillPath: String { path + "-spill" }

    deinit {
        try? FileManager.default.removeItem(atPath: spillPath)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes what processes that were killed have left in the folder for temporary files.
    private static func sweep(_ parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            let parts = name.split(separator: "-")
            guard parts.count > 2, parts[0] == "atelier", let process = pid_t(parts[1]) else { continue }
            guard kill(process, 0) != 0, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(atPath: parent + "/" + name)
        }
    }
}
