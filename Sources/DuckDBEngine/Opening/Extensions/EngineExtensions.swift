import CDuckDB
import Foundation
public import Tabular

/// The engine's extensions: files beside its library or in a person's data folder. Nothing is fetched here.
public enum EngineExtensions {
    /// Those that sources may need.
    public static let known = [
        EngineExtension(name: "excel", purpose: "Excel files", megabytes: 4),
        EngineExtension(name: "sqlite_scanner", purpose: "SQLite files", megabytes: 12),
        EngineExtension(name: "httpfs", purpose: "http and s3 addresses", megabytes: 7),
        EngineExtension(name: "delta", purpose: "Delta tables", megabytes: 26),
        EngineExtension(name: "avro", purpose: "Iceberg tables", megabytes: 4),
        EngineExtension(name: "iceberg", purpose: "Iceberg tables", megabytes: 18),
    ]

    /// What an extension needs loaded before it.
    static let foundations = ["iceberg": ["avro"]]

    /// Where a person's own are kept: in the XDG data folder, apart for each version of the engine.
    public static var personalFolder: String {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["ATELIER_EXTENSIONS"], !named.isEmpty { return named }
        let data =
            environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment["HOME"] ?? "/tmp") + "/.local/share"
        return data + "/atelier/extensions/" + DuckDBDatabase.engineVersion
    }

    /// Where they are looked for. `ATELIER_EXTENSIONS` names the only folder, when it is set.
    public static var folders: [String] {
        let named = ProcessInfo.processInfo.environment["ATELIER_EXTENSIONS"] ?? ""
        guard named.isEmpty else { return [named] }
        // Beside the library where it is installed, beside its folder in a checkout.
        let beside = libraryFolder.map { [$0, ($0 as NSString).deletingLastPathComponent] } ?? []
        return beside.map { $0 + "/extensions" } + [personalFolder]
    }

    /// The file of an extension; nil when it is not here.
    public static func path(of name: String) -> String? {
        folders.map { $0 + "/" + name + ".duckdb_extension" }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The folder of the engine's library, wherever the linker found it.
    private static let libraryFolder: String? = {
        guard let name = cduck_library_path() else { return nil }
        let path = URL(fileURLWithPath: String(cString: name)).resolvingSymlinksInPath().path
        return (path as NSString).deletingLastPathComponent
    }()

    /// The extension that an error of the engine asks for.
    static func needed(by message: String) -> String? {
        let marks = ["exists in the ", "requires the extension "]
        for mark in marks {
            guard let range = message.range(of: mark) else { continue }
            let name = String(message[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
            if known.contains(where: { $0.name == name }) { return name }
        }
        if message.contains("No extension found that is capable of reading"), message.contains(".xlsx\"") {
            return "excel"
        }
        return nil
    }

    static func missing(_ name: String) -> Problem {
        guard let wanted = known.first(where: { $0.name == name }) else {
            return Problem("DuckDB's \(name) extension is not here")
        }
        return Problem(
            "\(wanted.purpose) need DuckDB's \(name) extension, which is not installed",
            detail: "looked in " + folders.joined(separator: ", "),
            hint: "Fetch it (\(wanted.megabytes) MB from pypi.org): atelier extensions fetch \(name)",
            remedy: .fetch(wanted))
    }
}
