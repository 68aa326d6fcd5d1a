import Foundation
import Testing

/// The dependency rule: which modules each module may import. The sources are read, so an import that the package
/// manifest would happen to allow is found too.
@Suite struct DependencyRuleTests {
    static let domain: Set<String> = ["Tabular", "Shaping", "Profiling", "Scoring", "Learning", "Registry"]
    static let allowed: [String: Set<String>] = [
        "Tabular": [],
        "EngineSupport": ["Tabular"],
        "Shaping": ["Tabular"],
        "Querying": ["Tabular"],
        "TransactSQL": ["Tabular"],
        "Profiling": ["Tabular"],
        "Scoring": ["Tabular"],
        "Learning": ["Tabular", "Scoring"],
        "Registry": ["Tabular", "Scoring", "GRDB"],
        "TreeEnsembles": [],
        "ONNXModel": ["Tabular", "Scoring", "TreeEnsembles", "SwiftProtobuf"],
        "DuckDBEngine": ["CDuckDB", "Tabular", "Profiling", "Scoring", "EngineSupport"],
        "ONNXEngine": ["CONNXRuntime", "Tabular", "Scoring", "TreeEnsembles", "ONNXModel", "EngineSupport"],
        "LightGBMEngine": ["CLightGBM", "Tabular", "Learning", "Scoring", "ONNXModel", "EngineSupport"],
        "Workflows": domain.union(["TransactSQL", "EngineSupport"]),
        "Screen": ["Yams"],
        "Editing": ["Screen"],
        "Settings": ["Tabular", "Screen", "Yams"],
        "CursesTerminal": ["CNcurses", "Screen"],
        "Studio": domain.union([
            "Querying", "TransactSQL", "Editing", "Workflows", "Screen", "Settings", "EngineSupport",
        ]),
    ]
    /// Part of every Swift toolchain.
    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin", "Swift",
        "_Concurrency",
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func everyImportFollowsTheRule() throws {
        for (module, permitted) in Self.allowed {
            for (file, name) in try Self.imports(of: module)
            where !permitted.contains(name) && !Self.system.contains(name) {
                Issue.record("\(file) imports \(name), which \(module) may not")
            }
        }
    }

    @Test func everyModuleIsNamedInTheRule() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        let modules = folders.filter { !$0.hasPrefix("C") || $0 == "CursesTerminal" }.filter { $0 != "atelier" }
        #expect(Set(modules) == Set(Self.allowed.keys))
    }

    @Test func noFileIsTooLong() throws {
        for file in try Self.swiftFiles(in: Self.root.appending(path: "Sources"))
        where !file.path.contains("/Generated/") {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false
            ).count
            #expect(lines <= 400, "\(file.lastPathComponent) has \(lines) lines")
        }
    }

    private static func imports(of module: String) throws -> [(file: String, name: String)] {
        try swiftFiles(in: root.appending(path: "Sources/\(module)")).flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
                    words[..<index].allSatisfy({
                        $0.hasPrefix("@") || ["public", "internal", "private", "package"].contains($0)
                    })
                else { return nil }
                return (file.lastPathComponent, String(words[words.count - 1].split(separator: ".")[0]))
            }
        }
    }

    private static func swiftFiles(in folder: URL) throws -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }
}
