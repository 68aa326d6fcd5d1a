public import Foundation
public import Tabular

/// The folder that keeps a person's tables, models and runs.
public struct Workspace: Sendable, Hashable {
    public var directory: URL

    public init(directory: URL) { self.directory = directory }

    /// The workspace meant by `--workspace`, else `ATELIER_WORKSPACE`, else `atelier` in the XDG data folder.
    public init(option: String?, environment: [String: String]) {
        if let path = option ?? environment["ATELIER_WORKSPACE"], !path.isEmpty {
            self.init(directory: URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL)
        } else {
            let data =
                environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
                ?? (environment["HOME"] ?? "/tmp") + "/.local/share"
            self.init(directory: URL(filePath: data, directoryHint: .isDirectory).appending(path: "atelier"))
        }
    }

    public var path: String { directory.path(percentEncoded: false) }
    public var warehouse: String { directory.appending(path: "warehouse.duckdb").path(percentEncoded: false) }
    public var logFile: String { directory.appending(path: "atelier.log").path(percentEncoded: false) }
    /// The workspace's settings, which also marks the folder as a workspace.
    public var settingsFile: String { settings.path(percentEncoded: false) }
    private var settings: URL { directory.appending(path: "workspace.yaml") }

    public var exists: Bool { FileManager.default.fileExists(atPath: settings.path(percentEncoded: false)) }

    public var isWritable: Bool { FileManager.default.isWritableFile(atPath: path) }

    /// Makes the folder when it is not there yet. An existing workspace is left as it is.
    /// - Throws: a `Problem` (could not connect) when the folder cannot be made.
    public func create() throws(Problem) {
        if exists { return }
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try Data("# An Atelier workspace. See the documentation for what can be set here.\nversion: 1\n".utf8)
                .write(to: settings, options: .atomic)
        } catch {
            throw Problem(
                "cannot make the workspace \(path)", detail: error.localizedDescription,
                hint: "Choose another folder with --workspace DIR or ATELIER_WORKSPACE.", kind: .unreachable)
        }
    }
}
