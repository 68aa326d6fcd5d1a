import ArgumentParser
import DuckDBEngine
import Foundation
import LightGBMEngine
import ONNXEngine
import Registry
import Settings
import Studio
import Tabular
import Workflows

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "What is installed, found and missing, and how to mend it.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var output: JSONOption

    /// One thing that was looked at.
    struct Finding: Encodable {
        var name: String
        var isFine: Bool
        var found: String
        var remedy: String
    }

    func run() async throws {
        var findings = [check("atelier", remedy: "") { () throws(Problem) in Atelier.version }]
        findings.append(
            check("DuckDB", remedy: "Run make setup.") { () throws(Problem) in
                _ = try DuckDBDatabase.open(warehouse: nil)
                return DuckDBDatabase.engineVersion
            })
        findings.append(
            check("ONNX Runtime", remedy: "Run make setup.") { () throws(Problem) in try ONNXLibrary.shared().version })
        findings.append(
            check("LightGBM", remedy: "Run make setup.") { () throws(Problem) in try LightGBMLearner().name })
        findings.append(extensions())
        findings.append(workspace())
        findings.append(await registry())
        findings.append(cache())
        findings.append(terminal())
        findings.append(themes())
        findings.append(settings())
        if output.json {
            try JSONOutput.write(findings)
        } else {
            for finding in findings {
                print("\(finding.isFine ? "ok  " : "FAIL") \(finding.name): \(finding.found)")
                if !finding.isFine && !finding.remedy.isEmpty { print("     \(finding.remedy)") }
            }
        }
        if findings.contains(where: { !$0.isFine }) { throw ExitCode(1) }
    }

    private func check(_ name: String, remedy: String, _ find: () throws(Problem) -> String) -> Finding {
        do {
            return Finding(name: name, isFine: true, found: try find(), remedy: "")
        } catch {
            let hint = error.hint.isEmpty ? remedy : error.hint
            return Finding(
                name: name, isFine: false,
                found: [error.title, error.detail].filter { !$0.isEmpty }.joined(separator: ": "),
                remedy: hint)
        }
    }

    /// Extensions that are not here are no fault: they are fetched when they are wanted.
    private func extensions() -> Finding {
        let known = EngineExtensions.known.map(\.name)
        let here = known.filter { EngineExtensions.path(of: $0) != nil }
        let missing = known.filter { !here.contains($0) }
        let rest = missing.isEmpty ? "" : "; to fetch: " + missing.joined(separator: ", ")
        return Finding(
            name: "extensions", isFine: true, found: (here.isEmpty ? "none" : here.joined(separator: ", ")) + rest,
            remedy: "")
    }

    private func workspace() -> Finding {
        let workspace = Workspace(option: options.workspace, environment: ProcessInfo.processInfo.environment)
        guard workspace.exists else {
            return Finding(name: "workspace", isFine: true, found: "\(workspace.path) (made on first use)", remedy: "")
        }
        return Finding(
            name: "workspace", isFine: workspace.isWritable,
            found: workspace.path + (workspace.isWritable ? "" : " cannot be written"),
            remedy: "Give yourself write permission, or choose another with --workspace DIR.")
    }

    private func registry() async -> Finding {
        let workspace = Workspace(option: options.workspace, environment: ProcessInfo.processInfo.environment)
        guard workspace.exists else { return Finding(name: "registry", isFine: true, found: "empty", remedy: "") }
        do {
            let versions = try await LocalRegistry(workspace: workspace.directory).versions()
            return Finding(name: "registry", isFine: true, found: "\(versions.count) model versions", remedy: "")
        } catch {
            let problem = Problem(error)
            return Finding(name: "registry", isFine: false, found: problem.title, remedy: problem.hint)
        }
    }

    private func cache() -> Finding {
        let cache = options.noCache ? nil : LoadCache(environment: ProcessInfo.processInfo.environment)
        return Finding(name: "cache", isFine: true, found: cache?.summary ?? "off", remedy: "")
    }

    private func terminal() -> Finding {
        let environment = ProcessInfo.processInfo.environment
        let term = environment["TERM"] ?? ""
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let isFine = !term.isEmpty && term != "dumb"
        return Finding(
            name: "terminal", isFine: isFine,
            found: "TERM=\(term.isEmpty ? "(unset)" : term), locale \(locale)",
            remedy:
                "The studio needs a terminal with a cursor: set TERM, for example to xterm-256color. Commands work without."
        )
    }

    private func settings() -> Finding {
        let settings = options.settings, mistakes = StudioApp.mistakes(in: settings)
        let files = [Installation.settings?.path(percentEncoded: false), workspaceFolder.settingsFile].compactMap { $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
        let keys = settings.keys.isEmpty ? "" : ", keys for \(settings.keys.count) commands"
        let found = files.isEmpty ? "none" : files.joined(separator: ", ") + keys
        return Finding(
            name: "settings", isFine: mistakes.isEmpty,
            found: mistakes.isEmpty ? found : mistakes.map(\.problem.title).joined(separator: "\n     "),
            remedy: mistakes.map(\.hint).filter { !$0.isEmpty }.joined(separator: "\n     "))
    }

    private var workspaceFolder: Workspace {
        Workspace(option: options.workspace, environment: ProcessInfo.processInfo.environment)
    }

    private func themes() -> Finding {
        let folder = Installation.themes
        let found =
            folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path(percentEncoded: false)) }
            ?? []
        let names = found.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        return Finding(
            name: "themes", isFine: !names.isEmpty, found: names.isEmpty ? "none" : names.joined(separator: ", "),
            remedy: "Install with make install, or start from the checkout.")
    }
}
